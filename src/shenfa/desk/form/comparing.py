"""From two copies to what is stored of their comparison: keyed differences, nothing personal.

The formal copy is compared with the electronic copy and, where the unit brought that itself,
also with what goes out of the revision (R36): what differs in both is told once. A picture or a
place under the seal that nobody compared is told like a difference, because a person must look;
what could not be read at all leaves the comparison without a result.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shenfa.audit import compile_engine
from shenfa.audit.compare import Comparison, compare, comparison_row, quotable
from shenfa.audit.mask import mask
from shenfa.desk.form.outgoing import OutgoingFile
from shenfa.desk.form.reading import recogniser, reread_copy
from shenfa.desk.form.readings import reading_of
from shenfa.readers import UnreadableDocument
from shenfa.text import Document, GapKind, PassageKind

Row = dict[str, Any]  # JSON
UNREAD, UNREADABLE = "unread", "unreadable"
ELECTRONIC, OUTGOING = "electronic", "outgoing"
FILE_NAME = "文件名"
"""Place of a gap about the name only; the content was read."""
ABOUT = frozenset({PassageKind.FILE_NAME, PassageKind.PROPERTY})
NUMBER = re.compile(r"(?<![0-9])[0-9]{10,19}[Xx]?(?![0-9])")
NO_TEXT = "没有读出可以比对的文字，请检查文件，或者安装文字识别组件后再比对"
NO_RECOGNITION = "有图片或者扫描页未识别，请安装文字识别组件后再比对"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether there is a result, and every difference with its key."""

    is_finished: bool
    differences: tuple[Row, ...]


def compare_copies(formal: OutgoingFile, copies: Mapping[str, tuple[OutgoingFile, ...]]) -> Outcome:
    """Compare the formal copy with each electronic one. ``copies`` are ELECTRONIC, OUTGOING."""
    rows: list[Row] = []
    for role, files in copies.items():
        for file in files:
            rows += [{**row, "copies": [role]} for row in _rows(formal, file)]
    differences = _keyed(rows)
    is_finished = all(row["kind"] != UNREADABLE for row in differences)
    return Outcome(is_finished=is_finished, differences=differences)


def _rows(formal: OutgoingFile, file: OutgoingFile) -> tuple[Row, ...]:
    try:
        return tuple(_compared(formal, file))
    except UnreadableDocument as failure:
        return (_unreadable("", str(failure)),)
    except Exception as failure:  # noqa: BLE001 - R49: what crashes while it is read was not compared
        reason = f"比对出错（{type(failure).__name__}），请另存后重新上传"
        return (_unreadable("", reason),)


def _compared(formal: OutgoingFile, file: OutgoingFile) -> Iterator[Row]:
    signed, copy = reading_of(formal.data, formal.name), reading_of(file.data, file.name)
    may_be_said = quotable(signed, copy, compile_engine())
    comparison = compare(signed, copy, (), may_be_said)
    if comparison.differences and _is_recognised(signed):
        again = reread_copy(formal.data, formal.name)
        comparison = compare(signed, copy, (again,) if again else (), may_be_said)
    blocking = tuple(_blocking(comparison))
    told: Mapping[str, Any] = comparison_row(comparison)  # JSON
    yield from map(_covered, told["differences"])
    yield from blocking
    for row in () if blocking else told["unread"]:
        yield _covered(
            {"kind": UNREAD, "copy": row["copy"], "message": f"{row['place']}：{row['reason']}"}
        )


def _blocking(comparison: Comparison) -> Iterator[Row]:
    """What leaves the comparison without a result: nobody can look at it instead."""
    for name, document in (("formal", comparison.formal), (ELECTRONIC, comparison.electronic)):
        for gap in document.gaps:
            if gap.kind is GapKind.TECHNICAL and gap.place != FILE_NAME:
                yield _unreadable(name, f"{gap.place}：{gap.reason}")
        if not any(one.kind not in ABOUT and one.text.strip() for one in document.passages):
            yield _unreadable(name, NO_TEXT)
    is_pictured = any(gap.kind is GapKind.MEDIA for gap in comparison.formal.gaps)
    if is_pictured and recogniser() is None:
        yield _unreadable("formal", NO_RECOGNITION)


def _unreadable(copy: str, reason: str) -> Row:
    return {"kind": UNREADABLE, "copy": copy, "message": reason}


def _is_recognised(document: Document) -> bool:
    return any(passage.kind is PassageKind.PICTURE for passage in document.passages)


def _covered(row: Row) -> Row:
    """Mask personal numbers: what is stored here is shown in lists and can never be deleted."""
    covered = dict(row)
    for name, value in row.items():
        if isinstance(value, str):
            covered[name] = NUMBER.sub(lambda match: _masked(match[0]), value)
        elif isinstance(value, dict):
            covered[name] = _covered(value)
    return covered


def _masked(number: str) -> str:
    if len(number) in (15, 18):
        return mask("ID_CARD", number)
    if len(number) == 11 and number.startswith("1"):
        return mask("MOBILE", number)
    return mask("BANK_CARD", number) if len(number) >= 16 else number


def _keyed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give each difference its key, and tell once what differs in both copies."""
    seen: Counter[str] = Counter()
    found: dict[str, Row] = {}
    for row in rows:
        about = "\n".join(_sign(row))
        roles = ",".join(row.get("copies", ()))
        seen[f"{roles}\n{about}"] += 1
        number = seen[f"{roles}\n{about}"]
        key = f"d-{hashlib.sha256(f'{about}{number}'.encode()).hexdigest()[:16]}"
        if key in found:
            found[key]["copies"] += row["copies"]
        else:
            found[key] = {"key": key, **row}
    return tuple(found.values())


def _sign(row: Row) -> Iterator[str]:
    """What makes a difference the same one: what it is, where in the formal copy, which texts."""
    yield row["kind"]
    yield row.get("copy", "")
    if "formal" in row:
        yield row["formal"]["place"]
        yield row["formal"]["text"]
        yield row["electronic"]["text"]
    else:
        yield row["message"]
