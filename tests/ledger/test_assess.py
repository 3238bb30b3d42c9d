"""Marks of facts: exact, the same every time; a veto overrides; what is unknown is named (R77, R79)."""

import datetime
import json
from dataclasses import replace

import pytest

from shenfa.ledger.assess import Fact, Verdict, in_order, site_score, unit_scores
from shenfa.ledger.indicators import (
    Part,
    Scale,
    UnusableScale,
    hundredths,
    national_scale,
    points_text,
    scale_of,
    table_of,
    with_points,
)
from shenfa.ledger.period import Quarter, quarter_at, read_quarter
from shenfa.ledger.result import Inputs, compute, read_result, unit_years, write_result

ROWS = (
    {"code": "V1", "part": "veto", "subject": "unit", "name": "泄密", "counts": ["problem.leak"]},
    {"code": "D1", "part": "deduction", "subject": "unit", "name": "栏目", "counts": ["a"], "points": "0.5", "most": "2"},
    {"code": "D2", "part": "deduction", "subject": "unit", "name": "超期", "counts": ["a", "b"], "points": "1", "unless": ["D1"]},
    {"code": "D3", "part": "deduction", "subject": "unit", "name": "未知", "counts": ["c"]},
    {"code": "B1", "part": "bonus", "subject": "unit", "name": "加分", "counts": ["d"], "points": "3", "most": "4"},
)  # fmt: skip
COUNTY = scale_of(
    {
        "code": "X",
        "title": "县级办法",
        "document": "虚谷府办发〔2026〕1号",
        "valid_from": "2026-01-01",
        "pass": "60",
        "bonus_above": "80",
        "indicator": ROWS,
    }
)
QUARTER = Quarter(2026, 3)


def facts(*measures: str, unit: str = "u-1", account: str = "") -> tuple[Fact, ...]:
    return tuple(
        Fact(measure, unit, f"2026-08-{day:02d}T00:00:00Z", "栏目", f"observation:{day}", account)
        for day, measure in enumerate(measures, start=1)
    )


@pytest.mark.parametrize(
    ("measures", "total", "verdict"),
    [
        ((), "100", Verdict.PASSED),
        (("a",), "99.5", Verdict.PASSED),
        (("a",) * 5, "98", Verdict.PASSED),  # the most an item takes
        (("a", "b"), "98.5", Verdict.PASSED),  # what D1 counted, D2 does not count again
        (("c",) * 9, "100", Verdict.PASSED),  # points unknown: counted, not summed
        (("d",) * 2, "104", Verdict.PASSED),
        (("b",) * 20 + ("d",), "80", Verdict.PASSED),  # no bonus at the limit itself
        (("b",) * 41, "59", Verdict.FAILED),
        (("b",) * 120, "0", Verdict.FAILED),
        (("problem.leak",), "100", Verdict.VETOED),  # overrides a full sum
        (("inspection.D2",), "99", Verdict.PASSED),
        (("inspection.WV-5.1",), "100", Verdict.VETOED),  # a national veto of one fact
        (("patrol.empty_column",) * 5, "100", Verdict.PASSED),  # of several: the site's, not theirs
    ],
)
def test_what_a_unit_scores(measures: tuple[str, ...], total: str, verdict: Verdict) -> None:
    (score,) = unit_scores(national_scale(), COUNTY, facts(*measures), ["u-1"])

    assert score.total == hundredths(total)
    assert score.verdict is verdict
    assert score.unknown == ("D3",)


def test_without_a_county_scale_a_unit_has_no_points() -> None:
    (score,) = unit_scores(national_scale(), None, facts("a"), ["u-1"])

    assert (score.total, score.verdict) == (None, Verdict.PASSED)


@pytest.mark.parametrize(
    ("measure", "count", "vetoes"),
    [
        ("patrol.column_stale.news", 4, ()),
        ("patrol.column_stale.news", 5, ("WV-4.1",)),
        ("patrol.column_stale", 9, ()),
        ("patrol.column_stale", 10, ("WV-4.2",)),
        ("patrol.empty_column", 4, ()),
        ("patrol.empty_column", 5, ("WV-4.3",)),
        ("patrol.home_unavailable", 1, ("WV-2",)),
        ("problem.serious", 1, ("WV-1",)),
    ],
)
def test_the_national_thresholds(measure: str, count: int, vetoes: tuple[str, ...]) -> None:
    """国办秘函〔2019〕19号: ≥5 columns, ≥10 columns, ≥5 blank ones, one serious error."""
    score = site_score(national_scale(), facts(*[measure] * count))

    assert score.vetoes == vetoes
    assert (score.verdict is Verdict.VETOED) == bool(vetoes)


def test_what_concerns_an_account_is_not_the_sites() -> None:
    found = facts("patrol.newmedia_stale", account="c-1")
    result = compute(
        Inputs(QUARTER, national_scale(), None, {"u-1": "镇"}, {"c-1": "号", "c-2": "号"}, found)
    )

    assert [one.verdict for one in result.accounts] == [Verdict.VETOED, Verdict.PASSED]
    assert result.site.vetoes == ()
    assert result.units[0].vetoes == ("MV-2",)


def test_points_without_a_source_are_no_data() -> None:
    """What regulation could not confirm is null, is named, and is in no sum."""
    national = national_scale()
    known = {one.code: points_text(one.points) for one in national.indicators if one.points}

    assert known == {"WD-1.5": "5", "WD-2.2": "2", "WD-3.2": "3"}
    assert all(one.confidence in {"V", "P"} for one in national.indicators if one.points)
    score = site_score(national, facts("patrol.broken_page", "patrol.column_stale.policy"))
    assert score.total == hundredths("95")
    assert "WD-4.3" in score.unknown
    assert len(score.unknown) == sum(
        one.part is not Part.VETO and one.points is None for one in national.indicators
    )


def test_the_official_annex_fills_them() -> None:
    scale = with_points(national_scale(), {"WD-4.3": (10, 500)})

    assert site_score(scale, facts("patrol.broken_page")).total == hundredths("99.9")
    with pytest.raises(UnusableScale, match=r"WV-1"):
        with_points(national_scale(), {"WV-1": (100, None)})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"points": "一"}, "最多两位小数"),
        ({"points": "1", "part": "veto"}, "不设分值"),
        ({"points": "1", "confidence": "R-M"}, "没有来源证实"),
        ({"code": "D1"}, "重复"),
        ({"unless": ["Z"]}, "应列在它之前"),
        ({"threshold": 0}, "至少为1"),
        ({"name": ""}, "代码和名称"),
    ],
)
def test_an_unusable_scale_is_refused(change: dict[str, object], complaint: str) -> None:
    row = {"code": "N1", "part": "deduction", "subject": "unit", "name": "项目", **change}
    with pytest.raises(UnusableScale, match=complaint):
        scale_of({**table_of(COUNTY), "indicator": [*ROWS, row]})


def inputs(*measures: str, quarter: Quarter = QUARTER, scale: Scale = COUNTY) -> Inputs:
    units = {"u-1": "竹沟镇人民政府", "u-2": "县民政局"}
    return Inputs(quarter, national_scale(), scale, units, {}, facts(*measures))


def test_computed_twice_it_is_the_same_to_the_byte() -> None:
    """S10, R77: whatever the order of the facts, and again from what was kept."""
    given = inputs("a", "b", "problem.leak", "c")
    first = write_result(compute(given))
    turned = replace(given, facts=tuple(reversed(given.facts)) + given.facts)

    assert write_result(compute(turned)) == first
    assert write_result(compute(read_result(first).inputs)) == first
    assert write_result(read_result(first)) == first
    json.loads(first, parse_float=pytest.fail)  # no number that a machine could round


def test_a_year_is_the_sum_of_its_quarters_item_by_item() -> None:
    """R79."""
    results = [
        compute(inputs(*measures, quarter=Quarter(2026, number)))
        for number, measures in enumerate([("a",), ("a", "b"), (), ("a",) * 9], start=1)
    ]
    year = unit_years(results)[0]
    lines = {line.code: line for line in year.lines}

    assert (lines["D1"].counts, lines["D1"].changes) == ((1, 1, 0, 9), (-50, -50, 0, -200))
    assert lines["D1"].change == sum(lines["D1"].changes)
    assert lines["D3"].change is None
    assert year.total == sum(result.units[0].total or 0 for result in results)
    assert year.total == sum(one.change or 0 for one in year.lines) + 4 * COUNTY.full


@pytest.mark.parametrize(
    ("moment", "code"),
    [("2026-09-30T15:59:59Z", "2026Q3"), ("2026-09-30T16:00:00Z", "2026Q4")],
)
def test_quarters_end_in_beijing(moment: str, code: str) -> None:
    at = datetime.datetime.fromisoformat(moment)

    assert quarter_at(at).code == code
    assert quarter_at(at).begin <= at < quarter_at(at).end


def test_quarters_follow_each_other() -> None:
    assert read_quarter("2026q4") == Quarter(2026, 4)
    assert read_quarter("2026Q5") is None
    assert Quarter(2026, 4).following == Quarter(2027, 1)
    assert Quarter(2026, 1).before.name == "2025年第四季度"
    assert Quarter(2026, 2).last == datetime.date(2026, 6, 30)
    assert in_order(facts("b", "a"))[0].measure == "a"
