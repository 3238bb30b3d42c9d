"""Read plain text and Markdown: UTF-8 with or without BOM, UTF-16 with BOM, GB18030.

UTF-8 with a few broken bytes is still read, a U+FFFD for each of them.

The whole text is one passage, so that a number broken by a line break is still one number;
its lines are found again by their count.
"""

import codecs

from shenfa.readers.content import Content, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.text import Passage

MOSTLY = 20
"""Sound characters beyond ASCII for one that is broken."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return the decoded text as one passage, line breaks as U+000A, without a BOM."""
    text = decode(data, name)
    if not text.strip():
        raise UnreadableDocument(name, "没有文字，请检查是否选错了文件")
    return Content((Passage("", text, origin="text"),))


def decode(data: bytes, name: str) -> str:
    """Return the text of ``data``. Raises UnreadableDocument where no encoding fits."""
    encodings = [encoding for bom, encoding in BOMS if data.startswith(bom)]
    for encoding in encodings or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not (encoding == "gb18030" and _is_hurt_utf8(data)):
            return _lines(text)
    if b"\0" not in data and _is_hurt_utf8(data):
        # Rules find the replacement characters, so that nothing is lost without a word.
        return _lines(data.decode("utf-8", "replace"))
    raise UnreadableDocument(name, "不是文本文件，或编码无法识别，请另存为 UTF-8 编码后再检查")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_hurt_utf8(data: bytes) -> bool:
    """Whether nearly all of it is UTF-8: a file cut off or patched, and no GB18030."""
    text = data.decode("utf-8", "replace")
    hurt = text.count("\ufffd")
    return 0 < hurt * MOSTLY < sum(not character.isascii() for character in text)
