"""The site that is looked at, as its file describes it; without one it describes itself."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from shenfa.patrol.accounts import Registered
from shenfa.patrol.reconciliation import Approved
from shenfa.patrol.window import Window, read_window

KNOWN = frozenset(
    [
        "name",
        "site_code",
        "home",
        "allow_private",
        "robots",
        "columns",
        "sources",
        "script_hosts",
        "accounts",
        "county",
        "window",
    ]
)


class SiteFileError(Exception):
    """The file about the site says something that cannot be; the message names it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the register: where it is, its type and the rule a person set for it.

    ``checked`` is the day on which a person found a fixed page still right (R84).
    """

    url: str
    type: str = ""
    rule: str = ""
    checked: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a site beforehand.

    ``window`` are the hours in which it may be walked. ``sources`` and ``script_hosts`` are hosts a page may lead to or take scripts from.
    """

    home: str
    name: str = ""
    site_code: str = ""
    allows_private: bool = False
    obeys_robots: bool = True
    columns: tuple[Column, ...] = ()
    sources: frozenset[str] = frozenset()
    script_hosts: frozenset[str] = frozenset()
    accounts: tuple[Registered, ...] = ()
    window: Window | None = None
    approved: tuple[Approved, ...] | None = field(default=None, repr=False)


def read_site_file(text: str, url: str) -> Target:
    """Return the site of ``url`` as its file describes it. Raises SiteFileError."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SiteFileError(f"不是有效的 TOML：{error}") from error
    for key in sorted(set(found) - KNOWN):
        raise SiteFileError(f"不认识“{key}”，可以写的有 {'、'.join(sorted(KNOWN))}")
    home = _text(found, "home") or url
    if not urlsplit(home).netloc:
        raise SiteFileError("home 不完整，应以 http:// 或 https:// 开头")
    return Target(
        home=home,
        name=_text(found, "name"),
        site_code=_text(found, "site_code"),
        allows_private=_flag(found, "allow_private", otherwise=False),
        obeys_robots=_flag(found, "robots", otherwise=True),
        window=_window(found),
        columns=tuple(
            Column(_text(row, "url"), _text(row, "type"), _text(row, "rule"))
            for row in _rows(found, "columns")
        ),
        sources=_hosts(found, "sources"),
        script_hosts=_hosts(found, "script_hosts"),
        accounts=tuple(
            Registered(*(_text(row, key) for key in ("platform", "name", "owner", "page")))
            for row in _rows(found, "accounts")
        ),
    )


def _text(found: Mapping[str, object], key: str) -> str:
    value = found.get(key, "")
    if not isinstance(value, str):
        raise SiteFileError(f"{key} 应为文字")
    return value.strip()


def _window(found: Mapping[str, object]) -> Window | None:
    text = _text(found, "window")
    window = read_window(text)
    if text and window is None:
        raise SiteFileError("window 应写成 22:00-06:00 的形式")
    return window


def _flag(found: Mapping[str, object], key: str, *, otherwise: bool) -> bool:
    value = found.get(key, otherwise)
    if not isinstance(value, bool):
        raise SiteFileError(f"{key} 应为 true 或者 false")
    return value


def _rows(found: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = found.get(key, [])
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise SiteFileError(f"{key} 应为若干个表")
    return value


def _hosts(found: Mapping[str, object], key: str) -> frozenset[str]:
    value = found.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SiteFileError(f"{key} 应为若干个域名")
    return frozenset(urlsplit(one).hostname or one.strip().lower() for one in value)
