"""Lists that platforms export: own column names, mapping shown, faults named by row (R89)."""

import csv
import datetime
import io

import pytest
from openpyxl import Workbook

from shenfa.patrol.media_sheet import PostList, Reading, UnreadableList, read_posts

DAY = datetime.date(2026, 11, 3)


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows: tuple[str, ...], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def read(data: bytes, name: str = "导出.csv", **more: str) -> PostList:
    return read_posts(data, name, Reading("平安虚谷", "抖音", more))


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        (("内容标题", "发表时间", "阅读次数"), {"title": "内容标题", "published": "发表时间"}),
        (
            ("作品名称", "发布时间", "播放量", "评论量"),
            {"title": "作品名称", "published": "发布时间", "comments": "评论量"},
        ),
        (
            ("博文内容", "发布日期（北京时间）", "评论"),
            {"title": "博文内容", "published": "发布日期（北京时间）", "comments": "评论"},
        ),
        (
            ("平台", "账号名称", "标题", "时间", "链接"),
            {
                "platform": "平台",
                "account": "账号名称",
                "title": "标题",
                "published": "时间",
                "url": "链接",
            },
        ),
        # Two columns may be times: the surer one is taken.
        (("标题", "时间", "发布时间"), {"title": "标题", "published": "发布时间"}),
    ],
)
def test_columns_are_found_by_their_names(header: tuple[str, ...], mapping: dict[str, str]) -> None:
    row = tuple("2026-11-03" if "时间" in one or "日期" in one else "1" for one in header)
    found = read(table(header, row))

    assert dict(found.mapping) == mapping
    assert set(found.ignored) == set(header) - set(mapping.values())
    assert [post.published for post in found.posts] == [DAY]


def test_given_mapping_wins() -> None:
    found = read(
        table(("题", "发出", "发布时间"), ("甲", "2026-11-03", "无")), title="题", published="发出"
    )

    assert [(post.title, post.published) for post in found.posts] == [("甲", DAY)]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-03", DAY),
        ("2026/11/3 08:05", DAY),
        ("2026年11月3日 8:05:59", DAY),
        ("2026.11.03", DAY),
        ("20261103", DAY),
        ("2026-11-03 下午3:05", DAY),
        ("2026-11-03上午", DAY),
        ("2026-11-03T23:59:59+08:00", DAY),
        (datetime.datetime(2026, 11, 3, 23, 59), DAY),  # noqa: DTZ001 -- a sheet knows no zone
        (datetime.date(2026, 11, 3), DAY),
        ("11-03", None),
        ("2026-13-03", None),
        ("2026-02-30", None),
        ("昨天", None),
        (None, None),
    ],
)
def test_times(cell: object, day: datetime.date | None) -> None:
    found = read(sheet(("标题", "发布时间"), ("甲", cell)), "导出.xlsx")

    assert [post.published for post in found.posts] == ([day] if day else [])
    assert len(found.faults) == (day is None)


def test_faults_are_named_by_row_and_the_rest_is_read() -> None:
    """A title stands above the header, an empty line between; nothing is dropped without a word."""
    found = read(
        sheet(
            ("平安虚谷 2026年11月作品数据",),
            (),
            ("作品名称", "发布时间", "评论数", "回复数"),
            ("甲", "2026-11-03", 3, "1.2万"),
            ("乙", "", 0, 0),
            (None, None, None, None),
            ("丙", "前天", 0, 0),
            ("丁", "2026-11-05", "很多", 0),
            ("戊", "2026-11-06", "-", None),
        ),
        "导出.xlsx",
    )

    assert found.faults == (
        "第5行：没有发布时间",
        "第7行：看不懂发布时间“前天”",
        "第8行：看不懂数字“很多”",
    )
    assert [(post.title, post.comments, post.replies) for post in found.posts] == [
        ("甲", 3, 12_000),
        ("戊", None, None),
    ]
    assert {(post.account, post.platform) for post in found.posts} == {("平安虚谷", "抖音")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(encoding: str) -> None:
    found = read(table(("标题", "发布时间"), ("甲", "2026-11-03"), encoding=encoding))

    assert found.posts[0].title == "甲"


@pytest.mark.parametrize(
    ("data", "name", "complaint"),
    [
        (b"PK\x03\x04", "a.xlsx", "文件不能读取"),
        (b"\xff\xff\xff", "a.csv", "文件不能读取"),
        (b"", "a.csv", "没有找到发布时间所在的列"),
        (table(("标题", "阅读数"), ("甲", "1")), "a.csv", "没有找到发布时间所在的列"),
    ],
)
def test_unreadable(data: bytes, name: str, complaint: str) -> None:
    with pytest.raises(UnreadableList, match=complaint):
        read(data, name)


def test_mapping_to_a_column_that_is_not_there() -> None:
    with pytest.raises(UnreadableList, match="表头中没有“发出”"):
        read(table(("标题", "发布时间"), ("甲", "2026-11-03")), published="发出")
