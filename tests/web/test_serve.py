"""``shenfa serve`` as a process: first start, sign-in over HTTP, a second start, the end."""

import http.cookiejar
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from county import OFFICE

from shenfa.desk.deployment import DATABASE, Deployment

PROGRAM = (sys.executable, "-c", "from shenfa.cli.main import main; main()", "serve")
THREE = f"""
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
PATIENCE = 60
"""Seconds after which a process that should have answered or ended is given up."""


@contextmanager
def serving(
    arguments: Sequence[str | Path], database: str = "", stdin: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[str]]:
    """Run the command and have it ended whatever happens."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, *map(str, arguments)],
        env={**os.environ, "SHENFA_DATABASE": database},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        yield process
    finally:
        alarm.cancel()
        process.kill()
        process.communicate()


def told_address(process: subprocess.Popen[str]) -> str:
    """Return the address that the process prints when it can be asked."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"地址是 (http://127\.0\.0\.1:\d+)/", line):
            return found[1]
    raise AssertionError(process.stderr and process.stderr.read())


def told_passwords(process: subprocess.Popen[str]) -> dict[str, str]:
    """Return the starting passwords that the process prints, by staff number."""
    assert process.stdout is not None
    assert "只显示这一次" in process.stdout.readline()
    lines = [process.stdout.readline() for _ in range(3)]
    return dict(re.findall(r"工号 (\S+)　初始口令 (\S+)", "".join(lines)))


def ask(opener: urllib.request.OpenerDirector, address: str, **body: str) -> tuple[int, str]:
    """Ask for an address, or give a command with a body, and return status and content."""
    data = json.dumps(body).encode() if body else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, data, headers)  # noqa: S310 - on this machine
    try:
        with opener.open(request, timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def browser() -> urllib.request.OpenerDirector:
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)


def finish(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str, str]:
    """Ask the process to end, and return its status and what it still said."""
    process.send_signal(number)
    said, complained = process.communicate(timeout=PATIENCE)
    return process.returncode, said, complained


@pytest.mark.db
def test_from_nothing_to_a_sign_in(deployment: Deployment, tmp_path: Path) -> None:
    """On SQLite from an empty folder, on PostgreSQL with tables that are there already."""
    database = deployment.database_url
    three = tmp_path / "three.toml"
    three.write_text(THREE, encoding="utf-8")
    data = tmp_path / "new"
    start = ("--data", data, "--port", "0", "--administrators", three)
    with serving(start, database) as process:
        address = told_address(process)
        passwords = told_passwords(process)
        opener = browser()
        wrong = ask(opener, f"{address}/api/session/open", login="GL2", password="x")  # noqa: S106 - wrong
        right = ask(opener, f"{address}/api/session/open", login="GL2", password=passwords["GL2"])
        me = ask(opener, f"{address}/api/session/me")
        health = ask(browser(), f"{address}/healthz")
        stranger = ask(browser(), f"{address}/api/session/me")
        ended = finish(process, signal.SIGTERM)

    assert sorted(passwords) == ["GL1", "GL2", "GL3"]
    assert [answer[0] for answer in (wrong, right, me, health, stranger)] == [
        401,
        200,
        200,
        200,
        401,
    ]
    assert json.loads(me[1])["person"]["name"] == "秦安"
    assert json.loads(me[1])["standing"] == "change_password"
    assert ended == (0, "系统已停止\n", "")

    with serving(start, database) as process:  # nothing is given twice
        again = told_address(process)
        assert ask(browser(), f"{again}/healthz")[0] == 200
        assert finish(process, signal.SIGINT) == (0, "系统已停止\n", "")


def test_the_administrators_are_asked_for_on_a_terminal(tmp_path: Path) -> None:
    keyboard, terminal = pty.openpty()
    try:
        with serving(("--data", tmp_path / "d", "--port", "0"), stdin=terminal) as process:
            typed = [OFFICE, *(word for one in "审安系" for word in (f"秦{one}", f"GL-{one}"))]
            os.write(keyboard, "".join(f"{line}\n" for line in typed).encode())
            told_address(process)
            passwords = told_passwords(process)
            assert finish(process, signal.SIGTERM)[0] == 0
    finally:
        os.close(keyboard)
        os.close(terminal)

    assert sorted(passwords) == ["GL-安", "GL-审", "GL-系"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "0"], "首次启动须登记三名管理员"),
        (["--host", "0.0.0.0"], "由 nginx 等代理加上 TLS"),  # noqa: S104 - it is refused
        (["--host", "0.0.0.0", "--behind-proxy"], "须以 --name 给出"),  # noqa: S104 - as above
        (["--host", "localhost"], "--host 应为 IP 地址"),
        (["--port", "70000"], "--port"),
        (["--administrators", "nothing.toml"], "无法读取“nothing.toml”"),
    ],
)
def test_what_cannot_be_served_is_told(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    with serving(["--data", tmp_path / "d", *arguments]) as process:
        _, complained = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    assert complained.startswith("错误：")
    assert sentence in complained
    assert complained.count("\n") == 1


def test_an_older_database_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "d"
    with serving(["--data", data, "--port", "0"]) as process:
        process.communicate(timeout=PATIENCE)
    with sqlite3.connect(data / DATABASE) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'access'")
    connection.close()
    with serving(["--data", data, "--port", "0"]) as process:
        _, complained = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    assert "请先运行 shenfa migrate" in complained


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    three = tmp_path / "three.toml"
    three.write_text(THREE, encoding="utf-8")
    start = ("--data", tmp_path / "d", "--administrators", three, "--port")
    with serving((*start, "0")) as process:
        port = told_address(process).rpartition(":")[2]
        with serving((*start, port)) as second:
            _, complained = second.communicate(timeout=PATIENCE)

    assert second.returncode == 2
    assert f"端口{port}不能使用" in complained


def test_behind_a_proxy_cookies_are_for_tls_only(tmp_path: Path) -> None:
    three = tmp_path / "three.toml"
    three.write_text(THREE, encoding="utf-8")
    start = ("--data", tmp_path / "d", "--administrators", three, "--port", "0")
    names = ("--behind-proxy", "--name", "shenfa.xugu.example")
    with serving((*start, *names)) as process:
        address = told_address(process)
        password = told_passwords(process)["GL1"]
        body = json.dumps({"login": "GL1", "password": password}).encode()
        headers = {
            "Content-Type": "application/json",
            "Host": "shenfa.xugu.example",
            "X-Forwarded-For": "10.1.2.3",
            "X-Forwarded-Proto": "https",
        }
        request = urllib.request.Request(f"{address}/api/session/open", body, headers)  # noqa: S310 - on this machine
        with browser().open(request, timeout=PATIENCE) as response:
            cookies = response.headers.get_all("Set-Cookie")
            security = response.headers["Content-Security-Policy"]

    assert len(cookies) == 2
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)
    assert "frame-ancestors 'none'" in security
