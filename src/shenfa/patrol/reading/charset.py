"""The characters of a page: as declared, as they are, and whether a browser shows them."""

import codecs
import re
from dataclasses import dataclass

META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Decoded:
    """``declared`` is what the page says of itself (empty: nothing), ``actual`` what it is.

    A page ``is_garbled`` where a browser that believes it shows nonsense.
    """

    text: str
    declared: str
    actual: str
    is_garbled: bool


def decode(body: bytes, content_type: str) -> Decoded:
    """Decode a page: byte order mark, then what it declares, then UTF-8, then GB18030."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return Decoded(body.decode(name, "replace"), name, name, is_garbled=False)
    header, meta = HEADER.search(content_type), META.search(body[:HEAD])
    names = [
        _known(found)
        for found in (
            header[1].lower() if header else "",
            meta[1].decode("ascii").lower() if meta else "",
        )
        if found
    ]
    declared = next((name for name in names if name), "")
    for name in dict.fromkeys((*filter(None, names), "utf-8", "gb18030")):
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            continue
        return Decoded(text, declared, name, is_garbled=bool(declared) and name != declared)
    return _damaged(body, declared or "utf-8")


def _known(name: str) -> str:
    if name in CHINESE:
        return "gb18030"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    # Pages in Chinese that call themselves Latin are set right by the browser's guess.
    return "" if found in {"iso8859-1", "cp1252", "ascii"} else found


def _damaged(body: bytes, declared: str) -> Decoded:
    """Take the encoding that loses least; a few broken bytes are damage, no wrong charset."""
    tried = {
        name: body.decode(name, "replace") for name in dict.fromkeys((declared, "utf-8", "gb18030"))
    }
    actual = min(tried, key=lambda name: tried[name].count("\ufffd"))
    return Decoded(tried[actual], declared, actual, is_garbled=actual != declared)
