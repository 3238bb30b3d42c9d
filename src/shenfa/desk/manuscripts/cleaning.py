"""Clean what authors write, so that what is hashed is what is shown (S18).

Kept are paragraphs, headings, lists, tables, links, and pictures that are attachments of the
same revision. Everything that runs, hides, loads or comments is dropped. Cleaning a clean text
changes nothing.
"""

import re
from urllib.parse import quote, unquote

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.desk.refusals import CommandRefused
from shenfa.readers import is_whole

LONGEST_BODY = 2 * 1024 * 1024
MOST_PASSES = 8
ATTACHMENTS = "attachments/"
"""Where a page finds the files that go out with it, from where it stands itself."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words(
    "p div section article header footer aside main address center h1 h2 h3 h4 h5 h6 blockquote "
    "pre ul ol li dl dt dd table caption thead tbody tfoot tr th td figure figcaption hr"
)
"""Blocks are kept without exception: without their borders the words of two would run together."""
INLINE = _words("br a img strong b em i u s sub sup span")
DROPPED = _words(
    "script style template noscript iframe frame frameset object embed applet svg math title "
    "textarea select noembed noframes xmp plaintext audio video canvas dialog"
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
ALIGNED = {"align-center", "align-right"}
SCHEMES = {"http", "https", "mailto"}
NUMBER = re.compile("[0-9]{1,4}")
OWN_PICTURE = re.compile(rf"(?:\./)?{ATTACHMENTS}([^/?#\\]+)")
IGNORED = re.compile("[\t\n]+")
"""What a browser leaves out of an address before it reads it."""
OTHER_HOST = re.compile(r"[/\\]{2}")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean_html(body: str) -> str:
    """Return a body as it may be shown, or refuse one that is too long or beyond cleaning."""
    for _ in range(MOST_PASSES):
        cleaned = _clean_once(need_short(body))
        if cleaned == body:
            return cleaned
        body = cleaned
    raise CommandRefused("body", "正文的格式无法整理，请清除格式后重新粘贴")


def clean_text(text: str) -> str:
    """Return plain text with line feeds for line ends and without control characters."""
    if not is_whole(text):
        raise CommandRefused("body", "正文含有残缺的字符，请删去后重新保存")
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def need_short(body: str) -> str:
    """Return a body without control characters, or refuse one that is too long."""
    text = clean_text(body)
    if len(text.encode()) > LONGEST_BODY:
        raise CommandRefused("body", "正文不得超过2MB，请把图片和长表格改为附件")
    return text


def pictures_in(body: str) -> tuple[str, ...]:
    """Return the names of the attachments that a clean body shows as pictures."""
    found = (OWN_PICTURE.fullmatch(one.attributes.get("src") or "") for one in _images(body))
    return tuple(unquote(match[1]) for match in found if match)


def picture_source(name: str) -> str:
    """Return how a body refers to an attachment as a picture."""
    return ATTACHMENTS + quote(name)


def has_content(body: str) -> bool:
    """Return whether a clean body shows anything: text or a picture."""
    shown = LexborHTMLParser(body).body
    return bool(_images(body)) or (shown is not None and bool(shown.text(strip=True)))


def _images(body: str) -> list[LexborNode]:
    return LexborHTMLParser(body).css("img")


def _clean_once(body: str) -> str:
    cleaned = nh3.clean(
        body,
        tags=set(BLOCKS | INLINE),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        allowed_classes=dict.fromkeys(BLOCKS, ALIGNED),
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return clean_text(cleaned).strip()


def _kept(tag: str, attribute: str, value: str) -> str | None:
    match tag, attribute:
        case "img", "src":
            found = OWN_PICTURE.fullmatch(value)
            return picture_source(unquote(found[1])) if found else None
        case "a", "href":
            address = IGNORED.sub("", value).strip()
            return None if OTHER_HOST.match(address) else address
        case _, "class":
            return value if ALIGNED & set(value.split()) else None
        case _, "colspan" | "rowspan" | "start":
            return value if NUMBER.fullmatch(value) else None
        case _:
            return value
