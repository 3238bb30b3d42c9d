"""The county gate for main columns (R28–R37): form, formal copy, commitments, county decision."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from shenfa.writers.form import COMMITMENTS


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment confirmed by a person at a time of its own."""

    number: int
    person: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """Proof of a signature or a seal: a file by its digest, and what it is."""

    sha256: str
    kind: str


class FormState(StrEnum):
    """Where the form stands. A returned form keeps the revision and its reviews (退回补表)."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one revision for the portal's main columns."""

    sha256: str
    has_formal_copy: bool
    has_electronic_copy: bool
    open_differences: int
    contains_media: bool
    says_media: bool
    commitments: tuple[Commitment, ...] = ()
    signature: Evidence | None = None
    seal: Evidence | None = None
    dated: datetime.date | None = None
    state: FormState = FormState.OPEN


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the form is judged by: the revision's reviews and attribute."""

    sha256: str
    final_review: datetime.date | None
    is_proactive: bool
    reviewed_parts: frozenset[str]


REVIEWED = ("内容", "格式", "数据", "保密")
"""What commitment 3 claims; each must stand in the trail as a record (R35)."""


def commitment_refusal(form: Form, number: int, grounds: Grounds) -> str | None:
    """Return why a commitment may not be confirmed, or None."""
    return next(_commitment(form, number, grounds), None)


def _commitment(form: Form, number: int, grounds: Grounds) -> Iterator[str]:
    if grounds.final_review is None or form.sha256 != grounds.sha256:
        yield "三审三校完成后才能填报信息审核表"
    if number not in range(1, len(COMMITMENTS) + 1):
        yield "没有这一项承诺"
    if any(commitment.number == number for commitment in form.commitments):
        yield f"第{number}项承诺已经确认"
    if number in (1, 2) and not grounds.is_proactive:
        yield f"公开属性不是主动公开，与第{number}项承诺矛盾"
    missing = [part for part in REVIEWED if part not in grounds.reviewed_parts]
    if number == 3 and missing:
        yield f"没有{'、'.join(missing)}审核记录，不能确认第3项承诺"
    if number == 4 and form.open_differences:
        yield f"电子件与正式件有{form.open_differences}处差异未处理，不能确认第4项承诺"


def submission_refusal(form: Form, grounds: Grounds) -> str | None:
    """Return why the form may not go to the county office, or None (R28–R37)."""
    return next(iter(submission_wants(form, grounds)), None)


def submission_wants(form: Form, grounds: Grounds) -> tuple[str, ...]:
    """Return everything that a form lacks before it may go to the county office (R28–R37)."""
    if grounds.final_review is None or form.sha256 != grounds.sha256:
        return ("三审三校完成后才能报送信息审核表",)
    if form.state not in (FormState.OPEN, FormState.RETURNED):
        return ("信息审核表已经报送",)
    checks = (
        (form.has_formal_copy, "缺少正式件，请上传"),
        (form.has_electronic_copy, "缺少电子件，请上传"),
        (
            not form.contains_media or form.says_media,
            "内容含有图片或者视频，“是否含图片或视频”应为“是”",
        ),
        (
            {one.number for one in form.commitments} == {1, 2, 3, 4},
            "四项承诺应逐项确认",
        ),
        (form.signature is not None, "缺少负责人签字，请上传签字件"),
        (form.seal is not None, "缺少单位盖章，请上传盖章件"),
        (form.dated is not None, "请填写日期"),
        (
            form.dated is None or form.dated >= grounds.final_review,
            "日期早于审发日期，请核对",
        ),
    )
    return tuple(sentence for holds, sentence in checks if not holds)


def county_decision_refusal(
    form: Form, *, reviewer: str, involved: frozenset[str], note: str, accepts: bool
) -> str | None:
    """Return why the county office may not decide so, or None (R30, I12)."""
    if form.state is not FormState.SUBMITTED:
        return "信息审核表还没有报送"
    if reviewer in involved:
        return "县府办审核员不得审核自己经手的稿件"
    if not accepts and not note.strip():
        return "退回应写明理由"
    return None
