"""夸大、不当的说法

## 检查什么

一般会议用“隆重召开”，医药内容用“药到病除”“安全无副作用”，以及“推上被告席”等说法。

## 为什么

用语应当平实。这是新闻用语惯例，不是法律规定，建议照此修改。

## 示例

错：座谈会⟦隆重召开⟧ → 座谈会召开
错：此药⟦药到病除⟧
错：⟦践行“八荣八耻”⟧ → 践行社会主义荣辱观
对：中国共产党第二十次全国代表大会隆重召开
对：座谈会召开
对：广告不得含有“药到病除”等用语

## 例外

引号、书名号里的原话和名称不提示。
"""

from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.worded.cautioned import PRESS_LIST, cautioned
from shenfa.rules.worded.listed import listed_hits
from shenfa.text import Certainty, Context, Hit, Severity

WORDS = cautioned("overstated")


def check(text: str, context: Context) -> Iterator[Hit]:
    yield from listed_hits(text, WORDS, context)


RULE = TextRule(
    code="WO004",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(PRESS_LIST,),
    check=check,
    triggers=tuple(one.word for one in WORDS),
)
