"""The county gate: what the form needs, and when a commitment may be given (R28–R37)."""

import datetime
from dataclasses import replace

import pytest

from shenfa.review.form import (
    Commitment,
    Evidence,
    Form,
    FormState,
    Grounds,
    commitment_refusal,
    county_decision_refusal,
    submission_refusal,
)

DAY = datetime.date(2026, 5, 8)
AT = datetime.datetime(2026, 5, 8, 9, 0, tzinfo=datetime.UTC)
SHA = "a" * 64
GROUNDS = Grounds(
    SHA, DAY, is_proactive=True, reviewed_parts=frozenset({"内容", "格式", "数据", "保密"})
)
FORM = Form(
    sha256=SHA,
    has_formal_copy=True,
    has_electronic_copy=True,
    open_differences=0,
    contains_media=False,
    says_media=False,
    commitments=tuple(Commitment(number, "分管领导", AT) for number in (1, 2, 3, 4)),
    signature=Evidence("b" * 64, "扫描件"),
    seal=Evidence("c" * 64, "扫描件"),
    dated=DAY,
)


def test_a_complete_form_goes_to_the_county_office() -> None:
    assert submission_refusal(FORM, GROUNDS) is None
    assert submission_refusal(replace(FORM, state=FormState.RETURNED), GROUNDS) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"has_formal_copy": False}, "缺少正式件"),
        ({"has_electronic_copy": False}, "缺少电子件"),
        ({"contains_media": True}, "是否含图片或视频"),
        ({"commitments": FORM.commitments[:3]}, "逐项确认"),
        ({"signature": None}, "负责人签字"),
        ({"seal": None}, "单位盖章"),
        ({"dated": None}, "填写日期"),
        ({"dated": DAY - datetime.timedelta(1)}, "早于审发日期"),
        ({"sha256": "d" * 64}, "三审三校完成后"),
        ({"state": FormState.SUBMITTED}, "已经报送"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, object], reason: str) -> None:
    assert reason in str(submission_refusal(replace(FORM, **change), GROUNDS))  # type: ignore[arg-type]  # a table of facts


@pytest.mark.parametrize(
    ("number", "form", "grounds", "reason"),
    [
        (1, {}, {"is_proactive": False}, "矛盾"),
        (2, {}, {"is_proactive": False}, "矛盾"),
        (3, {}, {"reviewed_parts": frozenset({"内容", "格式", "数据"})}, "没有保密审核记录"),
        (4, {"open_differences": 2}, {}, "2处差异"),
        (4, {}, {"final_review": None}, "三审三校完成后"),
        (5, {}, {}, "没有这一项"),
        (1, {}, {}, None),
        (4, {}, {}, None),
    ],
)
def test_commitments_are_tied_to_the_facts(
    number: int, form: dict[str, object], grounds: dict[str, object], reason: str | None
) -> None:
    given = replace(FORM, commitments=(), **form)  # type: ignore[arg-type]  # a table of facts
    refused = commitment_refusal(given, number, replace(GROUNDS, **grounds))  # type: ignore[arg-type]  # a table of facts

    assert (refused is None) if reason is None else (reason in str(refused))


def test_a_commitment_is_confirmed_once() -> None:
    assert "已经确认" in str(commitment_refusal(FORM, 1, GROUNDS))


@pytest.mark.parametrize(
    ("state", "reviewer", "note", "accepts", "reason"),
    [
        (FormState.SUBMITTED, "县府办", "", True, None),
        (FormState.SUBMITTED, "县府办", "联系人电话缺区号", False, None),
        (FormState.SUBMITTED, "县府办", "", False, "写明理由"),
        (FormState.SUBMITTED, "分管领导", "", True, "自己经手"),
        (FormState.OPEN, "县府办", "", True, "还没有报送"),
    ],
)
def test_the_county_office_decides(
    state: FormState, reviewer: str, note: str, accepts: bool, reason: str | None
) -> None:
    refused = county_decision_refusal(
        replace(FORM, state=state),
        reviewer=reviewer,
        involved=frozenset({"分管领导"}),
        note=note,
        accepts=accepts,
    )

    assert (refused is None) if reason is None else (reason in str(refused))
