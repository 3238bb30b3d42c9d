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
from shenfa.text import Citations, Context, County, Document, Finding, OfficeNumber, Severity

Entry = TypeVar("Entry")


class CountyFileError(Exception):
    """A county file that cannot be used; the message says where and what to change."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One decision: this rule, on this wording, in this document or everywhere, until a date.

    ``text`` is the exact quotation ("" for any), ``document`` the file name ("" for any).
    Without a date of the text it applies while no ``until`` is set.
    """

    rule: str
    reason: str
    decided_by: str
    since: datetime.date
    until: datetime.date | None = None
    text: str = ""
    document: str = ""


def is_suppressed(
    finding: Finding,
    document: Document,
    context: Context,
    suppressions: tuple[Suppression, ...],
) -> bool:
    """Return whether a standing decision covers the finding. A blocker is never covered."""
    if finding.severity is Severity.BLOCKER:
        return False
    return any(_covers(one, finding, document, context) for one in suppressions)


def _covers(one: Suppression, finding: Finding, document: Document, context: Context) -> bool:
    if one.rule != finding.rule or one.document not in ("", document.name):
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
    )


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
