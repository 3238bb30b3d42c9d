"""Look in a finished copy for what it must not hold, byte by byte and in every disguise.

Each part of an archive is read as UTF-8, UTF-16 and GB 18030, with and without its tags, with
entities resolved, widths folded and separators taken out, so that a number is found although
it is cut by tags or written in another width. The text of a PDF is read from its streams.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.text import fold

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
TAGS = re.compile(r"<[^<>]*>")
BETWEEN = re.compile(r"[\s\-‐‑‒–—―−.,，_/|·]+")
STREAM = re.compile(rb"<<([^\r\n]*)>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"<([0-9a-fA-F]+)>\s*Tj")
SHORTEST = 4
"""Characters of what is looked for; anything shorter would be found by chance."""


@dataclass(frozen=True, slots=True)
class Needles:
    """What is looked for, ready to be looked for all at once; None for nothing."""

    automaton: CharwiseDoubleArrayAhoCorasick | None


def needles_of(texts: Iterable[str]) -> Needles:
    """Return the needles for some texts, each as it is compared."""
    wanted = sorted({_squeezed(text) for text in texts if len(_squeezed(text)) >= SHORTEST})
    return Needles(CharwiseDoubleArrayAhoCorasick(wanted) if wanted else None)


def is_in(needles: Needles, text: str) -> bool:
    """Whether a text holds any of them."""
    return needles.automaton is not None and bool(needles.automaton.find(_squeezed(text)))


def leaks(data: bytes, needles: Needles) -> tuple[str, ...]:
    """Return the parts of a file that hold any of them; "" is the file itself."""
    if needles.automaton is None:
        return ()
    return tuple(
        name
        for name, part in _parts(data)
        if any(is_in(needles, view) for view in _views(name, part))
    )


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for info in file.infolist():
                yield info.filename, file.read(info)
                yield info.filename, info.filename.encode() + info.comment + info.extra
            yield "", file.comment
    elif data.startswith(b"%PDF-"):
        yield "", STREAM.sub(b"", data)
        for number, match in enumerate(STREAM.finditer(data), start=1):
            if b"/Subtype /Image" in match[1] and b"/FlateDecode" in match[1]:
                continue  # samples of pixels, drawn after the covers
            body = zlib.decompress(match[2]) if b"/FlateDecode" in match[1] else match[2]
            yield f"stream {number}", body
            words = [bytes.fromhex(one.decode()) for one in SHOWN.findall(body)]
            yield (
                f"stream {number}",
                "".join(word.decode("utf-16-be", "replace") for word in words).encode(
                    "utf-8", "replace"
                ),
            )
    else:
        yield "", data


def _views(name: str, part: bytes) -> Iterator[str]:
    is_plain = name.endswith((".xml", ".rels"))
    for encoding in ENCODINGS[:1] if is_plain else ENCODINGS:
        text = part.decode(encoding, "ignore")
        yield text
        if "<" in text or "&" in text:
            yield html.unescape(TAGS.sub("", text))
            yield html.unescape(text)


def _squeezed(text: str) -> str:
    return BETWEEN.sub("", fold(text).text).upper()
