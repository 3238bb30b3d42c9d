"""间隔号与“和”混用

## 检查什么

书名号里用间隔号分开的并列词语，最后又用“和”“与”连接。

## 为什么

国家标准规定并列短语构成的标题中已用间隔号隔开的，不再用“和”类连词。

## 示例

错：⟦《公开·服务和监督》⟧专栏
错：⟦《水星·火星与金星》⟧
对：《公开·服务·监督》专栏
对：《卡尔·马克思和燕妮》
对：《公开和服务》专栏

## 例外

各部分字数不等的，可能是人名，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"《(?P<first>[\u4e00-\u9fff]{2,4})(?:·[\u4e00-\u9fff]{2,4})*·(?P<second>[\u4e00-\u9fff]{2,4}?)"
    r"[和与及](?P<third>[\u4e00-\u9fff]{2,4})》"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if len(match["first"]) == len(match["second"]) == len(match["third"]):
            message = "标题中已用间隔号，建议不再用“和”类连词"
            yield Hit(*match.span(), message)


RULE = TextRule(
    code="PU056",
    severity=Severity.HINT,
    basis=(clause("附录A.12"),),
    check=check,
    triggers=("·",),
)
