"""A masked plain text, in the encoding and with the line ends it had."""

import codecs

from shenfa.readers.plain import BOMS, decode
from shenfa.writers.masked.mask import Copy, Original, by_passage, masked_text


def masked_plain(original: Original) -> Copy:
    """Return the copy. What its encoding cannot hold is written as UTF-8."""
    data = original.data
    text = masked_text(decode(data, original.name), by_passage(original.masks).get(0, ()))
    encoding = _encoding(data)
    if "\r\n" in data.decode(encoding, "replace"):
        text = text.replace("\n", "\r\n")
    try:
        return Copy(text.encode(encoding))
    except UnicodeEncodeError:
        return Copy(text.encode())


def _encoding(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError:
        return "gb18030" if _fits(data) else "utf-8"
    return "utf-8"


def _fits(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
