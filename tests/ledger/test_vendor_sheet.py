"""A vendor's sheet is understood by its own column names, or as a person says; no row is lost."""

import io

import pytest
from openpyxl import Workbook

from shenfa.ledger import Nature
from shenfa.ledger.columns import Column, MapError, Reading, read_map
from shenfa.ledger.sheet import UnreadableSheetError, read_lines
from shenfa.ledger.vendor import Unusable, VendorRow, meaning_of, read_vendor
from shenfa.text import Severity

CSV = """监测报告,,,,
序号,问题链接,错误类型,错误内容,备注
1,http://www.xugu.example/a,错别字,迁徒,甲
2,,错别字,帐目,乙
,,,,
合计,,,2,
"""


def rows(text: str, reading: Reading | None = None) -> list[tuple[str, ...]]:
    """Return what each row is, in short."""
    sheet = read_vendor(read_lines(text.encode(), "a.csv"), reading or Reading())
    return [
        (one.url, one.words, one.meaning.nature.value)
        if isinstance(one, VendorRow)
        else (one.reason,)
        for one in sheet.rows
    ]


def test_the_header_is_found_and_every_line_counts() -> None:
    assert rows(CSV) == [
        ("http://www.xugu.example/a", "迁徒", "text"),
        ("", "帐目", "text"),
        ("不是问题行（合计、说明等）",),
    ]


def test_what_is_not_used_is_said() -> None:
    sheet = read_vendor(read_lines(CSV.encode("gb18030"), "a.csv"), Reading())

    assert sheet.headers[0][1].ignored == ("备注",)


def test_a_person_says_which_column_is_which() -> None:
    text = "地点,毛病,另一列\nhttp://www.xugu.example/a,迁徒,x\n"
    with pytest.raises(UnreadableSheetError, match="表头"):
        rows(text)
    reading = read_map('[columns]\nurl = "地点"\nwords = "毛病"\n')

    assert rows(text, reading) == [("http://www.xugu.example/a", "迁徒", "text")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("columns = 1", "应为一个表"),
        ('[columns]\nplace = "x"', "不认识“place”"),
        ("vendor = 3", "文字"),
        ("=", "TOML"),
    ],
)
def test_a_wrong_map_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(MapError, match=complaint):
        read_map(text)


def test_merged_cells_stand_in_each_row_and_make_none() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("页面地址", "标题", "错误词"),
        ("http://www.xugu.example/a", "通知", "迁徒"),
        (None, None, "帐目"),
        (None, None, None),
    ):
        sheet.append(line)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B4")
    out = io.BytesIO()
    book.save(out)
    found = read_vendor(read_lines(out.getvalue(), "a.xlsx"), Reading()).rows

    assert [(one.url, one.words) for one in found if not isinstance(one, Unusable)] == [
        ("http://www.xugu.example/a", "迁徒"),
        ("http://www.xugu.example/a", "帐目"),
    ]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("kind", "nature", "severity"),
    [
        ("错别字", Nature.TEXT, Severity.ERROR),
        ("严重表述错误", Nature.TEXT, Severity.BLOCKER),
        ("错断链", Nature.LINK, Severity.ERROR),
        ("泄露身份证号码", Nature.PRIVACY, Severity.BLOCKER),
        ("栏目未更新", Nature.UPDATE, Severity.ERROR),
        ("从未见过的类型", Nature.SITE, Severity.ERROR),
    ],
)
def test_kinds_are_understood(kind: str, nature: Nature, severity: Severity) -> None:
    found = meaning_of(kind, has_words=False)

    assert (found.nature, found.severity) == (nature, severity)


def test_the_same_row_is_the_same_again_and_a_later_one_is_not() -> None:
    text = "网址,错误词,检测时间\nhttp://www.xugu.example/a,迁徒,{}\n"
    sources = {
        read_vendor(read_lines(text.format(day).encode(), "a.csv"), Reading()).rows[0].source  # type: ignore[union-attr]  # each is a fault
        for day in ("2026-11-20", "2026年11月20日", "2026-11-21")
    }

    assert len(sources) == 3
    assert (
        Column.FOUND
        in read_vendor(read_lines(text.encode(), "a.csv"), Reading()).headers[0][1].places
    )
