"""Facts of the patrol: what stood wrong on a site in the quarter, and the days nobody looked."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q

from shenfa.desk.assessment.measures import HOME_STALE, PATROL, STALE
from shenfa.desk.assessment.span import Shown, Span, fact
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.ledger.models import ProblemRecord
from shenfa.desk.patrol.models import RunRecord, StandingRecord, WatchedSiteRecord
from shenfa.ledger import State
from shenfa.ledger.assess import Fact
from shenfa.ledger.period import BEIJING
from shenfa.patrol.kinds import MEANINGS, Kind
from shenfa.patrol.standing import missed_days

ACCOUNT_KINDS = frozenset({Kind.NEWMEDIA_STALE, Kind.NEWMEDIA_NO_INTERACTION})
LONGEST = 120
STEP = re.compile(r"[^/]+")


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns which column (by its path below the site) and which account (by its name)."""

    columns: Mapping[str, tuple[str, str]]
    accounts: Mapping[str, tuple[str, str]]

    def column_of(self, url: str) -> tuple[str, str] | None:
        """Return unit and name of the column below which an address lies, the nearest one."""
        steps = STEP.findall(urlsplit(url).path)
        for length in range(len(steps), 0, -1):
            for begin in range(len(steps) - length + 1):
                found = self.columns.get("/".join(steps[begin : begin + length]))
                if found is not None:
                    return found
        return None


def standing_facts(span: Span) -> Iterator[Fact]:
    """Yield every fault of a site that stood in the quarter, but no false alarm. Three queries."""
    owners = _owners(span)
    false = ProblemRecord.objects.filter(state=State.DISMISSED, observation__isnull=False)
    rows = StandingRecord.objects.filter(
        Q(cured_at=None) | Q(cured_at__gte=span.begin), first_seen__lt=span.until
    ).exclude(id__in=false.values("observation"))
    for row in rows.select_related("site").order_by("id"):
        yield _standing(row, owners)


def missed_facts(span: Span) -> Iterator[Fact]:
    """Yield the days of the quarter on which a site was not patrolled (R61, R67). Two queries."""
    done: dict[str, list[datetime.date]] = {}
    runs = RunRecord.objects.filter(finished_at__isnull=False, error="")
    for watched, day in runs.values_list("site_id", "day"):
        done.setdefault(watched, []).append(day)
    for site in WatchedSiteRecord.objects.order_by("id"):
        first = max(site.since, span.begin).astimezone(BEIJING).date()
        last = min(site.until or span.until, span.until).astimezone(BEIJING).date()
        last -= datetime.timedelta(days=1)
        for day in missed_days(done.get(site.id, []), first, last):
            moment = datetime.datetime.combine(day, datetime.time(), BEIJING)
            shown = Shown(site.home, f"missed:{site.id}:{day.isoformat()}", f"{day}没有完成巡查")
            yield fact(f"{PATROL}missed", site.unit_id, moment, shown)


def _standing(row: StandingRecord, owners: Owners) -> Fact:
    kind = Kind(row.kind)
    name = str(row.evidence.get("column") or row.evidence.get("account") or row.target)
    unit, account = row.site.unit_id, ""
    if kind in ACCOUNT_KINDS:
        owner, account = owners.accounts.get(name, (unit, row.target[:40]))
        unit = owner
    elif found := owners.column_of(row.target):
        unit, name = found
    text = str(row.evidence.get("message") or MEANINGS[kind].name)[:LONGEST]
    shown = Shown(name[:LONGEST], f"observation:{row.id}", text, account)
    return fact(_measure(kind, row), unit, row.first_seen, shown)


def _measure(kind: Kind, row: StandingRecord) -> str:
    rule = str(row.evidence.get("rule", ""))
    if kind is Kind.COLUMN_STALE and rule == "home":
        return HOME_STALE
    if kind is Kind.COLUMN_STALE and rule in STALE:
        return f"{PATROL}{kind}.{rule}"
    return f"{PATROL}{kind}"


def _owners(span: Span) -> Owners:
    rows = ChannelRecord.objects.filter(
        Q(closed_at=None) | Q(closed_at__gte=span.begin), opened_at__lt=span.until
    )
    columns: dict[str, tuple[str, str]] = {}
    accounts: dict[str, tuple[str, str]] = {}
    for row in rows.order_by("opened_at", "id"):
        if row.kind == ChannelKind.ACCOUNT.value:
            accounts[row.name] = (row.unit_id, row.id)
        else:
            columns[row.path.strip("/")] = (row.unit_id, row.name)
    return Owners(columns, accounts)
