"""The county office's writes: its decision on a form, and whom units ask (R30, I12)."""

from dataclasses import dataclass

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.form.announcing import announce_decision
from shenfa.desk.form.models import CountyContactRecord, CountyDecisionRecord, FormRecord
from shenfa.desk.form.selectors import OPINIONS, Contact, form_get
from shenfa.desk.form.standing import decision_of, involved_in, last_submission, to_form
from shenfa.desk.form.steps import need_alive, need_phone
from shenfa.desk.organisation.authority import RECEIVERS, need_person, need_position
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.organisation.steps import keep_text, need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.models import EndRecord
from shenfa.desk.review.steps import end_revision
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.review import Position
from shenfa.review.form import county_decision_refusal

APPROVED, TEXT_RETURNED = "approved", "text_returned"


@dataclass(frozen=True, slots=True)
class CountyDecision:
    """The county office's word, on exactly these bytes: a key of OPINIONS, and a comment."""

    sha256: str
    result: str
    comment: str


def county_decide(
    *, by: Acting, revision: str, decision: CountyDecision, evidence: Evidence
) -> CountyDecisionRecord:
    """Approve, return the form (退回补表) or return the text (退回改稿), which ends the revision."""
    with command("county.decide", revision, by) as now:
        form = form_get(viewer=by.person, revision=revision, at=now.at)
        need_position(now, county_office_id(), Position.COUNTY_REVIEWER)
        comment = keep_text(decision.comment, "意见", 1000)
        submitted = last_submission(form)
        if submitted is None:
            raise CommandRefused("county", "信息审核表还没有报送")
        same = decision_of(submitted)
        if same is not None and _is_same(now, same, decision):
            repeated()
            return same
        need_alive(form.revision)
        _need_decidable(now, form, decision)
        record = CountyDecisionRecord(
            submitted=submitted,
            sha256=decision.sha256,
            result=decision.result,
            comment=comment,
            person=need_person(now),
            method=need_reauthentication(now, evidence),
            at=now.at,
        )
        record.save(force_insert=True)
        facts = {
            "revision": revision,
            "hash": decision.sha256,
            "result": decision.result,
            "comment": comment,
            "authenticated": now.person,
            "method": record.method,
            "round": submitted.round,
        }
        chain(now, "county.decide", form.revision.manuscript_id, facts)
        if decision.result == TEXT_RETURNED:
            end_revision(now, form.revision, EndRecord.Cause.TEXT_RETURNED, comment)
        announce_decision(now, record)
        return record


def county_contact_set(*, by: Acting, contact: Contact) -> CountyContactRecord:
    """Name whom units ask at the county office, and how the annex calls the county (R30)."""
    with command("contact.set", "county-office", by) as now:
        need_position(now, county_office_id(), *RECEIVERS)
        record = CountyContactRecord(
            county=need_text(contact.county, "县名", 60),
            contact=need_text(contact.contact, "联系人", 60),
            phone=need_phone(contact.phone),
            set_by=need_person(now),
            at=now.at,
        )
        record.save(force_insert=True)
        chain(now, "contact.set", county_office_id(), {"county": record.county})
        return record


def _is_same(now: Now, made: CountyDecisionRecord, wanted: CountyDecision) -> bool:
    """Whether the same person has just said the same."""
    return (made.person_id, made.sha256, made.result, made.comment) == (
        now.person,
        wanted.sha256,
        wanted.result,
        " ".join(wanted.comment.split()),
    )


def _need_decidable(now: Now, form: FormRecord, decision: CountyDecision) -> None:
    if decision.result not in OPINIONS:
        raise CommandRefused("county", "结论应为同意发布、退回补表或者退回改稿")
    if decision.sha256 != form.revision.sha256:
        raise CommandRefused("content", "稿件内容已经变化，请刷新后重新审看")
    reason = county_decision_refusal(
        to_form(form),
        reviewer=now.person,
        involved=involved_in(form),
        note=decision.comment,
        accepts=decision.result == APPROVED,
    )
    if reason:
        raise CommandRefused("county", reason)
