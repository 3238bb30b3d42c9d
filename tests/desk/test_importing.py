"""Units and people from one sheet: every line accepted or refused, all or nothing (R1)."""

import io
from collections.abc import Sequence

import openpyxl
import pytest
from county import TOWN, County, accepted, refused

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation.importing import organisation_import, organisation_preview
from shenfa.desk.organisation.models import PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.sheet import COLUMNS, SheetRow, UnreadableSheet, read_sheet

pytestmark = pytest.mark.db
OPENED = ("unit.open", "person.register", "tenure.start")


def sheet(*lines: str) -> tuple[SheetRow, ...]:
    """Return the rows of a sheet whose cells are parted by bars."""
    text = "\n".join([",".join(COLUMNS), *(line.replace("|", ",") for line in lines)])
    return read_sheet(text.encode(), "名册.csv")


def xlsx(lines: Sequence[Sequence[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    for line in lines:
        workbook.active.append(line)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_forty_units_from_one_sheet(county: County) -> None:
    """R1."""
    lines = [
        [f"第{number}乡人民政府", f"田{number}", 1000 + number, "在编在岗", "信息发布责任人", None]
        for number in range(40)
    ]
    rows = read_sheet(xlsx([COLUMNS, *lines]), "名册.xlsx")
    with accepted(*OPENED * 40):
        outcomes = organisation_import(by=county.by(), rows=rows)

    assert [outcome.refusal for outcome in outcomes] == [None] * 40
    assert UnitRecord.objects.count() == 42
    assert PersonRecord.objects.get(name="田7").staff_number == "1007"
    with refused("nothing_new"):
        organisation_import(by=county.by(), rows=rows)


def test_one_person_in_several_lines_and_positions(county: County) -> None:
    rows = sheet(
        f"{TOWN}|田小禾|T1|在编在岗|信息发布责任人、保密审查员|2026-12-01",
        f"{TOWN}|田小禾|T1|在编在岗|信息发布人员|2026/12/1",
        "云塘乡人民政府|||||",
    )
    expected = ["person.register", *["tenure.start"] * 3, "unit.open"]
    with accepted(*expected):
        organisation_import(by=county.by("秦安"), rows=rows)

    tenures = TenureRecord.objects.filter(person__name="田小禾")
    assert {f"{row.since:%Y-%m-%dT%H:%M}" for row in tenures} == {"2026-11-30T16:00"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("|田小禾|T1|在编在岗||", "单位不能为空"),
        (f"{TOWN}||T1|在编在岗||", "没有填写姓名"),
        (f"{TOWN}|田小禾||在编在岗||", "工号不能为空"),
        (f"{TOWN}|田小禾|T1|||", "用工性质应为在编在岗或外包"),
        (f"{TOWN}|田小禾|T1|借调||", "用工性质应为在编在岗或外包"),
        (f"{TOWN}|田小禾|T1|外包|信息发布人员|", "外包人员不得担任"),
        (f"{TOWN}|田小禾|T1|在编在岗|校长|", "没有“校长”这个岗位"),
        (f"{TOWN}|田小禾|T1|在编在岗|系统管理员|", "管理员不能由表格导入"),
        (f"{TOWN}|田小禾|T1|在编在岗|信息发布人员|明天", "任职起始应写成"),
        (f"{TOWN}|田小禾|GL1|在编在岗||", "已登记为另一姓名"),
        (f"{TOWN}|秦系|GL1|在编在岗|信息发布人员|", "不得兼任其他岗位"),
        (f"{'长' * 201}|||||", "单位不能为空，且不超过200个字"),
    ],
)
def test_a_refused_line_says_why_and_stops_all(county: County, line: str, reason: str) -> None:
    rows = sheet("云塘乡人民政府|冉清|T9|在编在岗|科室负责人|", line)
    with accepted():
        first, second = organisation_preview(by=county.by(), rows=rows)
    assert first.refusal is None
    assert first.brings == ("单位云塘乡人民政府", "人员冉清", "冉清任科室负责人")
    assert second.refusal is not None
    assert reason in second.refusal

    with refused("rows"):
        organisation_import(by=county.by(), rows=rows)
    assert not UnitRecord.objects.filter(name="云塘乡人民政府").exists()
    assert not PersonRecord.objects.filter(name="冉清").exists()


def test_a_refused_line_leaves_no_half_of_itself(county: County) -> None:
    """The unit of a refused line is not opened for the next one to find."""
    rows = sheet("云塘乡人民政府|冉清|T9|借调||", "云塘乡人民政府|冉清|T9|在编在岗||")
    outcomes = organisation_preview(by=county.by(), rows=rows)

    assert outcomes[1].brings == ("单位云塘乡人民政府", "人员冉清")


@pytest.mark.parametrize("name", ["秦系", "秦审", "龙主任", "向文"])
def test_nobody_else_imports(county: County, name: str) -> None:
    with refused("not_entitled"):
        organisation_import(by=county.by(name), rows=sheet("云塘乡人民政府|||||"))


def test_nothing_is_imported_before_the_start(deployment: Deployment) -> None:
    assert deployment
    with refused("not_started"):
        organisation_import(by=County().by(), rows=sheet("云塘乡人民政府|||||"))


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.csv", "表格是空的"),
        ("单位,姓名".encode(), "a.csv", "表头缺少工号、用工性质、岗位、任职起始"),
        (b"PK\x03\x04broken", "a.xlsx", "文件不能读取"),
        (b"\xff\xfe\x00\x81", "a.csv", "文件不能读取"),
        (b'"a', "a.csv", "文件不能读取"),
    ],
)
def test_a_file_that_is_no_sheet(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableSheet, match=reason):
        read_sheet(data, name)


def test_a_sheet_of_an_old_office_suite_is_read() -> None:
    data = f"{','.join(COLUMNS)}\n\n竹沟镇,,,,,\n".encode("gb18030")
    assert read_sheet(data, "名册.CSV") == (SheetRow(3, "竹沟镇", "", "", "", "", ""),)
