"""Lists of posts that the platforms export, as .xlsx or .csv, each with its own column names.

How the columns were understood is returned with the posts, so that people can see and correct it;
what cannot be read is named by its row. Nothing is left out without a word.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

ENCODINGS = ("utf-8-sig", "gb18030")
MOST_ROWS = 50_000
HEADER_WITHIN = 10
"""Exports put a title and the span of time above their header."""
NAMES = {
    "published": (
        "发布时间",
        "发布日期",
        "推送时间",
        "群发时间",
        "发表时间",
        "发文时间",
        "发送时间",
        "创建时间",
        "日期",
        "时间",
    ),
    "title": (
        "标题",
        "文章标题",
        "作品标题",
        "作品名称",
        "视频标题",
        "视频描述",
        "作品描述",
        "内容标题",
        "微博内容",
        "博文内容",
        "内容",
        "正文",
    ),
    "account": ("账号名称", "账号", "公众号名称", "公众号", "昵称", "用户昵称", "发布账号"),
    "platform": ("平台", "账号类型", "平台类型", "渠道"),
    "url": ("链接", "内容链接", "文章链接", "作品链接", "内容url", "网址", "url", "地址"),
    "comments": ("评论数", "评论量", "评论", "留言数", "留言量", "精选留言数", "评论次数"),
    "replies": ("回复数", "回复量", "作者回复数", "已回复", "官方回复数"),
}
"""For each field the headers of the exports, the surest first."""
NEEDED = "published"
DAY = re.compile(
    r"(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?"
    r"(?:[\sT上下]*\d{1,2}[:：时].*|\s*[上下]午.*)?"
)
COMPACT = re.compile(r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)")
COUNT = re.compile(r"(\d+)(?:\.0+)?|(\d+(?:\.\d+)?)[万wW]")

Cells = Sequence[object]


class UnreadableList(Exception):
    """The file is no list of posts; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an account. Counts are None where the export does not tell them."""

    published: datetime.date
    title: str
    account: str = ""
    platform: str = ""
    url: str = ""
    comments: int | None = None
    replies: int | None = None


@dataclass(frozen=True, slots=True)
class PostList:
    """What an export holds: posts, how its columns were read, its faults by row."""

    posts: tuple[Post, ...]
    mapping: Mapping[str, str]
    ignored: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read an export: whose it is, if it does not say so, and what its columns mean.

    ``mapping`` says for a field which header holds it; what it leaves out is found by name.
    """

    account: str = ""
    platform: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)


def read_posts(data: bytes, name: str, reading: Reading) -> PostList:
    """Read an exported list. Raises UnreadableList."""
    lines = _xlsx(data) if name.lower().endswith(".xlsx") else _csv(data)
    place, mapping = _header(lines, reading.mapping)
    header = [_text(cell) for cell in lines[place]]
    columns = {field: header.index(title) for field, title in mapping.items()}
    posts: list[Post] = []
    faults: list[str] = []
    for number, line in enumerate(lines[place + 1 :], start=place + 2):
        cells = {one: line[index] if index < len(line) else "" for one, index in columns.items()}
        if not any(map(_text, line)):
            continue
        post = _post(cells, reading)
        if isinstance(post, str):
            faults.append(f"第{number}行：{post}")
        else:
            posts.append(post)
    used = set(mapping.values())
    ignored = tuple(title for title in header if title and title not in used)
    return PostList(tuple(posts), MappingProxyType(mapping), ignored, tuple(faults))


def _header(lines: Sequence[Cells], given: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        titles = [_text(cell) for cell in line]
        plain = {_plain(title): title for title in reversed(titles) if title}
        mapping: dict[str, str] = {}
        for one, names in NAMES.items():
            wanted = (_plain(given[one]),) if one in given else names
            found = next((plain[name] for name in wanted if name in plain), None)
            if found and found not in mapping.values():
                mapping[one] = found
        if NEEDED in mapping and len(mapping) > 1:
            return number, mapping
    if NEEDED in given:
        raise UnreadableList(f"表头中没有“{given[NEEDED]}”，请核对列名")
    raise UnreadableList("没有找到发布时间所在的列，请指明哪一列是发布时间")


def _post(cells: Mapping[str, object], reading: Reading) -> Post | str:
    """Return the post of a row, or what is wrong with it."""
    published = day_of(cells[NEEDED])
    if published is None:
        written = _text(cells[NEEDED])
        return "没有发布时间" if not written else f"看不懂发布时间“{written[:20]}”"
    counts: dict[str, int | None] = {}
    for one in ("comments", "replies"):
        written = _text(cells.get(one, ""))
        counts[one] = _count(written)
        if written not in ("", "-", "--") and counts[one] is None:
            return f"看不懂数字“{written[:20]}”"
    return Post(
        published=published,
        title=_text(cells.get("title", "")),
        account=_text(cells.get("account", "")) or reading.account,
        platform=_text(cells.get("platform", "")) or reading.platform,
        url=_text(cells.get("url", "")),
        comments=counts["comments"],
        replies=counts["replies"],
    )


def day_of(cell: object) -> datetime.date | None:
    """Return the day that a cell shows, or None."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    written = _text(cell)
    match = DAY.fullmatch(written) or COMPACT.fullmatch(written)
    if match is None:
        return None
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _count(written: str) -> int | None:
    match = COUNT.fullmatch(written.replace(",", ""))
    if match is None:
        return None
    return int(match[1]) if match[1] else round(float(match[2]) * 10_000)


def _csv(data: bytes) -> list[Cells]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
        try:
            lines: list[Cells] = list(
                csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            )
        except csv.Error:
            break
        return _bounded(lines)
    raise UnreadableList("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv")


def _xlsx(data: bytes) -> list[Cells]:
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows: Iterable[Cells] = workbook.worksheets[0].iter_rows(
            values_only=True, max_row=MOST_ROWS + 2
        )
        return _bounded(list(rows))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UnreadableList("文件不能读取，请另存为 .xlsx 或 UTF-8 编码的 .csv") from error


def _bounded(lines: list[Cells]) -> list[Cells]:
    if len(lines) > MOST_ROWS:
        raise UnreadableList(f"表格超过{MOST_ROWS}行，请分开导入")
    return lines


def _plain(title: str) -> str:
    return re.sub(r"[\s（(].*$", "", title.strip()).lower()


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
