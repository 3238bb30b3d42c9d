"""A unit's catalogue from a sheet: all of it, or nothing. The preview does it and undoes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from shenfa.desk.catalogue.authority import need_keeper
from shenfa.desk.catalogue.selectors import versions_at
from shenfa.desk.catalogue.services import Item, add_item
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.sheet import read_cells
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, command
from shenfa.desk.trail.services import trail_lock

COLUMNS = ("公开事项", "公开内容", "依据标准", "责任科室", "公开时限", "公开栏目")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the sheet, as written; ``number`` is its line there."""

    number: int
    matter: str
    content: str
    standard: str
    section: str
    limit: str
    column: str


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What becomes of a line: why it is refused, or whether it brings something new."""

    row: ItemRow
    fault: str = ""
    is_new: bool = False


def read_items(data: bytes, name: str) -> tuple[ItemRow, ...]:
    """Return the lines of a sheet. Raises UnreadableSheet."""
    return tuple(ItemRow(number, *cells) for number, cells in read_cells(data, name, COLUMNS))


def items_preview(*, by: Acting, unit: str, rows: Sequence[ItemRow]) -> tuple[ItemOutcome, ...]:
    """Return what an import would do, line by line, and leave everything as it was."""
    with transaction.atomic(durable=True):
        trail_lock()
        now = Now(by.person, by.clock.now())
        outcomes = _bring_in(now, unit, rows)
        transaction.set_rollback(True)
        return outcomes


def items_import(*, by: Acting, unit: str, rows: Sequence[ItemRow]) -> tuple[ItemOutcome, ...]:
    """Bring in every line that is not there yet; a single refused line refuses all."""
    with command("catalogue.import", unit, by) as now:
        outcomes = _bring_in(now, unit, rows)
        refused = [one for one in outcomes if one.fault]
        if refused:
            place = refused[0].row.number
            raise CommandRefused(
                "rows",
                f"{len(refused)}行不能导入，全部未导入，请先改正第{place}行：{refused[0].fault}",
            )
        if not any(one.is_new for one in outcomes):
            raise CommandRefused("nothing_new", "表中事项均已在目录中，没有需要导入的行")
        return outcomes


def _bring_in(now: Now, unit: str, rows: Sequence[ItemRow]) -> tuple[ItemOutcome, ...]:
    owner = unit_get(viewer=now.person, unit=unit, at=now.at)
    need_keeper(now, unit)
    columns = _columns(owner)
    present = versions_at(now.at).filter(item__unit=owner, is_given_up=False)
    known = {(one.matter, one.channel_id) for one in present}
    return tuple(_one(now, owner, row, columns, known) for row in rows)


def _one(
    now: Now,
    owner: UnitRecord,
    row: ItemRow,
    columns: dict[str, str],
    known: set[tuple[str, str]],
) -> ItemOutcome:
    channel = columns.get(row.column, "")
    if row.column and not channel:
        return ItemOutcome(row, f"没有“{row.column}”这个栏目，请填写本单位栏目或者主栏目的名称")
    if (row.matter, channel) in known:
        return ItemOutcome(row)
    item = Item(row.matter, row.standard, row.section, row.limit, channel, row.content)
    try:
        with transaction.atomic():
            version = add_item(now, owner, item)
    except CommandRefused as refused:
        return ItemOutcome(row, str(refused))
    known.add((version.matter, version.channel_id))
    return ItemOutcome(row, is_new=True)


def _columns(owner: UnitRecord) -> dict[str, str]:
    rows = ChannelRecord.objects.filter(closed_at=None).exclude(kind=ChannelKind.ACCOUNT.value)
    found: dict[str, str] = {}
    for row in rows.order_by("opened_at", "id"):
        if row.unit_id == owner.id or row.kind == ChannelKind.MAIN_COLUMN.value:
            found |= {row.name: row.id, row.path: row.id}
    return found
