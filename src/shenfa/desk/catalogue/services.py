"""The writes of the catalogue: items in versions, what was formed, what fulfils it."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.desk.catalogue.authority import need_keeper
from shenfa.desk.catalogue.models import (
    ItemRecord,
    OccasionRecord,
    PublicationRecord,
    VersionRecord,
)
from shenfa.desk.catalogue.selectors import item_get, version_latest, version_of
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import keep_text, need_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.selectors import release_get
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.ledger.catalogue import EXAMPLES, Rhythm, read_limit


@dataclass(frozen=True, slots=True)
class Item:
    """What an item says. ``channel`` and ``person`` are ids; nobody is named where it is empty."""

    matter: str
    standard: str
    section: str
    limit: str
    channel: str
    content: str = ""
    person: str = ""


def item_add(*, by: Acting, unit: str, item: Item) -> VersionRecord:
    """Add an item to a unit's catalogue; one without standard, section, limit or column is refused."""
    with command("catalogue.add", unit, by) as now:
        owner = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_keeper(now, unit)
        return add_item(now, owner, item)


def item_change(*, by: Acting, item: str, to: Item, reason: str) -> VersionRecord:
    """Let an item say something else from now on; the old version stays (R9)."""
    with command("catalogue.change", item, by) as now:
        record = item_get(viewer=by.person, item=item, at=now.at)
        need_keeper(now, record.unit_id)
        last = _need_running(record)
        why = need_text(reason, "理由", 500)
        if _said(last) == to:
            raise CommandRefused("unchanged", "没有变化，不需要保存")
        version = _version(now, record, last.number + 1, to)
        version.reason = why
        version.save(force_insert=True)
        facts = {"number": version.number, "reason": why}
        chain(now, "catalogue.change", item, facts)
        return version


def item_give_up(*, by: Acting, item: str, reason: str) -> VersionRecord:
    """Give an item up from now on, because the standard no longer asks for it."""
    with command("catalogue.give_up", item, by) as now:
        record = item_get(viewer=by.person, item=item, at=now.at)
        need_keeper(now, record.unit_id)
        last = _need_running(record)
        version = _version(now, record, last.number + 1, _said(last))
        version.is_given_up, version.reason = True, need_text(reason, "理由", 500)
        version.save(force_insert=True)
        facts = {"number": version.number, "reason": version.reason}
        chain(now, "catalogue.give_up", item, facts)
        return version


def occasion_enter(
    *, by: Acting, item: str, title: str, formed_on: datetime.date
) -> OccasionRecord:
    """Enter that something was formed which the item asks to make public in so many days."""
    with command("catalogue.enter", item, by) as now:
        record = item_get(viewer=by.person, item=item, at=now.at)
        need_keeper(now, record.unit_id)
        limit = read_limit(_need_running(record).limit)
        if limit is None or limit.rhythm is not Rhythm.EVENT:
            raise CommandRefused("rhythm", "该事项按周期公开，不需要登记形成的信息")
        if formed_on > localdate(now.at):
            raise CommandRefused("day", "形成日期不能晚于今天")
        occasion = OccasionRecord(
            id=new_id("o"),
            item=record,
            title=need_text(title, "名称", 200),
            formed_on=formed_on,
            by=need_person(now),
            at=now.at,
        )
        occasion.save(force_insert=True)
        facts = {"item": item, "day": formed_on.isoformat()}
        chain(now, "catalogue.enter", occasion.id, facts)
        return occasion


def publication_link(
    *, by: Acting, item: str, release: str, occasion: str = ""
) -> PublicationRecord:
    """File a release under an item, in the version that held when it became public."""
    with command("catalogue.link", item, by) as now:
        record = item_get(viewer=by.person, item=item, at=now.at)
        need_keeper(now, record.unit_id)
        released = release_get(viewer=by.person, release=release, at=now.at)
        if released.revision.manuscript.unit_id != record.unit_id:
            raise CommandRefused("unit", "该发布不是本单位的信息，请核对")
        known = PublicationRecord.objects.filter(release=released).first()
        if known is not None:
            if known.version.item_id == item:
                repeated()
                return known
            raise CommandRefused("linked", "该发布已经归入另一事项")
        if occasion and not OccasionRecord.objects.filter(id=occasion, item=record).exists():
            raise CommandRefused("occasion", "没有登记这条形成的信息，请刷新后重试")
        version = version_of(record, released.released_at) or version_latest(record)
        row = PublicationRecord(
            release=released,
            version=version,
            occasion_id=occasion or None,
            by=need_person(now),
            at=now.at,
        )
        row.save(force_insert=True)
        facts = {"release": release, "version": version.number, "occasion": occasion}
        chain(now, "catalogue.link", item, facts)
        return row


def add_item(now: Now, owner: UnitRecord, item: Item) -> VersionRecord:
    """Store a new item and chain it. Part of a command."""
    record = ItemRecord(id=new_id("m"), unit=owner, opened_at=now.at)
    version = _version(now, record, 1, item)
    record.save(force_insert=True)
    version.save(force_insert=True)
    facts = {"unit": owner.id, "limit": version.limit, "channel": version.channel_id}
    chain(now, "catalogue.add", record.id, facts)
    return version


def _version(now: Now, record: ItemRecord, number: int, item: Item) -> VersionRecord:
    if read_limit(item.limit) is None:
        raise CommandRefused("limit", f"公开时限应写成：{EXAMPLES}")
    channel = ChannelRecord.objects.filter(id=item.channel, closed_at=None).first()
    if channel is None or not (
        channel.unit_id == record.unit_id or channel.kind == ChannelKind.MAIN_COLUMN.value
    ):
        raise CommandRefused("channel", "请选择本单位的栏目或者主栏目")
    person = None
    if item.person:
        person = PersonRecord.objects.filter(
            id=item.person, unit_id=record.unit_id, disabled_at=None
        ).first()
        if person is None:
            raise CommandRefused("person", "责任人应为本单位在岗人员")
    return VersionRecord(
        item=record,
        number=number,
        matter=need_text(item.matter, "公开事项", 200),
        content=keep_text(item.content, "公开内容", 500),
        standard=need_text(item.standard, "依据标准", 200),
        section=need_text(item.section, "责任科室", 100),
        person=person,
        limit=need_text(item.limit, "公开时限", 60),
        channel=channel,
        is_given_up=False,
        valid_from=now.at,
        set_by=need_person(now),
    )


def _said(version: VersionRecord) -> Item:
    return Item(
        version.matter,
        version.standard,
        version.section,
        version.limit,
        version.channel_id,
        version.content,
        version.person_id or "",
    )


def _need_running(record: ItemRecord) -> VersionRecord:
    last = version_latest(record)
    if last.is_given_up:
        raise CommandRefused("given_up", "该事项已停止执行")
    return last
