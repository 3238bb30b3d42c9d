"""Which column of a vendor's sheet is which: by the names that vendors use, or as a person says.

Each vendor has column names of its own. How they were understood is shown before anything is
taken in, with what is left over, so that nothing is lost without a word.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shenfa.ledger.sheet import Line

HEADER_WITHIN = 12
"""Sheets put a title, the unit and the span of time above their header."""


class Column(StrEnum):
    """What a column may hold."""

    URL = "url"
    TARGET = "target"
    TITLE = "title"
    WORDS = "words"
    QUOTE = "quote"
    RIGHT = "right"
    KIND = "kind"
    SEVERITY = "severity"
    UNIT = "unit"
    SITE = "site"
    COUNTY = "county"
    FOUND = "found"
    NUMBER = "number"


COLUMN_NAMES = {
    Column.URL: "网址",
    Column.TARGET: "打不开的链接",
    Column.TITLE: "网页标题",
    Column.WORDS: "有误文字",
    Column.QUOTE: "原文",
    Column.RIGHT: "建议修改为",
    Column.KIND: "问题类型",
    Column.SEVERITY: "严重程度",
    Column.UNIT: "责任单位",
    Column.SITE: "网站名称",
    Column.COUNTY: "所属区县",
    Column.FOUND: "发现时间",
    Column.NUMBER: "序号",
}
KNOWN = {
    Column.TARGET: (
        "错链地址",
        "死链地址",
        "断链地址",
        "失效链接",
        "失效链接地址",
        "错误链接",
        "目标链接",
        "坏链",
        "坏链地址",
    ),
    Column.URL: (
        "问题页面地址",
        "问题页面链接",
        "问题网址",
        "问题链接",
        "问题url",
        "页面地址",
        "页面链接",
        "页面url",
        "网页地址",
        "网页链接",
        "文章链接",
        "文章地址",
        "文章url",
        "信息链接",
        "所在页面",
        "来源页面",
        "父页面",
        "快照原址",
        "网址",
        "url",
        "链接地址",
        "链接",
        "地址",
    ),
    Column.TITLE: ("文章标题", "页面标题", "网页标题", "信息标题", "稿件标题", "标题", "篇名"),
    Column.WORDS: (
        "错误内容",
        "错误词",
        "错误词语",
        "错误文字",
        "错误信息",
        "错误表述",
        "问题词",
        "问题内容",
        "疑似错误",
        "疑似错误内容",
        "错别字",
        "错词",
        "敏感词",
        "有误文字",
        "差错",
        "差错内容",
    ),
    Column.QUOTE: (
        "错误语句",
        "错误句子",
        "所在句子",
        "上下文",
        "原文",
        "原文内容",
        "原句",
        "问题描述",
        "问题详情",
        "摘录",
        "具体问题",
    ),
    Column.RIGHT: (
        "建议修改",
        "建议修改为",
        "修改建议",
        "推荐修改",
        "推荐修改为",
        "正确内容",
        "正确表述",
        "正确词",
        "推荐词",
        "参考修改",
        "应改为",
        "建议",
        "修改意见",
    ),
    Column.KIND: ("问题类型", "错误类型", "差错类型", "问题分类", "问题类别", "类型", "类别"),
    Column.SEVERITY: ("严重程度", "问题等级", "错误等级", "错误级别", "问题级别", "等级", "级别"),
    Column.UNIT: (
        "责任单位",
        "单位名称",
        "主办单位",
        "被检单位",
        "所属单位",
        "整改单位",
        "发布单位",
        "单位",
        "部门",
    ),
    Column.SITE: ("网站名称", "站点名称", "网站", "站点", "账号名称", "平台名称"),
    Column.COUNTY: ("所属区县", "区县", "所属地区", "地区", "行政区划", "区域"),
    Column.FOUND: ("发现时间", "检测时间", "监测时间", "检查时间", "采集时间", "扫描时间", "日期"),
    Column.NUMBER: ("序号", "编号", "问题编号", "no", "id"),
}
"""The names that vendors give the columns, the surest first."""
TELLING = (Column.URL, Column.TITLE, Column.WORDS, Column.QUOTE, Column.KIND, Column.UNIT)
FEWEST = 2
"""Columns that a line must have names of to be a header."""


class MapError(Exception):
    """The mapping cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Header:
    """How a sheet is read: the line of its header, the place and name of each column, the rest."""

    line: int
    places: Mapping[Column, int]
    names: Mapping[Column, str]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person says about a sheet: the header of a column, and what holds for all rows."""

    columns: Mapping[Column, str] = field(default_factory=dict)
    vendor: str = ""
    unit: str = ""
    found: str = ""


def read_map(text: str) -> Reading:
    """Read a mapping file (TOML): columns, vendor, unit, found. Raises MapError."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MapError(f"不是有效的 TOML：{error}") from error
    columns = found.pop("columns", {})
    if not isinstance(columns, dict):
        raise MapError('columns 应为一个表，例如 url = "页面地址"')
    for key in (*columns, *found):
        if key not in [*Column, "vendor", "unit", "found"]:
            raise MapError(f"不认识“{key}”，列可以写 {'、'.join(Column)}")
    values = [*columns.values(), *found.values()]
    if not all(isinstance(value, str) for value in values):
        raise MapError("各项都应为文字，写在引号里")
    return Reading({Column(key): value for key, value in columns.items()}, **found)


def header_of(lines: Sequence[Line], given: Mapping[Column, str]) -> Header | None:
    """Return how a sheet is to be read; None where it has no header that is understood."""
    best: Header | None = None
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        found = _understood(number, line.cells, given)
        told = sum(column in found.places for column in TELLING)
        if told >= FEWEST and (best is None or len(found.places) > len(best.places)):
            best = found
    return best


def _understood(number: int, cells: Sequence[str], given: Mapping[Column, str]) -> Header:
    plain = {_plain(title): place for place, title in reversed(list(enumerate(cells))) if title}
    places: dict[Column, int] = {}
    for column in Column:
        if column in given:
            wanted: tuple[str, ...] = (_plain(given[column]),) if given[column] else ()
        else:
            wanted = KNOWN[column]
        taken = set(places.values())
        free = (plain[name] for name in wanted if name in plain and plain[name] not in taken)
        place = next(free, None)
        if place is not None:
            places[column] = place
    used = set(places.values())
    return Header(
        line=number,
        places=places,
        names={column: cells[place] for column, place in places.items()},
        ignored=tuple(title for place, title in enumerate(cells) if title and place not in used),
    )


def _plain(title: str) -> str:
    """Return a title as names are compared: without what stands in brackets, in small letters."""
    return re.sub(r"[（(].*?[)）]|[\s*＊:：/]", "", title).lower()
