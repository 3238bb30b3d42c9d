"""同一个点号重复

## 检查什么

连续出现两个相同的逗号、句号、顿号、分号、冒号，包括一个全角一个半角的。

## 为什么

点号只表示一次停顿，重复多是删改后留下的痕迹。

## 示例

错：已完成整改⟦。。⟧ → 已完成整改。
错：会议要求⟦，，⟧各部门抓好落实。 → 会议要求，各部门抓好落实。
错：医保⟦、、⟧社保等业务 → 医保、社保等业务
错：会议要求⟦，,⟧各部门抓好落实。 → 会议要求，各部门抓好落实。
对：材料包括身份证、户口簿……
对：真的吗？！
对：他说：“好。”

## 例外

三个以上句号代替省略号的见 PU032，问号、叹号叠用见 PU050。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"，[，,]+|,，|、、+|；[；;]+|;；|：[：:]+|:："
    r"|。(?:(?<!。。)。(?!。)|\.(?![.0-9]))|\.(?<=[\u3400-\u9fff]\.)。(?!。)"
)
FULL = {",": "，", ";": "；", ":": "：", ".": "。"}


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        mark = FULL.get(match[0][0], match[0][0])
        yield Hit(*match.span(), f"标点“{mark}”重复，请保留一个", mark)


RULE = TextRule(
    code="PU012",
    severity=Severity.ERROR,
    basis=(clause("第4章"),),
    check=check,
    triggers=(
        *("，，", "，,", ",，", "、、", "。。", "。.", ".。"),
        *("；；", "；;", ";；", "：：", "：:", ":："),
    ),
)
