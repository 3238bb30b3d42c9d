"""Guards in the database: triggers that refuse a statement whoever sends it.

They hold where a CHECK cannot look: at the old row, or at other rows. One guard is written
once and installed on SQLite and on PostgreSQL. On SQLite who owns the file can drop them; that
is found by the verifier. A migration that rebuilds a table on SQLite drops its triggers too,
and must install them again (tests/desk look whether all are there).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

LOCK = 7_236_501
"""The advisory lock of PostgreSQL under which everything is written, one after the other."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse ``event`` on ``table`` where ``condition`` holds (SQL over NEW and OLD).

    ``postgresql`` is added to the condition there, for what SQLite cannot compute.
    """

    table: str
    event: Literal["INSERT", "UPDATE", "DELETE"]
    name: str
    condition: str
    message: str
    postgresql: str = ""


def never(table: str, *events: Literal["UPDATE", "DELETE"]) -> tuple[Guard, ...]:
    """Return guards that refuse every such statement on a table."""
    return tuple(
        Guard(table, event, f"no_{event.lower()}", "1 = 1", f"{table} 的记录只增不改")
        for event in events
    )


def unchangeable(table: str, *columns: str) -> Guard:
    """Return a guard that refuses to change some columns."""
    condition = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)
    return Guard(table, "UPDATE", "unchangeable", condition, f"{table} 的登记内容不得更改")


def install(*guards: Guard) -> RunPython:
    """Return the step of a migration that installs guards."""

    def run(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        for statement in _sqlite(guards) if is_sqlite else _postgresql(guards):
            schema_editor.execute(statement, params=None)

    return RunPython(run)


def remove(table: str, name: str) -> RunPython:
    """Return the step of a migration that takes a guard away, so that another can take its place."""
    trigger = f"{table}_{name}"

    def run(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {trigger}", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {trigger} ON {table}", params=None)
            schema_editor.execute(f"DROP FUNCTION {trigger}()", params=None)

    return RunPython(run)


def _sqlite(guards: Iterable[Guard]) -> Iterator[str]:
    for guard in guards:
        yield (
            f"CREATE TRIGGER {guard.table}_{guard.name} BEFORE {guard.event} ON {guard.table} "
            f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        )


def _postgresql(guards: Iterable[Guard]) -> Iterator[str]:
    guards = tuple(guards)
    for guard in guards:
        name = f"{guard.table}_{guard.name}"
        condition = f"({guard.condition})"
        if guard.postgresql:
            condition += f" OR ({guard.postgresql})"
        row = "OLD" if guard.event == "DELETE" else "NEW"
        yield _function(name, condition, guard.message, row)
        yield (
            f"CREATE TRIGGER {name} BEFORE {guard.event} ON {guard.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    for table in sorted({guard.table for guard in guards}):
        # A later migration may guard the table further: this one is the same each time.
        name = f"{table}_no_truncate"
        function = _function(name, "true", f"{table} 的记录不得清空", "NULL")
        yield function.replace("CREATE", "CREATE OR REPLACE", 1)
        yield (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def _function(name: str, condition: str, message: str, row: str) -> str:
    # The lock comes first: what is looked at afterwards cannot be changed by anybody else.
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"PERFORM pg_advisory_xact_lock({LOCK}); IF {condition} THEN RAISE EXCEPTION '{message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
