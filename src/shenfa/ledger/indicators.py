"""Indicators: what is looked at, which facts count for it, and what each costs, if that is known.

Points are whole hundredths. Points that no source confirms are None: such an item is counted and
named, and left out of every sum. The national indicators are shipped as data; the official annex
and the county's own scale are laid over them by the county.
"""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

HUNDRED = 100
POINTS = re.compile(r"(\d{1,4})(?:\.(\d{1,2}))?")
KNOWN_POINTS = frozenset({"V", "P"})
"""A row may carry points only where a source says so, at least in part."""
COUNTY = "county"
"""The confidence of what the county itself has decided."""
NATIONAL = "indicators_2019.toml"


class Part(StrEnum):
    """Which part of a scale an indicator belongs to."""

    VETO = "veto"
    DEDUCTION = "deduction"
    BONUS = "bonus"


PART_NAMES = {Part.VETO: "单项否决", Part.DEDUCTION: "扣分", Part.BONUS: "加分"}


class Subject(StrEnum):
    """What is judged: the county's site as a whole, each account, or each unit."""

    SITE = "site"
    ACCOUNT = "account"
    UNIT = "unit"


class UnusableScale(ValueError):
    """A scale that cannot be used; the message says which row and why."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One item. ``counts`` are the measures whose facts count; a veto is hit by ``threshold``.

    What was counted under an item named in ``unless`` is not counted again under this one.
    """

    code: str
    part: Part
    subject: Subject
    group: str
    name: str
    rule: str
    counts: tuple[str, ...] = ()
    points: int | None = None
    most: int | None = None
    threshold: int = 1
    unless: tuple[str, ...] = ()
    confidence: str = COUNTY

    @property
    def is_known(self) -> bool:
        """Whether its share in a sum is known; a veto has none."""
        return self.part is Part.VETO or self.points is not None


@dataclass(frozen=True, slots=True)
class Scale:
    """A set of indicators with what it is called, since when it holds, and its limits.

    ``full`` is where deduction begins, ``passing`` the least that is enough (None: not set);
    bonuses count above ``bonus_above``. ``talk_problems`` and ``talk_percent`` are the
    thresholds of a talk: so many problems, or less than so much repaired in time.
    """

    code: str
    title: str
    document: str
    valid_from: datetime.date
    indicators: tuple[Indicator, ...]
    full: int = 100 * HUNDRED
    passing: int | None = None
    bonus_above: int = 0
    most_bonus: int | None = None
    talk_problems: int | None = None
    talk_percent: int | None = None


def hundredths(text: str) -> int | None:
    """Return points as they are written (“0.5”) in hundredths; nothing written is unknown.

    Raises UnusableScale.
    """
    written = text.strip()
    if not written:
        return None
    found = POINTS.fullmatch(written)
    if found is None:
        raise UnusableScale(f"分值“{written}”应为数字，最多两位小数")
    return int(found[1]) * HUNDRED + int((found[2] or "").ljust(2, "0"))


def points_text(points: int) -> str:
    """Return hundredths as points are written: exact, without needless zeros."""
    sign, whole = "-" if points < 0 else "", abs(points)
    digits = f"{whole // HUNDRED}.{whole % HUNDRED:02d}".rstrip("0").rstrip(".")
    return f"{sign}{digits}"


@cache
def national_scale() -> Scale:
    """Return the national indicators of 国办秘函〔2019〕19号 as shipped."""
    text = (files("shenfa.lexicons") / "data" / NATIONAL).read_text(encoding="utf-8")
    return scale_of(tomllib.loads(text))


def scale_of(table: Mapping[str, Any]) -> Scale:
    """Return the scale that a table of texts, numbers and lists describes.

    Raises UnusableScale. ``Any`` because it is JSON or TOML, checked here.
    """
    indicators = tuple(_indicator(row) for row in table["indicator"])
    _need_order(indicators)
    full = hundredths(str(table.get("full", "100")))
    if not full:
        raise UnusableScale("满分应大于0")
    return Scale(
        code=str(table["code"]),
        title=str(table["title"]),
        document=str(table["document"]),
        valid_from=_day(str(table["valid_from"])),
        indicators=indicators,
        full=full,
        passing=hundredths(str(table.get("pass", ""))),
        bonus_above=hundredths(str(table.get("bonus_above", "0"))) or 0,
        most_bonus=hundredths(str(table.get("most_bonus", ""))),
        talk_problems=_whole(table.get("talk_problems", ""), "约谈的问题数"),
        talk_percent=_whole(table.get("talk_percent", ""), "约谈的按期整改率"),
    )


def table_of(scale: Scale) -> dict[str, object]:
    """Return a scale as the table that ``scale_of`` reads, of texts, whole numbers and lists."""
    return {
        "code": scale.code,
        "title": scale.title,
        "document": scale.document,
        "valid_from": scale.valid_from.isoformat(),
        "full": points_text(scale.full),
        "pass": _text(scale.passing),
        "bonus_above": points_text(scale.bonus_above),
        "most_bonus": _text(scale.most_bonus),
        "talk_problems": "" if scale.talk_problems is None else str(scale.talk_problems),
        "talk_percent": "" if scale.talk_percent is None else str(scale.talk_percent),
        "indicator": [
            {
                "code": one.code,
                "part": one.part.value,
                "subject": one.subject.value,
                "group": one.group,
                "name": one.name,
                "rule": one.rule,
                "counts": list(one.counts),
                "points": _text(one.points),
                "most": _text(one.most),
                "threshold": one.threshold,
                "unless": list(one.unless),
                "confidence": one.confidence,
            }
            for one in scale.indicators
        ],
    }


def with_points(scale: Scale, known: Mapping[str, tuple[int, int | None]]) -> Scale:
    """Return a scale with the points of the official annex: for each code, points and the most.

    Raises UnusableScale for a code that the scale does not have, or that is a veto.
    """
    codes = {one.code for one in scale.indicators if one.part is not Part.VETO}
    if foreign := sorted(known.keys() - codes):
        raise UnusableScale(f"没有代码为{'、'.join(foreign)}的扣分项或者加分项")
    indicators = tuple(
        replace(one, points=known[one.code][0], most=known[one.code][1], confidence=COUNTY)
        if one.code in known
        else one
        for one in scale.indicators
    )
    return replace(scale, indicators=indicators)


def measures_of(scales: Iterable[Scale]) -> frozenset[str]:
    """Return every measure that some indicator counts."""
    return frozenset(
        measure for scale in scales for one in scale.indicators for measure in one.counts
    )


def _indicator(row: Mapping[str, Any]) -> Indicator:
    code = str(row.get("code", ""))
    try:
        one = Indicator(
            code=code,
            part=Part(row["part"]),
            subject=Subject(row["subject"]),
            group=str(row.get("group", "")),
            name=str(row["name"]),
            rule=str(row.get("rule", "")),
            counts=tuple(row.get("counts", ())),
            points=hundredths(str(row.get("points", ""))),
            most=hundredths(str(row.get("most", ""))),
            threshold=int(row.get("threshold", 1)),
            unless=tuple(row.get("unless", ())),
            confidence=str(row.get("confidence", COUNTY)),
        )
    except (KeyError, ValueError) as error:
        raise UnusableScale(f"项目{code}：{error}") from error
    if not code or not one.name:
        raise UnusableScale("每个项目都要有代码和名称")
    if one.threshold < 1:
        raise UnusableScale(f"项目{code}：触发数至少为1")
    if one.part is Part.VETO and one.points is not None:
        raise UnusableScale(f"项目{code}：单项否决不设分值")
    if one.points is not None and one.confidence not in KNOWN_POINTS | {COUNTY}:
        raise UnusableScale(f"项目{code}：没有来源证实的分值不得填写")
    return one


def _need_order(indicators: tuple[Indicator, ...]) -> None:
    seen: set[str] = set()
    for one in indicators:
        if one.code in seen:
            raise UnusableScale(f"代码{one.code}重复")
        if missing := [code for code in one.unless if code not in seen]:
            raise UnusableScale(f"项目{one.code}不重复计算的{'、'.join(missing)}应列在它之前")
        seen.add(one.code)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UnusableScale("起始日期应写成2026-01-01的形式") from error


def _whole(value: object, what: str) -> int | None:
    text = str(value).strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,4}", text):
        raise UnusableScale(f"{what}应为整数")
    return int(text)


def _text(points: int | None) -> str:
    return "" if points is None else points_text(points)
