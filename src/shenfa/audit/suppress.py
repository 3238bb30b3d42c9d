"""Standing decisions of people that a finding is none: scoped, dated and with a reason."""

import datetime
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from shenfa.audit.county_instruments import read_instrument
from shenfa.audit.county_names import alias_entry, leader_entry
from shenfa.audit.county_row import EntryFault, Row
from shenfa.audit.county_words import topic_entry, word_entry
from shenfa.audit.places import place_of
from shenfa.audit.rule_version import rule_version
from shenfa.text import (
    Certainty,
    Citations,
    Context,
    County,
    Document,
    Finding,
    OfficeNumber,
    Scope,
    Severity,
)

Entry = TypeVar("Entry")


class CountyFileError(Exception):
    """A county file that cannot be used; the message says where and what to change."""


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A place that was ruled a false alarm: its digest, how far that reaches, and the rule's version.

    ``version`` is that of the rule when it was ruled: a changed rule is asked anew.
    """

    scope: Scope
    place: str
    version: str
    unit: str = ""
    manuscript: str = ""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One decision: this rule, on this wording, in this document or everywhere, until a date.

    ``text`` is the exact quotation ("" for any), ``document`` the file name ("" for any).
    Without a date of the text it applies while no ``until`` is set. With a ``false_alarm`` it
    covers that place and nothing else, whatever the date of the text.
    """

    rule: str
    reason: str
    decided_by: str
    since: datetime.date
    until: datetime.date | None = None
    text: str = ""
    document: str = ""
    false_alarm: FalseAlarm | None = None


def is_suppressed(
    finding: Finding,
    document: Document,
    context: Context,
    suppressions: tuple[Suppression, ...],
) -> bool:
    """Return whether a standing decision covers the finding.

    A certain blocker is never covered, a suspected one only by a ruling on its own text.
    """
    is_blocker = finding.severity is Severity.BLOCKER
    if is_blocker and finding.certainty is Certainty.CERTAIN:
        return False
    found = [one for one in suppressions if one.rule == finding.rule]
    ruled = [one.false_alarm for one in found if one.false_alarm is not None]
    if is_blocker:
        ruled = [one for one in ruled if one.scope is Scope.TEXT]
    if ruled and _is_false_alarm(ruled, finding, document, context):
        return True
    return not is_blocker and any(_covers(one, finding, document, context) for one in found)


def _is_false_alarm(
    ruled: list[FalseAlarm], finding: Finding, document: Document, context: Context
) -> bool:
    place, version = place_of(finding, document), rule_version(finding.rule)
    belongs = context.belongs
    for one in ruled:
        if one.version != version:
            continue
        match one.scope:
            case Scope.TEXT:
                is_here = one.manuscript == belongs.manuscript and one.place == place.around
            case Scope.UNIT:
                is_here = one.unit == belongs.unit and one.place == place.around
            case Scope.COUNTY:
                is_here = one.place == place.around
            case Scope.ALWAYS:
                is_here = one.place == place.words
        if is_here:
            return True
    return False


def _covers(one: Suppression, finding: Finding, document: Document, context: Context) -> bool:
    if one.false_alarm is not None or one.document not in ("", document.name):
        return False
    if one.text and (
        finding.passage is None
        or document.passages[finding.passage].text[finding.start : finding.end] != one.text
    ):
        return False
    if context.date is None:
        return one.until is None
    return one.since <= context.date and (one.until is None or context.date <= one.until)


def read_county_file(content: str, name: str) -> tuple[County, tuple[Suppression, ...]]:
    """Read the county's own names, lists and standing decisions from TOML.

    ``names = ["酉州环保", …]``; ``[[office_number]]`` tables with number (of a mobile that a
    unit uses, whose holder has agreed), and optionally valid_from, valid_to; ``[[suppression]]``
    tables with rule, reason, decided_by, since, and optionally until, text, document;
    ``[[false_alarm]]`` tables with rule, scope, place, version, reason, decided_by, since, and
    unit or manuscript where the scope is one;
    ``[[sensitive_word]]`` and ``[[restricted_topic]]`` tables with the fields of those types;
    ``[[leader]]`` and ``[[alias]]`` tables likewise (the roster; other names of bodies, places);
    ``[[instrument]]`` tables with the fields of that type (documents that may be cited),
    ``citation_numbers = true`` where citations need numbers, ``hint_rules = ["CI003", …]`` for
    rules that are to give hints only. Raises CountyFileError.
    """
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise CountyFileError(f"{name} 不是有效的 TOML 文件，请按手册中的样例修改") from error
    names = data.get("names", [])
    if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
        raise CountyFileError(f"{name} 的 names 应为名称列表，请检查引号和逗号")
    numbers = tuple(
        _office_number(row, number, name)
        for number, row in enumerate(data.get("office_number", []), start=1)
    )
    county = County(
        frozenset(names),
        numbers,
        tuple(_entries(data, "sensitive_word", word_entry, name)),
        tuple(_entries(data, "restricted_topic", topic_entry, name)),
        _citations(data, name),
        _hinted(data, name),
        tuple(_entries(data, "leader", leader_entry, name)),
        tuple(_entries(data, "alias", alias_entry, name)),
    )
    return county, tuple(
        _suppression(row, number, name)
        for number, row in enumerate(data.get("suppression", []), start=1)
    ) + tuple(_entries(data, "false_alarm", _false_alarm, name))


def _entries(
    data: dict[str, object], key: str, read: Callable[[Row], Entry], name: str
) -> Iterator[Entry]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CountyFileError(f"{name} 的 {key} 应写成 [[{key}]] 表，请按手册中的样例修改")
    for number, row in enumerate(rows, start=1):
        try:
            yield read(row)
        except EntryFault as fault:
            raise CountyFileError(f"{name} 第{number}条 {key}：{fault}") from fault


def _citations(data: dict[str, object], name: str) -> Citations:
    wants_numbers = data.get("citation_numbers", False)
    if not isinstance(wants_numbers, bool):
        raise CountyFileError(f"{name} 的 citation_numbers 应为 true 或 false")
    return Citations(tuple(_entries(data, "instrument", read_instrument, name)), wants_numbers)


def _hinted(data: dict[str, object], name: str) -> frozenset[str]:
    codes = data.get("hint_rules", [])
    if not isinstance(codes, list) or not all(
        isinstance(one, str) and re.fullmatch(r"[A-Za-z]{2}\d{3}", one) for one in codes
    ):
        raise CountyFileError(f"{name} 的 hint_rules 应为规则编号列表，请检查引号和逗号")
    return frozenset(code.upper() for code in codes)


def _office_number(row: dict[str, object], place: int, name: str) -> OfficeNumber:
    number, since, until = row.get("number"), row.get("valid_from"), row.get("valid_to")
    if not isinstance(number, str) or not re.fullmatch(r"1\d{10}", number):
        raise CountyFileError(
            f"{name} 第{place}条 office_number 的 number 应为 11 位手机号，加引号"
        )
    if not isinstance(since, datetime.date | None) or not isinstance(until, datetime.date | None):
        raise CountyFileError(
            f"{name} 第{place}条 office_number 的 valid_from、valid_to 应为日期，如 2026-11-24"
        )
    return OfficeNumber(number, since, until)


def _false_alarm(row: Row) -> Suppression:
    needed = ("rule", "scope", "place", "version", "reason", "decided_by")
    texts = {key: row.get(key, "") for key in (*needed, "unit", "manuscript")}
    if not all(isinstance(value, str) for value in texts.values()):
        raise EntryFault(["文字项应加引号"])
    if missing := [key for key in needed if not texts[key]]:
        raise EntryFault([f"缺少 {key}，请补写" for key in missing])
    since, scope = row.get("since"), str(texts["scope"])
    if not isinstance(since, datetime.date):
        raise EntryFault(["since 应为日期，如 2026-11-24"])
    if scope not in set(Scope):
        raise EntryFault([f"scope 应为 {'、'.join(Scope)} 之一"])
    owner = {Scope.TEXT: "manuscript", Scope.UNIT: "unit"}.get(Scope(scope))
    if owner and not texts[owner]:
        raise EntryFault([f"缺少 {owner}，请补写"])
    alarm = FalseAlarm(
        Scope(scope),
        str(texts["place"]),
        str(texts["version"]),
        str(texts["unit"]),
        str(texts["manuscript"]),
    )
    return Suppression(
        rule=str(texts["rule"]).upper(),
        reason=str(texts["reason"]),
        decided_by=str(texts["decided_by"]),
        since=since,
        false_alarm=alarm,
    )


def _suppression(row: dict[str, object], number: int, name: str) -> Suppression:
    texts = {key: row.get(key, "") for key in ("rule", "reason", "decided_by", "text", "document")}
    since, until = row.get("since"), row.get("until")
    place = f"{name} 第{number}条 suppression"
    for key in ("rule", "reason", "decided_by"):
        if not texts[key]:
            raise CountyFileError(f"{place}缺少 {key}，请补写")
    if not all(isinstance(value, str) for value in texts.values()):
        raise CountyFileError(f"{place}的文字项应加引号")
    if not isinstance(since, datetime.date) or not isinstance(until, datetime.date | None):
        raise CountyFileError(f"{place}的 since、until 应为日期，如 2026-11-24")
    return Suppression(
        rule=str(texts["rule"]).upper(),
        reason=str(texts["reason"]),
        decided_by=str(texts["decided_by"]),
        since=since,
        until=until,
        text=str(texts["text"]),
        document=str(texts["document"]),
    )
