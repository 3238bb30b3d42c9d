"""Wording: what is said whole and right, what only looks wrong, what is distorted (R42, R44)."""

import datetime

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import ContentKind, Context, Document, Family, Passage, Severity

ENGINE = engine_of(tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.WORDING))
MAY = datetime.date(2026, 5, 8)


def found(text: str, kind: ContentKind = ContentKind.GENERAL) -> list[tuple[str, str | None]]:
    """Return code and repair of what is found, hints left out."""
    report = audit(ENGINE, Document("示例", (Passage("", text),)), Context(kind, MAY))
    return [(one.rule, one.fix) for one in report.findings if one.severity is not Severity.HINT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Names distorted by a character: changed, lost, added, swapped.
        ("习近平新时代中国特社会主义思想", [("WO010", "习近平新时代中国特色社会主义思想")]),
        ("中国人民共和国森林法", [("WO010", "中华人民共和国")]),
        ("中华人共和国", [("WO010", "中华人民共和国")]),
        ("实现中华民族伟复大兴", [("WO010", "中华民族伟大复兴")]),
        ("中华人民共和国国务院", []),
        ("中华民族的伟大复兴", []),
        ("人类是命运共同体", []),
        ("全面建成社会主义现代化强国", []),
        # Sets out of order are told; parts of them are what they are.
        ("爱国、敬业、友善、诚信", [("WO009", "爱国、敬业、诚信、友善")]),
        ("爱国、敬业、诚信、友善", []),
        ("创新、绿色、开放", []),
        ("坚持“四个自信”，文化自信、道路自信是基础", []),
        # Quoted words are another's words; longer words are other words.
        ("他说：“北朝鲜代表团来访”", []),
        ("黑龙江东北朝鲜族学校", []),
        ("坚决反对“台独”分裂活动", []),
        ("接受本台独家专访", []),
        ("坚决反对台独分裂活动", [("WO003", "“台独”")]),
        ("截止目前，报名三百人", [("WO006", "截至目前")]),
        ("报名已经截止，目前三百人", []),
        ("防止事故不再发生", [("WO007", "")]),
        ("确保事故不再发生", []),
    ],
)
def test_one_line(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


def test_recalled_rows_never_exceed_a_warning() -> None:
    """What is still to be confirmed (R-H) asks for a look and no more."""
    assert [code for code, _ in found("香港主权移交前夕")] == ["WO003"]
    report = audit(ENGINE, Document("示例", (Passage("", "香港主权移交前夕"),)), Context(date=MAY))

    assert report.findings[0].severity is Severity.WARNING


def test_relative_dates_are_hints_in_official_documents_only() -> None:
    text = "日前，县政府召开会议。\n今年要完成任务，今年底验收。"
    kinds = {
        kind: audit(ENGINE, Document("示例", (Passage("", text),)), Context(kind)).findings
        for kind in (ContentKind.OFFICIAL, ContentKind.NEWS)
    }

    assert [one.rule for one in kinds[ContentKind.OFFICIAL]] == ["WO008", "WO008"]
    assert {one.severity for one in kinds[ContentKind.OFFICIAL]} == {Severity.HINT}
    assert kinds[ContentKind.NEWS] == ()
