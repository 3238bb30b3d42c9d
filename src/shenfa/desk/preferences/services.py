"""Keeping a filter under a name, and letting it go."""

from collections.abc import Mapping

from django.db import transaction

from shenfa.desk.organisation.steps import need_text
from shenfa.desk.preferences.models import SavedFilterRecord
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting

MOST = 12
LONGEST_NAME, LONGEST_VALUE = 20, 100
NAMES = ("own", "q", "group", "kind", "unit")
"""The conditions that a filter of the manuscripts may have."""


def filter_save(*, by: Acting, name: str, asked: Mapping[str, str]) -> SavedFilterRecord:
    """Keep a filter; the same name again replaces what was kept under it."""
    name = need_text(name, "筛选的名称", LONGEST_NAME)
    kept = {key: asked[key][:LONGEST_VALUE] for key in NAMES if asked.get(key)}
    if not kept:
        raise CommandRefused("filter_empty", "请先选择筛选条件，再保存")
    with transaction.atomic():
        own = SavedFilterRecord.objects.filter(person=by.person)
        if own.exclude(name=name).count() >= MOST:
            raise CommandRefused("filter_many", f"最多保存{MOST}个筛选，请先删除不用的")
        record, _ = SavedFilterRecord.objects.update_or_create(
            person_id=by.person, name=name, defaults={"asked": kept}
        )
        return record


def filter_drop(*, by: Acting, saved: int) -> None:
    """Let a filter of one's own go."""
    dropped, _ = SavedFilterRecord.objects.filter(id=saved, person=by.person).delete()
    if not dropped:
        raise NotFound("筛选")


def filter_list(*, person: str) -> tuple[SavedFilterRecord, ...]:
    """Return a person's filters. One query."""
    return tuple(SavedFilterRecord.objects.filter(person=person))
