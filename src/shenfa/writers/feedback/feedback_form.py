"""What stands in the written feedback, and how each value is written there."""

import datetime
from dataclasses import dataclass

NONE = "（无）"
LONGEST = 300
"""Characters of a cell: the whole text stands in the ledger under the number."""


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """A problem as it is told: its number, what it was, what stands there now, who and when."""

    number: str
    origin: str
    title: str
    page: str
    url: str
    before: str
    after: str
    measure: str
    person: str
    found: str
    fixed: str
    check: str


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """The feedback of a unit. ``answer`` is empty while the county office has not said anything."""

    county: str
    unit: str
    number: str
    sender: str
    sent_on: datetime.date
    lines: tuple[FeedbackLine, ...]
    answer: str = ""


def feedback_values(form: FeedbackForm) -> dict[str, object]:
    """Return every value as it is written, by the names the templates use."""
    return {
        "heading": "整改情况书面反馈",
        "number": f"编号：{form.number}",
        "to": f"{form.county}人民政府办公室：",
        "opening": (
            f"现将我单位{len(form.lines)}个问题的整改情况反馈如下，"
            "整改前后内容、责任人和整改时间见下表。"
        ),
        "unit": form.unit,
        "sender": f"报送人：{form.sender}",
        "date": f"{form.sent_on.year}年{form.sent_on.month}月{form.sent_on.day}日",
        "answer": form.answer,
        "foot": f"整改情况书面反馈 {form.number}",
        "lines": [_line(number, line) for number, line in enumerate(form.lines, start=1)],
    }


def _line(number: int, line: FeedbackLine) -> dict[str, str]:
    return {
        "place": str(number),
        "number": line.number,
        "problem": _short(f"{line.title}（{line.origin}，{line.found}发现）"),
        "page": _short("\n".join(filter(None, (line.page, line.url))) or NONE),
        "before": _short(line.before or NONE),
        "after": _short("\n".join(filter(None, (line.after, line.measure))) or NONE),
        "person": line.person or NONE,
        "fixed": line.fixed or NONE,
        "check": line.check,
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
