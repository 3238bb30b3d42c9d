"""Reading exports and checkpoints, as the auditor and the county office see them."""

import datetime
from dataclasses import dataclass

from shenfa.desk.deployment import Deployment
from shenfa.desk.exports.authority import trail_reader_need
from shenfa.desk.exports.folder import export_file
from shenfa.desk.exports.models import ExportRecord
from shenfa.desk.refusals import NotFound
from shenfa.desk.trail.models import CheckpointRecord

ON_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class ShownExport:
    """An export, and whether its file is still there."""

    record: ExportRecord
    has_file: bool


@dataclass(frozen=True, slots=True)
class CheckpointPage:
    """Some checkpoints, the latest first. ``before`` leads on; 0 when there is nothing older."""

    rows: tuple[CheckpointRecord, ...]
    before: int


def export_list(
    *, viewer: str, at: datetime.datetime, deployment: Deployment
) -> tuple[ShownExport, ...]:
    """Return the latest exports. Three queries."""
    trail_reader_need(person=viewer, at=at)
    rows = ExportRecord.objects.select_related("asked_by")[:20]
    return tuple(ShownExport(row, export_file(deployment, row.id).exists()) for row in rows)


def export_get(
    *, viewer: str, export: str, at: datetime.datetime, deployment: Deployment
) -> ShownExport:
    """Return an export. Three queries."""
    trail_reader_need(person=viewer, at=at)
    row = ExportRecord.objects.select_related("asked_by").filter(id=export).first()
    if row is None:
        raise NotFound("留痕导出")
    return ShownExport(row, export_file(deployment, row.id).exists())


def export_newest() -> ExportRecord | None:
    """Return the newest export that was verified, if any. One query."""
    return ExportRecord.objects.exclude(finished_at=None).order_by("-finished_at").first()


def checkpoint_page(*, viewer: str, at: datetime.datetime, before: int = 0) -> CheckpointPage:
    """Return some checkpoints. Three queries."""
    trail_reader_need(person=viewer, at=at)
    rows = CheckpointRecord.objects.order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: ON_A_PAGE + 1])
    shown = tuple(found[:ON_A_PAGE])
    return CheckpointPage(shown, shown[-1].pk if len(found) > ON_A_PAGE else 0)
