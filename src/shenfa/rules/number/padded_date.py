"""公文日期中的月、日补零

## 检查什么

公文中写成“05月”“08日”的月、日。

## 为什么

公文格式国家标准规定，成文日期用阿拉伯数字将年、月、日标全，月、日不编虚位，即1不写为01。

## 示例

错：虚谷土家族苗族自治县人民政府办公室⟦2026年05月08日⟧印发 → 虚谷土家族苗族自治县人民政府办公室2026年5月8日印发
错：请于⟦05月20日⟧前报送。 → 请于5月20日前报送。
对：虚谷土家族苗族自治县人民政府办公室2026年5月8日印发
对：请于2026年10月20日前报送。
对：2026年05月08日
对：表中日期按2026-05-08的格式填写。

## 例外

只查公文；单独成行的成文日期由版式规则检查；短横连接的日期（2026-05-08）本来就应当补零，不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.official import format_clause
from shenfa.rules.rule import TextRule
from shenfa.text import ContentKind, Context, Hit, Severity

PATTERN = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2}\s?年\s?)?(?P<month>\d{1,2})(?P<middle>\s?月)"
    r"(?:(?P<gap>\s?)(?P<day>\d{1,2})(?P<last>\s?日))?"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        month, day = match["month"], match["day"] or ""
        if "00" in (month, day) or not (month[0] == "0" or day.startswith("0")):
            continue
        if match[0] == text.strip():
            continue
        fix = (match["year"] or "") + month.lstrip("0") + match["middle"]
        if day:
            fix += match["gap"] + day.lstrip("0") + match["last"]
        yield Hit(*match.span(), "公文日期中的月、日不应补零", fix)


RULE = TextRule(
    code="NU002",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.5.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
    triggers=(
        *(f"0{digit}月" for digit in range(1, 10)),
        *(f"0{digit} 月" for digit in range(1, 10)),
        *(f"0{digit}日" for digit in range(1, 10)),
        *(f"0{digit} 日" for digit in range(1, 10)),
    ),
)
