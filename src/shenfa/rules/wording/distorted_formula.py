"""重要名称、重要表述错字漏字

## 检查什么

“习近平新时代中国特色社会主义思想”“中华人民共和国”“中国特色社会主义”等重要名称、表述里多字、漏字、错字、颠倒。

## 为什么

政府网站检查通报多次点名这类差错，列为严重表述错误，发现即须改正并由人审看。

## 示例

错：学习贯彻⟦习近平近新时代中国特色社会主义思想⟧ → 学习贯彻习近平新时代中国特色社会主义思想
错：根据《⟦中华人民共合国⟧行政处罚法》 → 根据《中华人民共和国行政处罚法》
错：⟦中国人民共和国⟧成立以来 → 中华人民共和国成立以来
错：践行⟦社会主义核心价观⟧ → 践行社会主义核心价值观
错：实现⟦中华民族伟夭复兴⟧ → 实现中华民族伟大复兴
对：学习贯彻习近平新时代中国特色社会主义思想
对：习近平经济思想、习近平新时代强军思想
对：中华人民共和国
对：中华人民共有的精神家园
对：社会主义核心价值体系
对：人类是命运共同体，中华民族的伟大复兴

## 例外

一处相差两个字以上的不判断；本来就另有所指的相近说法（如“核心价值体系”）不提示。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.worded.slips import is_one_slip
from shenfa.text import Certainty, Context, Hit, Severity

FORMULAS = sorted(
    (entry.values[0] for entry in read_lexicon("wording_formulas", ("formula",))),
    key=len,
    reverse=True,
)
HALVES = tuple((one, one[: len(one) // 2], one[-(len(one) // 2) :]) for one in FORMULAS)
PARTICLES = "的之是在与和及也既"
OTHER = re.compile(r"全面建成|[^\u4e00-\u9fff]")
"""中华民族的伟大复兴 and 人类“命运共同体” are other ways of saying it, and no slips."""


def check(text: str, _context: Context) -> Iterator[Hit]:
    told: set[tuple[int, int]] = set()
    for formula, head, tail in HALVES:
        for start, end in (*_from_head(text, formula, head), *_from_tail(text, formula, tail)):
            # The longest is told: 中国特色社会主义 is part of the name of the thought.
            if not any(first <= start and end <= last for first, last in told):
                told.add((start, end))
                yield Hit(start, end, f"应为“{formula}”，请核对", formula)


def _from_head(text: str, formula: str, head: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(head, text):
        start = match.start()
        if not text.startswith(formula, start):
            for length in (len(formula), len(formula) + 1, len(formula) - 1):
                if start + length <= len(text) and _is_slip(text[start : start + length], formula):
                    yield start, start + length
                    break


def _from_tail(text: str, formula: str, tail: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(tail, text):
        end = match.end()
        if not text.endswith(formula, 0, end):
            for length in (len(formula), len(formula) + 1, len(formula) - 1):
                if end >= length and _is_slip(text[end - length : end], formula):
                    yield end - length, end
                    break


def _is_slip(written: str, formula: str) -> bool:
    """Return whether a single slip lies between, and not at either end."""
    if written[:1] != formula[0] or written[-1:] != formula[-1] or written == formula:
        return False
    if OTHER.search(written) or any(
        written.count(particle) > formula.count(particle) for particle in PARTICLES
    ):
        return False
    return is_one_slip(written, formula)


RULE = TextRule(
    code="WO010",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(half for _, *halves in HALVES for half in halves),
    serious=True,
)
