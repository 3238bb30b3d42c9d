"""汉字之后误用半角叹号

## 检查什么

紧跟在汉字或者后引号、后书名号、后括号之后的半角叹号“!”。

## 为什么

国家标准规定叹号的形式是“！”。半角叹号多由输入法切换造成。

## 示例

错：请广大市民注意防范⟦!⟧ → 请广大市民注意防范！
错：太好了⟦!!!!⟧ → 太好了！！！
错：祝大家新春快乐⟦!⟧万事如意⟦!⟧ → 祝大家新春快乐！万事如意！
对：Hello, world!
对：条件写作“数量!=0”。
对：祝大家新春快乐！

## 例外

英文句子和程序代码中的半角叹号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical, most_together
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(r"!(?<=[\u3400-\u9fff〇”’》）】]!)!*(?![=\[])")


def check(text: str, context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not is_technical(text, *match.span()):
            # More marks than may stand together would be the next mistake.
            fix = "！" * min(len(match[0]), most_together(context))
            yield Hit(*match.span(), "汉字之后应使用全角叹号“！”", fix)


RULE = TextRule(
    code="PU006",
    severity=Severity.ERROR,
    basis=(clause("第4.3条"),),
    check=check,
    triggers=("!",),
)
