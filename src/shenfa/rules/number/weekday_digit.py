"""星期用阿拉伯数字表示

## 检查什么

写成“星期4”“周5”的星期。

## 为什么

星期几是定型的词语，其中的数字应使用汉字。

## 示例

错：本周⟦星期4⟧上午召开。 → 本周星期四上午召开。
错：⟦星期7⟧照常办理。 → 星期日照常办理。
错：定于下⟦周5⟧下午核查。 → 定于下周五下午核查。
错：⟦周1至周5⟧均可办理，本⟦周3⟧召开说明会。 → 周一至周五均可办理，本周三召开说明会。
对：本周星期四上午召开。
对：上周3家企业签约。
对：每周5天，每天8小时。
对：每星期3次。
对：航班增至每周70班。
对：孕37周3天。
对：一周5起投诉均已办结。

## 例外

“周”后的数字只在写成起止、后面紧接“上午”“下午”等时段或者括号时才查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD, WEEKDAYS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"(?P<word>星期|礼拜)(?P<day>[1-7])(?![\d.%％次天个节堂场回趟遍顿本人日篇期班名户家]|小时)"
    r"|(?<![\d一二三四五六七八九十几两半])周(?P<number>[1-6])(?=[上下]午|晚|早上|）|\))"
    r"|(?<=[本上下])周(?P<coming>[1-6])(?=召开|举行|举办|开会|开始|前报)"
    r"|(?<![\d一二三四五六七八九十几两半])周(?P<first>[1-6])(?P<to>[至到—–～~-])周(?P<last>[2-7])(?![\d次天个])"
)
COUNTED = re.compile(r"[\d每一两几半个]$")
CLOCK = frozenset("上下晚早中")
MESSAGE = "星期几应使用汉字"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if match["first"]:
            to = match["to"] if match["to"] in "至到—～" else "—"
            days = f"周{_name(match['first'])}{to}周{_name(match['last'])}"
            yield Hit(*match.span(), MESSAGE, days)
            continue
        day = match["day"] or match["number"] or match["coming"]
        following = text[match.end() : match.end() + 1]
        if following not in CLOCK and COUNTED.search(text[: match.start()][-1:]):
            continue
        yield Hit(*match.span(), MESSAGE, f"{match['word'] or '周'}{_name(day)}")


def _name(day: str) -> str:
    return WEEKDAYS[int(day) - 1]


RULE = TextRule(
    code="NU014",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=tuple(f"{word}{day}" for word in ("星期", "礼拜", "周") for day in range(1, 8)),
)
