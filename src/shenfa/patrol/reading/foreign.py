"""Where a page leads out of its site, and whether a reader can see that it does."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.readers.web.style import HIDING, NESTED, PLAIN, RULE, look_of

AWAY = re.compile(r"(?:https?:)?//([^/?#\s\"'<>\\:@]+)", re.IGNORECASE)
OUT_OF_SIGHT = re.compile(
    r"(?:left|top|right|bottom|margin-left|margin-top|text-indent):-\d{3}"
    r"|(?<![-\w])(?:max-)?(?:width|height):(?:[01]?(?:\.\d+)?(?:px|em|pt|%)?|[23]px)(?:;|!|$)"
    r"|transform:scale\(0|(?<![-\w])opacity:0?\.0\d|clip:rect\([01]"
    r"|clip-path:(?:inset\((?:50|100)%|circle\(0)|z-index:-\d|filter:alpha\(opacity=0"
    r"|filter:opacity\(0"
)
WRITING = re.compile(
    r"document\.write|document\[|innerHTML|insertAdjacentHTML|createElement|appendChild|\beval\("
)
CODES = re.compile(r"fromCharCode\(([\d,\sx a-fA-F]+)\)")
ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})")
PACKED = re.compile(r"atob\(\s*[\"']([A-Za-z0-9+/=]{8,})[\"']\s*\)")
JOINT = re.compile(r"[\"']\s*\+\s*[\"']")
WRITTEN = re.compile(
    r"<\s*(a|iframe|script|img|embed)\b[^>]*?(?:href|src)\s*=\s*\\?[\"']?\s*((?:https?:)?//[^\"'\s>\\]+)",
    re.IGNORECASE,
)
SET = re.compile(r"\.src\s*=\s*[\"']((?:https?:)?//[^\"'\s]+)[\"']", re.IGNORECASE)
HIDING_SCRIPT = re.compile(r"display\s*[:=]\s*[\"']?\s*none|visibility\s*[:=]\s*[\"']?\s*hidden")
JUMP = re.compile(
    r"(?:window\.|document\.|self\.|top\.|parent\.)?location(?:[\"']\])?(?:\.href)?\s*"
    r"(?:=|\.replace\(|\.assign\()\s*[\"']([^\"']+)[\"']"
)
LURE = re.compile(r"referrer|userAgent|baidu|spider|google|sogou", re.IGNORECASE)
IDS_HIDDEN = re.compile(
    r"getElementById\(\s*[\"']([\w-]+)[\"']\s*\)\.style\.(?:display\s*=\s*[\"']none|visibility\s*=\s*[\"']hidden)"
    r"|\$\(\s*[\"']#([\w-]+)[\"']\s*\)\.hide\(\s*\)"
)
ADDRESS = re.compile(r"(?<![\w:])(?:https?:)?//[\w.-]+\.[\w.:-]+[^\s\"'<>\\)]*", re.IGNORECASE)
AT_ONCE = re.compile(
    r"setTimeout|setInterval|onload|ready\s*\(|^\W*\(\s*(?:async\s+)?(?:function|\()"
)
SELECTOR = re.compile(r"[\w.#\s>-]+")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TINY = re.compile(r"(?<![-\w])font-size:[01](?:px|pt|em)?(?:;|!|$)")
NEAR_WHITE = re.compile(r"(?<![-\w])color:#f[a-e]f[a-e]f[a-e]")
PACKER = re.compile(
    r"\}\s*\(\s*'((?:[^'\\]|\\.)*)'\s*,\s*(\d+)\s*,\s*\d+\s*,\s*'([^']*)'\.split\('\|'\)"
)
INHERITING = re.compile(r"[\w-]+\s*:\s*inherit\s*(?:;|$)")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
NO_SIZE = frozenset({"0", "1", "0px", "1px"})
HIDDEN = "隐藏文字"
FOLDED = "折叠的菜单"
"""Hidden until a visitor points at it or clicks: a menu, unless its words are those of gamblers."""
STATE = re.compile(r":hover|:focus|\.(?:active|on|open|show|cur|current|hover|selected)\b")
SHOWING = re.compile(r"display:(?!none)|visibility:visible|opacity:1|height:(?:auto|[1-9]\d)")
NAME = re.compile(r"[.#][\w-]+")
OPENED = re.compile(
    r"[\"']\s*(?P<name>[.#][\w-]+)[^\"']{0,40}[\"']\s*\)\.(?:show|toggle|slide\w+|fade\w+|hover|css\(\s*[\"']display"
    r"[\"']\s*,\s*[\"'](?:block|inline))"
    r"|getElementById\(\s*[\"'](?P<id>[\w-]+)[\"']\s*\)\.style\.display\s*=\s*[\"'](?:block|inline|[\"'])"
)
OUTSIDE = "移出可视范围或者尺寸为零"
WHITE = "白色文字"
WORDLESS = "链接文字看不见"
INVISIBLE_TEXT = re.compile(r"[\s.。,，·\u00a0\u200b\u3000|-]*")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The style sheets within a page; ``opened`` are the names that a pointer or click unfolds."""

    texts: tuple[str, ...]
    opened: frozenset[str]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A way out of the site: by which element, in which words, and why it is not seen.

    ``names`` are the classes and ids around it, which a style sheet elsewhere may hide.
    """

    url: str
    host: str
    tag: str
    words: str = ""
    reason: str = ""
    names: tuple[str, ...] = ()


def foreign_links(
    parser: LexborHTMLParser, site: frozenset[str], hiding: frozenset[str], sheets: Sheets
) -> Iterator[Foreign]:
    """Yield the links, frames and scripts of a page that lead to other hosts."""
    unseen = _unseen(parser, sheets.texts)
    for node in parser.css(
        "a[href],area[href],iframe[src],frame[src],script[src],embed[src],object[data]"
    ):
        attributes = node.attributes
        url = (
            attributes.get("href") or attributes.get("src") or attributes.get("data") or ""
        ).strip()
        match = AWAY.match(url)
        if match is None or match[1].lower() in site:
            continue
        tag = node.tag or ""
        words = " ".join((node.text() or "").split()) if tag == "a" else ""
        reason, names = _sight(node, hiding)
        reason = reason or (HIDDEN if node.mem_id in unseen else "")
        if reason == HIDDEN and sheets.opened.intersection(names):
            reason = FOLDED
        if tag == "a" and not reason and INVISIBLE_TEXT.fullmatch(words):
            reason = "" if _is_drawn(node, words) else WORDLESS
        yield Foreign(url, match[1].lower(), tag, words[:60], reason, names)


def sheets_of(texts: list[str], scripts: list[str]) -> Sheets:
    """Return the sheets of a page with what they and its scripts unfold."""
    opened: set[str] = set()
    for text in texts:
        opened |= opened_names(text)
    for script in scripts:
        for match in OPENED.finditer(script):
            opened.add(match["name"] or f"#{match['id']}")
    return Sheets(tuple(texts), frozenset(opened))


def opened_names(sheet: str) -> frozenset[str]:
    """Return the classes and ids that a style sheet shows once something is pointed at."""
    return frozenset(
        name
        for rule in RULE.finditer(COMMENT.sub("", sheet))
        if STATE.search(rule[1]) and SHOWING.search(re.sub(r"\s+", "", rule[2]).lower())
        for name in NAME.findall(STATE.sub(" ", rule[1]))
    )


def _unseen(parser: LexborHTMLParser, sheets: tuple[str, ...]) -> frozenset[int]:
    """The links that rules of the page's own sheets hide, whatever their selectors are."""
    found: set[int] = set()
    for sheet in sheets:
        for rule in RULE.finditer(NESTED.sub("", COMMENT.sub("", sheet))):
            style = re.sub(r"\s+", "", rule[2]).lower()
            if not (OUT_OF_SIGHT.search(style) or HIDING.search(style) or TINY.search(style)):
                continue
            for selector in rule[1].split(","):
                found |= _within(parser, selector.strip())
    return frozenset(found)


def _within(parser: LexborHTMLParser, selector: str) -> set[int]:
    if not SELECTOR.fullmatch(selector):
        return set()
    try:
        return {
            link.mem_id
            for held in parser.css(selector)
            for link in ((held,) if held.tag == "a" else held.css("a[href],iframe[src]"))
        }
    except ValueError:
        return set()


def _is_drawn(node: LexborNode, words: str) -> bool:
    """Whether a link without words shows a picture, or an icon that a style sheet draws."""
    pictures = node.css("img,svg,i,video,canvas")
    if pictures:
        return not all(_is_dot(one.attributes) for one in pictures)
    own = node.attributes
    is_styled = bool(own.get("class") or own.get("style") or own.get("id"))
    return not words and (is_styled or node.css_first("[class],[style]") is not None)


def _without_inheriting(attributes: dict[str, str | None]) -> dict[str, str | None]:
    style = attributes.get("style") or ""
    if "inherit" not in style:
        return attributes
    return attributes | {"style": INHERITING.sub("", style)}


def _is_dot(attributes: dict[str, str | None]) -> bool:
    """Whether a picture is drawn too small to be seen."""
    style = re.sub(r"\s+", "", attributes.get("style") or "").lower()
    sizes = {attributes.get("width"), attributes.get("height")}
    return sizes <= NO_SIZE or OUT_OF_SIGHT.search(style) is not None


def _sight(node: LexborNode, hiding: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Why an element is not seen, and the classes and ids of what surrounds it."""
    chain: list[dict[str, str | None]] = []
    above: LexborNode | None = node
    reason = ""
    while above is not None and above.tag not in {"body", "html", "-undef"}:
        attributes = above.attributes
        chain.append(attributes)
        if above.tag == "noscript":
            reason = "停用脚本时才显示"
        above = above.parent
    look, names = PLAIN, []
    for attributes in reversed(chain):
        look = look_of(look, _without_inheriting(attributes), hiding)
        names += [f".{name}" for name in (attributes.get("class") or "").split()]
        names += [f"#{attributes['id']}"] if attributes.get("id") else []
        style = re.sub(r"\s+", "", attributes.get("style") or "").lower()
        sizes = {attributes.get("width"), attributes.get("height")}
        if OUT_OF_SIGHT.search(style) or sizes & NO_SIZE:
            reason = reason or OUTSIDE
        if NEAR_WHITE.search(style) and not look.has_ground:
            reason = reason or WHITE
    return look.reason or reason, tuple(dict.fromkeys(names))


def written_links(script: str, site: frozenset[str]) -> Iterator[Foreign]:
    """Yield what a script writes into the page that leads away and is not seen."""
    if not WRITING.search(script):
        return
    plain = _unfolded(script)
    is_hiding = bool(HIDING_SCRIPT.search(plain)) or bool(
        OUT_OF_SIGHT.search(re.sub(r"\s+", "", plain).lower())
    )
    for match in WRITTEN.finditer(plain):
        tag, url = match[1].lower(), match[2]
        host = _host(url)
        if host in site or not host:
            continue
        if tag in {"script", "iframe", "embed"} or is_hiding or plain != script:
            yield Foreign(url, host, tag, "", "由脚本写入页面")
    if plain != script:
        yield from _joined(script, plain, site)
    if "createElement" in plain:
        for match in SET.finditer(plain):
            host = _host(match[1])
            if host and host not in site:
                yield Foreign(match[1], host, "script", "", "由脚本写入页面")


def _joined(script: str, plain: str, site: frozenset[str]) -> Iterator[Foreign]:
    """Yield the addresses that stand in a script only once its pieces are put together."""
    told = {match[0] for match in ADDRESS.finditer(script)}
    known = {match[2] for match in WRITTEN.finditer(plain)}
    known |= {match[1] for match in JUMP.finditer(plain)}
    for url in dict.fromkeys(match[0] for match in ADDRESS.finditer(plain)):
        host = _host(url)
        if host and host not in site and url not in told | known:
            yield Foreign(url, host, "script", "", "由脚本拼接后写入页面")


def script_jumps(script: str, site: frozenset[str], *, is_short: bool) -> Iterator[Foreign]:
    """Yield where a script sends visitors away: at once, or only those from a search engine."""
    plain = _unfolded(script)
    if "location" not in plain:
        return
    for match in JUMP.finditer(plain):
        host = _host(match[1])
        if not host or host in site:
            continue
        before = plain[: match.start()]
        is_lured = LURE.search(before[-300:])
        if is_lured or (is_short and "function" not in plain) or _runs_at_once(before):
            yield Foreign(match[1], host, "script", "", "由脚本跳转")


def _runs_at_once(before: str) -> bool:
    """Whether what follows this part of a script runs as the page opens, not upon a click."""
    heads: list[str] = []
    start = 0
    for place, mark in enumerate(before):
        if mark == "{":
            heads.append(before[start:place])
            start = place + 1
        elif mark == "}":
            if heads:
                heads.pop()
            start = place + 1
        elif mark == ";":
            start = place + 1
    waiting = [head for head in heads if "function" in head or "=>" in head]
    return all(AT_ONCE.search(head.strip()) for head in waiting) and "confirm(" not in before[-80:]


def hidden_ids(scripts: list[str]) -> frozenset[str]:
    """Return the ids (#x) of the elements that scripts hide as the page opens."""
    return frozenset(
        f"#{match[1] or match[2]}"
        for script in scripts
        if "style" in script or "hide(" in script
        for match in IDS_HIDDEN.finditer(script)
        if _runs_at_once(script[: match.start()])
    )


def _host(url: str) -> str:
    match = AWAY.match(url.strip())
    return match[1].lower() if match else ""


def _unfolded(script: str) -> str:
    """A script with the strings spelt out that it hides from whoever searches it."""
    if "split('|')" in script:
        script = PACKER.sub(_from_packer, script)
    text = CODES.sub(_from_codes, script) if "fromCharCode" in script else script
    text = PACKED.sub(_from_base64, text) if "atob" in text else text
    text = ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    text = unquote(text) if "unescape(" in text or "decodeURI" in text else text
    return JOINT.sub("", text) if "+" in text else text


def _from_packer(match: re.Match[str]) -> str:
    """Put the words back into a script that was packed as words and a pattern."""
    base, words = int(match[2]), match[3].split("|")
    if not 2 <= base <= len(DIGITS):
        return match[0]

    def word(token: re.Match[str]) -> str:
        number = 0
        for mark in token[0]:
            place = DIGITS.find(mark)
            if not 0 <= place < base:
                return token[0]
            number = number * base + place
        return words[number] if number < len(words) and words[number] else token[0]

    return re.sub(r"\b\w+\b", word, match[1])


def _from_codes(match: re.Match[str]) -> str:
    try:
        return '"' + "".join(chr(int(one.strip(), 0)) for one in match[1].split(",")) + '"'
    except (ValueError, OverflowError):
        return match[0]


def _from_base64(match: re.Match[str]) -> str:
    try:
        return '"' + base64.b64decode(match[1]).decode("utf-8", "replace") + '"'
    except (binascii.Error, ValueError):
        return match[0]
