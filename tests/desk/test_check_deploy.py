"""``shenfa check-deploy``: each thing that can be wrong is named, with what to do: S9, S14, I29."""

from collections.abc import Callable
from pathlib import Path

import pytest
from county import OFFICE, PAPER, County, refused
from raw_sql import drop_guards, run
from shenfa_command import shenfa, started

from shenfa.desk.deployment import PRIVATE_KEY, PUBLIC_KEY, SECRET, Deployment
from shenfa.desk.inspection.deployment import inspect
from shenfa.desk.inspection.folder import room_check
from shenfa.desk.inspection.kept import Kept
from shenfa.desk.inspection.outcome import Check, Level
from shenfa.desk.jobs.job import Means
from shenfa.desk.jobs.services import tick
from shenfa.desk.organisation.services import administrators_appoint
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.trail.selectors import trail_last
from shenfa.trail import generate_key, public_key

pytestmark = pytest.mark.db
PASSED, NOTICE, FAILED = Level
MACHINE = {"磁盘空间", "备份", "打印字体", "LibreOffice", "文字识别"}


def looked_at(county: County, deployment: Deployment, *anchors: tuple[int, str]) -> list[Check]:
    """Run all checks with the right public key, but those that depend on this machine."""
    kept = Kept((public_key(deployment.signing_key),), anchors)
    found = inspect(deployment, kept, county.hands.clock)
    return [check for check in found if check.subject not in MACHINE]


def worked(county: County, deployment: Deployment) -> None:
    assert not [run.error for run in tick(Means(county.by(), deployment)) if run.error]


def complaints(checks: list[Check]) -> dict[str, str]:
    return {check.subject: check.sentence for check in checks if check.level is not PASSED}


def test_a_deployment_in_order(county: County, deployment: Deployment, vendor: str) -> None:
    """On PostgreSQL the tests work as the owner, which is what must not be."""
    worked(county, deployment)
    last = trail_last()
    assert last is not None
    found = complaints(looked_at(county, deployment, (last.seq, last.hash)))

    assert set(found) == ({"数据库角色", "数据表权限"} if vendor == "postgresql" else set())


def loosen(name: str) -> Callable[[County, Deployment], None]:
    def change(_county: County, deployment: Deployment) -> None:
        (deployment.data / name).chmod(0o755)

    return change


def drop_one(_county: County, _deployment: Deployment) -> None:
    drop_guards()


def rewrite_one(_county: County, _deployment: Deployment) -> None:
    drop_guards()
    run("UPDATE trail_entry SET body = replace(body, '竹沟', '云塘')")


def wait(**delta: float) -> Callable[[County, Deployment], None]:
    return lambda county, _: county.hands.move(**delta)


@pytest.mark.parametrize(
    ("change", "subject", "sentence"),
    [
        (loosen("."), "数据文件夹", "请运行 chmod 700"),
        (loosen("files"), "附件文件夹", "请运行 chmod 700"),
        (loosen(SECRET), "会话密钥", "请运行 chmod 600"),
        (loosen(PRIVATE_KEY), "签名私钥", "请运行 chmod 600"),
        (drop_one, "防改触发器", "个缺失、停用或被改写"),
        (rewrite_one, "留痕核验", "内容与摘要不符"),
        (wait(hours=26), "检查点", "已超过24小时"),
        (wait(hours=2), "定时任务", "没有按时办理，请启动 shenfa worker"),
    ],
)
def test_what_is_wrong_is_found(
    county: County,
    deployment: Deployment,
    change: Callable[[County, Deployment], None],
    subject: str,
    sentence: str,
) -> None:
    worked(county, deployment)
    assert subject not in complaints(looked_at(county, deployment))
    change(county, deployment)

    checks = [one for one in looked_at(county, deployment) if one.subject == subject]
    assert any(one.level is FAILED and sentence in one.sentence for one in checks), checks


def test_a_clock_behind_the_trail_signs_nothing(county: County, deployment: Deployment) -> None:
    """A checkpoint that is back-dated would break the trail for good."""
    worked(county, deployment)
    late = County()
    late.hands.move(hours=-1)
    found = complaints(looked_at(late, deployment))

    assert "请校准系统时钟" in found["时钟"]
    assert "没有核验" in found["留痕核验"]
    county.hands.move(minutes=1)
    assert "留痕核验" not in complaints(looked_at(county, deployment))


def test_a_guard_that_was_rewritten_is_found(
    county: County, deployment: Deployment, vendor: str
) -> None:
    worked(county, deployment)
    if vendor == "sqlite":
        run("DROP TRIGGER trail_entry_no_update")
        run(
            "CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry WHEN 1 = 2 "
            "BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    else:
        run(
            "CREATE OR REPLACE FUNCTION trail_entry_no_update() RETURNS trigger "
            "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        )

    assert "trail_entry_no_update" in complaints(looked_at(county, deployment))["防改触发器"]


@pytest.mark.parametrize("count", [1, 99])
def test_an_older_state_is_found_by_what_was_kept(
    county: County, deployment: Deployment, count: int
) -> None:
    worked(county, deployment)
    found = complaints(looked_at(county, deployment, (count, "ab" * 32)))

    assert "留痕核验" in found


def test_nothing_at_all_is_older_than_anything(deployment: Deployment) -> None:
    """Also where all there is, is a first start that was refused."""
    county = County()
    with refused("administrators"):
        administrators_appoint(by=county.by(), office=OFFICE, people={}, document=PAPER)
    worked(county, deployment)

    assert "尚未启用" in complaints(looked_at(county, deployment))["检查点"]
    found = complaints(looked_at(county, deployment, (1, "ab" * 32)))
    assert "与另行留存的记录数不符" in found["留痕核验"]


@pytest.mark.parametrize(("keys", "level"), [((), NOTICE), ((public_key(generate_key()),), FAILED)])
def test_the_key_that_was_kept(
    county: County, deployment: Deployment, keys: tuple[bytes, ...], level: Level
) -> None:
    checks = inspect(deployment, Kept(keys), county.hands.clock)

    assert [one.level for one in checks if one.subject == "公钥留存"] == [level]


def test_a_database_of_another_version(county: County, deployment: Deployment) -> None:
    run("DELETE FROM django_migrations WHERE app = 'jobs'")
    found = looked_at(county, deployment)

    assert found[-1].subject == "数据库版本"
    assert "请停止服务后运行 shenfa migrate" in found[-1].sentence


@pytest.mark.parametrize(("free", "level"), [(0.9, FAILED), (4.9, NOTICE), (5, PASSED)])
def test_room(free: float, level: Level) -> None:
    assert room_check(free).level is level


def test_without_libreoffice_it_says_what_to_install(
    county: County, deployment: Deployment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = {check.subject: check for check in inspect(deployment, Kept(), county.hands.clock)}

    assert found["LibreOffice"].level is NOTICE
    assert "请安装" in found["LibreOffice"].sentence


def test_the_command_says_a_line_for_each_and_counts_the_worst(
    deployment: Deployment, vendor: str
) -> None:
    worked(started(), deployment)
    arguments = ("check-deploy", "--data", deployment.data, "--key", deployment.data / PUBLIC_KEY)
    status, said = shenfa(deployment.database_url, *arguments)

    lines = said.splitlines()
    assert all(line.split(" ")[0] in list(Level) for line in lines)
    worst = max(list(Level).index(Level(line.split(" ")[0])) for line in lines)
    assert status == worst
    assert f"通过 留痕核验：{EntryRecord.objects.count()}条记录全部相符" in lines
    assert (worst == 2) == (vendor == "postgresql")
    (deployment.data / SECRET).chmod(0o644)
    assert shenfa(deployment.database_url, *arguments)[0] == 2


@pytest.mark.parametrize(
    "options", [("--anchor", "7"), ("--anchor", "7:xy"), ("--key", "none.pub")]
)
def test_what_was_kept_must_be_legible(deployment: Deployment, options: tuple[str, str]) -> None:
    status, said = shenfa(
        deployment.database_url, "check-deploy", "--data", deployment.data, *options
    )

    assert status == 2
    assert said.startswith("错误：")
