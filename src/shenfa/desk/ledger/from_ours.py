"""What we know ourselves comes to the account: what checks and citizens say of our own pages.

An open finding of a text that is public waits one working day to be dealt with on the spot; then
it is hung on account by itself (R74). What a unit has acknowledged to a citizen is, at once.
"""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.timezone import localtime

from shenfa.desk.ledger.entering import Outcome, enter
from shenfa.desk.ledger.models import SightingRecord
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.release.live import EQUAL
from shenfa.desk.release.models import LiveCheckRecord, ReleaseRecord
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.reports.models import Outcome as Answer
from shenfa.desk.reports.models import ReportRecord
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import AuditRecord, FindingRecord
from shenfa.desk.review.selectors import findings_open
from shenfa.desk.trail.command import SYSTEM, Acting, command, repeated
from shenfa.desk.working_days import is_working_day
from shenfa.ledger import Nature, Origin
from shenfa.ledger.due import after_days, shipped_limits
from shenfa.text import Family, Severity

GRAVE = (Severity.BLOCKER, Severity.ERROR)
PERSONAL = frozenset({Family.PRIVACY, Family.SECRECY})
CHECKED, LIVE, CITIZEN = "系统复检", "在线核对", "群众"
LIVE_RULE = "live_mismatch"
LIVE_TITLE = "在线内容与审发的不一致"
CITIZEN_TITLE = "群众反映网页内容有误"


def own_enter(by: Acting) -> int:
    """Hang on account what waits; return how many came. The worker's job."""
    at = by.clock.now()
    waiting = [*_findings(at), *_unequal(), *_reports()]
    if not waiting:
        return 0
    with command("problem.gather", SYSTEM, by) as now:
        entered = [enter(now, one) for one in waiting]
        news = sum(one.outcome is not Outcome.REPEATED for one in entered)
        if not news:
            repeated()
        return news


def _findings(at: datetime.datetime) -> Iterator[Sighting]:
    """Yield what was found in public texts after they were released, and nobody has decided."""
    days = shipped_limits(localtime(at).date())["entry_days"]
    newest = AuditRecord.objects.filter(revision=OuterRef("revision")).order_by("-number")
    rows = live_releases().annotate(checked_at=Subquery(newest.values("finished_at")[:1]))
    later = rows.filter(checked_at__gt=F("released_at"))
    for release in later.select_related("revision__manuscript").order_by("id"):
        found_at = release.checked_at
        if after_days(found_at, days, is_working_day) > at:
            continue
        dossier = Dossier(release.revision)
        open_keys = {one.id for one in findings_open(dossier) if one.severity in GRAVE}
        for row in dossier.findings:
            if row.key in open_keys and not _is_known(Origin.OWN_CHECK, row.key):
                yield _of_finding(release, row, found_at)


def _of_finding(
    release: ReleaseRecord, row: FindingRecord, found_at: datetime.datetime
) -> Sighting:
    detail = row.detail
    family = Family(detail["family"])
    basis = detail.get("basis") or [""]
    wrong = Wrong(
        nature=Nature.PRIVACY if family in PERSONAL else Nature.TEXT,
        title=detail["title"],
        words=detail["text"],
        quote=f"{detail['before']}{detail['text']}{detail['after']}",
        advice=detail["fix"] or detail["message"],
        basis=basis[0],
        severity=Severity(detail["severity"]),
    )
    seen = Seen(Origin.OWN_CHECK, found_at, source=row.key, finder=CHECKED)
    return Sighting(wrong, _where(release, row.key), seen)


def _unequal() -> Iterator[Sighting]:
    """Yield what the nightly look found unequal last, for each place once."""
    newest = LiveCheckRecord.objects.filter(
        release=OuterRef("release"), channel=OuterRef("channel")
    ).order_by("-id")
    rows = LiveCheckRecord.objects.filter(
        is_equal=False, release__in=live_releases(), id=Subquery(newest.values("id")[:1])
    )
    for row in rows.select_related("release__revision__manuscript").order_by("id"):
        if not _is_known(Origin.OWN_CHECK, f"live:{row.id}"):
            wrong = Wrong(
                nature=Nature.SECURITY,
                title=LIVE_TITLE,
                quote=row.seen,
                advice=f"恢复为审发的内容，复核应为“{EQUAL}”",
                rule=LIVE_RULE,
                severity=Severity.BLOCKER,
            )
            seen = Seen(Origin.OWN_CHECK, row.at, source=f"live:{row.id}", finder=LIVE)
            yield Sighting(wrong, _where(row.release), seen)


def _reports() -> Iterator[Sighting]:
    """Yield what citizens reported and the unit has acknowledged."""
    known = SightingRecord.objects.filter(origin=Origin.CITIZEN, source=OuterRef("id"))
    rows = ReportRecord.objects.filter(~Exists(known), outcome=Answer.CORRECTED)
    for row in rows.select_related("release__revision__manuscript").order_by("at", "id"):
        yield report_sighting(row)


def report_sighting(row: ReportRecord) -> Sighting:
    """Return what a citizen reported as a sighting."""
    wrong = Wrong(
        nature=Nature.TEXT if row.quotation else Nature.SITE,
        title=CITIZEN_TITLE,
        words=row.quotation,
        quote=row.quotation or row.wrong,
        advice=row.wrong,
        rule="" if row.quotation else f"report:{row.id}",
        severity=Severity.ERROR,
    )
    where = Where(row.unit_id, "", row.title, row.release)
    seen = Seen(Origin.CITIZEN, row.at, source=row.id, finder=CITIZEN, report=row)
    return Sighting(wrong, where, seen)


def _where(release: ReleaseRecord, finding: str = "") -> Where:
    revision = release.revision
    unit = revision.manuscript.unit_id
    return Where(unit, "", revision.title, release=release, finding=finding)


def _is_known(origin: Origin, source: str) -> bool:
    return SightingRecord.objects.filter(origin=origin, source=source).exists()
