"""专名和定型词语中的数字用阿拉伯数字表示

## 检查什么

“5四运动”“4个意识”“3会1课”等专名、定型词语中的阿拉伯数字。

## 为什么

专名和定型词语中的数字应使用汉字。改成阿拉伯数字，固定表述就走了样。

## 示例

错：开展⟦5四⟧青年节主题活动。 → 开展五四青年节主题活动。
错：严格执行⟦中央8项规定⟧。 → 严格执行中央八项规定。
错：落实⟦3会1课⟧制度。 → 落实三会一课制度。
错：学习⟦党的20大⟧精神。 → 学习党的二十大精神。
对：开展五四青年节主题活动。
对：落实三会一课制度。
对：列出20大类、54项措施。
对：“3·15”国际消费者权益日。
对：编号154运动场改造项目。

## 例外

词语表见 lexicons/data/number_names.tsv；“3·15”“5·12”等以月日代称的写法，标准允许使用阿拉伯数字，不查。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.number import NUMERALS_STANDARD
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

NAMES = {
    entry.values[0]: (entry.values[1], entry.values[2])
    for entry in read_lexicon("number_names", ("wrong", "right", "not_before"))
}
PATTERN = re.compile(
    r"(?<![A-Za-z\d.·])(?:"
    + "|".join(
        re.escape(wrong) + (f"(?![{not_before}])" if not_before else "")
        for wrong, (_, not_before) in sorted(NAMES.items(), reverse=True)
    )
    + ")"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        wrong = match[0]
        yield Hit(*match.span(), "专名和定型词语中的数字应使用汉字", NAMES[wrong][0])


RULE = TextRule(
    code="NU016",
    severity=Severity.WARNING,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(NAMES),
)
