"""What stands in the attributes of a web page's elements, in its scripts and comments."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from shenfa.readers.content import TELLING
from shenfa.readers.web.table import Aside
from shenfa.text import PassageKind

Attributes = dict[str, str | None]
ALTERNATIVES = {
    "alt": "替代文字",
    "title": "提示文字",
    "placeholder": "提示文字",
    "aria-label": "提示文字",
    "summary": "替代文字",
    "label": "提示文字",
}
LITERAL = re.compile(
    r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`|(?<![\w.])(\d{11,18})(?!\w)'
)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\n|\\t|\\(.)", re.DOTALL)
BOILERPLATE = frozenset({"StartFragment", "EndFragment"})
FURNITURE = re.compile(r"\[(if|endif)|\s*$")


def asides(tag: str, attributes: Attributes) -> Iterator[Aside]:
    """Yield the texts an element has beside its content."""
    what = "图片" if tag == "img" else ""
    for name, value in attributes.items():
        if not value or not value.strip():
            continue
        if name in ALTERNATIVES:
            yield f"{what}{ALTERNATIVES[name]}", PassageKind.ALTERNATIVE, value
        elif name in {"href", "action"}:
            address = unquote(value)
            if value.startswith(("mailto:", "tel:", "file:")) or TELLING.search(address):
                yield "链接", PassageKind.FIELD_CODE, address
        elif name.startswith(("data-", "on", "x:", "mso-")) and TELLING.search(value):
            yield f"（属性 {name}）", PassageKind.HIDDEN, value
    if tag == "input" and attributes.get("type", "text") in {"hidden", "checkbox", "radio"}:
        value = attributes.get("value") or ""
        if TELLING.search(value) or (value and attributes.get("type") == "hidden"):
            yield "（隐藏的表单值）", PassageKind.HIDDEN, value


def field_text(tag: str, attributes: Attributes) -> str:
    """The text a form field shows."""
    kind = (attributes.get("type") or "text").lower()
    if tag != "input" or kind in {"hidden", "checkbox", "radio", "image", "password"}:
        return ""
    return attributes.get("value") or ""


def inline_data(address: str) -> bytes | None:
    """The bytes of a data: address, None for one that leads out of the page or is broken."""
    head, comma, body = address.partition(",")
    if not comma:
        return None
    try:
        if head.lower().endswith(";base64"):
            return base64.b64decode(unquote(body), validate=False)
        return unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def script_text(script: str) -> str:
    """The Chinese texts and long numbers written into a script, one a line."""
    found = ("".join(match.groups("")) for match in LITERAL.finditer(script))
    texts = (ESCAPE.sub(_unescaped, text) for text in found)
    return "\n".join(dict.fromkeys(text for text in texts if TELLING.search(text)))


def comment_text(comment: str) -> str:
    """The text of a comment without mark-up; of Word's conditional ones only what tells."""
    text = html.unescape(re.sub(r"<[^>]*>", "\n", comment))
    lines = [line.strip() for line in text.split("\n")]
    if FURNITURE.match(comment):
        lines = [line for line in lines if TELLING.search(line) and "mso" not in line]
    text = "\n".join(line for line in lines if re.search(r"\w", line))
    return "" if text in BOILERPLATE else text


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else match[3] or " "
