"""What patrol sees comes to the account: grave things by themselves, anything by one act (R74)."""

import datetime
import re

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from shenfa.desk.ledger.authority import need_concerned
from shenfa.desk.ledger.entering import Entered, Outcome, enter
from shenfa.desk.ledger.models import ProblemRecord, SightingRecord
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.patrol.models import RunRecord, StandingRecord
from shenfa.desk.patrol.selectors import observation_get
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting, Now, command, repeated
from shenfa.ledger import Nature, Origin, State
from shenfa.patrol.kinds import MEANINGS, Kind
from shenfa.patrol.standing import Condition
from shenfa.text import Severity

GRAVE = (Severity.BLOCKER.value, Severity.ERROR.value)
FINDER = "系统巡查"
AT_ONCE = 200
"""So many enter in one command, that others need not wait long for it."""
QUOTED = re.compile(r"“(.{1,60}?)”应[为改作]")
NATURES = {
    Nature.LINK: (
        Kind.BROKEN_PAGE,
        Kind.BROKEN_IMAGE,
        Kind.BROKEN_ATTACHMENT,
        Kind.BROKEN_EXTERNAL,
        Kind.BROKEN_CSS,
        Kind.BROKEN_JS,
        Kind.ATTACHMENT_ZERO_BYTES,
        Kind.LOCAL_PATH_LINK,
        Kind.INTRANET_LINK,
    ),
    Nature.PRIVACY: (Kind.PII_IN_ARTICLE, Kind.PII_IN_ATTACHMENT),
    Nature.TEXT: (Kind.TYPO,),
    Nature.UPDATE: (
        Kind.COLUMN_STALE,
        Kind.EMPTY_COLUMN,
        Kind.FIXED_PAGE_STALE,
        Kind.NEWMEDIA_STALE,
        Kind.SURGE_UPDATE,
        Kind.BACKDATED,
    ),
    Nature.SECURITY: (
        Kind.HIDDEN_LINK,
        Kind.TAMPER_META_REFRESH,
        Kind.TAMPER_SEO_META,
        Kind.UA_CLOAKING,
        Kind.UNAPPROVED_PAGE,
        Kind.CHANGED_AFTER_APPROVAL,
        Kind.CERTIFICATE_EXPIRING,
    ),
}
NATURE_OF = {kind: nature for nature, kinds in NATURES.items() for kind in kinds}
UNKNOWN = "巡查发现的问题"


def observations_waiting() -> QuerySet[StandingRecord]:
    """Return the grave things that stand and are not on account, or are back after striking off."""
    source = Concat(F("id"), Value(":"), Cast("returned", CharField()))
    open_rows = StandingRecord.objects.filter(
        condition=Condition.OPEN.value, severity__in=GRAVE
    ).annotate(source=source)
    known = SightingRecord.objects.filter(origin=Origin.PATROL, source=OuterRef("source"))
    back = ProblemRecord.objects.filter(
        observation=OuterRef("id"),
        state=State.STRUCK_OFF,
        struck_off_at__lt=OuterRef("last_seen"),
    )
    rows = open_rows.filter(~Exists(known) | Exists(back))
    return rows.select_related("site").order_by("first_seen", "id")


def patrol_enter(by: Acting) -> int:
    """Hang on account what patrol found that is grave; return how many came. The worker's job."""
    with command("problem.gather", SYSTEM, by) as now:
        entered = [_enter(now, one) for one in observations_waiting()[:AT_ONCE]]
        news = [one for one in entered if one is not None and one.outcome is not Outcome.REPEATED]
        if not news:
            repeated()
        return len(news)


def observation_enter(*, by: Acting, observation: str) -> Entered:
    """Hang on account what patrol found, however grave it is, as a person."""
    with command("problem.open", observation, by) as now:
        record = observation_get(viewer=by.person, observation=observation, at=now.at)
        need_concerned(now, record.unit_id or record.site.unit_id)
        if record.condition != Condition.OPEN:
            raise CommandRefused("cured", "巡查已不再看到该问题，请直接核验")
        entered = enter(now, sighting_of(record, now.person))
        if entered.outcome is Outcome.REPEATED:
            repeated()
        return entered


def sighting_of(record: StandingRecord, person: str = "") -> Sighting:
    """Return what patrol saw as a sighting."""
    evidence = record.evidence
    kind = Kind(record.kind) if record.kind in set(Kind) else None
    meaning = MEANINGS.get(kind) if kind else None
    nature = NATURE_OF.get(kind, Nature.SITE) if kind else Nature.SITE
    page = record.pages[0] if record.pages else record.target
    said = str(evidence.get("message", ""))
    quoted = QUOTED.match(said)
    words = quoted[1] if quoted else str(evidence.get("quote", ""))
    wrong = Wrong(
        nature=nature,
        title=meaning.name if meaning else UNKNOWN,
        words=record.target if nature is Nature.LINK else words,
        quote=str(evidence.get("quote", "")) or said,
        advice=str(evidence.get("fix", "")) or (meaning.advice if meaning else ""),
        basis=record.basis,
        rule="" if nature in (Nature.TEXT, Nature.PRIVACY, Nature.LINK) else record.kind,
        severity=Severity(record.severity),
    )
    address = page if nature is Nature.LINK else record.target
    where = Where(record.unit_id or record.site.unit_id, address, str(evidence.get("title", "")))
    seen = Seen(
        Origin.PATROL,
        _seen_at(record),
        source=f"{record.id}:{record.returned}",
        finder=FINDER,
        person=person,
        observation=record,
    )
    return Sighting(wrong, where, seen)


def _enter(now: Now, record: StandingRecord) -> Entered | None:
    sighting = sighting_of(record)
    back = ProblemRecord.objects.filter(observation=record, state=State.STRUCK_OFF).first()
    if back is None:
        return enter(now, sighting)
    # It stands although it was looked at clean: patrol looked before, or it is back.
    if back.struck_off_at is None or sighting.seen.at <= back.struck_off_at:
        return None
    again = f"{sighting.seen.source}:{back.round}"
    seen = Seen(Origin.PATROL, sighting.seen.at, source=again, finder=FINDER, observation=record)
    return enter(now, Sighting(sighting.wrong, sighting.where, seen))


def _seen_at(record: StandingRecord) -> datetime.datetime:
    """Return when it was seen: of a run that took hours, when it began to look."""
    if record.visits <= 1:
        return record.first_seen
    run = RunRecord.objects.filter(site=record.site, finished_at=record.last_seen).first()
    return run.begun_at if run else record.last_seen
