"""Reprints and news in the town: where they come from, and what was kept of it (R56–R58)."""

import datetime

import town_reviewing as reviewing
from county import TOWN
from manuscript_county import BODY
from town import AUTHOR, FINAL, FIRST, KEEPER, REVIEWER, SECOND, Town

from shenfa.desk.channels import services as channels
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.services import LeaderProposal, Opening, SourceProposal
from shenfa.desk.manuscripts import services as manuscripts
from shenfa.desk.manuscripts.draft import Draft
from shenfa.desk.manuscripts.models import WorkingCopyRecord
from shenfa.desk.review.auditing import revision_audit
from shenfa.desk.review.sources import Capture, source_capture
from shenfa.review.content import Rendering
from shenfa.text import ContentKind

PERMITTED = "https://www.xinwen.example/2026/a.html"
OTHER = "https://www.biechu.example/a.html"
LOOKS_ALIKE = "https://www.xinwen-wang.example/a.html"
TITLE = "便民服务中心延长服务时间"
VISIT = f"{BODY}<p>市委书记向某某到竹沟镇调研便民服务工作。</p>"
PAGE = "<!doctype html><html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"


def news_column(town: Town) -> str:
    """Open a column that carries activity news."""
    opening = Opening(ChannelKind.COLUMN, "竹沟动态", "zhugou/dongtai", activity_news=True)
    unit = town.county.unit(TOWN)
    return channels.channel_open(by=town.by(KEEPER), unit=unit, opening=opening).id


def permit(town: Town) -> None:
    """Let two people put a source on the list."""
    proposal = SourceProposal(
        "新闻网", "xinwen.example", is_county_media=False, since=town.county.hands.at
    )
    source = channels.source_propose(by=town.by(REVIEWER), proposal=proposal)
    channels.source_allow(by=town.by("龙主任"), source=source.id)


def leader(town: Town) -> None:
    """Let two people put a leader managed by the municipality on the roster."""
    proposal = LeaderProposal("向某某", "市委书记", town.county.hands.at)
    row = channels.leader_propose(by=town.by(REVIEWER), proposal=proposal)
    channels.leader_confirm(by=town.by("龙主任"), leader=row.id)


def article(town: Town, kind: ContentKind, column: str, url: str = "", body: str = BODY) -> str:
    """Cut and check a text of this kind; return its revision."""
    draft = Draft(kind, TITLE, body, renderings=(Rendering(column, "", ""),), source_url=url)
    by, unit = town.by(AUTHOR), town.county.unit(TOWN)
    opened = manuscripts.manuscript_open(by=by, unit=unit, draft=draft)
    version = WorkingCopyRecord.objects.get(manuscript=opened).version
    cut = manuscripts.revision_cut(by=by, manuscript=opened.id, version=version)
    revision_audit(clock=town.county.hands.clock, revision=cut.id)
    town.wrote[cut.id] = {town.ids[AUTHOR]}
    return cut.id


def capture(town: Town, revision: str, url: str, body: str = BODY, hours: int = -1) -> None:
    """Keep a copy of the source, which has published so many hours from now."""
    published = town.county.hands.at + datetime.timedelta(hours=hours)
    kept = Capture(url, published, "来源.html", PAGE.format(TITLE, body).encode())
    source_capture(by=town.by(AUTHOR), revision=revision, capture=kept)


def approved(town: Town, revision: str) -> str:
    """Take a text through its three reviews."""
    reviewing.approve(town, revision, (FIRST, SECOND, FINAL))
    return revision
