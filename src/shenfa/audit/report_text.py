"""The report for the terminal: findings grouped by severity, gravest first."""

import re
from collections.abc import Callable, Iterator

from shenfa.audit.report import VERDICT_NAMES, Report, Verdict
from shenfa.audit.telling import SEVERITY_NAMES, Told, tell
from shenfa.text import KIND_NAMES, Certainty, Family, Severity

Style = Callable[[str, str], str]
"""Paint a text in a named tone: blocker, error, warning, hint, clean, faint, strong."""

VERDICT_TONES = {
    Verdict.CLEAN: "clean",
    Verdict.REVIEW: "warning",
    Verdict.BLOCKED: "blocker",
    Verdict.UNDETERMINED: "error",
}
QUOTED = 60
CLEAR_ALONE = 6
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What a terminal would obey or not show; a quoted text must not move the cursor."""


def plain(text: str, _tone: str) -> str:
    """Paint nothing."""
    return text


def visible(text: str) -> str:
    """Return ``text`` on one line, with a sign for everything one would not see."""
    return UNSEEN.sub(lambda one: f"[U+{ord(one[0]):04X}]", text).replace("\n", "↵")


def report_text(report: Report, paint: Style = plain) -> str:
    """Return the report as lines of text."""
    return "\n".join(_lines(report, paint))


def _lines(report: Report, paint: Style) -> Iterator[str]:
    document = report.document
    yield paint(visible(document.name), "strong") + paint(
        f"  （{KIND_NAMES[report.kind]}）", "faint"
    )
    verdict = VERDICT_NAMES[report.verdict]
    yield f"结论：{paint(verdict, VERDICT_TONES[report.verdict])}"
    told = tell(report)
    for severity in Severity:
        group = [one for one in told if one.finding.severity is severity]
        if group:
            yield ""
            yield paint(f"■ {SEVERITY_NAMES[severity]}（{len(group)}处）", severity.value)
            for one in group:
                yield from _finding(one, paint)
    if document.gaps:
        yield ""
        yield paint(f"■ 未读取（{len(document.gaps)}处）", "error")
        yield from (f"  · {visible(gap.place)}：{visible(gap.reason)}" for gap in document.gaps)


def _finding(told: Told, paint: Style) -> Iterator[str]:
    finding = told.finding
    doubt = "（疑似）" if finding.certainty is Certainty.SUSPECTED else ""
    yield (
        f"  {told.number}. {paint(visible(finding.place), 'strong')}  {told.title}{doubt}"
        f"  {paint(finding.rule, 'faint')}"
    )
    if finding.passage is not None:
        yield f"     原文：{_quotation(told, paint)}{_repair(told, paint)}"
    yield f"     说明：{visible(told.message)}"
    yield paint(f"     依据：{'；'.join(map(str, finding.basis))}", "faint")


def _quotation(told: Told, paint: Style) -> str:
    quoted = paint(_short(told.text), told.finding.severity.value)
    if len(told.text) > CLEAR_ALONE or told.finding.family is Family.SECRECY:
        return quoted
    # A lone comma says nothing: show what stands around it.
    before, after = visible(told.before), visible(told.after)
    return f"{paint(before, 'faint')}⟦{quoted}⟧{paint(after, 'faint')}"


def _repair(told: Told, paint: Style) -> str:
    if told.fix is None:
        return ""
    if not told.fix:
        return f" → {paint('（删去）', 'clean')}"
    return f" → {paint(_short(told.fix), 'clean')}"


def _short(text: str) -> str:
    text = visible(text)
    return text if len(text) <= QUOTED else f"{text[: QUOTED // 2]}…{text[-QUOTED // 2 :]}"
