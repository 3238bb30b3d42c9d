"""The trail for the auditor: look back, read one entry, checkpoints, take away, have it verified."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.timezone import get_current_timezone

from shenfa.desk.clock import stamp
from shenfa.desk.exports.authority import may_export, trail_exporter_need, trail_reader_need
from shenfa.desk.exports.folder import export_file
from shenfa.desk.exports.names import (
    objects_called,
    people_called,
    people_of_unit,
    trail_names,
)
from shenfa.desk.exports.selectors import checkpoint_page, export_get, export_list
from shenfa.desk.exports.services import export_request
from shenfa.desk.exports.verifying import sections, verifier_digest
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.desk.trail.command import SYSTEM
from shenfa.desk.trail.search import EntryWanted, trail_entry_get, trail_page
from shenfa.desk.trail.selectors import trail_last
from shenfa.trail import VERBS, public_key
from shenfa.trail.entry import as_object, canonical
from shenfa.web.given import given
from shenfa.web.workbench.frame import Visitor, done, show, signed_in
from shenfa.web.workbench.trail_facts import facts_of
from shenfa.web.workbench.trail_sentences import SENTENCES
from shenfa.web.workbench.trail_words import told_with

ASKED = ("who", "unit", "about", "act", "from", "to")
SUBJECTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("text", "写稿和版本", ("manuscript", "revision", "transfer", "lowering", "major")),
    ("check", "检查和处置", ("audit", "finding", "gap", "receipt", "attribute", "source.capture")),
    ("review", "审查结论", ("review", "question", "secrecy")),
    ("form", "审核表和县府办", ("form", "filling", "copies", "difference", "county")),
    ("release", "发布和下线", ("release", "takedown", "schedule", "delivery", "live", "overdue")),
    ("purge", "清除", ("purge", "quarantine", "erasure")),
    ("people", "单位、人员、任职", ("unit", "policy", "person", "tenure", "filing", "document")),
    ("channel", "渠道和来源", ("channel", "connector", "source", "proposal", "leader", "site")),
    ("account", "账号和登录", ("session", "credential", "device", "token", "recovery", "mail")),
    ("upkeep", "系统维护", ("clock", "backup", "export", "baseline", "notice", "contact")),
    ("refused", "被拒绝的操作", ("command",)),
)
"""What people look for, each with the verbs (or what stands before the dot) that belong to it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stands in the form of the search."""

    words: dict[str, str]
    before: int

    def address(self, before: int = 0) -> str:
        """Return the link to this search, from an entry on."""
        kept = {name: value for name, value in self.words.items() if value}
        query = urlencode(kept | ({"before": before} if before else {}))
        return f"/trail?{query}" if query else "/trail"


@signed_in
def trail(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the trail, the latest first, and search it. About fifteen queries."""
    person, at = visitor.acting.person, visitor.looking["at"]
    trail_reader_need(person=person, at=at)
    asked = _asked(request)
    page = trail_page(_wanted(asked))
    last = trail_last()
    context = {
        "events": told_with(page.entries, trail_names(page.entries)),
        "asked": asked.words,
        "is_asked": any(asked.words.values()),
        "total": last.seq if last else 0,
        "subjects": [(key, name) for key, name, _ in SUBJECTS],
        "units": tuple(unit_visible(viewer=person, at=at)),
        "older": asked.address(page.before) if page.before else "",
        "newest": asked.address() if asked.before else "",
    }
    return show(request, visitor, "trail/trail.html", context)


@signed_in
def entry(request: HttpRequest, visitor: Visitor, seq: int) -> HttpResponseBase:
    """Show one entry: the sentence, its facts, and how it hangs in the chain."""
    trail_reader_need(person=visitor.acting.person, at=visitor.looking["at"])
    found, last = trail_entry_get(seq), trail_last()
    names = trail_names([found])
    context = {
        "entry": found,
        "event": told_with([found], names)[0],
        "facts": facts_of(found.facts, names),
        "canonical": canonical(as_object(found)).decode(),
        "before": seq - 1,
        "after": seq + 1 if last is not None and seq < last.seq else 0,
    }
    return show(request, visitor, "trail/entry.html", context)


@signed_in
def checkpoints(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the signed checkpoints, the latest first."""
    page = checkpoint_page(before=_number(request, "before"), **visitor.looking)
    context = {"page": page, "key": _fingerprint()}
    return show(request, visitor, "trail/checkpoints.html", context)


@signed_in
def exports(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the exports, or ask for one."""
    if request.method == "POST":
        record = export_request(by=visitor.acting)
        return done(request, "已开始导出和核验，约一分钟后可以下载", f"/trail/exports/{record.id}")
    context = {
        "exports": export_list(deployment=given().deployment, **visitor.looking),
        "may_export": may_export(person=visitor.acting.person, at=visitor.looking["at"]),
    }
    return show(request, visitor, "trail/exports.html", context)


@signed_in
def export(request: HttpRequest, visitor: Visitor, export: str) -> HttpResponseBase:
    """Show what the stand-alone verifier said of an export, part by part."""
    shown = export_get(export=export, deployment=given().deployment, **visitor.looking)
    record = shown.record
    context = {
        "export": record,
        "has_file": shown.has_file,
        "may_export": may_export(person=visitor.acting.person, at=visitor.looking["at"]),
        "sections": () if record.outcome is None else sections(record.outcome, record.sentence),
        "file": f"{record.id}.zip",
        "key": record.key or _fingerprint(),
        "verifier": verifier_digest(),
    }
    return show(request, visitor, "trail/export.html", context)


@signed_in
def export_download(request: HttpRequest, visitor: Visitor, export: str) -> HttpResponseBase:
    """Hand out the file of an export."""
    del request
    deployment = given().deployment
    trail_exporter_need(person=visitor.acting.person, at=visitor.looking["at"])
    shown = export_get(export=export, deployment=deployment, **visitor.looking)
    if not shown.has_file or shown.record.finished_at is None:
        raise NotFound("导出文件")
    return FileResponse(
        export_file(deployment, export).open("rb"),
        as_attachment=True,
        filename=f"{export}.zip",
        content_type="application/zip",
    )


def _asked(request: HttpRequest) -> _Asked:
    words = {name: request.GET.get(name, "").strip()[:100] for name in ASKED}
    return _Asked(words, _number(request, "before"))


def _wanted(asked: _Asked) -> EntryWanted:
    words = asked.words
    return EntryWanted(
        actors=_actors(words),
        objects=objects_called(words["about"]) if words["about"] else None,
        verbs=_verbs(words["act"]),
        begin=_day(words["from"], days=0),
        end=_day(words["to"], days=1),
        before=asked.before,
    )


def _actors(words: dict[str, str]) -> Collection[str] | None:
    found: Collection[str] | None = None
    if words["who"]:
        found = {SYSTEM} if words["who"] == "系统" else people_called(words["who"])
    if words["unit"]:
        of_unit = people_of_unit(words["unit"])
        found = of_unit if found is None else of_unit.intersection(found)
    return found


def _verbs(act: str) -> Collection[str] | None:
    """Return the verbs of a subject; a verb itself finds what has this verb."""
    begins = next((spaces for key, _, spaces in SUBJECTS if key == act), None)
    if begins is None:
        return {act} if act else None
    return {verb for verb in {*SENTENCES, *VERBS} if verb in begins or verb.split(".")[0] in begins}


def _day(text: str, days: int) -> str:
    """Return the beginning of a day in Beijing, or of the day after, as the trail writes it."""
    try:
        day = datetime.date.fromisoformat(text) + datetime.timedelta(days=days)
    except (ValueError, OverflowError):
        return ""
    return stamp(datetime.datetime.combine(day, datetime.time(), get_current_timezone()))


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _fingerprint() -> str:
    return public_key(given().deployment.signing_key).hex()
