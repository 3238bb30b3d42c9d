"""What a site asks robots to leave alone."""

from urllib.robotparser import RobotFileParser

from shenfa.patrol.fetch import AGENT, Answer


def robots_of(answer: Answer) -> RobotFileParser:
    """Read the answer to a request for robots.txt; without one, everything may be read."""
    parser = RobotFileParser()
    is_text = answer.status == 200 and "html" not in answer.headers.get("content-type", "")
    text = answer.body.decode("utf-8", "replace") if is_text else ""
    parser.parse(text.lstrip("\ufeff").splitlines())
    return parser


def may_read(robots: RobotFileParser, url: str) -> bool:
    """Whether the site lets us read an address."""
    return robots.can_fetch(AGENT, url)
