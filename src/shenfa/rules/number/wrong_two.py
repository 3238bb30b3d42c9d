"""量词前的“两”写成“二”

## 检查什么

“二个单位”“二种情形”等一般量词前的“二”。

## 为什么

一般量词前用“两”不用“二”，用“二”会与序数“第二”混淆。

## 示例

错：由⟦二个⟧单位共同负责。 → 由两个单位共同负责。
错：走访⟦二家⟧企业。 → 走访两家企业。
错：有⟦二种⟧办理方式。 → 有两种办理方式。
对：由两个单位共同负责。
对：第二个单位、十二个单位。
对：选派一二个骨干驻村。
对：试用期为二个月。
对：二次供水、二级公路、二期工程。
对：百分之二个别情况除外。

## 例外

法律文书中的“二个月”“二名以上”和引文、书名不查；“二种”“二位”“二家”等只作提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.number import is_cited
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<![第十百千万零〇一二三四五六七八九两几数初老之点])二(?P<unit>个(?![月别体性案人])|[种位](?!数)|家(?=企业|单位|公司|银行)|辆)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if is_cited(text, *match.span()):
            continue
        unit = match["unit"]
        severity = Severity.WARNING if unit == "个" else Severity.HINT
        yield Hit(*match.span(), "一般量词前应使用“两”", f"两{unit}", severity)


RULE = TextRule(
    code="NU031",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("二个", "二种", "二位", "二家", "二辆"),
)
