"""A masked web page: a new page with the headings, paragraphs and tables the old one shows.

Scripts, style sheets, comments, hidden elements, links, forms and pictures stay behind.
"""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from shenfa.text import GapKind, Passage, PassageKind
from shenfa.writers.masked.mask import Copy, Original, by_passage, masked_text

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LOOK = (
    "body{max-width:60em;margin:2em auto;padding:0 1em;line-height:1.8}"
    "table{border-collapse:collapse}td{border:1px solid;padding:.2em .6em}"
)
PICTURES = "图片"


def masked_page(original: Original) -> Copy:
    """Return the copy."""
    masks = by_passage(original.masks)
    shown: list[Passage] = []
    texts: list[str] = []
    title = ""
    has_pictures = any(gap.kind is GapKind.MEDIA for gap in original.document.gaps)
    for index, passage in enumerate(original.document.passages):
        text = masked_text(passage.text, masks.get(index, ()))
        if passage.place == "网页标题":
            title = text
        elif passage.kind is PassageKind.PICTURE:
            has_pictures = True
        elif passage.kind is PassageKind.BODY and not passage.enclosure:
            shown.append(passage)
            texts.append(text)
    body = "\n".join(_body(shown, texts))
    page = (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{LOOK}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )
    return Copy(page.encode(), (PICTURES,) if has_pictures else ())


def _body(shown: Sequence[Passage], texts: Sequence[str]) -> Iterator[str]:
    pairs = list(zip(shown, texts, strict=True))
    for table, group in groupby(pairs, key=lambda one: one[0].cell.table if one[0].cell else 0):
        if table:
            yield f"<table>{''.join(_rows(list(group)))}</table>"
            continue
        for passage, text in group:
            tag = passage.style if passage.style in HEADINGS else "p"
            yield f"<{tag}>{_escaped(text)}</{tag}>"


def _rows(cells: Sequence[tuple[Passage, str]]) -> Iterator[str]:
    by_row: dict[int, dict[int, str]] = {}
    for passage, text in cells:
        if passage.cell is not None:
            by_row.setdefault(passage.cell.row, {})[passage.cell.column] = text
    widest = max(max(row) for row in by_row.values())
    for row in by_row.values():
        columns = (f"<td>{_escaped(row.get(number, ''))}</td>" for number in range(1, widest + 1))
        yield f"<tr>{''.join(columns)}</tr>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
