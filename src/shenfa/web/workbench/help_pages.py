"""Help inside: the manual by role, and the page of every rule with search and family index."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponseBase

import shenfa.web
from shenfa.audit.page import rule_page
from shenfa.audit.rulebook import Entry, find_entry, rulebook
from shenfa.audit.telling import CERTAINTY_NAMES, FAMILY_NAMES, SEVERITY_NAMES
from shenfa.desk.court.selectors import rule_count
from shenfa.desk.organisation.selectors import person_tenures
from shenfa.desk.refusals import NotFound
from shenfa.review import Position
from shenfa.text import Family
from shenfa.web.workbench.frame import Visitor, show, signed_in
from shenfa.web.workbench.markdown import manual_html, rule_html

MANUAL = Path(shenfa.web.__file__).parent / "manual"
CHAPTERS = (
    ("clerk", "撰稿和发布人员", (Position.RELEASER, Position.DISCLOSURE_OFFICER)),
    (
        "section-head",
        "初审、审核和保密审查人员",
        (Position.INFORMATION_OFFICER, Position.SECTION_HEAD, Position.SECRECY_REVIEWER),
    ),
    ("deputy-leader", "分管领导和主要领导", (Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)),
    ("duty", "巡查人员", (Position.PATROLLER, Position.RELEASER, Position.SITE_ADMINISTRATOR)),
    ("county-office", "县政府办公室", (Position.COUNTY_REVIEWER, Position.SITE_ADMINISTRATOR)),
    (
        "administrators",
        "系统管理员和安全管理员",
        (Position.SYSTEM_ADMINISTRATOR, Position.SECURITY_ADMINISTRATOR),
    ),
    ("auditor", "审计管理员", (Position.AUDIT_ADMINISTRATOR,)),
)
"""The chapters of the manual: file, title, and whose they are."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as the contents show it."""

    address: str
    title: str
    about: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the list shows it."""

    code: str
    title: str
    severity: str
    weight: str
    certainty: str


@signed_in
def contents(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the contents: the visitor's own chapters first, then the families of rules."""
    tenures = person_tenures(person=visitor.acting.person, at=visitor.looking["at"])
    held = {one.position for one in tenures}
    chapters = [
        Chapter(f"/help/{name}", title, _about(name), _is_own(name, positions, held))
        for name, title, positions in CHAPTERS
    ]
    context = {
        "chapters": sorted(chapters, key=lambda chapter: not chapter.is_own),
        "families": _families(),
        "total": len(rulebook()),
    }
    return show(request, visitor, "help/contents.html", context)


@signed_in
def chapter(request: HttpRequest, visitor: Visitor, name: str) -> HttpResponseBase:
    """Show a chapter of the manual."""
    titles = {known: title for known, title, _ in CHAPTERS}
    if name not in titles:
        raise NotFound("帮助")
    others = [Chapter(f"/help/{known}", title, "") for known, title, _ in CHAPTERS if known != name]
    context = {"title": titles[name], "page": manual_html(_manual(name)), "others": others}
    return show(request, visitor, "help/chapter.html", context)


@signed_in
def rules(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the rules: all, of a family, or those whose page has the words."""
    words = request.GET.get("q", "").strip()[:100]
    family = request.GET.get("family", "")
    found = [entry for entry in rulebook() if _is_wanted(entry, words, family)]
    groups = [
        (name, [_row(entry) for entry in found if entry.rule.family is one])
        for one, name in FAMILY_NAMES.items()
    ]
    context = {
        "groups": [(name, rows) for name, rows in groups if rows],
        "families": _families(),
        "family": family,
        "words": words,
        "count": len(found),
    }
    return show(request, visitor, "help/rules.html", context)


@signed_in
def rule(request: HttpRequest, visitor: Visitor, code: str) -> HttpResponseBase:
    """Show the page of one rule."""
    entry = find_entry(code)
    if entry is None:
        raise NotFound("规则")
    title, _, text = rule_page(entry).partition("\n")
    entries = rulebook()
    at = entries.index(entry)
    context = {
        "title": title.removeprefix("# "),
        "page": rule_html(text),
        "family": entry.rule.family.value,
        "family_name": FAMILY_NAMES[entry.rule.family],
        "before": entries[at - 1].rule.code if at else "",
        "after": entries[at + 1].rule.code if at + 1 < len(entries) else "",
        "appeals": rule_count(entry.rule.code),
    }
    return show(request, visitor, "help/rule.html", context)


def _is_own(name: str, positions: Collection[Position], held: Collection[str]) -> bool:
    """Return whether a chapter is a person's own; whoever holds no position may write."""
    return bool(set(held) & set(positions)) or (name == "clerk" and not held)


def _is_wanted(entry: Entry, words: str, family: str) -> bool:
    if family and entry.rule.family.value != family:
        return False
    text = f"{entry.rule.code} {entry.page}".lower()
    return all(word in text for word in words.lower().split())


def _row(entry: Entry) -> RuleRow:
    rule = entry.rule
    return RuleRow(
        code=rule.code,
        title=entry.title,
        severity=SEVERITY_NAMES[rule.severity],
        weight=rule.severity.value,
        certainty=CERTAINTY_NAMES[rule.certainty],
    )


@cache
def _families() -> tuple[tuple[Family, str, int], ...]:
    counts = [
        (one, name, sum(entry.rule.family is one for entry in rulebook()))
        for one, name in FAMILY_NAMES.items()
    ]
    return tuple(row for row in counts if row[2])


@cache
def _manual(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text(encoding="utf-8")


@cache
def _about(name: str) -> str:
    """Return the first paragraph of a chapter."""
    return next(_paragraphs(_manual(name)), "")


def _paragraphs(text: str) -> Iterator[str]:
    return (part for part in text.split("\n\n") if part and not part.startswith("#"))
