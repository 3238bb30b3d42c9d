"""汉字事件日误用间隔号

## 检查什么

“九·一八”“五·四”“八·一”等用汉字数字表示的事件日中多余的间隔号。

## 为什么

国家标准规定用汉字数字表示的事件日，只在一月、十一月和十二月后用间隔号。

## 示例

错：纪念⟦九·一八⟧事变 → 纪念九一八事变
错：弘扬“⟦五·四⟧”精神 → 弘扬“五四”精神
对：纪念“一·二八”事变
对：纪念“一二·九”运动
对：纪念“九一八”事变
对：《七·一》（外一首）
对：参观“九·一八”历史博物馆

## 例外

书名和“九·一八”历史博物馆的馆名不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import titles, touches

DAYS = (
    "三·八",
    "五·一",
    "五·四",
    "五·卅",
    "六·一",
    "七·一",
    "七·七",
    "八·一",
    "八·一三",
    "九·一八",
)
PATTERN = re.compile(
    r"(?<![一二三四五六七八九十·])(?:五·卅|九·一八|八·一三|[三五六七八]·[一四七八])"
    r"(?![一二三四五六七八九十·]|”?历史博物馆)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if match[0] in DAYS and not touches(titles(text), *match.span()):
            fix = match[0].replace("·", "")
            yield Hit(*match.span(), f"汉字事件日此处不用间隔号，应写作“{fix}”", fix)


RULE = TextRule(
    code="PU043",
    severity=Severity.WARNING,
    basis=(clause("第4.14.3.5条"),),
    check=check,
    triggers=DAYS,
    review="国家标准第4.14.3.5条关于汉字数字的规定原文待核",
)
