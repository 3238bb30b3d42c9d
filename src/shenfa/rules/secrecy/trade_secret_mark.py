"""标有商业秘密标志

## 检查什么

核心商密、普通商密标志（带▲、★及期限），以及单独成行或在括号里标出的商业秘密、商密字样。

## 为什么

涉及商业秘密、公开会损害第三方合法权益的政府信息不得公开，第三方同意公开的除外。
命中后只报位置，不摘录原文。

## 示例

错：⟦核心商密▲10年⟧
错：⟦普通商密★⟧
错：⟦商 业 秘 密⟧
错：投标文件技术部分⟦（商业秘密）⟧
错：⟦【商密】⟧
对：县市场监管局开展商业秘密保护培训。
对：涉及国家秘密、商业秘密和个人隐私的除外。
对：《中华人民共和国反不正当竞争法》保护商业秘密（见第九条）。

## 例外

句子里提到商业秘密的不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import STARS, TERM, TRADE_SECRET
from shenfa.text import ANYWHERE, Certainty, Context, Hit, Severity, squeeze

SIGN = f"[▲△▴{STARS}*]"
SIGNED = re.compile(rf"(?:(?:核心|普通|重要)?商密|(?:核心|普通)?商业秘密){SIGN}{TERM}?")
NAME = "(?:(?:核心|普通|重要)?商密|(?:核心|普通)?商业秘密|企业秘密)"
ALONE = re.compile(rf"[【〔\[(<]*{NAME}[】〕\])>]*(?:\.?(?:docx?|xlsx?|pdf|wps|et|pptx?|zip))?")
BRACKETED = re.compile(rf"^[【〔\[(<]{NAME}[】〕\])>]|[【〔\[(<]{NAME}[】〕\])>]$")
LONGEST_LINE = 160
MESSAGE = "此处有商业秘密标志，请停止发布，确认权利人书面同意公开后再处理"


def check(text: str, _context: Context) -> Iterator[Hit]:
    if "密" not in text or len(text) > LONGEST_LINE:
        return
    tight = squeeze(text)
    if ALONE.fullmatch(tight.text):
        yield Hit(*tight.span(0, len(tight.text)), MESSAGE, certainty=Certainty.SUSPECTED)
        return
    for match in SIGNED.finditer(tight.text):
        yield Hit(*tight.span(*match.span()), MESSAGE)
    for match in BRACKETED.finditer(tight.text):
        yield Hit(*tight.span(*match.span()), MESSAGE, certainty=Certainty.SUSPECTED)


RULE = TextRule(
    code="SE011",
    severity=Severity.BLOCKER,
    basis=TRADE_SECRET,
    check=check,
    triggers=("商密", "商业秘密", "业 秘", "业　秘", "商 密", "商　密", "企业秘密"),
    reads=ANYWHERE,
)
