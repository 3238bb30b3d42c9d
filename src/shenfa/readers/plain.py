"""Read plain text and Markdown: UTF-8 with or without BOM, UTF-16 with BOM, GB18030.

The whole text is one passage, so that a number broken by a line break is still one number;
its lines are found again by their count.
"""

import codecs

from shenfa.readers.content import Content, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.text import Passage

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
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableDocument(name, "不是文本文件，或编码无法识别，请另存为 UTF-8 编码后再检查")
