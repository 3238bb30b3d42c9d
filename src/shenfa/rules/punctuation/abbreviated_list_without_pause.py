"""缩略并列的数字之间缺少顿号

## 检查什么

“一二三产业”“二三产业”“一二线城市”等缩略并列的数字之间缺少的顿号。

## 为什么

国家标准规定相邻数字连用为缩略形式时宜用顿号，与表示概数的“三四个”相区别。

## 示例

错：推动⟦一二三⟧产业协调发展。 → 推动一、二、三产业协调发展。
错：人才由⟦一二⟧线城市回流。 → 人才由一、二线城市回流。
对：推动一、二、三产业协调发展。
对：推进农村一二三产业融合发展。
对：走访三四户群众。

## 例外

“一二三产业融合发展”已经成为固定写法，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

ABBREVIATIONS = (
    "一二三次产业",
    "二三次产业",
    "一二三产业",
    "一二产业",
    "二三产业",
    "一二线城市",
    "三四线城市",
)
PATTERN = re.compile(
    r"(?<![第一二三四、])(?P<numbers>[一二三四]{2,3})"
    r"(?=(?:次?产业|线城市)(?!深?度?融合))"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        fix = "、".join(match["numbers"])
        yield Hit(*match.span(), f"缩略并列宜用顿号，建议写作“{fix}”", fix)


RULE = TextRule(
    code="PU031",
    severity=Severity.HINT,
    basis=(clause("第4.5条"),),
    check=check,
    triggers=ABBREVIATIONS,
)
