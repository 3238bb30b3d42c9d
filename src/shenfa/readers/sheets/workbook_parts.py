"""The parts of an Excel workbook beside its sheets: comments, caches, drawings, remains."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from openpyxl.utils.cell import get_column_letter

from shenfa.readers.content import TELLING, Item
from shenfa.readers.office.drawing import alternatives, paragraphs, shapes
from shenfa.readers.office.package import Element, Package, attribute, local
from shenfa.readers.office.parts import PartReader, furniture
from shenfa.readers.sheets.workbook import runs
from shenfa.text import Gap, Passage, PassageKind

THREAD = "tc="
"""The author Excel gives the plain comment that stands in for a threaded one."""
LITERAL = re.compile(r'"((?:[^"]|"")*)"')


def literals(formula: str) -> str:
    """Return the texts and long numbers written into a formula, one a line."""
    texts = [text.replace('""', '"') for text in LITERAL.findall(formula)]
    texts += re.findall(r"(?<![\w.!$])\d{6,}(?![\w.(])", LITERAL.sub("", formula))
    return "\n".join(text for text in texts if TELLING.search(text))


def _comments(package: Package, part: str, place: str) -> Iterator[Item]:
    root = package.xml(part)
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    for comment in root.iter("{*}comment"):
        number = int(comment.get("authorId", "0"))
        author = authors[number] if number < len(authors) else ""
        body = comment.find("{*}text")
        text = "" if body is None else "".join(piece for piece, _ in runs(body, ()))
        if text.strip() and not author.startswith(THREAD):
            yield _comment(f"{place}{comment.get('ref', '')}", author, text, part)


def _threads(package: Package, part: str, place: str) -> Iterator[Item]:
    people = {
        person.get("id", ""): person.get("displayName", "")
        for persons in package.names.values()
        if re.fullmatch(r"xl/persons/.+\.xml", persons)
        for person in package.xml(persons).iter("{*}person")
    }
    for comment in package.xml(part).iter("{*}threadedComment"):
        author = people.get(comment.get("personId", ""), "")
        text = "".join(one.text or "" for one in comment.iterfind("{*}text"))
        if text.strip():
            yield _comment(f"{place}{comment.get('ref', '')}", author, text, part)


def _comment(place: str, author: str, text: str, part: str) -> Passage:
    by = f"（{author.strip()}）" if author.strip() else ""
    return Passage(f"{place}批注{by}", text, PassageKind.COMMENT, origin=part)


def _persons(package: Package, part: str, _place: str) -> Iterator[Item]:
    for person in package.xml(part).iter("{*}person"):
        name = person.get("displayName", "")
        if name.strip():
            yield Passage("批注作者", name, PassageKind.PROPERTY, origin=part)


def _pivot_cache(package: Package, part: str, _place: str) -> Iterator[Item]:
    fields = package.xml(part).findall("{*}cacheFields/{*}cacheField")
    columns = [[_value(item) for item in _items(field.find("{*}sharedItems"))] for field in fields]
    for records in package.related(part, "pivotCacheRecords"):
        for record in package.xml(records):
            for column, item in zip(columns, record, strict=False):
                if local(item) != "x":
                    column.append(_value(item))
    for field, column in zip(fields, columns, strict=True):
        text = "\n".join(value for value in column if value)
        if text:
            place = f"数据透视表缓存“{field.get('name', '')}”"
            yield Passage(place, text, PassageKind.HIDDEN, origin=part)


def _items(shared: Element | None) -> Iterable[Element]:
    return () if shared is None else shared


def _value(item: Element) -> str:
    value = item.get("v", "")
    return value.removesuffix(".0") if local(item) == "n" else value


def _external_book(package: Package, part: str, _place: str) -> Iterator[Item]:
    root = package.xml(part)
    titles = [one.get("val", "") for one in root.iter("{*}sheetName")]
    for name in root.iter("{*}definedName"):
        text = literals(name.get("refersTo", ""))
        if text:
            yield Passage("外部链接缓存中的名称", text, PassageKind.HIDDEN, origin=part)
    for data in root.iter("{*}sheetData"):
        number = int(data.get("sheetId", "0"))
        title = titles[number] if number < len(titles) else ""
        for cell in data.iter("{*}cell"):
            text = "".join(one.text or "" for one in cell.iterfind("{*}v"))
            if text.strip():
                place = f"外部链接缓存“{title}”{cell.get('r', '')}"
                yield Passage(place, text, PassageKind.HIDDEN, origin=part)


def _drawing(package: Package, part: str, place: str) -> Iterator[Item]:
    root = package.xml(part)
    for shape in shapes(root):
        kind = PassageKind.HIDDEN if shape.is_hidden else PassageKind.TEXT_BOX
        where = f"{place}{anchor(shape.container)}文本框" + "（隐藏对象）" * shape.is_hidden
        for body in shape.element.iterchildren("{*}txBody"):
            for text in paragraphs(body):
                yield Passage(where, text, kind, origin=part)
    yield from alternatives(root, place, part)


def anchor(container: Element) -> str:
    """Return the cell (C3) at which a drawing hangs, empty where it hangs at none."""
    column = container.find("{*}from/{*}col")
    row = container.find("{*}from/{*}row")
    if column is None or row is None or not (column.text and row.text):
        return ""
    return f"{get_column_letter(int(column.text) + 1)}{int(row.text) + 1}"


def picture_places(package: Package, part: str, place: str) -> Iterator[tuple[str, str]]:
    """Yield the pictures of a drawing part and where they hang."""
    targets = {one.id: one.target for one in package.relations.get(part, ()) if not one.external}
    for shape in shapes(package.xml(part)):
        for blip in shape.element.iter("{*}blip"):
            target = targets.get(attribute(blip, "embed"))
            if target:
                yield target, f"{place}{anchor(shape.container)}"


def _old_drawing(package: Package, part: str, place: str) -> Iterator[Item]:
    for box in package.xml(part).iter("{*}textbox"):
        text = "".join(str(piece) for piece in box.itertext()).strip()
        if text:
            yield Passage(f"{place}控件", text, PassageKind.TEXT_BOX, origin=part)


def _connections(package: Package, part: str, _place: str) -> Iterator[Item]:
    for element in package.xml(part).iter():
        for key in ("connection", "command", "sourceFile", "url", "description"):
            text = element.get(key, "")
            if text.strip():
                yield Passage("数据连接", text, PassageKind.FIELD_CODE, origin=part)


def _revisions(package: Package, part: str, _place: str) -> Iterator[Item]:
    for item in package.xml(part).iter("{*}is", "{*}v"):
        text = "".join(str(piece) for piece in item.itertext())
        if text.strip():
            yield Passage("修订记录", text, PassageKind.DELETED, origin=part)


def _foreign_sheet(_package: Package, part: str, place: str) -> Iterator[Item]:
    name = PurePosixPath(part).name
    yield Gap(place, f"宏表或对话框 {name} 未读取，请删除后再检查")


def _binary_model(_package: Package, _part: str, place: str) -> Iterator[Item]:
    yield Gap(place, "含有数据模型，未读取，请删除数据模型或另存后再检查")


PARTS: tuple[tuple[str, PartReader], ...] = (
    (r"xl/comments\d*\.xml|xl/comments/comment\d*\.xml", _comments),
    (r"xl/threadedComments/.+\.xml", _threads),
    (r"xl/persons/.+\.xml", _persons),
    (r"xl/pivotCache/pivotCacheDefinition\d*\.xml", _pivot_cache),
    (r"xl/externalLinks/externalLink\d*\.xml", _external_book),
    (r"xl/drawings/drawing\d*\.xml", _drawing),
    (r"xl/drawings/.+\.vml", _old_drawing),
    (r"xl/connections\.xml", _connections),
    (r"xl/revisions/revisionLog\d*\.xml", _revisions),
    (r"xl/(macrosheets|dialogsheets)/[^/]+\.xml", _foreign_sheet),
    (r"xl/model/.+", _binary_model),
    # What the sheets were read from, and what only says how they look.
    (r"xl/(workbook|sharedStrings|calcChain|volatileDependencies|cellimages)\.xml", furniture),
    (r"xl/(worksheets|chartsheets)/[^/]+\.xml", furniture),
    (r"xl/pivotCache/pivotCacheRecords\d*\.xml|xl/pivotTables/.+", furniture),
    (r"xl/(tables|queryTables|slicers|slicerCaches|timelines|timelineCaches)/.+", furniture),
    (r"xl/(richData|revisions|worksheetSortMap|tableSingleCells|xmlMaps).*", furniture),
)
