"""An open link to a site that has changed hands since (外链变异): what it shows now is judged."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from shenfa.patrol.checks.tampered_tags import FIGHT, SPAM
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import decode
from shenfa.patrol.record import Sighting


def check(url: str, body: bytes, content_type: str) -> Iterator[Sighting]:
    """Yield a foreign page whose title or tags are those of gamblers."""
    if "html" not in content_type:
        return
    parser = LexborHTMLParser(decode(body, content_type).text)
    title = " ".join(node.text() or "" for node in parser.css("title")[:1])
    tags = " ".join(
        node.attributes.get("content") or ""
        for node in parser.css("meta[name=keywords i],meta[name=description i]")
    )
    words = list(dict.fromkeys(SPAM.findall(f"{title} {tags}")))
    if words and not FIGHT.search(f"{title} {tags}"):
        how = "链接的网站已变为不良内容"
        link = {"url": url, "words": title[:60], "how": how, "element": "a"}
        yield Sighting(Kind.HIDDEN_LINK, url, url, {"links": [link], "words": words[:10]})
