"""外层误用单书名号

## 检查什么

不在双书名号之内、却用单书名号“〈〉”括起的文件名、作品名。

## 为什么

国家标准规定书名号外层用双书名号，里层才用单书名号。

## 示例

错：现将⟦〈信息审核办法〉⟧印发给你们。 → 现将《信息审核办法》印发给你们。
对：《关于印发〈值班制度〉的通知》
对：键盘上的〈Ctrl〉键

## 例外

括起字母、符号的不在此列；同一行书名号不成对的见 PU016。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import titles, touches

PATTERN = re.compile(r"〈([^〈〉《》\n]{0,60}[\u3400-\u9fff][^〈〉《》\n]{0,60})〉")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if text.count("《") != text.count("》"):
        return
    double = tuple(span for span in titles(text) if text[span[0]] == "《")
    for match in PATTERN.finditer(text):
        if not touches(double, *match.span()):
            yield Hit(*match.span(), "外层书名号应使用双书名号“《》”", f"《{match[1]}》")


RULE = TextRule(
    code="PU021",
    severity=Severity.WARNING,
    basis=(clause("第4.15.3.5条"),),
    check=check,
    triggers=("〈",),
)
