"""The form as it goes up: everything that is printed, as plain data, and back again.

The title is not in it: it stands in the revision, which never changes and can be purged.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.timezone import localtime

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.clock import stamp
from shenfa.desk.form.models import CountyDecisionRecord, FormRecord, SubmittedFormRecord
from shenfa.desk.form.selectors import OPINIONS, contact_get, form_get, submission_get
from shenfa.desk.form.standing import (
    FINAL,
    commitments_of,
    comparison_of,
    decision_of,
    last_submission,
    passed_list,
    state_of,
)
from shenfa.desk.form.steps import EVIDENCE_KINDS, Paper
from shenfa.desk.review.selectors import NUMBERS, is_ended
from shenfa.review import POSITION_NAMES, STAGE_NAMES, Position
from shenfa.review.form import FormState
from shenfa.trail.entry import moment
from shenfa.writers.form import COMMITMENTS, Confirmation, Record, ReviewForm, ReviewStep

Facts = Mapping[str, Any]  # JSON
SHOWN = 16
"""So much of a digest is printed: enough to find the file by."""


def facts_of(form: FormRecord) -> dict[str, Any]:
    """Return what is printed of a form as it stands. Twelve queries."""
    prefetch_related_objects([form], "commitments__person", "revision__decisions__person")
    comparison = comparison_of(form)
    reviews = passed_list(form.revision)
    columns = form.revision.renderings.filter(channel__kind=ChannelKind.MAIN_COLUMN.value)
    return {
        "county": contact_get().county,
        "reporting_unit": form.reporting_unit,
        "releasing_unit": form.releasing_unit,
        "contact": form.contact,
        "phone": form.phone,
        "email": form.email,
        "says_media": "yes" if form.says_media else "no",
        "columns": [
            [name, path]
            for name, path in columns.order_by("channel__path").values_list(
                "channel__name", "channel__path"
            )
        ],
        "commitments": [
            {"number": row.number, "person": row.person.name, "at": stamp(row.at)}
            for row in commitments_of(form, comparison)
        ],
        "reviews": [
            {
                "stage": row.stage,
                "person": row.person.name,
                "position": row.position,
                "at": stamp(row.at),
            }
            for row in reviews
        ],
        "signature": {"kind": form.signature_kind, "sha256": form.signature_id or ""},
        "seal": {"kind": form.seal_kind, "sha256": form.seal_id or ""},
        "formal": {"name": form.formal_name, "sha256": form.formal_id or ""},
        "electronic": {"name": form.electronic_name, "sha256": form.electronic_id or ""},
        "dated": form.dated.isoformat() if form.dated else "",
    }


def form_facts(submitted: SubmittedFormRecord) -> ReviewForm:
    """Return one round of a form as it is printed, with the county office's word on it."""
    record = {
        "opinion": _opinion(decision_of(submitted)),
        "receipt": f"{_day(submitted.at)}（第{submitted.round}次报送，报送人{submitted.person.name}）",
        "trail_head": submitted.trail_head,
        "trail_count": submitted.trail_count,
    }
    return to_review_form(submitted.facts, submitted.form.revision.title, record)


def form_printed(*, viewer: str, revision: str, number: int, at: datetime.datetime) -> ReviewForm:
    """Return a round of a form to print; with 0 the last one, or the form that is still open."""
    if number:
        return form_facts(submission_get(viewer=viewer, revision=revision, number=number, at=at))
    form = form_get(viewer=viewer, revision=revision, at=at)
    submitted = last_submission(form)
    is_open = state_of(submitted) in (FormState.OPEN, FormState.RETURNED)
    if submitted is None or (is_open and not is_ended(form.revision)):
        return to_review_form(facts_of(form), form.revision.title, {})
    return form_facts(submitted)


def to_review_form(facts: Facts, title: str, record: Mapping[str, Any]) -> ReviewForm:
    """Return the values of the annex and of the page behind it."""
    given = {row["number"]: row for row in facts["commitments"]}
    one, two, three, four = (
        _confirmation(given.get(number)) for number in range(1, len(COMMITMENTS) + 1)
    )
    signature, seal = facts["signature"], facts["seal"]
    is_electronic = signature["kind"] == "e_signature"
    final = [row["person"] for row in facts["reviews"] if row["stage"] == FINAL]
    return ReviewForm(
        county=facts["county"],
        unit=facts["reporting_unit"],
        contact=facts["contact"],
        phone=facts["phone"],
        email=facts["email"],
        has_media=facts["says_media"] == "yes",
        title=title,
        commitments=(one, two, three, four),
        record=Record(
            publisher=facts["releasing_unit"],
            column="、".join(name for name, _ in facts["columns"]),
            address="、".join(f"/site/{path.strip('/')}/" for _, path in facts["columns"]),
            reviews=tuple(
                ReviewStep(
                    STAGE_NAMES[NUMBERS[row["stage"]]],
                    row["person"],
                    POSITION_NAMES[Position(row["position"])],
                    "通过",
                    moment(row["at"]),
                )
                for row in facts["reviews"]
            ),
            signature=_proof(Paper.SIGNATURE, signature),
            seal=_proof(Paper.SEAL, seal),
            **record,
        ),
        signatory=final[0] if is_electronic and final else "",
        signed_on=datetime.date.fromisoformat(facts["dated"]) if facts["dated"] else None,
    )


def _confirmation(row: Facts | None) -> Confirmation:
    return Confirmation(row["person"], moment(row["at"])) if row else Confirmation()


def _proof(paper: Paper, evidence: Facts) -> str:
    if not evidence["sha256"]:
        return ""
    kind = EVIDENCE_KINDS[paper][evidence["kind"]]
    return f"{kind}（SHA-256 {evidence['sha256'][:SHOWN]}…）"


def _opinion(decision: CountyDecisionRecord | None) -> str:
    if decision is None:
        return ""
    comment = f"：{decision.comment}" if decision.comment else ""
    word = OPINIONS[decision.result]
    return f"{word}{comment}（{decision.person.name}，{_day(decision.at)}）"


def _day(at: datetime.datetime) -> str:
    local = localtime(at)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
