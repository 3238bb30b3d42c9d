"""The database: up to date, durable, guarded, and on PostgreSQL not owned by who works on it."""

from collections.abc import Iterator

from django.db import connection

from shenfa.desk.application_role import MIGRATIONS, rights
from shenfa.desk.database import pending_migrations
from shenfa.desk.inspection.outcome import Check, failed, passed
from shenfa.desk.triggers import defined_triggers, installed_triggers

SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
OVERPOWERED = (
    "SELECT rolsuper OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = current_user"
)
OWNED = """
SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = 'public' AND relkind = 'r' AND pg_has_role(current_user, relowner, 'MEMBER')
"""
CREATES = """
SELECT has_database_privilege(current_database(), 'CREATE, TEMPORARY')
    OR has_schema_privilege('public', 'CREATE')
"""
RIGHTS = """
SELECT relname, word FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS word
WHERE nspname = 'public' AND relkind = 'r' AND has_table_privilege(pg_class.oid, word)
"""
SWITCH = "SELECT has_parameter_privilege('session_replication_role', 'SET')"
GRANT = "请用属主角色运行 shenfa migrate --grant-to 应用角色"


def version_check() -> Check:
    """Return whether the database is that of this version."""
    if pending := pending_migrations():
        return failed(
            "数据库版本", f"有{len(pending)}项更新没有办理，请停止服务后运行 shenfa migrate"
        )
    return passed("数据库版本", "与程序一致")


def guard_check() -> Check:
    """Return whether each guard that the migrations define is there, unchanged and switched on."""
    defined, installed = defined_triggers(), installed_triggers()
    missing = sorted(trigger.name for trigger in defined - installed)
    foreign = sorted({t.name for t in installed} - {t.name for t in defined})
    if missing:
        names = "、".join(missing[:3])
        return failed(
            "防改触发器", f"{len(missing)}个缺失、停用或被改写（{names}），请立即查明原因并核验留痕"
        )
    if foreign:
        return failed("防改触发器", f"有来历不明的触发器（{'、'.join(foreign[:3])}），请查明原因")
    return passed("防改触发器", f"{len(defined)}个全部有效")


def engine_checks() -> Iterator[Check]:
    """Yield what matters on the engine that is used."""
    yield from _sqlite_checks() if connection.vendor == "sqlite" else _postgresql_checks()


def quick_checks() -> Iterator[Check]:
    """Yield what can be asked at every look at a page: nothing that reads the whole database."""
    yield version_check()
    yield guard_check()
    if connection.vendor == "sqlite":
        yield _sqlite_settings()
        yield _sqlite_role()
    else:
        yield from _postgresql_checks()


def _sqlite_settings() -> Check:
    wrong = [name for name, value in SQLITE.items() if _one(f"PRAGMA {name}") != value]
    if wrong:
        return failed("SQLite 设置", f"{'、'.join(wrong)} 不对，请检查数据文件夹所在的磁盘是否支持")
    return passed("SQLite 设置", "预写日志、完全同步、外键检查均已启用")


def _sqlite_role() -> Check:
    # Said every time, but nothing that the technician could put right.
    return passed(
        "数据库角色", "SQLite 能发现篡改，不能阻止文件的属主，等级保护三级请用 PostgreSQL"
    )


def _sqlite_checks() -> Iterator[Check]:
    yield _sqlite_settings()
    if _one("PRAGMA quick_check(1)") != "ok":
        yield failed("SQLite 文件", "数据库文件已损坏，请停止服务，从备份恢复")
    else:
        yield passed("SQLite 文件", "结构完好")
    yield _sqlite_role()


def _postgresql_checks() -> Iterator[Check]:
    if _one(OVERPOWERED) == "True":
        yield failed("数据库角色", f"是超级用户或权限过大，请另建应用角色；{GRANT}")
    elif _one(OWNED) != "0":
        yield failed("数据库角色", f"是数据表的属主，能停用触发器，请另建应用角色；{GRANT}")
    elif _one(CREATES) == "True" or _can_switch_off():
        yield failed("数据库角色", f"可以自建对象或停用触发器，{GRANT}")
    else:
        yield passed("数据库角色", "不是超级用户，也不是属主")
    yield _rights_check()


def _rights_check() -> Check:
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        held = {(str(table), str(word)) for table, word in cursor.fetchall()}
    needed = {(table, word) for table, words in rights().items() for word in words}
    if excess := sorted(held - needed):
        table, word = excess[0]
        return failed("数据表权限", f"多出{len(excess)}项（如对 {table} 的 {word}），{GRANT}")
    if missing := sorted(needed - held):
        table, word = missing[0]
        return failed("数据表权限", f"缺少{len(missing)}项（如对 {table} 的 {word}），{GRANT}")
    return passed("数据表权限", f"只增不改的数据表没有更新和删除权，{MIGRATIONS} 只读")


def _can_switch_off() -> bool:
    """Return whether the role may switch off all triggers; before version 15 no role could."""
    return int(_one("SHOW server_version_num")) >= 150000 and _one(SWITCH) == "True"


def _one(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
