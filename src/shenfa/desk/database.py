"""Bringing the database up to date, and asking whether it is."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate() -> tuple[str, ...]:
    """Bring the database up to date and return the migrations that were applied."""
    pending = pending_migrations()
    call_command("migrate", verbosity=0, interactive=False)
    return pending


def pending_migrations() -> tuple[str, ...]:
    """Return the migrations that this version brings and the database does not have."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)
