"""What citizens have reported as wrong: one is answered, two wait, one of them without a page."""

from collections.abc import Mapping

from shenfa.demo.hands import let_pass
from shenfa.demo.world import World, acting, by_system
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.reports.answering import report_answer
from shenfa.desk.reports.models import Outcome, ReportRecord
from shenfa.desk.reports.receiving import Written, report_receive
from shenfa.review import Position


def report(world: World, releases: Mapping[str, ReleaseRecord]) -> None:
    """Let three reports come in."""
    elderly, pay = (_page(releases[key]) for key in ("mz-pension", "zg-insure"))
    settled = _send(
        world, Written(elderly, "", "请问标准是不是已经调整，页面上没有写明执行日期", "")
    )
    let_pass(world.hands, minutes=30)
    report_answer(
        by=acting(world, world.casts["MZ"].holder(Position.RELEASER)),
        report=settled.id,
        outcome=Outcome.RIGHT,
        answer="已核对原件，标准没有调整，页面与原件一致",
    )
    quotation = "具体标准以当年文件为准"
    _send(world, Written(pay, quotation, "没有写是哪一份文件，老人看不明白", "本镇居民 李女士"))
    _send(world, Written(wrong="首页上的联系电话没有注明工作时间"))


def _send(world: World, written: Written) -> ReportRecord:
    return report_receive(by=by_system(world), written=written, address="192.0.2.17")


def _page(release: ReleaseRecord) -> str:
    return release.channels.exclude(page=None).order_by("id")[0].path
