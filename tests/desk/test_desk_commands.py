"""From nothing to a verified export, by the command line alone, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from county import OFFICE, TOWN

from shenfa.desk.deployment import PUBLIC_KEY, Deployment

pytestmark = pytest.mark.db

RUN = """
from shenfa.cli import main
main.COMMANDS |= dict.fromkeys(("migrate", "administrators", "organisation", "trail"), "")
main.main()
"""
ADMINISTRATORS = f"""
office = "{OFFICE}"
[system_administrator]
name = "秦系"
staff_number = "GL1"
[security_administrator]
name = "秦安"
staff_number = "GL2"
[audit_administrator]
name = "秦审"
staff_number = "GL3"
"""
SHEET = f"单位,姓名,工号,用工性质,岗位,任职起始\n{TOWN},田小禾,T1,在编在岗,信息发布责任人,\n"


def shenfa(database: str, *arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", RUN, *map(str, arguments)],
        env={**os.environ, "SHENFA_DATABASE": database},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_from_nothing_to_a_verified_export(deployment: Deployment, tmp_path: Path) -> None:
    database, data = (
        deployment.database_url,
        tmp_path / ("data" if deployment.database_url else "new"),
    )
    (tmp_path / "three.toml").write_text(ADMINISTRATORS, encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    bad = SHEET.replace("在编在岗", "外包") + "云塘乡人民政府,,,,,\n"
    (tmp_path / "bad.csv").write_text(bad, encoding="utf-8")
    packed = tmp_path / "EXPORT.zip"
    key = data / PUBLIC_KEY
    imports = ("organisation", "import", "--data", data)
    steps: list[tuple[tuple[str | Path, ...], int, str]] = [
        (("migrate", "--data", data), 0, "数据库已是当前版本" if database else "已完成"),
        (("trail", "export", "--data", data, "--out", packed), 1, "尚未启用"),
        (("administrators", tmp_path / "three.toml", "--data", data), 0, "三名管理员"),
        (("administrators", tmp_path / "three.toml", "--data", data), 1, "已经登记"),
        (
            (*imports, tmp_path / "bad.csv", "--dry-run"),
            1,
            "第2行 竹沟镇人民政府 田小禾：“岗位”列：外包人员",
        ),
        ((*imports, tmp_path / "bad.csv"), 1, "全部未导入"),
        ((*imports, tmp_path / "sheet.csv", "--dry-run"), 0, "预览1行，不能导入0行"),
        ((*imports, tmp_path / "sheet.csv"), 0, "已导入1行，不能导入0行"),
        (("trail", "export", "--data", data, "--out", packed), 0, "已导出12条记录"),
        (("trail", "verify", packed, "--key", key), 0, "OK 12 entries"),
        (("trail", "verify", packed, "--key", data / "none"), 2, "不能读取"),
    ]
    for arguments, status, sentence in steps:
        got, said = shenfa(database, *arguments)
        assert (got, sentence in said) == (status, True), (arguments, got, said)


def test_a_database_of_another_version_is_not_touched(tmp_path: Path) -> None:
    arguments = ("trail", "export", "--data", tmp_path / "d", "--out", tmp_path / "x.zip")
    assert shenfa("", *arguments)[0] == 2
    status, said = shenfa("", *arguments)

    assert status == 2
    assert "请先运行 shenfa migrate" in said
    assert not (tmp_path / "x.zip").exists()


@pytest.mark.parametrize("name", ["organisation", "trail"])
def test_help_is_chinese(name: str) -> None:
    status, said = shenfa("", name, "--help")

    assert status == 0
    assert "用法：" in said
    assert "Usage" not in said
