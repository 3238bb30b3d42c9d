"""The guards as the migrations define them, and as they stand in the database.

What is defined is found by running the guards' steps of all migrations with an editor that
only writes down. So nobody has to keep a second list, and a guard that was dropped, switched
off or rewritten shows, on either database.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from shenfa.desk import guards

CREATED = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (\w+) BEFORE (\w+) ON (\w+)")
FUNCTION = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\(\).*? AS \$\$(.*)\$\$", re.DOTALL)
DROPPED = re.compile(r"DROP TRIGGER (?:IF EXISTS )?(\w+)")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger, its table, and the text of what it does."""

    name: str
    table: str
    text: str


def defined_triggers() -> frozenset[Trigger]:
    """Return the triggers that the migrations of this version install."""
    found: dict[str, Trigger] = {}
    functions: dict[str, str] = {}
    for statement in _statements():
        if function := FUNCTION.search(statement):
            functions[function[1]] = function[2]
        elif created := CREATED.search(statement):
            name, table = created[1], created[3]
            found[name] = Trigger(name, table, _plain(functions.get(name, statement)))
        elif dropped := DROPPED.search(statement):
            found.pop(dropped[1], None)
    return frozenset(found.values())


def installed_triggers() -> frozenset[Trigger]:
    """Return the triggers that are in the database and not switched off. One query."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, relname, prosrc FROM pg_trigger "
                "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
                "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
            )
        return frozenset(Trigger(name, table, _plain(text)) for name, table, text in cursor)


def forbidden(triggers: frozenset[Trigger], event: str) -> frozenset[str]:
    """Return the tables on which ``guards.never`` refuses an event."""
    ending = f"_no_{event.lower()}"
    return frozenset(one.table for one in triggers if one.name == one.table + ending)


def _statements() -> Iterator[str]:
    """Yield what the guards' steps would execute, in the order of the migrations."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    no_models = StateApps([], {})
    for migration, _ in plan:
        for step in migration.operations:
            if isinstance(step, RunPython) and step.code.__module__ == guards.__name__:
                editor = connection.schema_editor(collect_sql=True)
                step.code(no_models, editor)
                yield from editor.collected_sql


def _plain(text: str) -> str:
    """Return a text without what SQLite changes in it when a table is renamed."""
    return " ".join(text.replace('"', "").rstrip("; \n").split())
