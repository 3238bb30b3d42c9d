"""``shenfa serve``: the system as one process on one machine, for browsers and programs."""

import ipaddress
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.demonstration import build_demonstration, show_credentials
from shenfa.cli.desk import data_option, deployment_in
from shenfa.cli.first_start import begin, show

if TYPE_CHECKING:
    from waitress.server import TcpWSGIServer
    from whitenoise import WhiteNoise

    from shenfa.desk.clock import Clock
    from shenfa.desk.deployment import Deployment
    from shenfa.web.settings import Exposure

THREADS = 8
LARGEST_REQUEST = 256 * 1024 * 1024
EXPOSED = (
    "只能监听本机地址，以免口令明文经过网络；对外须由 nginx 等代理加上 TLS，"
    "并在此加 --behind-proxy 和 --name"
)


@click.command(cls=ChineseCommand)
@data_option
@click.option("--host", default="127.0.0.1", help="监听的 IP 地址，默认 127.0.0.1")
@click.option(
    "--port", default=8000, type=click.IntRange(0, 65535), help="端口，默认 8000；0 为空闲端口"
)
@click.option("--behind-proxy", is_flag=True, help="只有加上 TLS 的代理能访问本服务")
@click.option("--name", "names", multiple=True, help="浏览器访问用的域名，可给多个")
@click.option(
    "--administrators",
    "file",
    type=click.Path(path_type=Path),
    help="首次启动时登记三名管理员的 TOML 文件，与 shenfa administrators 用的相同",
)
@click.option("--demo", "is_demo", is_flag=True, help="在空的数据文件夹中建立演示用的虚构县")
@click.option(
    "--demo-credentials",
    "told",
    type=click.Path(path_type=Path, dir_okay=False),
    help="把演示人员的登录方式写入这个 JSON 文件",
)
def command(  # noqa: PLR0913 - the options of a command line
    *,
    data: Path,
    host: str,
    port: int,
    behind_proxy: bool,
    names: tuple[str, ...],
    file: Path | None,
    is_demo: bool,
    told: Path | None,
) -> int:
    """运行系统，供浏览器和程序访问；首次启动时建立数据文件夹，登记三名管理员。

    收到停止信号时办完手头的请求再结束。
    退出码：0 正常结束；2 数据文件夹、数据库或者端口无法使用。
    """
    _need_safe(host, names, is_behind_proxy=behind_proxy)
    if told is not None and not is_demo:
        raise click.UsageError("选项 --demo-credentials 须与 --demo 一起使用")
    if find_spec("django") is None:
        raise click.ClickException("请先安装完整的系统：pip install 'shenfa[web]'")
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - loaded when it is needed
    from shenfa.web.given import Given  # noqa: PLC0415
    from shenfa.web.settings import Exposure  # noqa: PLC0415
    from shenfa.web.wsgi import application  # noqa: PLC0415

    exposure = Exposure(names, behind_proxy)
    deployment = _prepare(data, exposure)
    clock = Clock()
    server = _listen(application(Given(clock, deployment)), host, port, exposure)
    _bring_up_to_date(data)
    credentials = build_demonstration(deployment, clock.now(), told) if is_demo else ()
    passwords = begin(file, clock)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{server.effective_port}/"
    with _working(clock, deployment), _until_told_to_stop(server):
        click.echo(f"系统已启动，地址是 {address}")
        show(passwords)
        show_credentials(credentials, address)
        threading.Thread(target=_warm, args=(clock,), name="warming", daemon=True).start()
        server.run()
    click.echo("系统已停止")
    return 0


@contextmanager
def _working(clock: "Clock", deployment: "Deployment") -> Iterator[None]:
    """Do the work of a worker beside the server; more workers may run elsewhere."""
    from shenfa.desk.jobs.job import Means  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.jobs.loop import work  # noqa: PLC0415 - as above
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415 - as above

    stop = threading.Event()
    means = Means(Acting(SYSTEM, clock), deployment)
    thread = threading.Thread(target=work, args=(means, stop, _say_failure), name="worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _warm(clock: "Clock") -> None:
    """Load the rules while the first visitor signs in; nobody waits for it, nor for its end."""
    from django.db import connection  # noqa: PLC0415 - not before it is configured
    from django.utils.timezone import localdate  # noqa: PLC0415 - as above

    from shenfa.desk.review.warming import warm_checks  # noqa: PLC0415 - as above
    from shenfa.desk.wording.selectors import county_tables  # noqa: PLC0415 - as above

    tables = county_tables()
    connection.close()
    warm_checks(tables, localdate(clock.now()))


def _say_failure(line: str) -> None:
    """Print what went wrong; what went well is on the state page."""
    if "失败" in line or "等待" in line:
        click.echo(line, err=True)


def _need_safe(host: str, names: tuple[str, ...], *, is_behind_proxy: bool) -> None:
    """Leave unless passwords stay on this machine, or TLS stands in front."""
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        raise click.UsageError("选项 --host 应为 IP 地址，如 127.0.0.1") from error
    if not is_loopback and not is_behind_proxy:
        raise click.UsageError(EXPOSED)
    if is_behind_proxy and not names:
        raise click.UsageError("用 --behind-proxy 时须以 --name 给出浏览器访问用的域名")


def _prepare(data: Path, exposure: "Exposure") -> "Deployment":
    from shenfa.desk.deployment import UnusableDeployment  # noqa: PLC0415 - as below
    from shenfa.web.wsgi import prepare  # noqa: PLC0415 - imports Django

    deployment = deployment_in(data)
    try:
        prepare(deployment, exposure)
    except UnusableDeployment as error:
        raise click.ClickException(str(error)) from error
    return deployment


def _bring_up_to_date(data: Path) -> None:
    """Make the tables where there are none; an older database is updated on request only."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - not before it is configured
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 - as above

    from shenfa.desk.database import migrate, pending_migrations  # noqa: PLC0415

    try:
        is_new = not MigrationRecorder(connection).applied_migrations()
        if is_new:
            migrate()
        elif pending_migrations():
            raise click.ClickException(f"数据库不是当前版本，请先运行 shenfa migrate --data {data}")
    except DatabaseError as error:
        raise click.ClickException("数据库无法连接或建立，请检查地址、权限和服务") from error


def _listen(
    application: "WhiteNoise", host: str, port: int, exposure: "Exposure"
) -> "TcpWSGIServer":
    """Return a server that has its port and does not answer yet."""
    from waitress.server import create_server  # noqa: PLC0415 - loaded when it is needed

    try:
        return create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_REQUEST,
            **(_proxied(host) if exposure.is_behind_proxy else {}),
        )
    except OSError as error:
        raise click.ClickException(
            f"{host} 的端口{port}不能使用，请另选 --port 或停止占用它的程序"
        ) from error


def _proxied(host: str) -> dict[str, object]:
    """Return whom to believe about the address of the browser and about TLS."""
    is_local = ipaddress.ip_address(host).is_loopback
    return {
        "trusted_proxy": host if is_local else "*",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


@contextmanager
def _until_told_to_stop(server: "TcpWSGIServer") -> Iterator[None]:
    """Take a signal to end as the end of the work, and close the port."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    with suppress(KeyboardInterrupt):  # the server takes it itself, after its threads have ended
        yield
    server.close()
