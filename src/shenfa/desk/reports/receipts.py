"""The pages of the error report: the form, and what the sender may know of what became of it.

Of an answer only fixed words go out: somebody's own would have gone out without three reviews.
"""

from shenfa.desk.release.rendering import page
from shenfa.desk.release.site import frame_get
from shenfa.desk.reports.models import Outcome, ReportRecord
from shenfa.desk.reports.receiving import Place, Written

PLACE = "report"
OPEN = ("已收到", "谢谢您的反映，已转给发布单位和县政府办公室核实")
TOLD = {
    Outcome.CORRECTED: ("已更正", "经核实，您反映的错误已经更正，谢谢您的帮助"),
    Outcome.RIGHT: ("已核实", "经核实，网页内容与原件一致，谢谢您的关心"),
    Outcome.ELSEWHERE: ("已转办", "您反映的情况已转给负责的单位办理"),
    Outcome.UNCLEAR: ("未能核实", "所反映的情况未能核实，请补充网页地址和原文后再次提交"),
}


def report_page(written: Written, place: Place, stamp: str, sentence: str = "") -> bytes:
    """Return the form, as it was filled in, with what has to be changed in it."""
    return page(
        "report.html.j2",
        frame_get(is_served=True),
        PLACE,
        form=written,
        where=place,
        stamp=stamp,
        sentence=sentence,
    )


def receipt_page(report: ReportRecord | None) -> bytes:
    """Return what the sender is told; without a report only that it was received."""
    outcome = report.outcome if report else ""
    state, told = TOLD[Outcome(outcome)] if outcome else OPEN
    frame = frame_get(is_served=True)
    return page("receipt.html.j2", frame, "report/one", state=state, told=told, report=report)
