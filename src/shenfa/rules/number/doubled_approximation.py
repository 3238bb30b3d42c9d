"""约数词前后重复

## 检查什么

数值前后重复表示约数的词：“约……左右”“近……余”“超过……多”“约……余”“至少……以上”等。

## 为什么

“约”与“左右”、“近”与“余”意思重复，有的还互相矛盾，数值究竟多少说不清楚。

## 示例

错：参加活动⟦约300人左右⟧。 → 参加活动约300人。
错：投资⟦大约5000万元上下⟧。 → 投资大约5000万元。
错：惠及⟦近8500余⟧人次。 → 惠及近8500人次。
错：培训⟦超过3000多⟧人次。 → 培训超过3000人次。
错：每组⟦至少5人以上⟧。 → 每组至少5人。
错：参加活动⟦约300余⟧人。 → 参加活动约300人。
错：耗时⟦20多分钟左右⟧。 → 耗时20多分钟。
错：时速⟦超过60公里以上⟧。 → 时速超过60公里。
对：参加活动约300人。
对：约10多年前建成。
对：近30多年来，云塘乡面貌一新。
对：签约300家左右企业。
对：会议在约定地点召开，时长2小时左右。
对：超过一多半的村组已通自来水。
对：全县有超过20家规模以上企业。
对：为落实公约15条左右规定，制定细则。

## 例外

“近三十多年来”一类说的是最近一段时间，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

DIGITS = r"\d[\d,.]{0,14}(?:万亿|[万亿千百])?"
NUMBER = rf"(?:{DIGITS}|[一二两三四五六七八九几数十百千万亿]{{1,10}})"
ROUND = rf"(?:{DIGITS}|[一二两三四五六七八九几数]{{0,1}}[一二两三四五六七八九百千万亿]{{0,8}}[十百千万亿])"
COUNTED = "个|名|人|户|家|次|元|公里|千米|米|亩|吨|平方米|人次|分钟|%|％"
UNIT = r"(?:[\u4e00-\u9fff%％A-Za-z]{0,4}?)"
PATTERNS = (
    re.compile(
        rf"(?P<kept>(?:大约|大概|(?<![公条合契签预节制违邀赴相简密履誓盟婚租失])约)[有为是需占合]?"
        rf"{NUMBER}[余多]?{UNIT})(?:左右|上下(?![班级游文联楼山车]))"
    ),
    re.compile(
        rf"(?P<kept>(?:大约|大概|(?<![公条合契签预节制违邀赴相简密履誓盟婚租失])约)[有为]?{ROUND})[余多]"
        r"(?!年|个?月|个?世纪|天|日|个?小时|[一半数]|[\u4e00-\u9fff]{0,4}(?:左右|上下))"
    ),
    re.compile(
        rf"(?P<kept>(?:(?:将近|接近|(?<![最附靠临邻远亲接逼新将切])近){ROUND}|(?<![\d.]){ROUND}[余多])"
        rf"(?:{COUNTED}))(?:左右|上下)"
    ),
    re.compile(
        rf"(?P<kept>(?:将近|接近|(?<![最附靠临邻远亲接逼新将切])近){ROUND})[余多]"
        r"(?!年|个?月|个?世纪|天|日|个?小时|[一半数])"
    ),
    re.compile(
        rf"(?P<kept>(?:超过|(?<![反赶已])超(?![过出额级]))(?:了)?{ROUND})[余多](?![一半数])"
    ),
    re.compile(
        rf"(?P<kept>(?:至少|最少|不少于|不低于|(?<!不)超过){NUMBER}"
        r"(?:个|名|人|户|家|次|天|年|米|公里|平方米|亩|元|万元|个月|个工作日|小时|岁|%|％)?)以上"
    ),
)
NUMERALS = "123456789一二两三四五六七八九几数十百千"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield Hit(*match.span(), "约数词前后重复，请保留其一", match["kept"])


RULE = TextRule(
    code="NU013",
    severity=Severity.WARNING,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        "左右",
        "上下",
        *(f"{word}{first}" for word in ("近", "超", "超过") for first in NUMERALS),
        *(
            f"{word}{first}"
            for word in ("至少", "最少", "少于", "低于", "约", "约为", "约有")
            for first in NUMERALS
        ),
    ),
)
