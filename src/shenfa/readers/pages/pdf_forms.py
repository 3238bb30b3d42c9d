"""Drawings of a PDF file (form XObjects) that contain themselves.

No program makes them. pdfium multiplies them until the memory is full, so they are looked for
before it sees the file.
"""

import re
from collections.abc import Mapping

OBJECT = re.compile(rb"\b(\d{1,9})\s+\d{1,5}\s+obj\b")
REFERENCE = re.compile(rb"\b(\d{1,9})\s+\d{1,5}\s+R\b")
FORM = re.compile(rb"/Subtype\s*/Form\b")
END = re.compile(rb"\bstream\r?\n|\bendobj\b")
ELSEWHERE = re.compile(rb"/Type\s*/(?:Page|Pages|Catalog|Annot|StructElem|StructTreeRoot|OCG)\b")
"""Objects that refer back to where they belong, and are not drawn."""
LONGEST = 16_384


def draws_itself(data: bytes) -> bool:
    """Return whether following the references of a drawing leads back to it."""
    if FORM.search(data) is None:
        return False
    heads = _heads(data)
    targets = {
        number: frozenset(int(one) for one in REFERENCE.findall(head))
        for number, head in heads.items()
        if ELSEWHERE.search(head) is None
    }
    forms = [number for number, head in heads.items() if FORM.search(head)]
    done: set[int] = set()
    return any(_leads_back(number, targets, done) for number in forms)


def _heads(data: bytes) -> dict[int, bytes]:
    heads: dict[int, bytes] = {}
    for match in OBJECT.finditer(data):
        end = END.search(data, match.end(), match.end() + LONGEST)
        heads[int(match[1])] = data[match.end() : end.start() if end else match.end() + LONGEST]
    return heads


def _leads_back(start: int, targets: Mapping[int, frozenset[int]], done: set[int]) -> bool:
    """Walk in depth; ``done`` are those from which no way leads in a circle."""
    path: set[int] = set()
    waiting = [(start, False)]
    while waiting:
        number, is_left = waiting.pop()
        if is_left:
            path.discard(number)
            done.add(number)
        elif number in path:
            return True
        elif number not in done and number in targets:
            path.add(number)
            waiting.append((number, True))
            waiting += [(one, False) for one in targets[number]]
    return False
