"""Exceptions from the source rule are counted where the county office looks at a unit: R56, S5."""

import datetime

import pytest
from browser import People
from county import OFFICE, TOWN
from review_county import FINAL, LEADER, Reviewing, submit
from visiting import Visit, words

from shenfa.desk.channels.services import standing_approve
from shenfa.desk.review import sources
from shenfa.text import ContentKind

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
REVIEWER = "谢审"
MONTH = datetime.timedelta(days=30)


def test_each_exception_stands_in_the_units_report(people: People) -> None:
    county, reviewing = people.county, Reviewing(people.county)
    office, address = Visit(county, REVIEWER), f"/county/units/{people.county.unit(TOWN)}"
    assert "本月转载例外 0 件" in words(office.page(address))
    revision = reviewing.cut(kind=ContentKind.NEWS)
    submit(county, revision)
    sources.source_except(by=county.by(FINAL), revision=revision.id, reason="上级部门布置")
    column = reviewing.writing.column.id
    until = county.hands.at + MONTH
    standing_approve(by=county.by(LEADER), channel=column, until=until, reason="镇内动态")
    page = words(office.page(address))

    assert "本月转载例外 1 件" in page
    assert f"{revision.title} {FINAL}" in page
    assert "上级部门布置" in page
    assert f"长期例外 便民信息 {LEADER}批准" in page
    assert "本月转载例外 0 件" in words(office.page(f"/county/units/{county.unit(OFFICE)}"))
    county.hands.move(days=31)
    later = words(Visit(county, REVIEWER).page(address))
    assert "本月转载例外 0 件" in later
    assert "长期例外" not in later
