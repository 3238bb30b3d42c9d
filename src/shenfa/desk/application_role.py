"""The role as which the application works on PostgreSQL: it owns nothing and rewrites nothing.

Migrations run as the owner of the tables, everything else as this role. What it may do is
derived from the guards: where the guards never allow a statement, it has no right to it
either. Triggers can be dropped or switched off by the owner only, so it cannot go round them;
and it can create nothing, so it cannot put a table of its own before one of ours.
"""

import re
from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db import connection, transaction

from shenfa.desk.triggers import defined_triggers, forbidden

Rights = Mapping[str, tuple[str, ...]]
NAME = re.compile("[a-z_][a-z0-9_]{0,62}")
MIGRATIONS = "django_migrations"
UNFIT = """
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication
    OR pg_has_role(rolname, current_user, 'MEMBER')
FROM pg_roles WHERE rolname = %s
"""


class RoleRefused(Exception):
    """The rights cannot be granted; the message says what to do."""


def rights() -> Rights:
    """Return what the application may do with each table. TRUNCATE is needed nowhere."""
    triggers = defined_triggers()
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001 - Django's documented interface
    found: dict[str, tuple[str, ...]] = {MIGRATIONS: ("SELECT",)}
    for table in sorted(tables):
        changes = ("UPDATE", "DELETE")
        allowed = (one for one in changes if table not in forbidden(triggers, one))
        found[table] = ("SELECT", "INSERT", *allowed)
    return found


def grant(role: str) -> int:
    """Give a role its rights and no others, and return the number of tables."""
    if connection.vendor != "postgresql":
        raise RoleRefused("只有 PostgreSQL 有角色，请以环境变量给出数据库地址")
    if not NAME.fullmatch(role):
        raise RoleRefused("角色名只能用小写字母、数字和下划线")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNFIT, [role])
        row = cursor.fetchone()
        if row is None:
            raise RoleRefused(f"没有角色 {role}，请先在数据库中运行 CREATE ROLE {role} LOGIN")
        if row[0]:
            raise RoleRefused(f"角色 {role} 权限过大，不得是超级用户或属主的成员，请另建一个")
        needed = rights()
        for statement in _statements(role, connection.settings_dict["NAME"], needed):
            cursor.execute(statement)
    return len(needed)


def _statements(role: str, database: str, needed: Rights) -> Iterator[str]:
    database = '"' + database.replace('"', '""') + '"'
    nobody = f"FROM PUBLIC, {role}"
    yield f"REVOKE CREATE, TEMPORARY ON DATABASE {database} {nobody}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {role}"
    yield f"REVOKE CREATE ON SCHEMA public {nobody}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public {nobody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public {nobody}"
    # Numbers of rows are drawn by USAGE; UPDATE would allow to set them back.
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table, allowed in needed.items():
        yield f"GRANT {', '.join(allowed)} ON public.{table} TO {role}"
