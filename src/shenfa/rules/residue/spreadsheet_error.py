"""表格公式错误值

## 检查什么

#REF!、#N/A、#NAME?、#VALUE!、#DIV/0!、#NULL!、#NUM! 等公式错误值，以及列宽不足显示的一串“#”。

## 为什么

错误值说明公式失效，该处数据缺失，公开后即为数据错误。

## 示例

错：⟦#DIV/0!⟧
错：合计⟦#REF!⟧万元
错：⟦#N/A⟧
错：⟦########⟧
对：# 一级标题
对：3#楼、4#楼住户请注意。
对：#虚谷县文旅#话题阅读量超过10万。

## 例外

讲解公式用法、写在引号里的不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import encloses, quotations

PATTERN = re.compile(
    r"#(?:REF!|N/A(?![A-Za-z])|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)"
)
NARROW = re.compile(r"\s*(#{4,})\s*")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if match := NARROW.fullmatch(text):
        yield Hit(*match.span(1), "列宽不足，数字显示不出，请加宽列后重新导出")
        return
    for match in PATTERN.finditer(text):
        if not encloses(quotations(text), match.start()):
            yield Hit(*match.span(), "公式出错，请改正公式或填写数据")


RULE = TextRule(
    code="RE004",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"),
        *("#CALC!", "#GETTING_DATA", "####"),
    ),
)
