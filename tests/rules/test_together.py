"""All rules at once: one cause gives one finding, and accepted repairs cause no new ones (R2)."""

import datetime

import pytest

from shenfa.audit.engine import audit, compile_engine
from shenfa.audit.fixes import apply_fixes
from shenfa.audit.rulebook import Example, rulebook
from shenfa.text import ContentKind, Context, Document, Hit, Passage

DATE = datetime.date(2026, 5, 8)
REPAIRABLE = [
    pytest.param(example, id=f"{entry.rule.code}-{number}")
    for entry in rulebook()
    for number, example in enumerate(entry.examples, start=1)
    if example.fixed is not None
]
ONE_CAUSE = (
    # text, kind of content, the rules that fire
    ("补助3-5万元。", "general", ("NU007",)),
    ("增长5~10%。", "general", ("NU006",)),
    ("年产10~20万吨。", "general", ("NU007",)),
    ("各单位填报审核表(见附件(二))。", "general", ("PU007",)),
    ("实行三级审核（即“三审三校）制度。", "general", ("PU059",)),
    ("周1至周5均可办理。", "general", ("NU014",)),
    ("PAGEREF _Toc123456 \\h", "general", ("RE002",)),
    ("机密★5年　已解密", "general", ("SE001",)),
    ("【绝密】", "general", ("SE002",)),
    ("★内部文件，严禁外传★", "general", ("SE007",)),
    ("真的吗????", "general", ("PU005",)),
    ("更换2.5平方铜芯电线。", "general", ()),
)


def codes(text: str, kind: str) -> list[str]:
    """Return the codes of all findings, those of the layout of a whole letter left out."""
    document = Document("示例", (Passage("", text),))
    report = audit(compile_engine(), document, Context(ContentKind(kind), DATE))
    return [one.rule for one in report.findings if one.rule[:2] not in ("LA", "OP")]


@pytest.mark.parametrize(("text", "kind", "expected"), ONE_CAUSE)
def test_one_cause_gives_one_finding(text: str, kind: str, expected: tuple[str, ...]) -> None:
    found = codes(text, kind)

    assert tuple(found) == expected


@pytest.mark.parametrize("example", REPAIRABLE)
def test_no_repair_is_left_after_all_are_made(example: Example) -> None:
    """What one rule repairs is not what another one wants repaired."""
    document, context = example.document, example.context
    first = audit(compile_engine(), document, context).findings
    repaired = Document(
        document.name,
        tuple(
            Passage(
                passage.place,
                apply_fixes(
                    passage.text,
                    [
                        Hit(one.start, one.end, one.message, one.fix)
                        for one in first
                        if one.passage == index
                    ],
                ),
                passage.kind,
                passage.cell,
            )
            for index, passage in enumerate(document.passages)
        ),
    )

    second = audit(compile_engine(), repaired, context).findings

    assert [(one.rule, one.fix) for one in second if one.fix is not None] == []
