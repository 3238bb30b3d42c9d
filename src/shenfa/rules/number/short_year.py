"""年份简写为两位数字

## 检查什么

后面带月份的两位数字年份，如“26年5月”，以及“截至25年底”“自25年起”“25年度工作”一类写法。

## 为什么

四位数字表示的年份不应简写为两位数字。信息上网后会长期保存，简写的年份容易引起误解。

## 示例

错：⟦26年⟧5月8日印发实施方案。 → 2026年5月8日印发实施方案。
错：⟦26年⟧1—4月，投资增长5%。 → 2026年1—4月，投资增长5%。
错：方案于⟦98年⟧12月制定。 → 方案于1998年12月制定。
错：截至⟦25年⟧底，竹沟镇硬化道路12公里。 → 截至2025年底，竹沟镇硬化道路12公里。
错：⟦25年⟧度工作总结 → 2025年度工作总结
错：自⟦25年⟧起实行新标准。 → 自2025年起实行新标准。
对：2026年5月8日印发实施方案。
对：用10年度过转型期。
对：工程历时26年5个月。
```对 kind=official
虚谷县人民政府办公室
26年5月8日
```
对：该同志从业26年，其中基层工作10年3个月。
对：判处有期徒刑10年6月。
对：民国26年7月，县城设电报局。
对：项目前10年初步建成管网。

## 例外

用汉字简写的年份（九八年）、引文和书名中的年份不查。没有写到日的，可能是时长，只作提醒。
"""

import re
from collections.abc import Iterator

from shenfa.rules.number import NUMERALS_STANDARD, is_cited
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, ContentKind, Context, Hit, Severity

DATE = re.compile(
    # Looking behind only after the digits lets the search leap from digit to digit.
    r"(?P<year>\d\d年)(?<![\d年月.．:：第满‘’'—～~-]\d\d年)(?<!\d\s\d\d年)\s?(?:(?:0?[1-9]|1[0-2])[—～~\-至])?(?:0?[1-9]|1[0-2])月"
    r"(?P<day>(?:[12]\d|3[01]|0?[1-9])[日号])?(?![\d个余多])"
)
YEAR_END = re.compile(r"截[至止](?P<year>\d{2}年)(?=底|末)")
# 26年 may be a span of time: only what is said of one year alone is taken for it.
WHOLE_YEAR = re.compile(
    r"(?P<year>[129]\d年)(?:(?<![\d第满一-龥—～~-]\d\d年)"
    r"(?=度(?:工作|总结|预算|决算|考核|报告|计划|部门|财政|审计))"
    r"|(?<=[从自]\d\d年)(?=起|[到至]\d{2,4}年|开始))"
)
ERA = re.compile(r"(?:民国|昭和|平成|令和|大正|明治|公元前?|佛历|康熙|乾隆|道光|光绪)\s?$")
DURATION = re.compile(
    r"(?:刑期?|徒刑|制|管|[从工党军教][业龄作]|历时|长达|共计?|累计|[历]经|延长|为期)\s?$"
)
IMPRINT = re.compile(r"(?:印发)?\s*$")
PIVOT = 50


def check(text: str, context: Context) -> Iterator[Hit]:
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if ERA.search(before) or (not match["day"] and DURATION.search(before)):
            continue
        if is_cited(text, *match.span()):
            continue
        if context.kind is ContentKind.OFFICIAL and _is_imprint(text, match):
            continue
        yield _hit(match, Certainty.CERTAIN if match["day"] else Certainty.SUSPECTED)
    for match in YEAR_END.finditer(text):
        yield _hit(match, Certainty.CERTAIN)
    for match in WHOLE_YEAR.finditer(text):
        if not is_cited(text, *match.span()):
            yield _hit(match, Certainty.SUSPECTED)


def _is_imprint(text: str, match: re.Match[str]) -> bool:
    # The dates of signing and of printing are the layout family's business.
    is_alone = match["day"] is not None and not text[: match.start()].strip()
    return IMPRINT.match(text, match.end()) is not None and (
        is_alone or text.rstrip().endswith("印发")
    )


def _hit(match: re.Match[str], certainty: Certainty) -> Hit:
    year = match["year"]
    century = "20" if int(year[:2]) < PIVOT else "19"
    return Hit(
        *match.span("year"),
        "年份应写全四位数字",
        f"{century}{year}",
        Severity.ERROR if certainty is Certainty.CERTAIN else Severity.WARNING,
        certainty,
    )


RULE = TextRule(
    code="NU001",
    severity=Severity.ERROR,
    basis=(NUMERALS_STANDARD,),
    check=check,
    triggers=(
        *(f"年{digit}" for digit in range(10)),
        "年 ",
        "年度",
        "年起",
        "年到",
        "年至",
        "年开始",
        "截至",
        "截止",
    ),
)
