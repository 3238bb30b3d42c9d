"""Statements on the database itself, by whoever gets hold of it."""

from django.db import connection


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def installed() -> list[tuple[str, str]]:
    """Return the name and the table of each guard in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, relname FROM pg_trigger "
                "JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
            )
        return list(cursor.fetchall())


def drop_guards() -> None:
    """Do what only the owner of the database can."""
    for name, table in installed():
        on = "" if connection.vendor == "sqlite" else f" ON {table}"
        run(f"DROP TRIGGER {name}{on}")
