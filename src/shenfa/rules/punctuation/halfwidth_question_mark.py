"""汉字之后误用半角问号

## 检查什么

紧跟在汉字或者后引号、后书名号、后括号之后的半角问号“?”。

## 为什么

国家标准规定问号的形式是“？”。半角问号多由输入法切换造成，连续出现时也可能是转码产生的乱码。

## 示例

错：哪些信息应当公开⟦?⟧ → 哪些信息应当公开？
错：这是真的吗⟦?????⟧ → 这是真的吗？？？
错：您是否收到《告知书》⟦?⟧请及时反馈。 → 您是否收到《告知书》？请及时反馈。
对：网址为https://www.example.gov.cn/list?page=2。
对：查询参数写作“栏目?id=5”。
对：What is it?

## 例外

网址参数和英文句子中的半角问号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical, most_together
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"\?(?<=[\u3400-\u9fff〇”’》）】]\?)\?*(?![A-Za-z0-9=&])")


def check(text: str, context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not is_technical(text, *match.span()):
            # More marks than may stand together would be the next mistake.
            fix = "？" * min(len(match[0]), most_together(context))
            yield Hit(*match.span(), "汉字之后应使用全角问号“？”", fix)


RULE = TextRule(
    code="PU005",
    severity=Severity.ERROR,
    basis=(clause("第4.2条"),),
    check=check,
    triggers=("?",),
)
