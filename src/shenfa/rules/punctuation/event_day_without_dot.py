"""事件日、节日的月日之间误用句点

## 检查什么

用阿拉伯数字的月日命名的节日、事件，月和日之间误用句点，如“3.15晚会”。

## 为什么

国家标准规定以月、日标志的事件或者节日，月和日之间用间隔号，并加引号。

## 示例

错：收看⟦3.15⟧晚会 → 收看“3·15”晚会
错：开展“⟦4.15⟧”全民国家安全教育日宣传 → 开展“4·15”全民国家安全教育日宣传
错：⟦12.4⟧国家宪法日 → “12·4”国家宪法日
对：收看“3·15”晚会
对：增长3.15个百分点
对：发生5.1级地震
对：2026.3.8妇女节活动方案

## 例外

没有收入词库的节日、事件名称不提示。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

DAYS = {
    entry.values[0]: tuple(entry.values[1].split("、"))
    for entry in read_lexicon("punctuation_event_days", ("day", "names"))
}
PATTERN = re.compile(
    r"(?P<month>1[0-2]|[1-9])[.．](?P<day>[12][0-9]|3[01]|[1-9])”?(?=[\u4e00-\u9fff])"
)
PART_OF_NUMBER = re.compile(r"[0-9.．\-/]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.start(), match.end("day")
        before = text[start - 1 : start] if start else ""
        day = f"{match['month']}·{match['day']}"
        if not text.startswith(DAYS.get(day, ()), match.end()) or PART_OF_NUMBER.match(before):
            continue
        fix = day if before == "“" else f"“{day}”"
        yield Hit(start, end, "以月日命名的节日、事件应使用间隔号“·”并加引号", fix)


RULE = TextRule(
    code="PU042",
    severity=Severity.WARNING,
    basis=(clause("第4.14.3.5条"),),
    check=check,
    triggers=tuple(day.replace("·", dot) for day in DAYS for dot in ".．"),
    review="节日、事件名称清单待核",
)
