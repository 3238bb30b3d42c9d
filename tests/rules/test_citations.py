"""Citations that are right and look wrong, and wrong ones in every spelling (R43)."""

import datetime

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.example_county import EXAMPLE_COUNTY
from shenfa.audit.rulebook import rulebook
from shenfa.rules.citing.numbers import read_number
from shenfa.rules.worded.slips import is_one_slip
from shenfa.text import (
    Citations,
    ContentKind,
    Context,
    County,
    Document,
    Family,
    Instrument,
    Passage,
)

ENGINE = engine_of(
    tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.CITATION)
)
OCTOBER = datetime.date(2026, 10, 12)


def codes(text: str, date: datetime.date | None = OCTOBER, county: County = County()) -> list[str]:
    """Return the codes of what is found in a text of one paragraph a line, hints left out."""
    passages = tuple(Passage(f"第{n}段", line) for n, line in enumerate(text.split("\n")))
    report = audit(ENGINE, Document("示例", passages), Context(ContentKind.GENERAL, date, county))
    return [one.rule for one in report.findings if one.severity.value != "hint"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Repealed: side by side with its successor in a list it is cited, beside it in a
        # sentence about both it is not.
        ("根据《民法典》《合同法》的规定", ["CI001"]),
        ("《民法典》吸收了《合同法》的内容", []),
        ("《合同法》已由《民法典》取代", []),
        ("依据《环境保护法》《水污染防治法》，制定本办法", ["CI001", "CI001"]),
        ("依据《中华人民共和国环境保护法》（2014年修订），制定本办法", ["CI001"]),
        ("2020年6月，县法院依据《合同法》第八条作出判决", []),
        ("“依据《合同法》第八条”，他说", []),
        ("最高人民法院关于适用《婚姻法》若干问题的解释", []),
        ("《〈合同法〉释义》一书", []),
        ("依照婚姻法第四十六条", ["CI001"]),
        # Numbers: every way of writing an order, brackets of either width.
        ("《地质灾害防治条例》（国务院令第349号）", ["CI002"]),
        ("《地质灾害防治条例》(国务院令 第349号)", ["CI002"]),
        ("《地质灾害防治条例》（国务院第349号令）", ["CI002"]),
        ("《地质灾害防治条例》（2003年国务院令第349号）", ["CI002"]),
        ("《地质灾害防治条例》（中华人民共和国国务院令第三百四十九号）", ["CI002"]),
        ("《地质灾害防治条例》国务院令第349号", ["CI002"]),
        ("国务院令第349号公布的《地质灾害防治条例》", ["CI002"]),
        ("《地质灾害防治条例》（国务院令第394号）", []),
        ("《地质灾害防治条例》（中华人民共和国国务院令第三百九十四号）", []),
        ("《食盐专营办法》（国务院令第197号公布，国务院令第696号修订）", []),
        ("《地质灾害防治条例》（见附件）", []),
        ("《地质灾害防治条例》（自然资源部令第349号解释）", []),
        # Titles.
        ("《地质灾害防治条列》", []),
        ("《地质灾害防治例》规定", ["CI003"]),
        ("《地质灾害防治管理条例》规定", ["CI003"]),
        ("《中华人民共和国地质灾害防治条例》规定", ["CI004"]),
        ("《中华人民共和国合同》样本", []),
        # Articles in every spelling.
        ("《行政处罚法》第八十六条", []),
        ("《行政处罚法》第八十七条", ["CI008"]),
        ("《行政处罚法》第 87 条第2款", ["CI008"]),
        ("《行政处罚法》第三条、第九十条和第九十一条", ["CI008", "CI008"]),
        ("《行政处罚法》第八十条至第九十条", ["CI008"]),
        ("《行政处罚法》（2021年修订）第八章第九十条第（三）项", ["CI008"]),
        ("《行政处罚法》第二条第九十款", []),
        ("《中华人民共和国民法典》第一千二百六十条", []),
        ("《中华人民共和国民法典》第1261条", ["CI008"]),
        ("民法典第一千二百六十一条", ["CI008"]),
        ("本条例第九十九条", []),
        ("重庆市地质灾害防治条例第九十九条", []),
    ],
)
def test_one_line(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_date_decides() -> None:
    """Until the day before its end a law is cited as current; an unknown date is none."""
    text = "根据《环境保护法》第六条的规定"

    assert codes(text, datetime.date(2026, 8, 14)) == []
    assert codes(text, datetime.date(2026, 8, 15)) == ["CI001"]
    assert codes(text, None) == []


def test_repeal_notice_is_silent() -> None:
    notice = "虚谷县人民政府关于废止一批规范性文件的决定\n一、《信访条例》\n二、《合同法》宣传方案"

    assert codes(notice) == []
    assert codes(notice.replace("废止一批规范性文件的决定", "加强信访工作的通知")) == [
        "CI001",
        "CI001",
    ]


def test_county_documents() -> None:
    """What the county has entered is checked like the shipped table, and wins over it."""
    old = "按照《虚谷土家族苗族自治县政务公开考核细则》（虚谷府办发〔2019〕7号）办理"
    wrong = "按照《虚谷县政务公开办法》（虚谷府发〔2024〕21号）办理"

    assert codes(old, OCTOBER, EXAMPLE_COUNTY) == ["CI001"]
    assert codes(wrong, OCTOBER, EXAMPLE_COUNTY) == ["CI002"]
    assert codes("《虚谷县政务公开办法》第四条", OCTOBER, EXAMPLE_COUNTY) == ["CI008"]
    assert codes(old) == codes(wrong) == []
    own = County(citations=Citations((Instrument("地质灾害防治条例", number="国务院令第349号"),)))
    assert codes("《地质灾害防治条例》（国务院令第349号）", OCTOBER, own) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("国务院令第711号", "国务院第711号令", True),
        ("中华人民共和国国务院令第711号", "国务院令 第七百一十一号", True),
        ("国务院、中央军委令第438号", "国务院、中央军事委员会令第438号", True),
        ("国家市场监督管理总局令第57号", "市场监督管理总局令第57号", True),
        ("渝府发〔2024〕1号", "渝府发[2024]1号", True),
        ("GB/T 9704—2012", "GB/T9704-2012", True),
        ("国务院令第711号", "国务院令第771号", False),
        ("国办发〔2017〕47号", "国发〔2017〕47号", False),
    ],
)
def test_numbers_are_compared_by_what_they_say(one: str, other: str, *, same: bool) -> None:
    first, second = read_number(one), read_number(other)

    assert first is not None
    assert second is not None
    assert first.is_same(second) is same


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("行政处罚法", "行政处发法", True),
        ("行政处罚法", "行政处法", True),
        ("行政处罚法", "行行政处罚法", True),
        ("行政处罚法", "行政罚处法", True),
        ("行政处罚法", "行政处罚法", False),
        ("行政处罚法", "行政许可法", False),
        ("行政处罚法", "处罚法", False),
    ],
)
def test_slips(one: str, other: str, *, slip: bool) -> None:
    assert is_one_slip(one, other) is slip
    assert is_one_slip(other, one) is slip
