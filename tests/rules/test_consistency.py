"""Numbers that must agree: sums of tables as they come from files, lists, periods (R44)."""

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import Cell, Context, Document, Family, Passage

ENGINE = engine_of(
    tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.CONSISTENCY)
)


def found(*passages: Passage) -> list[tuple[str, str, str]]:
    """Return code, marked text and severity of what is found."""
    report = audit(ENGINE, Document("示例", passages), Context())
    return [
        (one.rule, passages[one.passage or 0].text[one.start : one.end], one.severity.value)
        for one in report.findings
    ]


def table(*rows: str) -> tuple[Passage, ...]:
    """Return the cells of a table with one header row, as a reader does; blank cells are left out."""
    headers = [cell.strip() for cell in rows[0].split("|")]
    return tuple(
        Passage(
            f"表1第{row}行第{column}列",
            text.strip(),
            cell=Cell(1, row, column, headers[column - 1] if row > 1 else ""),
        )
        for row, line in enumerate(rows, start=1)
        for column, text in enumerate(line.split("|"), start=1)
        if text.strip()
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A merged first cell leaves later rows without one; the sums are those of the rest.
        (
            ("片区|村|户数|人数", "东片|大坪村|12|40", "|龙洞村|8|31", "合计||20|72"),
            [("CO001", "72", "error")],
        ),
        (("村|户数|人数", "大坪村|12|40", "龙洞村|8|31", "合计|20|71"), []),
        # Thousands, units in cells and blanks are read; other units are not added.
        (("村|金额", "大坪村|1,200元", "龙洞村|—", "红花村|800元", "合计|2,000元"), []),
        (("村|金额", "大坪村|1.2万元", "龙洞村|800元", "合计|2000元"), []),
        # What cannot be added: shares, averages, prices.
        (("村|单价|完成率", "大坪村|3|50%", "龙洞村|4|60%", "合计|5|55%"), []),
        # Decimals may be rounded, but not by more than they can be.
        (("村|金额（万元）", "大坪村|1.25", "龙洞村|2.25", "合计|3.51"), []),
        (
            ("村|金额（万元）", "大坪村|1.25", "龙洞村|2.25", "合计|3.6"),
            [("CO001", "3.6", "warning")],
        ),
        # Two totals or none leave nothing to compare with.
        (("村|户数", "大坪村|12", "合计|11", "龙洞村|8", "合计|7"), []),
        # Levels: the upper one adds up, and a person must tell where none does.
        (("项目|金额", "一、收入|30", "补助|20", "自筹|10", "二、支出|25", "合计|55"), []),
    ],
)
def test_sums(rows: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert found(*table(*rows)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 1 May 2026 is a holiday and 9 May is worked instead of it.
        ("公示期为5个工作日，自2026年5月6日至2026年5月11日。", []),
        ("公示期为5个工作日，自2026年5月8日至2026年5月12日。", ["5个工作日"]),
        ("公示期为5个工作日，自2035年5月8日至2035年5月9日。", []),
        ("公示期为三天，从2026年5月8日到10日。", []),
        ("公示时间自2026年5月8日至2026年5月12日，逾期3天以上的不再受理。", ["3天"]),
    ],
)
def test_periods(text: str, expected: list[str]) -> None:
    assert [marked for _, marked, _ in found(Passage("", text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值由1000万元增加到1.2亿元，增长20%。", ["增长20%"]),
        ("产值由1.0亿元增加到1.2亿元，增长20%。", []),
        ("产值由1亿元增加到1.2亿元，增长25%。", []),
        ("产值由300万元下降到240万元，下降20%。", []),
        ("产值由300万元下降到240万元，下降25%。", ["下降25%"]),
        ("参保率由95%下降到93.5%，下降1.5个百分点。", []),
        ("参保率由95%下降到93.5%，下降2.5个百分点。", ["下降2.5个百分点"]),
    ],
)
def test_growth(text: str, expected: list[str]) -> None:
    assert [marked for _, marked, _ in found(Passage("", text))] == expected
