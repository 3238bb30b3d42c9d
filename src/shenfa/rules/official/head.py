"""The head of an official document: from the first line to the recipients."""

from collections.abc import Sequence

from shenfa.rules.official import lines as shape
from shenfa.rules.official.elements import Elements, cut, joined
from shenfa.text import Line

LIMIT = 40


def head_end(rows: Sequence[Line]) -> int:
    """Return the index of the first line of the body; the recipients belong to the head."""
    for index, row in enumerate(rows[:LIMIT]):
        if _is_marked(row.text):
            continue
        if _is_address(row):
            return index + 1
        if _is_body(row) or shape.COPIES.match(row.text):
            return index
        is_tail = shape.ANNEX.fullmatch(row.text) or shape.date_in(row.text)
        if index and is_tail and not any(_is_text(row) for row in rows[index + 1 : index + 5]):
            return index
    return min(len(rows), LIMIT)


def read_head(rows: Sequence[Line]) -> Elements:
    """Return the elements among the lines of the head."""
    found: dict[str, Line] = {}
    above: list[Line] = []
    free: list[Line] = []
    captions: list[Line] = []
    metadata: list[Line] = []
    for row in rows:
        match = shape.NUMBER.fullmatch(row.text)
        if match and shape.is_number(row.text):
            if "number" not in found:
                above, free = free, []
            found.setdefault("number", cut(row, *match.span("number")))
            if match["rest"]:
                found.setdefault("signer", cut(row, *match.span("rest")))
        elif shape.METADATA.match(row.text):
            metadata.append(row)
        elif name := _marked_name(row.text):
            found.setdefault(name, row)
            if name == "serial" and shape.type_of(row.text):
                free.append(row)
        elif shape.is_caption(row.text):
            captions.append(row)
        else:
            free.append(row)
    address = [free.pop()] if free and shape.is_address(free[-1].text) else []
    under = free if _has_title(free) or not _has_title(above) else []
    masthead = _masthead(above, under)
    title, rest = _title([row for row in under or above if row not in masthead])
    rest += [row for row in free if row not in under]
    if address or _is_open(rest):
        address = [*rest, *address]
        rest = []
    return Elements(
        copy_number=found.get("copy_number"),
        secrecy=found.get("secrecy"),
        urgency=found.get("urgency"),
        masthead=tuple(masthead),
        number=found.get("number"),
        serial=found.get("serial"),
        signer=found.get("signer"),
        metadata=tuple(metadata),
        title=tuple(title),
        captions=tuple(captions),
        recipients=tuple(address),
        body=tuple(rest),
    )


def _is_marked(text: str) -> bool:
    """Whether a line of the head says itself what it is."""
    return bool(shape.METADATA.match(text) or _marked_name(text)) or shape.is_number(text)


def _marked_name(text: str) -> str:
    if shape.SIGNER.match(text):
        return "signer"
    if shape.is_serial(text):
        return "serial"
    if shape.URGENCY.fullmatch(text):
        return "urgency"
    if shape.SECRECY.fullmatch(text):
        return "secrecy"
    return "copy_number" if shape.COPY_NUMBER.fullmatch(text) else ""


def _is_address(row: Line) -> bool:
    """Whether a line lists the recipients, be it with a mark that ends sentences."""
    is_stopped = row.text.endswith(("。", "；")) and shape.is_unclosed_address(row.text)
    return not shape.is_numbered(row.label) and (is_stopped or shape.is_address(row.text))


def _is_text(row: Line) -> bool:
    return shape.is_address(row.text) or _is_body(row)


def _is_body(row: Line) -> bool:
    """Whether a line can only be running text; a title with an automatic number stays one."""
    is_title = "关于" in row.text and bool(shape.type_of(row.text))
    return shape.is_sentence(row.text) or (shape.is_numbered(row.label) and not is_title)


def _has_title(rows: Sequence[Line]) -> bool:
    return any(shape.type_of(joined(rows[:stop])) for stop in range(1, len(rows) + 1))


def _masthead(above: Sequence[Line], free: Sequence[Line]) -> list[Line]:
    """The lines above the document number, unless the title is all that stands there."""
    if free:
        return [*above, *(row for row in free if shape.MASTHEAD.fullmatch(row.text))]
    return [row for row in above if shape.MASTHEAD.fullmatch(row.text)]


def _title(rows: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Split the unmarked lines of the head into the title and what follows it."""
    first = 0
    ends: list[int] = []
    for index, row in enumerate(rows):
        # A page may repeat its headline above the document's own title: the later one counts.
        if ends and (row.text.startswith("关于") or shape.is_organ(row.text)):
            stops = range(index, len(rows))
            if any(shape.type_of(joined(rows[index : stop + 1])) for stop in stops):
                first, ends = index, []
        if shape.type_of(joined(rows[first : index + 1])):
            ends.append(index)
    if ends:
        return list(rows[first : ends[-1] + 1]), list(rows[ends[-1] + 1 :])
    open_at = next((at for at in range(1, len(rows)) if _is_open(rows[at:])), len(rows))
    return list(rows[:open_at]), list(rows[open_at:])


def _is_open(rows: Sequence[Line]) -> bool:
    return bool(rows) and shape.is_unclosed_address("，".join(row.text for row in rows))
