"""Rows as JSON and back, table by table, the same from either database."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

LEFT_OUT = frozenset({"access", "jobs"})
"""Passwords, sessions, devices and tokens, and who works on what right now, stay where they are."""
Row = dict[str, Any]  # a row of JSON
Model = type[models.Model]


def models_carried() -> dict[str, Model]:
    """Return the models whose rows are carried, by the names of their tables."""
    return {
        model._meta.db_table: model  # noqa: SLF001 - Django's documented interface
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT  # noqa: SLF001 - as above
    }


def migrations_applied() -> list[str]:
    """Return the migrations by which the tables have their form. One query."""
    rows = MigrationRecorder.Migration.objects.values_list("app", "name")
    return sorted(f"{app}.{name}" for app, name in rows)


def rows_of(model: Model) -> Iterator[bytes]:
    """Yield each row as a line of JSON, in the order of the key."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - as above
    for record in model._default_manager.order_by("pk").iterator(chunk_size=1000):  # noqa: SLF001 - as above
        row = {one.attname: _written(one.value_from_object(record)) for one in fields}
        text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield text.encode() + b"\n"


def record_of(model: Model, line: bytes) -> models.Model:
    """Return the record that a line holds. Raises ValueError for one of another form."""
    row: Row = json.loads(line)
    fields = {one.attname: one for one in model._meta.concrete_fields}  # noqa: SLF001 - as above
    if row.keys() != fields.keys():
        raise ValueError(model._meta.db_table)  # noqa: SLF001 - as above
    return model(**{name: _read(fields[name], value) for name, value in row.items()})


def _written(value: object) -> object:
    match value:
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.date():
            return value.isoformat()
        case None | bool() | int() | str() | list() | dict():
            return value
        case _:
            raise TypeError(type(value))


def _read(field: Any, value: Any) -> Any:  # noqa: ANN401 - Django's fields and JSON
    if value is None or isinstance(field, models.JSONField):
        return value
    target = field.target_field if field.is_relation else field
    return target.to_python(value)
