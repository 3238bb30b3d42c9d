"""Columns and accounts from one sheet: all of it, or nothing. The preview does it and undoes it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.services import Opening, need_site_administrator, open_channel
from shenfa.desk.organisation.importing import Fault
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.sheet import read_cells
from shenfa.desk.organisation.steps import need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, command
from shenfa.desk.trail.services import trail_lock

COLUMNS = ("开设单位", "种类", "名称", "地址或账号", "是否动态类")
KINDS = {
    "栏目": ChannelKind.COLUMN,
    "主栏目": ChannelKind.MAIN_COLUMN,
    "新媒体账号": ChannelKind.ACCOUNT,
}
YES = {"是": True, "否": False, "": False}


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One line of the sheet, as written; ``number`` is its line there."""

    number: int
    unit: str
    kind: str
    name: str
    path: str
    activity_news: str


@dataclass(frozen=True, slots=True)
class ChannelOutcome:
    """What becomes of a line: what is wrong with it, or what it brings in."""

    row: ChannelRow
    faults: tuple[Fault, ...] = ()
    brings: tuple[str, ...] = ()


def read_channels(data: bytes, name: str) -> tuple[ChannelRow, ...]:
    """Return the lines of a sheet. Raises UnreadableSheet."""
    return tuple(ChannelRow(number, *cells) for number, cells in read_cells(data, name, COLUMNS))


def channels_preview(*, by: Acting, rows: Sequence[ChannelRow]) -> tuple[ChannelOutcome, ...]:
    """Return what an import would do, line by line, and leave everything as it was."""
    with transaction.atomic(durable=True):
        trail_lock()
        now = Now(by.person, by.clock.now())
        need_site_administrator(now)
        outcomes = tuple(_bring_in(now, row) for row in rows)
        transaction.set_rollback(True)
        return outcomes


def channels_import(*, by: Acting, rows: Sequence[ChannelRow]) -> tuple[ChannelOutcome, ...]:
    """Open every column and account of a sheet; a single refused line refuses all."""
    with command("channels.import", "sheet", by) as now:
        need_site_administrator(now)
        outcomes = tuple(_bring_in(now, row) for row in rows)
        refused = [one for one in outcomes if one.faults]
        if refused:
            raise CommandRefused(
                "rows", f"{len(refused)}行不能导入，全部未导入，请先改正第{refused[0].row.number}行"
            )
        if not any(one.brings for one in outcomes):
            raise CommandRefused("nothing_new", "表中内容均已登记，没有需要导入的行")
        return outcomes


def _bring_in(now: Now, row: ChannelRow) -> ChannelOutcome:
    if faults := tuple(_faults(row)):
        return ChannelOutcome(row, faults)
    unit = UnitRecord.objects.get(name=row.unit)
    opening = Opening(KINDS[row.kind], row.name, row.path, activity_news=YES[row.activity_news])
    same = ChannelRecord.objects.filter(
        unit=unit, kind=opening.kind.value, name=row.name, path=row.path, closed_at=None
    )
    if same.exists():
        return ChannelOutcome(row)
    try:
        with transaction.atomic():
            open_channel(now, unit, opening)
    except CommandRefused as refused:
        column = {"main_column": "种类", "channel_exists": "地址或账号"}.get(refused.code, "")
        return ChannelOutcome(row, (Fault(column, str(refused)),))
    return ChannelOutcome(row, brings=(f"{row.kind}{row.name}",))


def _faults(row: ChannelRow) -> Iterator[Fault]:
    checks: dict[str, Callable[[], object]] = {
        "开设单位": lambda: _unit(row.unit),
        "种类": lambda: _one_of(row.kind, tuple(KINDS), "种类"),
        "名称": lambda: need_text(row.name, "名称", 100),
        "地址或账号": lambda: need_text(row.path, "地址或账号", 100),
        "是否动态类": lambda: _one_of(row.activity_news, tuple(YES), "是否动态类"),
    }
    for column, check in checks.items():
        try:
            check()
        except CommandRefused as refused:
            yield Fault(column, str(refused))


def _unit(name: str) -> None:
    if not UnitRecord.objects.filter(name=name).exists():
        raise CommandRefused("row", f"没有登记“{name}”这个单位，请核对全称")


def _one_of(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise CommandRefused("row", f"{what}应为{'、'.join(filter(None, known))}")
