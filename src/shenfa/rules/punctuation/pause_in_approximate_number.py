"""汉字概数中误用顿号

## 检查什么

两个相邻汉字数字连用表示概数时中间的顿号，如“三、四户”。

## 为什么

国家标准规定相邻两数字连用表示概数时通常不用顿号。

## 示例

错：当天走访三⟦、⟧四户群众。 → 当天走访三四户群众。
错：每天巡查两⟦、⟧三次，来了四⟦、⟧五辆车。 → 每天巡查两三次，来了四五辆车。
错：工程已经停了五⟦、⟧六个月。 → 工程已经停了五六个月。
对：当天走访三四户群众。
对：第三、四户分别是张某和李某家。
对：获得前三、四名的队伍
对：一、二、三产业融合
对：三、四年级学生
对：一、二人转表演

## 例外

行首的序号、“第三、四”的并列、“三、四年级”等不在此列；阿拉伯数字概数由数字类规则检查。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

NUMERALS = "一二三四五六七八九"
PAIRS = (*(f"{low}、{high}" for low, high in pairwise(NUMERALS)), "一、两", "两、三")
PATTERN = re.compile(
    rf"(?<=[\u3400-\u9fff，])(?<![第前列取获、〇零{NUMERALS}十百千万])(?:{'|'.join(PAIRS)})"
    r"(?=天|户|个(?!方面|维护)|[名间辆斤米吨]|家(?![庭长属人])|成(?![为员立果绩本长])|位|次|遍|趟|年(?![级度])|岁|里路|公里|小时|分钟|千|百(?!分)|万)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        place = match.start() + 1
        yield Hit(place, place + 1, "相邻数字表示概数时不用顿号，请删去", "")


RULE = TextRule(
    code="PU030",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.5条"),),
    check=check,
    triggers=PAIRS,
)
