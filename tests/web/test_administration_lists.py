"""Columns, permitted sources, visited leaders and sheets in the pages (R1, R56, R58, I22)."""

import re

import pytest
from browser import People
from county import OFFICE, TOWN, County
from django.core.files.uploadedfile import SimpleUploadedFile
from visiting import Visit, words

from shenfa.desk.channels.models import ChannelRecord, SourceRecord, VisitedLeaderRecord
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Position

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
"""The services behind the pages run on both databases in tests/desk."""

KEEPER, REVIEWER, SECURITY = "田网", "谢审", "秦安"
PEOPLE = "单位,姓名,工号,用工性质,岗位,任职起始\n"
CHANNELS = "开设单位,种类,名称,地址或账号,是否动态类\n"


@pytest.fixture
def county(people: People) -> County:
    """Return the county with a site administrator, at the pages."""
    people.county.post(KEEPER, Position.SITE_ADMINISTRATOR, people.county.unit(OFFICE), "龙主任")
    return people.county


def sheet(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("表.csv", text.encode("utf-8-sig"))


def carried(page: str) -> dict[str, str]:
    """Return what a preview sends on."""
    return {
        name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0]
        for name in ("name", "data", "write")
    }


def test_a_column_is_opened_and_closed(county: County) -> None:
    visit, address = Visit(county, KEEPER), "/administration/channels"
    fields = {"unit": county.unit(TOWN), "kind": "column", "name": "竹沟动态"}
    visit.post(address, address, path="zhugou/gzdt", activity_news="on", **fields)
    channel = ChannelRecord.objects.get()
    assert channel.activity_news
    assert "竹沟动态" in words(visit.page(f"{address}?q=zhugou"))
    assert "没有找到" in words(visit.page(f"{address}?q=并无"))
    visit.post(f"{address}/{channel.id}/close", address, reason="合并")
    assert "关停" in words(visit.page(address))


def test_a_source_takes_two(county: County) -> None:
    """R56, I22."""
    keeper, address = Visit(county, KEEPER), "/administration/sources"
    keeper.post(address, address, name="县融媒体中心", host="media.xugu.example")
    source = SourceRecord.objects.get()
    assert "须由他人确认" in words(keeper.page(address))
    said = keeper.post(f"{address}/{source.id}/allow", address)
    assert "须由提出人以外的人员确认" in words(said)
    said = Visit(county, REVIEWER).post(f"{address}/{source.id}/allow", address)
    assert "自此可以转载" in words(said)
    keeper.post(f"{address}/{source.id}/remove", address, reason="停办")
    assert "移出和到期的 1 个" in words(keeper.page(address))


def test_a_leader_takes_two(county: County) -> None:
    """R58, I22."""
    address = "/administration/leaders"
    Visit(county, REVIEWER).post(address, address, name="程远志", post="县委书记")
    leader = VisitedLeaderRecord.objects.get()
    said = Visit(county, KEEPER).post(f"{address}/{leader.id}/confirm", address)
    assert "列入名单" in words(said)
    Visit(county, KEEPER).post(f"{address}/{leader.id}/end", address)
    assert "以前的 1 人" in words(Visit(county, KEEPER).page(address))


def test_every_fault_of_a_sheet_is_named_and_nothing_is_written(county: County) -> None:
    """R1: row and column of every fault, before anything is written."""
    visit, before = Visit(county, SECURITY), EntryRecord.objects.count()
    text = f"{PEOPLE}云塘乡人民政府,莫有,Y1,借调,校长,明天\n云塘乡人民政府,莫无,,在编在岗,,\n"
    page = visit.post("/administration/import", "/administration/import", file=sheet(text))
    said = words(page)
    for fault in (
        "“用工性质”列：用工性质应为",
        "“岗位”列：没有“校长”这个岗位",
        "“任职起始”列：任职起始应写成",
        "“工号”列：工号不能为空",
        "2 行有 4 处不能导入",
    ):
        assert fault in said
    assert 'name="write"' not in page
    assert EntryRecord.objects.count() == before


def test_a_sheet_is_shown_then_written(county: County) -> None:
    visit, before = Visit(county, SECURITY), EntryRecord.objects.count()
    text = f"{PEOPLE}云塘乡人民政府,莫有,Y1,在编在岗,主要领导,\n"
    page = visit.post("/administration/import", "/administration/import", file=sheet(text))
    assert "现在还没有写入" in words(page)
    assert EntryRecord.objects.count() == before
    said = visit.post("/administration/import", "/administration/import", **carried(page))
    assert "已导入1行" in words(said)
    assert UnitRecord.objects.filter(name="云塘乡人民政府").exists()


def test_what_is_no_sheet_is_refused(county: County) -> None:
    visit, address = Visit(county, SECURITY), "/administration/import"
    for sent, sentence in (
        (sheet("姓名\n张三\n"), "表头缺少单位"),
        (SimpleUploadedFile("表.xlsx", b"x"), "文件不能读取"),
        (None, "请选择"),
    ):
        said = visit.post(address, address, **({"file": sent} if sent else {}))
        assert sentence in words(said)
    assert words(visit.client.get(f"{address}/template").content.decode("utf-8-sig"))


def test_columns_come_from_a_sheet(county: County) -> None:
    visit, address = Visit(county, KEEPER), "/administration/channels/import"
    wrong = f"{CHANNELS}并无此镇,专栏,,zhugou/a,也许\n{TOWN},主栏目,要闻,yw,否\n"
    said = words(visit.post(address, address, file=sheet(wrong)))
    for fault in ("“开设单位”列", "“种类”列", "“名称”列", "“是否动态类”列", "主栏目由县政府办公室"):
        assert fault in said
    right = f"{CHANNELS}{TOWN},栏目,竹沟动态,zhugou/a,是\n{OFFICE},主栏目,要闻,yw,否\n"
    page = visit.post(address, address, file=sheet(right))
    assert not ChannelRecord.objects.exists()
    visit.post(address, address, **carried(page))
    assert ChannelRecord.objects.count() == 2
    assert "均已登记" in words(visit.post(address, address, file=sheet(right)))
