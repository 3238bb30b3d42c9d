"""多余的否定把意思说反

## 检查什么

“防止”“避免”“杜绝”“以免”后面又用“不再发生”“不出现”等否定。

## 为什么

“防止”已经有否定的意思，再加“不”就把话说反了。县政府办公室的通知把“表述错误”列为审查重点。

## 示例

错：加强巡查，防止类似事故⟦不再⟧发生。 → 加强巡查，防止类似事故发生。
错：避免问题⟦不⟧出现反弹。 → 避免问题出现反弹。
错：严防死守，杜绝安全事故⟦不⟧发生 → 严防死守，杜绝安全事故发生
对：加强巡查，防止类似事故再次发生。
对：避免不必要的损失。
对：防止不合格产品流入市场，确保事故不再发生。
对：防止群众诉求不解决、问题不整改。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"(?:防止|避免|杜绝|以免|防范)[^，。；：、不]{1,12}?(?P<wrong>不(?:再|会|要)?)(?=(?:再次)?(?:发生|出现))"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span("wrong"), "前面已有否定的意思，再加“不”意思相反，请删去", "")


RULE = TextRule(
    code="WO007",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(
        f"{word}{verb}"
        for word in ("不", "不再", "不会", "不要", "不再次")
        for verb in ("发生", "出现")
    ),
)
