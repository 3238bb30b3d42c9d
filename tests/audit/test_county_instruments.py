"""The county's documents come in by file or sheet, with the same checks (R43, R54)."""

import datetime
import io

import pytest
from openpyxl import Workbook

from shenfa.audit import CountyFileError, audit, compile_engine, read_county_file
from shenfa.audit.instrument_sheet import (
    UnreadableInstrumentSheetError,
    county_file_with_instruments,
    read_instrument_sheet,
)
from shenfa.text import Context, Document, Passage, Severity

HEADER = ["标题", "文号", "公布日期", "失效日期", "接替文件", "条数", "简称"]
GOOD = [
    "《虚谷县集镇管理办法》",
    "虚谷府发〔2020〕3号",
    "2020-05-08",
    "",
    "",
    "12",
    "集镇办法；镇容办法",
]


def sheet_of(*rows: list[object]) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (HEADER, *rows):
        sheet.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def test_a_sheet_becomes_a_county_file_and_is_read_back() -> None:
    row = [*GOOD[:2], datetime.date(2020, 5, 8), *GOOD[3:5], 12, GOOD[6]]
    sheet = read_instrument_sheet(sheet_of(row), "目录.xlsx")
    content = county_file_with_instruments(sheet, 'names = ["酉州环保"]\n')
    county, _ = read_county_file(content, "本县.toml")

    (one,) = county.citations.instruments
    assert sheet.faults == ()
    assert (one.title, one.number, one.articles) == (
        "虚谷县集镇管理办法",
        "虚谷府发〔2020〕3号",
        12,
    )
    assert (one.promulgated, one.aliases) == (datetime.date(2020, 5, 8), ("集镇办法", "镇容办法"))
    assert county.names == {"酉州环保"}
    assert county_file_with_instruments(sheet, content) == content


@pytest.mark.parametrize(
    ("place", "cell", "complaint"),
    [
        (0, "", "第2行：缺少标题"),
        (1, "虚谷府发2020", "第2行：文号“虚谷府发2020”不是文号"),
        (2, "去年", "第2行：公布日期应为日期"),
        (3, "2019-01-01", "第2行：失效日期早于公布或者施行日期"),
        (4, "虚谷县城乡管理办法", "第2行：写了接替文件，请补写失效日期"),
        (5, "十二条", "第2行：条数应为整数"),
    ],
)
def test_a_wrong_cell_is_named_by_its_row(place: int, cell: str, complaint: str) -> None:
    row: list[object] = [*GOOD[:place], cell, *GOOD[place + 1 :]]
    faults = read_instrument_sheet(sheet_of(row), "目录.xlsx").faults

    assert any(fault.startswith(complaint) for fault in faults), faults


def test_one_title_twice_and_a_sheet_of_something_else() -> None:
    twice = read_instrument_sheet(sheet_of(GOOD, GOOD), "目录.xlsx")

    assert twice.faults == ("第3行：与第2行重复，请删去一行",)
    with pytest.raises(UnreadableInstrumentSheetError, match="没有找到表头"):
        read_instrument_sheet("单位,姓名\n".encode(), "人员.csv")
    with pytest.raises(UnreadableInstrumentSheetError, match="文件不能读取"):
        read_instrument_sheet(b"no workbook", "目录.xlsx")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("instrument = 3", "instrument 应写成"),
        ('[[instrument]]\nnumber = "国办发〔2017〕47号"', "第1条 instrument：缺少title"),
        ('[[instrument]]\ntitle = "甲办法"\ncolour = "红"', "不认识 colour"),
        ('[[instrument]]\ntitle = "甲办法"\n[instrument.texts]\n"甲" = "条文"', "texts的“甲”"),
        ("citation_numbers = 1", "citation_numbers 应为 true 或 false"),
        ("hint_rules = [3]", "hint_rules 应为规则编号列表"),
    ],
)
def test_a_wrong_county_file_is_refused(content: str, complaint: str) -> None:
    with pytest.raises(CountyFileError, match=complaint):
        read_county_file(content, "本县.toml")


def test_articles_of_a_county_file_are_compared() -> None:
    content = '[[instrument]]\ntitle = "甲县乙办法"\n[instrument.texts]\n"第二条" = "各单位应当在五日内报送。"\n'
    county, _ = read_county_file(content, "本县.toml")
    text = "《甲县乙办法》第二条规定：“各单位应当在十五日内报送”。"
    (finding,) = audit(
        compile_engine(county), Document("示例", (Passage("", text),)), Context()
    ).findings

    assert (finding.rule, finding.fix) == ("CI009", "各单位应当在五日内报送")


def test_a_rule_becomes_a_hint_and_a_blocker_never() -> None:
    """A rule above its floor is turned down by configuration; what blocks stays (R43)."""
    county, _ = read_county_file('hint_rules = ["ci008", "SE002"]', "本县.toml")
    text = "【绝密】\n依据《行政处罚法》第九十九条"
    findings = audit(
        compile_engine(county), Document("示例", (Passage("", text),)), Context()
    ).findings

    severities = {one.rule: one.severity for one in findings}
    assert severities["CI008"] is Severity.HINT
    assert severities["SE002"] is Severity.BLOCKER
    assert compile_engine(county).ruleset != compile_engine().ruleset
