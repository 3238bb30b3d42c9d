"""Secrecy conclusion and disclosure attribute (R27, R46): who, when, on which bytes."""

from dataclasses import replace

import pytest
from histories import AROUND, MINUTE, SHA, START, held, play, tenures

from shenfa.review import (
    Attribute,
    Attribution,
    Conclusion,
    Position,
    Result,
    attribute_refusal,
    conclusion_refusal,
)

KEEPER = Position.SECRECY_REVIEWER
WORLD = replace(
    AROUND,
    in_house=AROUND.in_house | {"keeper", "clerk"},
    tenures=tenures(
        held("keeper", KEEPER),
        held("author", KEEPER),
        held("head", KEEPER),
        held("outside", KEEPER),
        held("clerk", Position.DISCLOSURE_OFFICER),
        held("author", Position.DISCLOSURE_OFFICER),
    ),
)
CONCLUSION = Conclusion("keeper", Result.PASSED, START + MINUTE, SHA, reauthenticated=True)
ATTRIBUTION = Attribution("officer", Attribute.PROACTIVE, START + MINUTE)
SUBMITTED = "author submit"
APPROVED = "author submit, officer pass, head pass, deputy pass"


@pytest.mark.parametrize(
    ("history", "change", "around", "reason"),
    [
        (SUBMITTED, {}, {}, None),
        (SUBMITTED, {"person": "head"}, {}, None),
        (APPROVED, {"result": Result.FAILED, "note": "涉密"}, {}, None),
        ("author submit, officer fail", {}, {}, "已终止"),
        (SUBMITTED, {"sha256": "b" * 64}, {}, "内容已经变化"),
        (SUBMITTED, {"person": "outside"}, {}, "外包"),
        (SUBMITTED, {"person": "officer"}, {}, "不得代审"),
        (SUBMITTED, {"person": "author"}, {}, "自己的稿件"),
        (SUBMITTED, {"reauthenticated": False}, {}, "重新验证身份"),
        (SUBMITTED, {"settled": False}, {}, "涉密问题点"),
        (SUBMITTED, {"result": Result.FAILED}, {}, "写明理由"),
        (SUBMITTED, {"result": Result.UNDETERMINED, "note": " "}, {}, "写明理由"),
        (SUBMITTED, {}, {"opened": frozenset()}, "1项未打开"),
        (SUBMITTED, {}, {"unread": ("第2页",)}, "未能读取"),
        (SUBMITTED, {}, {"looked_at": False}, "人工审看"),
    ],
)
def test_the_secrecy_conclusion(
    history: str, change: dict[str, object], around: dict[str, object], reason: str | None
) -> None:
    wanted = replace(CONCLUSION, **change)  # type: ignore[arg-type]  # a table of facts
    world = replace(WORLD, **around)  # type: ignore[arg-type]  # as above
    refused = conclusion_refusal(play(history), wanted, world)

    assert (refused is None) if reason is None else (reason in str(refused))


@pytest.mark.parametrize(
    ("history", "change", "reason"),
    [
        (SUBMITTED, {}, None),
        (SUBMITTED, {"person": "clerk"}, None),
        (SUBMITTED, {"attribute": Attribute.WITHHELD, "reason": "涉及第三方"}, None),
        (APPROVED, {"attribute": Attribute.ON_REQUEST, "reason": "涉及第三方"}, None),
        (APPROVED, {}, "另成版本"),
        ("author submit, officer fail", {}, "已终止"),
        (SUBMITTED, {"person": "county"}, "本单位审查人员"),
        (SUBMITTED, {"person": "outside"}, "外包"),
        (SUBMITTED, {"person": "author"}, "撰稿人不得"),
        (SUBMITTED, {"attribute": Attribute.WITHHELD}, "写明理由"),
    ],
)
def test_the_attribute(history: str, change: dict[str, object], reason: str | None) -> None:
    wanted = replace(ATTRIBUTION, **change)  # type: ignore[arg-type]  # a table of facts
    refused = attribute_refusal(play(history), wanted, WORLD)

    assert (refused is None) if reason is None else (reason in str(refused))
