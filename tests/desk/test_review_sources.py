"""Where a reprint comes from, and whether it says the same: R56–R58, §0 Reposts, I13."""

import datetime
from pathlib import Path

import pytest
from county import START, County, accepted, refused
from manuscript_county import WRITER
from review_county import FINAL, FIRST, RELEASER, Reviewing, audit
from verification import verdict

from shenfa.desk.channels import services as channels
from shenfa.desk.channels.services import SourceProposal
from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review import findings, sources
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import CaptureRecord
from shenfa.desk.review.selectors import findings_of, findings_open
from shenfa.desk.review.sources import Capture
from shenfa.desk.trail.selectors import trail_last
from shenfa.text import ContentKind

pytestmark = pytest.mark.db

URL = "https://www.news.example/2026/1123/a.html"
YESTERDAY = START - datetime.timedelta(days=1)
TITLE = "全省便民服务提升行动启动"
TEXT = (
    "11月23日，全省便民服务提升行动在省城启动。",
    "行动要求各地延长窗口服务时间，推行预约办理，约50人左右的代表参加启动仪式。",
    "下一步，各地将公布服务清单。",
)
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<div>首页</div><div>要闻</div><h1>{title}</h1><div>2026-11-23 09:12 来源：新闻网</div>
{paragraphs}<div>责任编辑：王某</div><div>版权所有 新闻网</div></body></html>"""


def paragraphs(*texts: str) -> str:
    """Return paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(*texts: str, title: str = TITLE) -> bytes:
    """Return the page of the source, with all that stands around an article."""
    return PAGE.format(title=title, paragraphs=paragraphs(*texts)).encode()


def capture(data: bytes, url: str = URL, published: datetime.datetime = YESTERDAY) -> Capture:
    """Return a page as somebody saved it."""
    return Capture(url, published, "来源.html", data)


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return a town that can review, in a county with a permitted source."""
    reviewing = Reviewing(county)
    proposal = SourceProposal("新闻网", "news.example", is_county_media=False, since=START)
    source = channels.source_propose(by=county.by("谢审"), proposal=proposal)
    channels.source_allow(by=county.by("龙主任"), source=source.id)
    return reviewing


def reprint(reviewing: Reviewing, *texts: str, title: str = TITLE) -> RevisionRecord:
    """Cut a reprint."""
    return reviewing.cut(
        kind=ContentKind.REPOST, title=title, body=paragraphs(*texts), source_url=URL
    )


def captured(
    reviewing: Reviewing, revision: RevisionRecord, one: Capture, name: str = WRITER
) -> CaptureRecord:
    """Capture the source."""
    return sources.source_capture(by=reviewing.county.by(name), revision=revision.id, capture=one)


def test_a_reprint_equal_to_its_source(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R57: what stands around the article on its page is no difference."""
    revision = reprint(reviewing, *TEXT)
    with accepted("source.capture"):
        row = captured(reviewing, revision, capture(page(*TEXT)))
    entry = trail_last()

    assert (row.equal, row.differences["rows"], row.host) == ("yes", [], "www.news.example")
    assert entry is not None
    assert {name: entry.facts[name] for name in ("url", "host", "published", "equal")} == {
        "url": URL,
        "host": "www.news.example",
        "published": "2026-11-23T01:00:00Z",
        "equal": "yes",
    }
    with accepted():
        assert captured(reviewing, revision, capture(page(*TEXT))) == row
    assert verdict(reviewing.county, deployment, tmp_path) == (0, "OK")


CHANGED = (
    ("a figure", (TEXT[0].replace("23日", "22日"), *TEXT[1:]), TITLE),
    ("a word", (TEXT[0], TEXT[1].replace("预约", "预定"), TEXT[2]), TITLE),
    ("the last sentence left out", TEXT[:2], TITLE),
    ("the first sentence left out", TEXT[1:], TITLE),
    ("a sentence put in", (*TEXT, "我镇将认真落实。"), TITLE),
    ("the title", TEXT, "全县便民服务提升行动启动"),
    ("the order", (TEXT[1], TEXT[0], TEXT[2]), TITLE),
)


@pytest.mark.parametrize(
    ("texts", "title"), [row[1:] for row in CHANGED], ids=[row[0] for row in CHANGED]
)
def test_a_changed_reprint_shows_its_difference(
    reviewing: Reviewing, texts: tuple[str, ...], title: str
) -> None:
    """R57, R58: also what was left out."""
    revision = reprint(reviewing, *texts, title=title)
    row = captured(reviewing, revision, capture(page(*TEXT)))

    assert row.equal == "no"
    assert row.differences["rows"]


def test_differences_are_decided_each_with_a_reason(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R57: by a reviewer, never by a maker; the last capture counts."""
    county = reviewing.county
    revision = reprint(reviewing, *TEXT[:2], title="全省便民服务提升行动已启动")
    row = captured(reviewing, revision, capture(page(*TEXT)))
    reasons = {one["key"]: "按来源更正后的页面" for one in row.differences["rows"]}
    assert len(reasons) >= 2

    def decide(name: str, given: dict[str, str]) -> CaptureRecord:
        return sources.source_differences_decide(
            by=county.by(name), revision=revision.id, reasons=given
        )

    for name in (WRITER, RELEASER):
        with refused("move"):
            decide(name, reasons)
    with refused("text"):
        decide(FIRST, dict(list(reasons.items())[:1]))
    with accepted("source.capture"):
        assert decide(FIRST, reasons).equal == "decided"
    with accepted():
        decide(FIRST, reasons)
    with refused("decided"):
        decide(FINAL, reasons)
    assert verdict(county, deployment, tmp_path) == (0, "OK")


REFUSED = (
    ("look_alike", capture(page(*TEXT), "https://www.news-example.cn/a")),
    ("host", capture(page(*TEXT), "新闻网")),
    ("published", capture(page(*TEXT), published=START + datetime.timedelta(days=1))),
    ("copy", capture(b"")),
)


@pytest.mark.parametrize(("code", "one"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_no_capture(reviewing: Reviewing, code: str, one: Capture) -> None:
    """R56, R57: an address that only looks like a permitted one, or a date after ours."""
    revision = reprint(reviewing, *TEXT)
    with refused(code):
        captured(reviewing, revision, one)


def test_a_copy_that_nobody_can_read_is_not_equal(reviewing: Reviewing) -> None:
    revision = reprint(reviewing, *TEXT)
    damaged = Capture(URL, YESTERDAY, "来源.pdf", b"%PDF-1.4\n%%EOF\n")

    assert captured(reviewing, revision, damaged).equal == "no"


def test_what_stands_so_in_the_source_is_decided_with_one_click(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """§0 Reposts: only what is equal there, and never a blocker or personal data."""
    county = reviewing.county
    own, personal = "我镇约20人左右参加。", "联系人张某，电话13812345678。"
    source = (*TEXT, personal)
    revision = reprint(reviewing, TEXT[0], TEXT[1], TEXT[2], personal, own)
    run = audit(county, revision)
    weights = [row.weight for row in run.findings.all()]
    assert weights.count("warning") == 2
    assert "certain_blocker" in weights
    with refused("nothing"):
        findings.findings_accept_source(by=county.by(FIRST), revision=revision.id)
    captured(reviewing, revision, capture(page(*source)))
    assert sum(one.stands_in_source for one in findings_of(Dossier(revision))) == 2
    with accepted("finding.decide"):
        assert findings.findings_accept_source(by=county.by(FIRST), revision=revision.id) == 1

    left = {row.weight for row in run.findings.all()} - {"hint"}
    still = {one.id for one in findings_open(Dossier(revision))}
    assert left == {"warning", "certain_blocker"}
    assert {row.weight for row in run.findings.filter(key__in=still)} == left
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_an_exception_is_the_deputys(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R56: for one item, with a reason, not of one's own."""
    county, revision = reviewing.county, reprint(reviewing, *TEXT)

    def let(name: str, reason: str) -> None:
        sources.source_except(by=county.by(name), revision=revision.id, reason=reason)

    for name in (FIRST, "覃镇长", WRITER):
        with refused("not_entitled"):
            let(name, "县级媒体未报道")
    with refused("text"):
        let(FINAL, " ")
    with accepted("source.except"):
        let(FINAL, "县级媒体未报道")
    with accepted():
        let(FINAL, "县级媒体未报道")
    with refused("excepted"):
        let(FINAL, "另有原因")
    own = reviewing.writing.revision(FINAL)
    with refused("move"):
        sources.source_except(by=county.by(FINAL), revision=own.id, reason="自己的")
    assert verdict(county, deployment, tmp_path) == (0, "OK")
