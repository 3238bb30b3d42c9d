"""The disclosure catalogue: versions, what is owed, reminders that rise; statutory timers (R8–R10)."""

import datetime

import pytest
from county import OFFICE, TOWN, County, accepted, refused
from release_county import Releasing

from shenfa.desk.catalogue.comparing import asked_of
from shenfa.desk.catalogue.facts import catalogue_late, timers_late
from shenfa.desk.catalogue.importing import ItemRow, items_import, items_preview
from shenfa.desk.catalogue.models import PublicationRecord, TimerStepRecord
from shenfa.desk.catalogue.reminding import publications_file, remind
from shenfa.desk.catalogue.selectors import catalogue_at, versions_at
from shenfa.desk.catalogue.services import (
    Item,
    item_add,
    item_change,
    item_give_up,
    occasion_enter,
    publication_link,
)
from shenfa.desk.catalogue.timers import Step, timer_close, timer_start, timer_state, timer_step
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.services import Opening, channel_open
from shenfa.desk.deployment import Deployment
from shenfa.desk.review.models import NoticeRecord
from shenfa.review import Position

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
OFFICER = "向文"
STANDARD = "《社会救助领域基层政务公开标准目录》"
Act = TimerStepRecord.Act


def column(county: County) -> str:
    """Open a column of the town and return its id."""
    county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), "龙主任")
    opening = Opening(ChannelKind.COLUMN, "社会救助", "zhugou/shjz", activity_news=False)
    return channel_open(by=county.by("田网"), unit=county.unit(TOWN), opening=opening).id


def item(channel: str, limit: str = "每季度", **change: str) -> Item:
    return Item(**{
        "matter": "最低生活保障对象", "standard": STANDARD, "section": "民政办", "limit": limit, "channel": channel,
        **change,
    })  # fmt: skip


def add(county: County, given: Item) -> str:
    return item_add(by=county.by(OFFICER), unit=county.unit(TOWN), item=given).item_id


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_an_item_says_everything_or_is_refused(county: County) -> None:
    """R8: standard, section, time limit and column."""
    channel = column(county)
    for change, code in (
        ({"standard": ""}, "text"),
        ({"section": " "}, "text"),
        ({"limit": "及时"}, "limit"),
        ({"channel": ""}, "channel"),
        ({"person": "p-unknown"}, "person"),
    ):
        with refused(code):
            add(county, item(**{"channel": channel, **change}))


def test_the_old_version_is_found_by_its_day(county: County) -> None:
    """R9: what held then is told; a publication keeps the version it was made under."""
    channel = column(county)
    known = add(county, item(channel))
    before = county.hands.at
    county.hands.move(days=3)
    with refused("unchanged"):
        item_change(by=county.by(OFFICER), item=known, to=item(channel), reason="无")
    changed = item(channel, limit="每月")
    with accepted("catalogue.change"):
        item_change(by=county.by(OFFICER), item=known, to=changed, reason="标准修订")
    at = county.hands.at
    asked = {"viewer": county.id(OFFICER), "at": at}

    assert [one.limit for one in catalogue_at(moment=before, **asked)] == ["每季度"]
    assert [one.limit for one in catalogue_at(moment=at, **asked)] == ["每月"]
    county.hands.move(days=1)
    item_give_up(by=county.by(OFFICER), item=known, reason="标准取消")
    asked["at"] = county.hands.at
    assert catalogue_at(moment=county.hands.at, **asked) == ()
    assert catalogue_at(moment=at, viewer=county.id("谢审"), at=at)


def test_what_is_owed_is_reminded_of_higher_each_week(county: County) -> None:
    """R10: one reminder each, to people higher up; what is unknown about 2027 is not guessed."""
    channel = column(county)
    known = add(county, item(channel, limit="20个工作日"))
    occasion_enter(
        by=county.by(OFFICER), item=known, title="11月低保对象", formed_on=day("2026-11-02")
    )
    told: list[tuple[str, int]] = []
    for moment in ("2026-11-25", "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-16"):
        county.hands.at = datetime.datetime.fromisoformat(f"{moment}T02:00:00Z")
        told.append((moment[5:], remind(county.hands.clock)))

    assert told == [("11-25", 1), ("12-01", 2), ("12-08", 2), ("12-15", 2), ("12-16", 0)]
    kinds = set(NoticeRecord.objects.values_list("kind", "person__name"))
    assert {name for kind, name in kinds if kind.startswith("catalogue3")} == {"龙主任", "谢审"}
    late = list(catalogue_late(county.hands.at - datetime.timedelta(days=60), county.hands.at))
    assert [(one.title, one.due) for one in late] == [("11月低保对象", day("2026-11-30"))]
    occasion_enter(by=county.by(OFFICER), item=known, title="12月", formed_on=day("2026-12-16"))
    unknown = asked_of(versions_at(county.hands.at), day("2026-12-16"))
    assert [one.missing_year for one in unknown] == [0, 2027]


def test_publishing_clears_it(county: County, deployment: Deployment) -> None:
    releasing = Releasing(county, deployment)
    channel = releasing.column
    unit = ChannelRecord.objects.get(id=channel).unit_id
    version = item_add(by=county.by(OFFICER), unit=unit, item=item(channel))
    release = releasing.released()
    today = county.hands.at.date()
    (owed,) = asked_of(versions_at(county.hands.at), today)
    assert owed.done_on is None
    with accepted("catalogue.file"):
        assert publications_file(county.hands.clock) == 1
    assert publications_file(county.hands.clock) == 0

    (done,) = asked_of(versions_at(county.hands.at), today)
    assert done.done_on == today
    assert remind(county.hands.clock) == 0
    assert PublicationRecord.objects.get(release=release).version == version
    other = item_add(by=county.by(OFFICER), unit=unit, item=item(channel, matter="临时救助"))
    with refused("linked"):
        publication_link(by=county.by(OFFICER), item=other.item_id, release=release.id)


def test_a_sheet_comes_in_whole_or_not_at_all(county: County) -> None:
    column(county)
    unit, by = county.unit(TOWN), county.by(OFFICER)
    good = ItemRow(2, "特困人员", "名单", STANDARD, "民政办", "每月", "社会救助")
    bad = ItemRow(3, "临时救助", "", "", "民政办", "每月", "社会救助")
    lost = ItemRow(4, "临时救助", "", STANDARD, "民政办", "每月", "没有的栏目")
    shown = items_preview(by=by, unit=unit, rows=[good, bad, lost])
    assert [bool(one.fault) for one in shown] == [False, True, True]
    with refused("rows"):
        items_import(by=by, unit=unit, rows=[good, bad])
    with accepted("catalogue.add"):
        items_import(by=by, unit=unit, rows=[good, good])
    with refused("nothing_new"):
        items_import(by=by, unit=unit, rows=[good])


def test_an_answer_has_its_twenty_working_days(county: County) -> None:
    """条例第三十三条: extended by a leader only, by twenty days at most; closed late is a fact."""
    unit = county.unit(TOWN)
    county.hands.at = datetime.datetime(2026, 11, 25, 2, tzinfo=datetime.UTC)
    start = {"by": county.by(OFFICER), "unit": unit, "limit": "answer", "title": "公开申请第7号"}
    timer = timer_start(begun_on=day("2026-10-12"), **start)
    today = day("2026-11-25")
    assert timer_state(timer, today).due == day("2026-11-09")
    step = Step(Act.EXTEND, day("2026-11-09"), "情况复杂，经负责人同意", 20)
    with refused("not_entitled"):
        timer_step(by=county.by(OFFICER), timer=timer.id, step=step)
    with refused("days"):
        too_long = Step(Act.EXTEND, day("2026-11-09"), "情况复杂", 21)
        timer_step(by=county.by("白副"), timer=timer.id, step=too_long)
    with accepted("timer.extend"):
        timer_step(by=county.by("白副"), timer=timer.id, step=step)
    assert timer_state(timer, today).due == day("2026-12-07")
    with refused("running"):
        timer_step(
            by=county.by(OFFICER), timer=timer.id, step=Step(Act.RESUME, day("2026-11-20"), "收到")
        )
    county.hands.at = datetime.datetime(2026, 12, 10, 2, tzinfo=datetime.UTC)
    done = {"closed_on": day("2026-12-09"), "outcome": "予以公开"}
    closed = timer_close(by=county.by(OFFICER), timer=timer.id, **done)
    assert timer_state(closed, day("2026-12-10")).is_late
    with refused("closed"):
        timer_close(by=county.by(OFFICER), timer=timer.id, **done)
    (late,) = timers_late(datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC), county.hands.at)
    assert (late.unit, late.due) == (unit, day("2026-12-07"))
    open_one = timer_start(begun_on=day("2026-12-09"), **start)
    assert timer_state(open_one, day("2026-12-10")).missing_year == 2027
