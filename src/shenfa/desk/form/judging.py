"""Why a form may not be committed to or go up now: what buttons ask as well as services."""

import datetime

from shenfa.desk.form.models import FormRecord
from shenfa.desk.form.standing import COPIES, comparison_of, to_form, to_grounds
from shenfa.review.form import commitment_refusal, submission_wants

NOT_COMPARED = "正式件与电子件还没有比对，请先比对再确认第4项承诺"
NO_RESULT = "正式件与电子件的比对没有得出结果，不能确认第4项承诺"
PRINTED = {
    "reporting_unit": "报送单位",
    "releasing_unit": "内容发布单位",
    "contact": "联系人",
    "phone": "联系电话",
    "email": "电子邮箱",
}
"""What the annex asks for by hand; each must be filled in before it goes up (R31)."""


def commitment_reason(form: FormRecord, number: int) -> str:
    """Return why a commitment may not be confirmed now; empty where it may (R33–R36)."""
    reason = commitment_refusal(to_form(form), number, to_grounds(form.revision))
    if reason or number != COPIES:
        return reason or ""
    comparison = comparison_of(form)
    if comparison is None:
        return NOT_COMPARED
    return "" if comparison.is_finished else NO_RESULT


def submission_reason(form: FormRecord, today: datetime.date) -> str:
    """Return why the form may not go up now; empty where it may (R29, R31, R37)."""
    return next(iter(submission_reasons(form, today)), "")


def submission_reasons(form: FormRecord, today: datetime.date) -> tuple[str, ...]:
    """Return everything that the form lacks before it may go up (R29, R31, R37)."""
    reasons = list(submission_wants(to_form(form), to_grounds(form.revision)))
    blank = [name for field, name in PRINTED.items() if not getattr(form, field)]
    if blank:
        reasons.append(f"请填写{'、'.join(blank)}")
    if form.dated is not None and form.dated > today:
        reasons.append("日期不得晚于今天，请核对")
    return tuple(reasons)
