"""A campaign: every public page accounted for; a second sweep reads only what can have changed (R72, R76)."""

import datetime

import pytest
from county import TOWN, County, accepted, refused
from release_county import Releasing

from shenfa.desk.campaign.models import PageRecord, SweepRecord
from shenfa.desk.campaign.selectors import board_of, page_list
from shenfa.desk.campaign.services import (
    Plan,
    campaign_close,
    campaign_open,
    findings_hang,
    page_exclude,
    sweep_ask,
)
from shenfa.desk.campaign.sweeping import sweep_digest, sweep_go_on, sweeps_pending
from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.release.baseline import BaselinePage, baseline_import
from shenfa.desk.wording.county_file import rows_of
from shenfa.desk.wording.effects import effect_compute
from shenfa.desk.wording.services import Change, change_confirm, change_propose

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
OFFICER, LEADER = "谢审", "龙主任"
PLAN = Plan("网站内容全面清理排查", "虚谷府办发〔2026〕20号", datetime.date(2026, 12, 31))
OLD = "http://127.0.0.1:9/2023/old.html"
LIST = """
[[sensitive_word]]
word = "清淤"
category = "示例"
severity = "应改"
source = "示例名单"
"""


@pytest.fixture
def releasing(county: County, deployment: Deployment) -> Releasing:
    """Return the county with two pages of the town and one from before."""
    releasing = Releasing(county, deployment)
    page = BaselinePage(OLD, "旧公告", "0" * 64)
    baseline_import(by=county.by("田网"), pages=[page])
    releasing.released()
    releasing.released(title="河道清淤施工公告", body="<p>竹沟河清淤施工自12月1日起进行。</p>")
    return releasing


def swept(county: County, campaign: str) -> SweepRecord:
    """Sweep, and return the sweep as it ended."""
    county.hands.move(minutes=1)
    sweep = sweep_ask(by=county.by(OFFICER), campaign=campaign)
    while SweepRecord.objects.filter(finished_at=None).exists():
        sweeps_pending(county.hands.clock)
    sweep.refresh_from_db()
    return sweep


def test_a_second_sweep_reads_what_the_change_touched(releasing: Releasing) -> None:
    """N = checked + unreachable + excluded, each listed; afterwards the same as reading everything."""
    county = releasing.county
    with refused("not_entitled"):
        campaign_open(by=county.by("彭科"), plan=PLAN)
    campaign = campaign_open(by=county.by(OFFICER), plan=PLAN).id
    first = swept(county, campaign)
    assert (first.pages, first.checked, first.unreachable, first.examined) == (3, 2, 1, 3)
    lost = PageRecord.objects.get(sweep=first, page=OLD)
    assert lost.reason.startswith("没有打开")

    change = Change("按县府办要求", tuple(rows_of(LIST)))
    proposal = change_propose(by=county.by(OFFICER), change=change)
    effect_compute(clock=county.hands.clock, proposal=proposal)
    change_confirm(by=county.by(LEADER), proposal=proposal.id)
    page_exclude(by=county.by(OFFICER), campaign=campaign, page=OLD, reason="域名已停用")
    second = swept(county, campaign)
    assert (second.pages, second.checked, second.excluded, second.examined) == (3, 2, 1, 1)
    (hit,) = PageRecord.objects.filter(sweep=second, is_anew=True)
    assert hit.title == "河道清淤施工公告"
    assert hit.findings

    county.hands.move(minutes=1)
    full = SweepRecord(
        id=new_id("sw"),
        campaign_id=campaign,
        number=9,
        rulebook="0" * 64,  # another program's rules: everything is read anew
        tables=second.tables,
        asked_by_id=county.id(OFFICER),
        asked_at=county.hands.clock.now(),
    )
    full.save(force_insert=True)
    sweep_go_on(county.hands.clock, full)
    full.refresh_from_db()
    assert full.examined == 2
    assert sweep_digest(full) == sweep_digest(second) != sweep_digest(first)
    _board(county, campaign, second)


def _board(county: County, campaign: str, sweep: SweepRecord) -> None:
    """What a sweep found is hung on account once; the board of the last day stays as it was."""
    before = findings_hang(by=county.by(OFFICER), sweep=sweep.id)
    assert before == 1
    assert findings_hang(by=county.by(OFFICER), sweep=sweep.id) == 0
    county.hands.move(minutes=1)
    at = county.hands.at
    board = board_of(viewer=county.id(OFFICER), campaign=campaign, at=at)
    town = next(one for one in board.lines if one.unit == county.unit(TOWN))
    assert (town.pages, town.checked, town.with_findings, town.open) == (2, 2, 1, 1)
    assert board.days_left == 37
    seen = {"viewer": county.id("彭科"), "sweep": sweep, "at": at}
    assert [one.title for one in page_list(outcome="found", **seen)] == ["河道清淤施工公告"]
    county.hands.at = datetime.datetime(2027, 1, 20, tzinfo=datetime.UTC)
    late = board_of(viewer=county.id(OFFICER), campaign=campaign, at=county.hands.at)
    assert late.open == board.open
    with accepted("campaign.close"):
        campaign_close(by=county.by(OFFICER), campaign=campaign)
    with refused("closed"):
        sweep_ask(by=county.by(OFFICER), campaign=campaign)
