"""The county's own documents, and those of its superiors, read strictly row by row.

A county file (TOML) and a sheet both come here as rows of named fields.
"""

from dataclasses import fields

from shenfa.audit.county_row import Names, Row, RowReading
from shenfa.rules.citing.directory import key_of
from shenfa.rules.citing.numbers import read_number
from shenfa.text import Instrument
from shenfa.text.numerals import parse_numeral

COLUMNS = {
    "标题": "title",
    "种类": "kind",
    "文号": "number",
    "其他文号": "other_numbers",
    "制发机关": "issuer",
    "公布日期": "promulgated",
    "文本日期": "version",
    "施行日期": "effective",
    "失效日期": "ended",
    "接替文件": "replaced_by",
    "条数": "articles",
    "简称": "aliases",
}
"""The headers of a sheet, and the fields they stand for."""
DATES = ("promulgated", "version", "effective", "ended")
TEXTS = ("title", "kind", "number", "issuer", "replaced_by")
LISTS = ("other_numbers", "aliases")
KNOWN = frozenset({*(one.name for one in fields(Instrument)), "texts"})
LONGEST_TITLE = 100


def read_instrument(row: Row, names: Names | None = None) -> Instrument:
    """Return the instrument of a row. Raises EntryFault."""
    read = RowReading(row, names or {}, [])
    read.check_keys(KNOWN)
    texts = {key: read.text(key) for key in TEXTS}
    days = {key: read.date(key) for key in DATES}
    instrument = Instrument(
        title=texts["title"].removeprefix("《").removesuffix("》"),
        kind=texts["kind"],
        number=texts["number"],
        other_numbers=read.texts("other_numbers"),
        issuer=texts["issuer"],
        promulgated=days["promulgated"],
        version=days["version"] or days["promulgated"],
        effective=days["effective"],
        ended=days["ended"],
        replaced_by=texts["replaced_by"].removeprefix("《").removesuffix("》"),
        articles=read.count("articles"),
        aliases=read.texts("aliases"),
        texts=_articles(read),
    )
    read.complaints.extend(_contradictions(instrument, read))
    read.refuse_faults()
    return instrument


def _contradictions(one: Instrument, read: RowReading) -> list[str]:
    complaints = []
    if not one.title:
        complaints.append(f"缺少{read.name('title')}，请补写")
    elif len(one.title) > LONGEST_TITLE or "\n" in one.title:
        complaints.append(f"{read.name('title')}应为一行、{LONGEST_TITLE}字以内")
    if one.number and read_number(one.number) is None:
        complaints.append(
            f"{read.name('number')}“{one.number}”不是文号，应如 渝府发〔2026〕1号、县政府令第1号"
        )
    first = one.promulgated or one.effective
    if first and one.ended and one.ended < first:
        complaints.append(f"{read.name('ended')}早于公布或者施行日期，请核对")
    if one.replaced_by and one.ended is None:
        complaints.append(f"写了{read.name('replaced_by')}，请补写{read.name('ended')}")
    if one.replaced_by and key_of(one.replaced_by) == key_of(one.title):
        complaints.append(f"{read.name('replaced_by')}不能是文件自己")
    if one.articles and any(number > one.articles for number, _ in one.texts):
        complaints.append(f"登记的条文超过{read.name('articles')}，请核对")
    return complaints


def _articles(read: RowReading) -> tuple[tuple[int, str], ...]:
    value = read.row.get("texts", {})
    if not isinstance(value, dict):
        read.complaints.append(f"{read.name('texts')}应写成 第几条 = “条文” 的表")
        return ()
    found = []
    for key, text in value.items():
        bare = str(key).removeprefix("第").removesuffix("条")
        number = int(bare) if bare.isdecimal() else parse_numeral(bare)
        if number and isinstance(text, str) and text.strip():
            found.append((number, text.strip()))
        else:
            read.complaints.append(f"{read.name('texts')}的“{key}”应写成 第几条 = “条文”")
    return tuple(sorted(found))
