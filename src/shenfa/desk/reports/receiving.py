"""Taking a report from somebody who did not sign in.

Nobody can be asked who they are, so what anybody can send is kept small: short texts, some of
an address in a day, some in all. What is over that is refused without an entry, or a machine
could fill the trail. The address is not kept.
"""

import datetime
import hashlib
import re
import secrets
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from shenfa.desk.access.attempts import ANONYMOUS
from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import county_office, tenure_list
from shenfa.desk.organisation.staffing import end_of_next_working_day
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.reports.models import ReportRecord
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position
from shenfa.trail.entry import is_plain

KIND = "report"
"""Of the notice that tells of a report, and of the source that a problem comes from."""
LIMITS = {"quotation": ("原文", 500), "wrong": ("错在哪里", 1000), "contact": ("联系方式", 100)}
OF_ONE_SENDER, OF_ALL = 10, 500
"""So many reports are taken in a day."""
ANSWER_DAYS = 3
"""Working days until the answer; passed on it is at once (国办 practice: one day and three)."""
TOLD_IN_UNIT = (Position.INFORMATION_OFFICER, Position.RELEASER, Position.DISCLOSURE_OFFICER)
TOLD_IN_OFFICE = (Position.COUNTY_REVIEWER, Position.SITE_ADMINISTRATOR)
PAGE = re.compile(r"(?P<column>.+)/(?P<release>e-[0-9a-f]{16})/|(?P<list>.+)/")


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody has written into the form."""

    page: str = ""
    quotation: str = ""
    wrong: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that is there: whose it is and what it is called."""

    page: str
    title: str
    unit: UnitRecord
    release: ReleaseRecord | None = None


def place_of(page: str) -> Place:
    """Return the page of an address below the site; the site as a whole if there is none.

    Nothing is told of what is not public. Three queries at most.
    """
    found = PAGE.fullmatch(page)
    if found and found["release"]:
        rows = ReleaseChannelRecord.objects.filter(
            release__in=live_releases(), path=page, channel__path=found["column"]
        )
        row = rows.select_related("release__revision__manuscript__unit").first()
        if row is not None:
            revision = row.release.revision
            return Place(page, revision.title, revision.manuscript.unit, row.release)
    if found and found["list"]:
        channels = ChannelRecord.objects.filter(path=found["list"], closed_at=None)
        channel = channels.select_related("unit").first()
        if channel is not None:
            return Place(page, channel.name, channel.unit)
    return Place("", "", county_office())


def report_receive(*, by: Acting, written: Written, address: str) -> ReportRecord:
    """Take a report, and tell the people of the unit and of the county office.

    ``by`` is who reads the site; the trail says of it only that it was somebody.
    """
    texts = {name: _need(written, name) for name in LIMITS}
    if not texts["wrong"]:
        raise CommandRefused("wrong", "请写明错在哪里")
    at = by.clock.now()
    sender = _sender(address, at)
    _need_room(sender, at)
    with command("report.receive", "site", Acting(ANONYMOUS, by.clock)) as now:
        place = place_of(written.page)
        record = ReportRecord(
            id=new_id("j"),
            token=secrets.token_urlsafe(12),
            page=place.page,
            title=place.title[:300],
            release=place.release,
            unit=place.unit,
            sender=sender,
            at=now.at,
            due=_due(now.at),
            **texts,
        )
        record.save(force_insert=True)
        _tell(now, record)
        facts = {
            "source": "citizen",
            "unit": record.unit_id,
            "release": record.release_id or "",
            "digest": _digest(texts),
        }
        chain(now, "report.receive", record.id, facts)
        return record


def _need(written: Written, name: str) -> str:
    what, longest = LIMITS[name]
    text = getattr(written, name).replace("\r\n", "\n").strip()
    if len(text) > longest or not all(is_plain(line) for line in text.split("\n") if line):
        raise CommandRefused(name, f"{what}不能超过{longest}个字，也不能含有控制字符")
    return str(text)


def _need_room(sender: str, at: datetime.datetime) -> None:
    if ReportRecord.objects.filter(sender=sender).count() >= OF_ONE_SENDER:
        raise CommandRefused("too_many", "今天从这里提交的纠错已经很多，请明天再来或者电话联系")
    begin = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if ReportRecord.objects.filter(at__gte=begin).count() >= OF_ALL:
        raise CommandRefused("too_many", "今天收到的纠错已经很多，请明天再来或者电话联系")


def _sender(address: str, at: datetime.datetime) -> str:
    day = localtime(at).date().isoformat()
    return salted_hmac("shenfa.reports", f"{day} {address}", algorithm="sha256").hexdigest()


def _digest(texts: dict[str, str]) -> str:
    """Return the digest of what was written, without the contact."""
    return hashlib.sha256(f"{texts['quotation']}\0{texts['wrong']}".encode()).hexdigest()


def _due(at: datetime.datetime) -> datetime.datetime:
    due = at
    for _ in range(ANSWER_DAYS):
        due = end_of_next_working_day(due)
    return due


def _tell(now: Now, record: ReportRecord) -> None:
    office = county_office().id
    people = holders(tenure_list(unit=office), TOLD_IN_OFFICE, now.at)
    people |= holders(tenure_list(unit=record.unit_id), TOLD_IN_UNIT, now.at)
    text = "有群众反映网页内容有误，请核实后答复"
    notify(now, people, Notice(KIND, record.id, text, record.due))
