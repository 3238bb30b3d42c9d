"""The application's own role on PostgreSQL can do its work and cannot undo the trail: I28, S9."""

import io
import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from county import TOWN, County, verbs
from django.db import Error, ProgrammingError, connection, connections
from psycopg import errors
from raw_sql import installed, run
from shenfa_command import ADMINISTRATORS, shenfa

from shenfa.desk.application_role import MIGRATIONS, RoleRefused, grant, rights
from shenfa.desk.database import pending_migrations
from shenfa.desk.deployment import Deployment
from shenfa.desk.export import trail_export
from shenfa.desk.inspection.database import engine_checks, guard_check, version_check
from shenfa.desk.inspection.outcome import Level
from shenfa.desk.jobs.job import Means
from shenfa.desk.jobs.services import tick
from shenfa.desk.organisation import services
from shenfa.desk.settings import database_of
from shenfa.desk.triggers import defined_triggers, installed_triggers
from shenfa.review import Position
from shenfa.trail import public_key, verify

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["postgresql"])]


def use(address: str, deployment: Deployment) -> None:
    connections.close_all()
    for one in connections.all(initialized_only=True):
        del connections[one.alias]
    databases = {"default": database_of(replace(deployment, database_url=address))}
    connections.settings = connections.configure_settings(databases)


@pytest.fixture
def role(deployment: Deployment) -> Iterator[str]:
    """Make a role for the application, as the manual says, and take it away afterwards."""
    name = f"app_{secrets.token_hex(6)}"
    with psycopg.connect(deployment.database_url, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {name} LOGIN".encode())
        yield name
        connections.close_all()
        owner.execute(f"DROP OWNED BY {name}".encode())
        owner.execute(f"DROP ROLE {name}".encode())


@pytest.fixture
def restricted(county: County, deployment: Deployment, role: str) -> County:
    """Return the settled county, on which from now on the application's role works."""
    grant(role)
    server = urlsplit(deployment.database_url)
    use(server._replace(netloc=f"{role}@").geturl(), deployment)
    return county


REWRITTEN = (
    "CREATE OR REPLACE FUNCTION trail_entry_no_update() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$"
)
REFUSED = [
    "ALTER TABLE trail_entry DISABLE TRIGGER ALL",
    "ALTER TABLE trail_entry DISABLE TRIGGER trail_entry_no_update",
    "DROP TRIGGER trail_entry_no_update ON trail_entry",
    REWRITTEN,
    "DROP FUNCTION trail_entry_no_update() CASCADE",
    "UPDATE trail_entry SET body = body",
    "DELETE FROM trail_entry",
    "TRUNCATE trail_entry CASCADE",
    "DROP TABLE trail_entry CASCADE",
    "ALTER TABLE trail_entry RENAME TO trail_entry_old",
    "UPDATE trail_checkpoint SET at = at",
    "DELETE FROM trail_checkpoint",
    "TRUNCATE trail_checkpoint",
    "UPDATE organisation_document SET title = title",
    "DELETE FROM organisation_person",
    "TRUNCATE organisation_tenure CASCADE",
    "SET session_replication_role = replica",
    # A table of one's own that stands before ours would lead the guards astray.
    "CREATE TEMPORARY TABLE trail_entry (seq bigint, hash text)",
    "CREATE TABLE public.x (seq bigint)",
    "CREATE SCHEMA x",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('trail', 'x', now())",
    "DELETE FROM django_migrations",
    "SELECT setval(pg_get_serial_sequence('trail_checkpoint', 'id'), 99)",
    "CREATE ROLE x",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_applications_role_is_refused(restricted: County, statement: str) -> None:
    """I28, research S9: by want of a right, not by a guard that could be switched off."""
    assert restricted
    with pytest.raises(ProgrammingError) as caught:
        run(statement)

    assert isinstance(caught.value.__cause__, errors.InsufficientPrivilege)
    assert "permission denied" in str(caught.value) or "must be owner" in str(caught.value)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_owner_would_not_be_refused_for_want_of_a_right(county: County, statement: str) -> None:
    """The table above shows something: who owns the tables can do each of these, or a guard holds."""
    assert county
    refusal = None
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            cursor.execute(statement)
        except Error as error:
            refusal = error.__cause__
        finally:
            cursor.execute("ROLLBACK")

    assert not isinstance(refusal, errors.InsufficientPrivilege)


def test_the_services_work_as_the_applications_role(
    restricted: County, deployment: Deployment
) -> None:
    """Appointments, refusals, jobs, checkpoints, the export and its verdict."""
    restricted.post("田小禾", Position.RELEASER, restricted.unit(TOWN), "覃镇长")
    services.person_disable(by=restricted.by("秦安"), person=restricted.id("彭科"), reason="退休")
    runs = list(tick(Means(restricted.by(), deployment)))
    packed = io.BytesIO()
    trail_export(out=packed, private_key=deployment.signing_key, clock=restricted.hands.clock)

    assert not [one.error for one in runs if one.error]
    verdict = verify(packed, [public_key(deployment.signing_key)])
    assert verdict.count == len(verbs())
    assert pending_migrations() == ()


def test_check_deploy_is_content_with_the_role(restricted: County) -> None:
    assert restricted
    checks = [version_check(), *engine_checks(), guard_check()]

    assert [check.level for check in checks] == [Level.PASSED] * 4, checks


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("GRANT UPDATE ON trail_entry TO {role}", "多出1项（如对 trail_entry 的 UPDATE）"),
        ("GRANT TRUNCATE ON trail_checkpoint TO PUBLIC", "trail_checkpoint 的 TRUNCATE"),
        ("REVOKE INSERT ON trail_entry FROM {role}", "缺少1项（如对 trail_entry 的 INSERT）"),
        ("GRANT CREATE ON SCHEMA public TO {role}", "可以自建对象"),
        ("GRANT SET ON PARAMETER session_replication_role TO {role}", "可以自建对象或停用触发器"),
        ("ALTER TABLE jobs_lease OWNER TO {role}", "是数据表的属主"),
        ("ALTER ROLE {role} SUPERUSER", "是超级用户"),
        ("ALTER TABLE trail_entry DISABLE TRIGGER trail_entry_no_update", "1个缺失、停用或被改写"),
        ("ALTER TABLE trail_entry ENABLE REPLICA TRIGGER trail_entry_no_update", "1个缺失"),
        ("DROP TRIGGER organisation_person_serving ON organisation_person", "person_serving"),
    ],
)
def test_check_deploy_finds_what_is_wrong(
    restricted: County, deployment: Deployment, role: str, change: str, complaint: str
) -> None:
    assert restricted
    with psycopg.connect(deployment.database_url, autocommit=True) as owner:
        owner.execute(change.format(role=role).encode())
        checks = [*engine_checks(), guard_check()]
        owner.execute(f"REVOKE ALL ON PARAMETER session_replication_role FROM {role}".encode())

    said = [check.sentence for check in checks if check.level is Level.FAILED]
    assert len(said) >= 1
    assert complaint in "".join(said)


def test_the_owner_is_found_out(county: County) -> None:
    """Here the owner is a superuser, as on a machine where nobody made a role."""
    assert county
    role_check, _ = engine_checks()

    assert role_check.level is Level.FAILED
    assert "超级用户" in role_check.sentence


def test_rights_follow_from_the_guards(deployment: Deployment) -> None:
    assert deployment
    needed = rights()

    assert needed[MIGRATIONS] == ("SELECT",)
    assert needed["trail_entry"] == ("SELECT", "INSERT")
    assert needed["trail_checkpoint"] == ("SELECT", "INSERT")
    assert needed["organisation_person"] == ("SELECT", "INSERT", "UPDATE")
    assert "UPDATE" in needed["jobs_lease"]
    assert set(needed) == set(connection.introspection.table_names())


def test_defined_and_installed_guards_agree(deployment: Deployment) -> None:
    """Also in their text, so that one that was rewritten shows."""
    assert deployment
    assert {(t.name, t.table) for t in installed_triggers()} == set(installed())
    assert defined_triggers() == installed_triggers()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nobody_of_this_name", "没有角色"),
        ("x; DROP TABLE trail_entry", "角色名只能用"),
        ("", "角色名只能用"),
        ("postgres", "权限过大"),
    ],
)
def test_a_role_that_would_not_be_restricted_is_refused(
    deployment: Deployment, name: str, sentence: str
) -> None:
    assert deployment
    with pytest.raises(RoleRefused, match=sentence):
        grant(name)


def test_as_the_manual_says(
    deployment: Deployment, role: str, postgres: str, tmp_path: Path
) -> None:
    """An owner who is no superuser migrates and grants; the application works and is content."""
    owner, name = f"{role}_owner", f"{role}_database"
    address = f"postgresql://{{}}@/{name}?{urlsplit(deployment.database_url).query}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE ROLE {owner} LOGIN".encode())
        server.execute(f"CREATE DATABASE {name} OWNER {owner}".encode())
        try:
            said = follow_the_manual(address.format(owner), address.format(role), tmp_path)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
            server.execute(f"DROP ROLE {owner}".encode())

    assert "不通过" not in said
    for line in ("通过 数据库角色", "通过 数据表权限", "通过 防改触发器", "通过 留痕核验"):
        assert line in said


def follow_the_manual(owner: str, application: str, folder: Path) -> str:
    data, three, role = folder / "d", folder / "three.toml", urlsplit(application).username or ""
    three.write_text(ADMINISTRATORS, encoding="utf-8")
    steps: list[tuple[str, tuple[str | Path, ...], int, str]] = [
        (application, ("migrate", "--data", data), 2, "请以属主的地址运行"),
        (owner, ("migrate", "--data", data, "--grant-to", role), 0, f"已授予 {role}"),
        (owner, ("migrate", "--data", data, "--grant-to", role), 0, "数据库已是当前版本"),
        (application, ("administrators", three, "--data", data), 0, "三名管理员"),
        (application, ("worker", "--data", data, "--once"), 0, "签署检查点 完成"),
        (owner, ("check-deploy", "--data", data), 2, "是数据表的属主"),
    ]
    for address, arguments, status, sentence in steps:
        got, said = shenfa(address, *arguments)
        assert (got, sentence in said) == (status, True), (arguments, got, said)
    return shenfa(application, "check-deploy", "--data", data)[1]


def test_sqlite_has_no_roles(tmp_path: Path, vendor: str) -> None:
    status, said = shenfa("", "migrate", "--data", tmp_path / "d", "--grant-to", "app")

    assert (status, "只有 PostgreSQL 有角色" in said) == (2, True)
    assert vendor
