"""The report as one HTML page: the text with numbered marks, and a card for every finding.

The page stands alone: no script, no outside address, readable on a phone and in print.
"""

from jinja2 import Environment, PackageLoader

from shenfa.audit.report import VERDICT_NAMES, Report
from shenfa.audit.report_paper import blocks
from shenfa.audit.telling import (
    CERTAINTY_NAMES,
    FAMILY_NAMES,
    LEVEL_NAMES,
    SEVERITY_NAMES,
    tell,
)
from shenfa.text import KIND_NAMES, Severity

ENVIRONMENT = Environment(
    loader=PackageLoader("shenfa.audit"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def report_html(report: Report) -> str:
    """Return the page."""
    told = tell(report)
    counts = [
        (severity, SEVERITY_NAMES[severity], sum(one.finding.severity is severity for one in told))
        for severity in Severity
    ]
    return ENVIRONMENT.get_template("report.html.j2").render(
        report=report,
        told=sorted(told, key=lambda one: one.finding.severity.rank),
        blocks=list(blocks(report, told)),
        counts=counts,
        verdict=VERDICT_NAMES[report.verdict],
        kind=KIND_NAMES[report.kind],
        severity_names=SEVERITY_NAMES,
        family_names=FAMILY_NAMES,
        certainty_names=CERTAINTY_NAMES,
        level_names=LEVEL_NAMES,
    )
