"""The writes about the two copies: brought, made from the revision, compared, closed (R29, R36).

Files are read, recognised and compared before a command begins: that may take a minute, and
under the lock of the trail nobody else could work. Inside, what was read must still be there.
"""

from dataclasses import dataclass

from shenfa.desk.form.comparing import ELECTRONIC, OUTGOING, UNREADABLE, Outcome, compare_copies
from shenfa.desk.form.models import ComparisonRecord, DifferenceDecisionRecord, FormRecord
from shenfa.desk.form.outgoing import (
    OutgoingFile,
    bodies_of,
    electronic_copies,
    outgoing_files,
    shows_media,
)
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.standing import comparison_of, open_differences, passed_list
from shenfa.desk.form.steps import (
    EVIDENCE_KINDS,
    PAPER_NAMES,
    Paper,
    file_name,
    need_form,
)
from shenfa.desk.manuscripts.files import blob_bytes, blob_keep, blob_put
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated


@dataclass(frozen=True, slots=True)
class Prepared:
    """The electronic copy of a revision, stored, and whether pictures or videos go out."""

    name: str
    sha256: str
    shows_media: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that somebody brings, and for signature and seal what it is (EVIDENCE_KINDS)."""

    paper: Paper
    name: str
    data: bytes
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Paper:
    paper: Paper
    name: str
    sha256: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Compared:
    formal: str
    electronic: str
    outcome: Outcome


def prepare(by: Acting, revision: str) -> Prepared | None:
    """Return what a form begins with, or None where the command will refuse anyway."""
    try:
        record = revision_get(viewer=by.person, revision=revision, at=by.clock.now())
    except NotFound:
        return None
    if record.purged_at is not None:
        return None
    files = outgoing_files(record)
    copies = electronic_copies(record, files)
    if not copies:
        return None
    sha256 = blob_put(copies[0].data)
    return Prepared(copies[0].name, sha256, shows_media(bodies_of(record), files))


def copy_attach(*, by: Acting, revision: str, brought: Brought) -> FormRecord:
    """Take a copy, or the proof of signature or seal, into the form."""
    sha256 = _kept(by, revision, brought.data)
    with command("copy.attach", revision, by) as now:
        form = need_form(now, revision)
        kinds = EVIDENCE_KINDS.get(brought.paper)
        if kinds is not None and brought.kind not in kinds:
            name = PAPER_NAMES[brought.paper]
            raise CommandRefused("evidence", f"{name}应为{'、'.join(kinds.values())}之一")
        name = file_name(brought.paper, brought.name)
        if not sha256:
            raise CommandRefused("empty_file", f"{PAPER_NAMES[brought.paper]}是空文件，请重新上传")
        kind = brought.kind if kinds else ""
        return _attached(now, form, _Paper(brought.paper, name, sha256, kind))


def copy_generate(*, by: Acting, revision: str) -> FormRecord:
    """Make the electronic copy from the revision again, in place of one that was brought."""
    prepared = prepare(by, revision)
    with command("copy.attach", revision, by) as now:
        form = need_form(now, revision)
        if prepared is None:
            raise NotFound("稿件")
        paper = _Paper(Paper.ELECTRONIC, prepared.name, prepared.sha256)
        return _attached(now, form, paper)


def copies_compare(*, by: Acting, revision: str) -> ComparisonRecord:
    """Compare the formal copy with the electronic one and with what goes out (R36, Q34)."""
    compared = _compare(by, revision)
    with command("copies.compare", revision, by) as now:
        form = need_form(now, revision)
        for paper, sha256 in (
            (Paper.FORMAL, form.formal_id),
            (Paper.ELECTRONIC, form.electronic_id),
        ):
            if sha256 is None:
                raise CommandRefused("no_copy", f"缺少{PAPER_NAMES[paper]}，请上传后再比对")
        before = comparison_of(form)
        if before is not None and before.is_finished:
            raise CommandRefused("compared", "这两份文件已经比对，请逐项处置差异")
        if compared is None or (compared.formal, compared.electronic) != (
            form.formal_id,
            form.electronic_id,
        ):
            raise CommandRefused("changed", "文件刚刚更换，请重新比对")
        return _stored(now, form, compared)


def difference_close(*, by: Acting, revision: str, difference: str, reason: str) -> None:
    """Close one difference of the present copies, with a reason, by a reviewer of the text."""
    with command("difference.close", revision, by) as now:
        form = need_form(now, revision)
        reviewers = {row.person_id for row in passed_list(form.revision)}
        if now.person not in reviewers:
            raise CommandRefused("not_entitled", "差异由审查过该稿件的人员处置")
        comparison = comparison_of(form)
        known = {row["key"] for row in comparison.differences} if comparison else set()
        still_open = {row["key"] for row in open_differences(comparison)} if comparison else set()
        if comparison is None or difference not in known:
            raise NotFound("差异")
        reason = need_text(reason, "理由", 500)
        facts = {"person_id": now.person, "difference": difference, "reason": reason}
        if comparison.decisions.filter(**facts).exists():
            repeated()
            return
        if difference not in still_open:
            raise CommandRefused("closed", "该处差异已经处置，或者只能重新比对")
        DifferenceDecisionRecord(
            comparison=comparison,
            difference=difference,
            reason=reason,
            person=need_person(now),
            at=now.at,
        ).save(force_insert=True)
        facts = {
            "revision": revision,
            "comparison": comparison.id,
            "difference": difference,
            "reason": reason,
        }
        chain(now, "difference.close", form.revision.manuscript_id, facts)


def _kept(by: Acting, revision: str, data: bytes) -> str:
    """Store the bytes for a form that the person may see, and return their digest."""
    try:
        form_get(viewer=by.person, revision=revision, at=by.clock.now())
    except NotFound:
        return ""
    return blob_put(data) if data else ""


def _attached(now: Now, form: FormRecord, paper: _Paper) -> FormRecord:
    what = paper.paper.value
    if getattr(form, f"{what}_id") == paper.sha256 and not paper.kind:
        raise CommandRefused("same_file", f"{PAPER_NAMES[paper.paper]}没有变化")
    setattr(form, what, blob_keep(sha256=paper.sha256, at=now.at))
    label, value = ("kind", paper.kind) if paper.kind else ("name", paper.name)
    setattr(form, f"{what}_{label}", value)
    form.save(update_fields=[what, f"{what}_{label}"])
    facts = {
        "revision": form.revision_id,
        "paper": what,
        "file": paper.sha256,
        "kind": paper.kind,
    }
    chain(now, "copies.attach", form.revision.manuscript_id, facts)
    return form


def _compare(by: Acting, revision: str) -> _Compared | None:
    """Compare what the person may see and has not compared yet, outside any transaction."""
    try:
        form = form_get(viewer=by.person, revision=revision, at=by.clock.now())
    except NotFound:
        return None
    before = comparison_of(form)
    if form.formal_id is None or form.electronic_id is None or (before and before.is_finished):
        return None
    electronic = OutgoingFile(form.electronic_name, blob_bytes(form.electronic_id))
    outgoing = tuple(
        file
        for file in electronic_copies(form.revision, outgoing_files(form.revision))
        if file.data != electronic.data
    )
    outcome = compare_copies(
        OutgoingFile(form.formal_name, blob_bytes(form.formal_id)),
        {ELECTRONIC: (electronic,), OUTGOING: outgoing},
    )
    return _Compared(form.formal_id, form.electronic_id, outcome)


def _stored(now: Now, form: FormRecord, compared: _Compared) -> ComparisonRecord:
    outcome = compared.outcome
    record = ComparisonRecord(
        id=new_id("k"),
        form=form,
        formal_id=compared.formal,
        electronic_id=compared.electronic,
        is_finished=outcome.is_finished,
        differences=list(outcome.differences),
        at=now.at,
    )
    record.save(force_insert=True)
    told = [row for row in outcome.differences if row["kind"] != UNREADABLE]
    word = "different" if told else "identical"
    facts = {
        "revision": form.revision_id,
        "comparison": record.id,
        "original": compared.formal,
        "copy": compared.electronic,
        "result": word if outcome.is_finished else "undetermined",
        "differences": [row["key"] for row in told],
    }
    chain(now, "copies.compare", form.revision.manuscript_id, facts)
    return record
