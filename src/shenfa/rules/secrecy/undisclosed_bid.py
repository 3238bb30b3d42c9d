"""疑有未公开的标底、报价或技术秘密

## 检查什么

写明金额的标底、拦标底价，逐项报价表、成本核算表、工艺配方、技术秘密、客户名单、商业计划书
等标题。

## 为什么

标底、报价明细、工艺配方等多属第三方的商业秘密，公开前应征得第三方同意。
只作提醒，由审核人判断。命中后不摘录原文。

## 示例

错：本项目⟦标底⟧为386.5万元，开标前由专人保管。
错：⟦投标报价明细表⟧
错：附件3　⟦生产工艺配方⟧
错：⟦商业计划书⟧
对：本项目不设标底。
对：设有标底的，标底应当保密。
对：大赛要求参赛团队提交商业计划书。
对：投标报价为评标的主要因素之一。

## 例外

中标金额、最高投标限价属应公开事项，不提醒。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import TRADE_SECRET
from shenfa.text import Certainty, Context, Hit, Severity

AMOUNT = re.compile(r"(?:标底(?:价|金额)?|拦标底价)(?=[:：为是]?\s?(?:人民币)?[¥￥]?\d[\d,.]{2,})")
HEADING = re.compile(
    r"^(?:附\s*[件表]\s*\d{0,2}[:：.、\s　]*|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])?"
    r"(?P<name>(?:投标|竞标|分项|综合单价)?报价(?:明细|分析)表?|成本(?:核算|构成)明细表?"
    r"|(?:生产|产品)?(?:工艺|产品)配方|技术(?:秘密|诀窍)|(?:核心)?客户名单|商业计划书|标底(?:价|文件|表)?)\s*$"
)
MESSAGE = "此处疑有标底、报价或技术秘密，请确认第三方同意公开后再发布"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in AMOUNT.finditer(text):
        yield Hit(*match.span(), MESSAGE)
    if heading := HEADING.match(text):
        yield Hit(*heading.span("name"), MESSAGE)


RULE = TextRule(
    code="SE016",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=TRADE_SECRET,
    check=check,
    triggers=("标底", "报价", "成本", "配方", "技术秘密", "技术诀窍", "客户名单", "商业计划书"),
    in_cells=False,
)
