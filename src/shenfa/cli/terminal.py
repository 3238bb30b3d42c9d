"""What the commands share of the terminal: tones, today, the county's file, old formats."""

import datetime
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from shenfa.audit import CountyFileError, Suppression, read_county_file
from shenfa.readers.pictures.ocr import OcrMissingError, load_locator, load_recogniser
from shenfa.readers.pictures.spotted import Spotted
from shenfa.text import ContentKind, County

TONES = {
    "blocker": {"fg": "red", "bold": True},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "hint": {"fg": "blue"},
    "clean": {"fg": "green"},
    "faint": {"dim": True},
    "strong": {"bold": True},
}

Recogniser = Callable[[bytes], tuple[str, ...]]
Locator = Callable[[bytes], tuple[Spotted, ...]]


class DateType(click.ParamType[datetime.date]):
    """A day written as 2026-11-24."""

    name = "日期"

    def convert(
        self,
        value: str | datetime.date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime.date:
        """Return the day."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail("应写成 2026-11-24 的形式", param, ctx)


KIND = click.Choice([kind.value for kind in ContentKind])
KIND_HELP = (
    "内容种类：official 公文、news 动态新闻、list 公示名单、general 一般信息、"
    "post 新媒体、repost 转载、warning_relay 预警转发"
)


def paint(text: str, tone: str) -> str:
    """Return ``text`` in a tone where the terminal shows colours, plain elsewhere."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return click.style(text, **TONES[tone])  # type: ignore[arg-type]  # a table of keywords


def show_progress(text: str) -> None:
    """Say on a terminal how far the work has come; say nothing in a pipe."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def wipe_progress() -> None:
    """Leave no trace of what was said last."""
    show_progress("")


def today() -> datetime.date:
    """Return the day in Beijing time, in which Chinese offices work."""
    return datetime.datetime.now(ZoneInfo("Asia/Shanghai")).date()


def office() -> str | None:
    """Return the path of LibreOffice, if this machine has it."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recogniser() -> Recogniser:
    """Return the text recognition, or leave with the sentence that says what to install."""
    try:
        return load_recogniser()
    except OcrMissingError as error:
        raise click.UsageError(str(error)) from error


def locator() -> Locator:
    """Return what finds text in pictures, or leave with the sentence that says what to install."""
    try:
        return load_locator()
    except OcrMissingError as error:
        raise click.UsageError(str(error)) from error


def county_tables(path: Path | None) -> tuple[County, tuple[Suppression, ...]]:
    """Read the county's file, or leave with the sentence that says what is wrong in it."""
    if path is None:
        return County(), ()
    try:
        return read_county_file(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"无法读取“{path}”，请检查路径和 UTF-8 编码") from error
    except CountyFileError as error:
        raise click.UsageError(str(error)) from error
