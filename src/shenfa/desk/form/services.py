"""The unit's writes about a form: opened, filled in, committed to, sent up (R28–R37).

What concerns the two copies is in copies.py, what the county office does in county.py. The very
same act by the same person once more returns what is there and chains nothing (I26).
"""

from collections.abc import Sequence
from typing import TypeGuard

from django.utils.timezone import localdate

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.form.announcing import announce_submission
from shenfa.desk.form.copies import Prepared, prepare
from shenfa.desk.form.judging import commitment_reason, submission_reason
from shenfa.desk.form.models import (
    CommitmentRecord,
    FormRecord,
    SubmittedFormRecord,
)
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.snapshot import facts_of
from shenfa.desk.form.standing import (
    COPIES,
    commitments_of,
    comparison_of,
    decision_of,
    last_submission,
)
from shenfa.desk.form.steps import (
    Filling,
    facts_digest,
    keep_email,
    need_form,
    need_main_column,
    need_phone,
    need_signatory,
)
from shenfa.desk.manuscripts.files import blob_keep
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.steps import YES, need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.desk.trail.selectors import trail_last
from shenfa.writers.form import COMMITMENTS

FILLED = (
    "reporting_unit",
    "releasing_unit",
    "contact",
    "phone",
    "email",
    "says_media",
    "dated",
)


def form_open(*, by: Acting, revision: str) -> FormRecord:
    """Open the form of a revision after its three reviews, filled in as far as is known."""
    prepared = prepare(by, revision)
    with command("form.open", revision, by) as now:
        record = revision_get(viewer=by.person, revision=revision, at=now.at)
        need_main_column(now, record)
        before = FormRecord.objects.filter(revision=record).first()
        if before is not None and before.opened_by_id == now.person:
            repeated()
            return before
        if before is not None:
            raise CommandRefused("form_exists", "该版本的信息审核表已经建立")
        if prepared is None:
            raise NotFound("稿件")
        form = _filled_in(now, record, prepared)
        form.save(force_insert=True)
        facts = {
            "revision": revision,
            "media": YES[form.contains_media],
            "copy": prepared.sha256,
        }
        chain(now, "filling.open", record.manuscript_id, facts)
        return form


def form_fill(*, by: Acting, revision: str, filling: Filling) -> FormRecord:
    """Correct what stands on the form; what was detected cannot be denied (R32)."""
    with command("form.fill", revision, by) as now:
        form = need_form(now, revision)
        if form.contains_media and not filling.says_media:
            raise CommandRefused("media", "检测到内容含有图片或者视频，“是否含图片或视频”应为“是”")
        form.reporting_unit = need_text(filling.reporting_unit, "报送单位", 200)
        form.releasing_unit = need_text(filling.releasing_unit, "内容发布单位", 200)
        form.contact = need_text(filling.contact, "联系人", 60)
        form.phone = need_phone(filling.phone)
        form.email = keep_email(filling.email)
        form.says_media = filling.says_media
        form.dated = filling.dated
        form.save(update_fields=FILLED)
        facts = {"revision": revision, "form": facts_digest(facts_of(form))}
        chain(now, "filling.change", form.revision.manuscript_id, facts)
        return form


def commitment_make(
    *, by: Acting, revision: str, numbers: Sequence[int], evidence: Evidence
) -> tuple[CommitmentRecord, ...]:
    """Confirm one or more of the four commitments, each as a record of its own (R33–R36).

    One re-authentication covers those that are confirmed together.
    """
    with command("commitment.make", revision, by) as now:
        form = need_form(now, revision)
        person = need_signatory(now, form)
        rows = {row.number: row for row in commitments_of(form, comparison_of(form))}
        if not numbers or len(set(numbers)) != len(numbers):
            raise CommandRefused("commitment", "请逐项选择要确认的承诺")
        if set(numbers) <= set(rows):
            repeated()
            return tuple(rows[number] for number in numbers)
        reason = next(filter(None, (commitment_reason(form, one) for one in numbers)), "")
        if reason:
            raise CommandRefused("commitment", reason)
        # Nobody is asked for a password for what would be refused anyway.
        method = need_reauthentication(now, evidence)
        return tuple(_committed(now, form, person, (number, method)) for number in numbers)


def form_submit(*, by: Acting, revision: str) -> SubmittedFormRecord:
    """Send the form up with both copies; what is printed of it is kept as it is now (R29, R37)."""
    with command("form.submit", revision, by) as now:
        form = form_get(viewer=by.person, revision=revision, at=now.at)
        before = last_submission(form)
        if _waits_by(before, now):
            repeated()
            return before
        form = need_form(now, revision)
        if reason := submission_reason(form, localdate(now.at)):
            raise CommandRefused("incomplete", reason)
        comparison = comparison_of(form)
        if comparison is None or not comparison.is_finished or form.dated is None:
            raise CommandRefused("incomplete", "正式件与电子件还没有比对，请先比对")
        number = before.round + 1 if before else 1
        snapshot = facts_of(form)
        facts = {
            "revision": revision,
            "hash": form.revision.sha256,
            "original": form.formal_id or "",
            "copy": form.electronic_id or "",
            "compared": "closed" if comparison.differences else "identical",
            "signature": form.signature_id or "",
            "seal": form.seal_id or "",
            "signed": form.dated.isoformat(),
            "round": number,
            "form": facts_digest(snapshot),
        }
        chain(now, "form.submit", form.revision.manuscript_id, facts)
        last = trail_last()
        submitted = SubmittedFormRecord(
            id=new_id("b"),
            form=form,
            round=number,
            facts=snapshot,
            comparison=comparison,
            trail_count=last.seq if last else 0,
            trail_head=last.hash if last else "",
            person=need_person(now),
            at=now.at,
        )
        submitted.save(force_insert=True)
        announce_submission(now, submitted)
        return submitted


def _filled_in(now: Now, revision: RevisionRecord, prepared: Prepared) -> FormRecord:
    person, unit = need_person(now), revision.manuscript.unit
    forms = FormRecord.objects.filter(revision__manuscript__unit=unit).order_by("-opened_at")
    before = forms.filter(opened_by=person).first() or forms.first()
    return FormRecord(
        revision=revision,
        reporting_unit=unit.name,
        releasing_unit=unit.name,
        contact=person.name,
        phone=before.phone if before else "",
        email=before.email if before else "",
        contains_media=prepared.shows_media,
        says_media=prepared.shows_media,
        electronic=blob_keep(sha256=prepared.sha256, at=now.at),
        electronic_name=prepared.name,
        opened_by=person,
        opened_at=now.at,
    )


def _committed(
    now: Now, form: FormRecord, person: PersonRecord, made: tuple[int, str]
) -> CommitmentRecord:
    number, method = made
    comparison = comparison_of(form) if number == COPIES else None
    record = CommitmentRecord(
        form=form,
        number=number,
        comparison=comparison,
        person=person,
        method=method,
        at=now.at,
    )
    record.save(force_insert=True)
    facts = {
        "revision": form.revision_id,
        "commitment": number,
        "authenticated": now.person,
        "method": method,
        "text": COMMITMENTS[number - 1],
    }
    if comparison is not None:
        facts |= {"original": comparison.formal_id, "copy": comparison.electronic_id}
    chain(now, "form.commit", form.revision.manuscript_id, facts)
    return record


def _waits_by(submitted: SubmittedFormRecord | None, now: Now) -> TypeGuard[SubmittedFormRecord]:
    """Whether the same person has just sent it up."""
    if submitted is None or submitted.person_id != now.person:
        return False
    return decision_of(submitted) is None
