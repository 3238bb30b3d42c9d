"""What a page refers to: by its elements, by its styles, by what a click or a script does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from shenfa.patrol.address import Nature

PLAIN = (
    "a[href],area[href],link[href],img[src],script[src],iframe[src],frame[src],embed[src],"
    "source[src],video[src],audio[src],meta[http-equiv]"
)
RARE = (
    "img[srcset],source[srcset],object[data],video[poster],input[type=image][src],[background],"
    "[onclick]"
)
STYLED = "[style*='url(']"
USES = {
    "a": Nature.PAGE,
    "area": Nature.PAGE,
    "meta": Nature.PAGE,
    "img": Nature.PICTURE,
    "script": Nature.SCRIPT,
    "iframe": Nature.FRAME,
    "frame": Nature.FRAME,
}
LAZY = ("data-original", "data-src", "data-lazy-src", "data-lazyload", "original", "lay-src")
REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
CLICK = re.compile(
    r"(?:window\.open\(|location(?:\.href)?\s*=|location\.(?:replace|assign)\()\s*[\"']([^\"'\s]+)[\"']"
)
JUMP = re.compile(
    r"(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s*(?:=|\.replace\()\s*[\"']([^\"']+)[\"']"
)
IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)[\"']?\s*\)?", re.IGNORECASE)
PICTURE = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """What an element refers to, as it is written, and what for."""

    raw: str
    use: Nature


def links_in(parser: LexborHTMLParser) -> tuple[list[Link], str]:
    """Return what the elements refer to, and where the page sends its visitors by itself."""
    links, refresh = [], ""
    for node in parser.css(PLAIN):
        attributes = node.attributes
        tag = node.tag or ""
        raw = attributes.get("href") or attributes.get("src") or ""
        use = USES.get(tag, Nature.ATTACHMENT)
        if tag == "link":
            relation = (attributes.get("rel") or "").lower()
            if "stylesheet" not in relation and "icon" not in relation:
                continue
            use = Nature.STYLE if "stylesheet" in relation else Nature.PICTURE
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            match = REFRESH.search(attributes.get("content") or "")
            raw = refresh = match[1] if match else refresh
        elif tag == "img":
            links += [Link(late, use) for name in LAZY if (late := attributes.get(name))]
        if raw:
            links.append(Link(raw, use))
    for node in parser.css(RARE):
        links += _rare(node)
    for node in parser.css(STYLED):
        links += styled(node.attributes.get("style") or "")
    return links, refresh


def styled(sheet: str) -> Iterator[Link]:
    """Yield the pictures and further sheets that a style sheet asks for."""
    text = COMMENT.sub("", sheet)
    for match in IMPORT.finditer(text):
        yield Link(match[1], Nature.STYLE)
    for match in PICTURE.finditer(IMPORT.sub("", text)):
        raw = match[1].strip()
        if not raw.startswith(("data:", "#", "about:")):
            yield Link(raw, Nature.PICTURE)


def own_jumps(scripts: list[str], *, is_short: bool) -> list[str]:
    """Return where the scripts of a page lead, if the page is little else."""
    if not is_short:
        return []
    return [match[1] for script in scripts for match in JUMP.finditer(script)]


def _rare(node: LexborNode) -> Iterator[Link]:
    attributes = node.attributes
    choices = attributes.get("srcset") or ""
    for part in choices.split(",") if "data:" not in choices else ():
        if words := part.split():
            yield Link(words[0], Nature.PICTURE)
    for name in ("poster", "background"):
        if (raw := attributes.get(name)) and not raw.startswith("#"):
            yield Link(raw, Nature.PICTURE)
    if node.tag == "input" and (raw := attributes.get("src")):
        yield Link(raw, Nature.PICTURE)
    if node.tag == "object" and (raw := attributes.get("data")):
        yield Link(raw, Nature.ATTACHMENT)
    for match in CLICK.finditer(attributes.get("onclick") or ""):
        yield Link(match[1], Nature.PAGE)
