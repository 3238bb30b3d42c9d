"""重复、残缺的说法

## 检查什么

意思重复或者用字不当的固定说法，如“截止目前”“报刊杂志”“原因是因为”“不尽人意”“涉及到”。

## 为什么

县政府办公室的通知把“表述错误”列为审查重点。这些说法有通行的正确写法，建议照此修改。

## 示例

错：⟦截止目前⟧，全县已完成造林任务。 → 截至目前，全县已完成造林任务。
错：订阅⟦报刊杂志⟧ → 订阅报刊
错：延误的⟦原因是因为⟧暴雨。 → 延误的原因是暴雨。
错：学习贯彻党的⟦二十大报告精神⟧ → 学习贯彻党的二十大精神
错：方案⟦涉及到⟧三个乡镇。 → 方案涉及三个乡镇。
对：截至目前，全县已完成造林任务。
对：报名截止，目前共有三百人。
对：学习党的二十大报告
对：“截止目前”应当改为“截至目前”。

## 例外

引号里的原话不提示。
"""

from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.worded.listed import listed_hits, word_of
from shenfa.text import Certainty, Context, Hit, Severity

COLUMNS = ("wrong", "right", "severity", "unless")
WORDS = tuple(word_of(entry, COLUMNS) for entry in read_lexicon("wording_pairs", COLUMNS))


def check(text: str, context: Context) -> Iterator[Hit]:
    yield from listed_hits(text, WORDS, context)


RULE = TextRule(
    code="WO006",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(one.word for one in WORDS),
    review="个别条目的辞书依据待核",
)
