"""The table of laws is whole: what other rules and pages rely on stands in it (R43)."""

import datetime

import pytest

from shenfa.lexicons import shipped_instruments

BY_TITLE = {one.title: one for one in shipped_instruments()}
AUGUST = datetime.date(2026, 8, 15)


@pytest.mark.parametrize(
    ("title", "number", "articles"),
    [
        ("中华人民共和国民法典", "", 1260),
        ("中华人民共和国行政处罚法", "", 86),
        ("中华人民共和国政府信息公开条例", "国务院令第711号", 56),
        ("地质灾害防治条例", "国务院令第394号", 49),
        ("食盐专营办法", "国务院令第696号", 36),
    ],
)
def test_known_rows(title: str, number: str, articles: int) -> None:
    assert (BY_TITLE[title].number, BY_TITLE[title].articles) == (number, articles)


@pytest.mark.parametrize(
    ("old", "new", "ended"),
    [
        ("中华人民共和国环境保护法", "中华人民共和国生态环境法典", AUGUST),
        ("中华人民共和国清洁生产促进法", "中华人民共和国生态环境法典", AUGUST),
        ("中华人民共和国合同法", "中华人民共和国民法典", datetime.date(2021, 1, 1)),
        ("中华人民共和国增值税暂行条例", "中华人民共和国增值税法", datetime.date(2026, 1, 1)),
        ("中华人民共和国执业医师法", "中华人民共和国医师法", datetime.date(2022, 3, 1)),
        ("无照经营查处取缔办法", "无证无照经营查处办法", datetime.date(2017, 10, 1)),
        ("信访条例", "信访工作条例", datetime.date(2022, 5, 1)),
    ],
)
def test_known_repeals(old: str, new: str, ended: datetime.date) -> None:
    assert (BY_TITLE[old].replaced_by, BY_TITLE[old].ended) == (new, ended)


def test_nothing_living_is_repealed() -> None:
    """A law that was renewed under its old title is in force."""
    living = (
        "中华人民共和国国家安全法",
        "出版管理条例",
        "中华人民共和国工会法",
        "社会团体登记管理条例",
    )

    assert [title for title in living if BY_TITLE[title].ended] == []
    assert len(BY_TITLE) > 1500


def test_every_end_has_its_order() -> None:
    """No row ends before it began, and what replaces a title is known by name."""
    for one in shipped_instruments():
        if one.ended and one.effective:
            assert one.effective <= one.ended, one.title
        if one.replaced_by:
            assert one.ended, one.title
            assert one.replaced_by != one.title
