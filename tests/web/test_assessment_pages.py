"""The score board, one unit's marks, bulletin, talks, catalogue, timers and campaigns in the pages."""

import io
import zipfile

import pytest
from assessment_county import (
    ASSESSOR,
    HEAD,
    LEADER,
    QUARTER,
    ROWS,
    over,
    problems,
    sheet,
    stale,
    watched,
)
from browser import People
from county import OFFICE, TOWN, County
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from visiting import Visit, words

from shenfa.desk.assessment.models import QuarterRecord, ScaleRecord
from shenfa.desk.assessment.scale_sheet import COLUMNS
from shenfa.desk.assessment.services import preview_refresh
from shenfa.desk.catalogue.models import ItemRecord, TimerRecord
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.services import Opening, channel_open
from shenfa.review import Position
from shenfa.writers.sheet import Sheet, sheet_csv, sheet_xlsx

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
OFFICER, SCALES = "向文", "/assessment/scales"
ITEM = ("公开事项", "公开内容", "依据标准", "责任科室", "公开时限", "公开栏目")


def uploaded(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    return SimpleUploadedFile("办法.xlsx", sheet(*rows, columns=COLUMNS))


def test_a_quarter_in_the_pages(people: People) -> None:
    """R77–R79, S10: a scale by two people, marks with evidence, frozen, printed, decided, summed up."""
    county = people.county
    office, leader = Visit(county, ASSESSOR), Visit(county, LEADER)
    head = {key: getattr(HEAD, key) for key in HEAD.__dataclass_fields__}
    rows = [(*row[:8], row[8].removeprefix("文章公开了个人信息、"), row[9]) for row in ROWS]
    form = {"kind": "county", "reason": "同意", **head}
    told = office.post(SCALES, SCALES, sheet=uploaded(*rows), **form)
    assert "已提出，另一人确认后执行" in words(told)
    assert "等待另一人确认" in words(told)
    likes = ("X", "扣分", "", "赞", "", "1", "", "", "点赞数", "")
    told = office.post(SCALES, SCALES, sheet=uploaded(likes), **form)
    assert "没有“点赞数”这一类事实" in words(told)
    scale = ScaleRecord.objects.get()
    leader.post(f"/assessment/scales/{scale.id}", "/assessment/scales", confirm="yes")
    (late,) = watched(county, stale("动态", "news"))
    problems(county)
    preview_refresh(county.hands.clock)
    board = words(Visit(county, ASSESSOR).page("/assessment"))
    assert "实时" in board
    assert "竹沟镇人民政府" in board
    over(county)
    code, unit = QUARTER.code, county.unit(TOWN)
    office, leader = Visit(county, ASSESSOR), Visit(county, LEADER)
    told = office.post(f"/assessment/{code}/freeze", f"/assessment/{code}/bulletin")
    assert "通报已生成" in words(told)
    assert "未计入合计的项目" in words(told)
    assert "新挂账问题2个以上" in words(told)
    _evidence(office, code, unit, late.id)
    _papers(office, code)
    _talk(county, code, unit)
    assert "逐项为四个季度之和" in words(Visit(county, ASSESSOR).page("/assessment/years/2026"))
    _own(county, code, unit)


def _evidence(office: Visit, code: str, unit: str, observation: str) -> None:
    """Every lost point leads to the fact, and the fact names its record."""
    page = office.page(f"/assessment/{code}/units/{unit}")
    assert "栏目更新" in words(page)
    assert "-2" in words(page)
    place = page.split(f"/assessment/{code}/facts/")[1].split('"')[0]
    fact = office.page(f"/assessment/{code}/facts/{place}")
    assert f"observation:{observation}" in fact
    assert "此后不再变化" in words(fact)
    office.page(f"/assessment/{code}/facts/99999", status=404)
    assert "分值未知的项目" in words(office.page(f"/assessment/{code}/site"))
    assert "不计分" in words(office.page(f"/assessment/{code}/reviewers"))


def _papers(office: Visit, code: str) -> None:
    """Word and PDF come, and the same ones twice; the result can be computed again elsewhere."""
    for suffix, begin in (("docx", b"PK"), ("pdf", b"%PDF")):
        first, second = (
            office.client.get(f"/assessment/{code}/bulletin.{suffix}") for _ in range(2)
        )
        assert first.content.startswith(begin)
        assert first.content == second.content
    book = load_workbook(io.BytesIO(office.client.get(f"/assessment/{code}/bulletin.xlsx").content))
    assert book.sheetnames == ["各单位得分", "逐项", "事实"]
    assert (
        office.client.get(f"/assessment/{code}/result").content.decode()
        == QuarterRecord.objects.get().result
    )
    office.page(f"/assessment/{code}/bulletin.exe", status=404)


def _talk(county: County, code: str, unit: str) -> None:
    """R78: the facts and both marks are shown; only a leader is asked; the record is linked."""
    address = f"/assessment/{code}/talks"
    page = words(Visit(county, ASSESSOR).page(address))
    assert "问题多" in page
    assert "整改不力" in page
    assert "等待县政府办公室负责人决定" in page
    frozen = QuarterRecord.objects.get().id
    leader = Visit(county, LEADER)
    given = {"frozen": frozen, "unit": unit, "decision": "talk", "reason": "整改不力"}
    assert "已决定约谈" in words(leader.post(f"{address}/decide", address, **given))
    assert "登记约谈记录" in words(Visit(county, ASSESSOR).page(address))


def _own(county: County, code: str, unit: str) -> None:
    """A unit sees its own marks and nobody else's."""
    own = Visit(county, OFFICER)
    assert "逐项得分" in words(own.page(f"/assessment?quarter={code}"))
    own.page(f"/assessment/{code}/units/{unit}")
    office = county.unit(OFFICE)
    for address in (f"units/{office}", "bulletin", "site", "talks", "reviewers"):
        own.page(f"/assessment/{code}/{address}", status=404)
    own.page("/assessment/scales", status=404)


def test_a_catalogue_and_a_campaign_in_the_pages(people: People) -> None:
    """R8–R10, R72: an item with everything, its versions, what is owed; a timer; a sweep that is asked for."""
    county = people.county
    unit, own = county.unit(TOWN), Visit(county, OFFICER)
    county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), LEADER)
    opening = Opening(ChannelKind.COLUMN, "社会救助", "zhugou/shjz", activity_news=False)
    channel = channel_open(by=county.by("田网"), unit=unit, opening=opening)
    item = {
        "unit": unit,
        "matter": "低保对象",
        "section": "民政办",
        "limit": "每月",
        "channel": channel.id,
    }
    assert "依据标准不能为空" in words(own.post("/catalogue/add", "/catalogue", **item))
    told = own.post("/catalogue/add", "/catalogue", standard="《标准目录》", **item)
    assert "事项已列入目录" in words(told)
    known = ItemRecord.objects.get().id
    own.post(f"/catalogue/{known}/change", standard="《标准目录》（修订）", reason="修订", **item)
    page = words(own.page(f"/catalogue/{known}"))
    assert "第 2 版" in page
    assert "还有" in page
    assert "低保对象" in words(Visit(county, ASSESSOR).page(f"/catalogue?unit={unit}"))
    row = ("临时救助", "", "《标准目录》", "民政办", "每季度", channel.name)
    file = SimpleUploadedFile("目录.xlsx", sheet(row, columns=ITEM))
    assert "新增 1 项" in words(own.post("/catalogue/import", unit=unit, sheet=file))

    timer = {"limit": "answer", "title": "公开申请第1号", "begun_on": "2026-10-12"}
    assert "超期" in words(own.post("/timers", "/timers", **timer))
    (record,) = TimerRecord.objects.all()
    assert "2026-11-09" in words(own.page(f"/timers/{record.id}"))
    office = Visit(county, ASSESSOR)
    plan = {"name": "清理排查", "basis": "通知", "ends_on": "2026-12-31"}
    told = office.post("/campaigns", "/campaigns", **plan)
    assert "还有 37 天" in words(told)
    assert "该操作须由" in words(own.post("/campaigns", "/campaigns", **plan))


def test_cells_are_no_formulas(vendor: str) -> None:
    """Exports: what somebody typed is never computed by the program that opens the sheet."""
    assert vendor
    told = Sheet("表", ("内容",), (("=HYPERLINK(1)",), ("@SUM",), (" +1",), ("正常",), (5,)))
    lines = sheet_csv(told).decode("utf-8-sig").splitlines()
    assert lines == ["内容", "'=HYPERLINK(1)", "'@SUM", "' +1", "正常", "5"]
    page = zipfile.ZipFile(io.BytesIO(sheet_xlsx(told))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page
