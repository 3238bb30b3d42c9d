"""Who writes and who reads: the people of a unit write in-house, others look (R1, R5, I17, I21)."""

import datetime

from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord
from shenfa.desk.manuscripts.selectors import manuscript_get, revision_get
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.models import PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import lasting, tenure_list, unit_get
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now
from shenfa.review import Employment
from shenfa.review.duties import ADMINISTRATORS


def need_writer(now: Now, unit: str) -> PersonRecord:
    """Return the person acting, who may write for this unit."""
    person = need_person(now)
    if person.employment != Employment.IN_HOUSE:
        raise CommandRefused(
            "not_entitled", "外包人员不得撰写、修改信息（通知一：严禁将政务公开工作进行“外包”）"
        )
    if is_administrator(person.id, now.at):
        raise CommandRefused("not_entitled", "系统、安全、审计管理员不得撰写、修改信息（三员分立）")
    if unit not in units_of(person, now.at):
        raise CommandRefused("not_entitled", "该操作须由本单位在岗人员办理")
    return person


def writable_unit(now: Now, unit: str) -> UnitRecord:
    """Return a unit for which the person acting may write; one that they may not see is none."""
    found = unit_get(viewer=now.person, unit=unit, at=now.at)
    need_writer(now, unit)
    return found


def writable_manuscript(now: Now, manuscript: str) -> ManuscriptRecord:
    """Return a manuscript that the person acting may write."""
    found = manuscript_get(viewer=now.person, manuscript=manuscript, at=now.at)
    need_writer(now, found.unit_id)
    return found


def visible_revision(now: Now, revision: str) -> RevisionRecord:
    """Return a revision that is there still, of a manuscript that the person acting may see."""
    found = revision_get(viewer=now.person, revision=revision, at=now.at)
    if found.purged_at is not None:
        raise CommandRefused("purged", "该版本的内容已按规定清除，不能再办理")
    return found


def units_of(person: PersonRecord, at: datetime.datetime) -> frozenset[str]:
    """Return the units a person works for: their own, and those where a filed position is held."""
    held = {one.unit for one in tenure_list(person=person.id) if one.holds_at(at)}
    return frozenset({person.unit_id, *held})


def is_administrator(person: str, at: datetime.datetime) -> bool:
    """Return whether a person is one of the three administrators, or about to be. One query."""
    positions = [position.value for position in ADMINISTRATORS]
    return TenureRecord.objects.filter(lasting(at), person=person, position__in=positions).exists()
