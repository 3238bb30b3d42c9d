"""``shenfa patrol``: look at a site from outside and write down what is wrong with it."""

import datetime
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from shenfa.audit import compile_engine
from shenfa.audit.telling import SEVERITY_NAMES
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.terminal import county_tables, paint, show_progress, wipe_progress
from shenfa.desk.patrol.screenshots import photographer
from shenfa.patrol.approved import ApprovedFileError, read_approved
from shenfa.patrol.freshness import UnknownRule
from shenfa.patrol.frontier import OtherSiteError
from shenfa.patrol.patrolling import PAUSES, Orders, patrol_site
from shenfa.patrol.report import Patrol
from shenfa.patrol.target import SiteFileError, Target, read_site_file
from shenfa.text import Severity

CHINA = ZoneInfo("Asia/Shanghai")
PROGRESS_EVERY = 0.3
IMPATIENT = (0.5, 1.0)
"""Seconds before what was dead is tried again on a site of one's own."""


class MomentType(click.ParamType[datetime.datetime]):
    """A moment written as 2026-11-24 or 2026-11-24T08:00."""

    name = "时间"

    def convert(
        self,
        value: str | datetime.datetime,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime.datetime:
        """Return the moment, in Beijing time where it names no zone."""
        if isinstance(value, datetime.datetime):
            return value
        try:
            found = datetime.datetime.fromisoformat(value)
        except ValueError:
            self.fail("应写成 2026-11-24 或者 2026-11-24T08:00 的形式", param, ctx)
        return found.astimezone(CHINA) if found.tzinfo else found.replace(tzinfo=CHINA)


@click.command(cls=ChineseCommand)
@click.argument("url", metavar="网址")
@click.option(
    "--out",
    "folder",
    metavar="文件夹",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="存放报告、证据和进度的文件夹",
)
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="网站登记信息的 TOML 文件（默认从网站自身了解）",
)
@click.option("--now", "moment", type=MomentType(), help="巡查的时间（默认为现在）")
@click.option(
    "--rate", type=click.FloatRange(0), default=5.0, help="每秒访问次数，0 为不限（默认 5）"
)
@click.option(
    "--max-pages",
    "most_pages",
    type=click.IntRange(0),
    default=0,
    help="最多读取的页面数（默认不限）",
)
@click.option(
    "--approved",
    "approved_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="已审批发布内容的 JSON Lines 文件",
)
@click.option(
    "--county",
    type=click.Path(path_type=Path, dir_okay=False),
    help="本县名称和例外的 TOML 文件",
)
@click.option(
    "--screenshots/--no-screenshots",
    "with_pictures",
    default=True,
    help="是否为问题页面截图（默认是）",
)
@click.option("--resume", "is_resumed", is_flag=True, help="接着上次中断的巡查")
def command(  # noqa: PLR0913 - one parameter per option of the command line
    *,
    url: str,
    folder: Path,
    site_file: Path | None,
    moment: datetime.datetime | None,
    rate: float,
    most_pages: int,
    approved_file: Path | None,
    county: Path | None,
    with_pictures: bool,
    is_resumed: bool,
) -> int:
    """巡查网站。访问每个页面和链接，把发现的问题连同证据写成报告（report.html、report.json）。

    再次巡查用同一个文件夹：没有变化的页面不再读取，问题保留首次发现的时间。
    """
    target = _target(url, site_file, approved_file)
    tables, suppressions = county_tables(county)
    orders = Orders(
        folder=folder,
        moment=moment or _now(),
        rate=rate,
        clock=time.monotonic,
        sleep=time.sleep,
        read_time=(lambda: moment) if moment else _now,
        tell=_progress(),
        most_pages=most_pages,
        is_resumed=is_resumed,
        pauses=PAUSES if rate else IMPATIENT,
        shoot=photographer(target.home) if with_pictures else None,
        wall=_now,
    )
    try:
        patrol = patrol_site(target, compile_engine(tables, suppressions), orders)
    except (OtherSiteError, UnknownRule) as error:
        raise click.UsageError(str(error)) from error
    finally:
        wipe_progress()
    _conclude(patrol, folder)
    return 0


def _target(url: str, site_file: Path | None, approved_file: Path | None) -> Target:
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
        raise click.UsageError(f"网址“{url}”不完整，应以 http:// 或 https:// 开头")
    target = Target(url)
    try:
        if site_file is not None:
            target = read_site_file(site_file.read_text(encoding="utf-8"), url)
        if approved_file is not None:
            with approved_file.open(encoding="utf-8") as lines:
                target = replace(target, approved=tuple(read_approved(lines)))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError("无法读取登记信息或者审批内容，请检查路径和 UTF-8 编码") from error
    except SiteFileError as error:
        raise click.UsageError(f"“{site_file}”{error}") from error
    except ApprovedFileError as error:
        raise click.UsageError(f"“{approved_file}”{error}") from error
    return target


def _progress() -> "Progress":
    return Progress()


class Progress:
    """Says now and then how far it has come."""

    def __init__(self) -> None:
        self.told = time.monotonic()

    def __call__(self, done: int, waiting: int) -> None:
        """Tell, unless that was done just now."""
        if time.monotonic() - self.told > PROGRESS_EVERY:
            self.told = time.monotonic()
            show_progress(f"已访问 {done} 个地址，待访问 {waiting} 个")


def _now() -> datetime.datetime:
    return datetime.datetime.now(CHINA)


def _conclude(patrol: Patrol, folder: Path) -> None:
    click.echo(f"读取页面 {patrol.pages} 个，访问 {patrol.requests} 次")
    for severity in Severity:
        count = sum(one.severity is severity for one in patrol.observations)
        if count:
            click.echo(paint(f"{SEVERITY_NAMES[severity]} {count} 项", severity.value))
    if patrol.blocked:
        click.echo(f"有 {len(patrol.blocked)} 个页面要求使用浏览器访问，没有判断，请人工查看")
    click.echo(f"报告：{folder / 'report.html'}")
