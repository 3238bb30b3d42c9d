"""Where texts go and come from: R56, R58, R91 (as far as opening goes), I13, I21, I22, I28."""

import datetime

import pytest
from county import OFFICE, START, TOWN, County, accepted, refused
from django.db import DatabaseError
from raw_sql import run

from shenfa.desk.channels import services
from shenfa.desk.channels.models import ChannelKind, ChannelRecord, SourceRecord
from shenfa.desk.channels.selectors import (
    channel_get,
    channel_visible,
    host_of,
    leader_list,
    source_list,
    standing_holds,
)
from shenfa.desk.channels.services import LeaderProposal, Opening, SourceProposal
from shenfa.desk.organisation import services as organisation
from shenfa.desk.refusals import NotFound
from shenfa.review import Position, Standing, judge_address

pytestmark = pytest.mark.db
COLUMN = Opening(ChannelKind.COLUMN, "竹沟动态", "zhugou/dongtai", activity_news=True)
MAIN = Opening(ChannelKind.MAIN_COLUMN, "通知公告", "tzgg", activity_news=False)
MEDIA = SourceProposal("县融媒体中心", "media.xugu.example", is_county_media=True, since=START)
YEAR = datetime.timedelta(days=366)


@pytest.fixture
def keeper(county: County) -> County:
    """Return the county with a site administrator."""
    office = county.unit(OFFICE)
    county.post("田网", Position.SITE_ADMINISTRATOR, office, "龙主任")
    return county


def opened(county: County, unit: str = TOWN, opening: Opening = COLUMN) -> ChannelRecord:
    return services.channel_open(by=county.by("田网"), unit=county.unit(unit), opening=opening)


def test_a_column_is_opened_and_closed_once(keeper: County) -> None:
    with accepted("channel.open", "channel.close"):
        channel = opened(keeper)
        services.channel_close(by=keeper.by("田网"), channel=channel.id, reason="栏目合并")

    with refused("channel_closed"):
        services.channel_close(by=keeper.by("田网"), channel=channel.id, reason="再次")
    with accepted("channel.open"):
        opened(keeper)


def test_what_cannot_be_opened(keeper: County) -> None:
    opened(keeper)
    with refused("channel_exists"):
        opened(keeper, OFFICE)
    with refused("main_column"):
        opened(keeper, TOWN, MAIN)
    with refused("text"):
        opened(keeper, TOWN, Opening(ChannelKind.ACCOUNT, " ", "weixin:gh_1", activity_news=True))
    with refused("not_entitled"):
        services.channel_open(by=keeper.by("龙主任"), unit=keeper.unit(TOWN), opening=MAIN)


def test_own_channels_and_main_columns_are_seen(keeper: County) -> None:
    """I21: another unit's column looks like none."""
    other = organisation.unit_open(by=keeper.by("秦系"), name="云塘乡人民政府").id
    keeper.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    own, main = opened(keeper), opened(keeper, OFFICE, MAIN)
    at = keeper.hands.at

    def seen(name: str) -> set[str]:
        return {row.id for row in channel_visible(viewer=keeper.id(name), at=at)}

    assert seen("向文") == {own.id, main.id}
    assert seen("莫乡长") == {main.id}
    assert seen("谢审") == {own.id, main.id}
    with pytest.raises(NotFound):
        channel_get(viewer=keeper.id("莫乡长"), channel=own.id, at=at)


def test_a_source_counts_once_two_people_said_so(keeper: County) -> None:
    """I22, R56."""
    source = services.source_propose(by=keeper.by("谢审"), proposal=MEDIA)
    assert source_list(keeper.hands.at) == ()
    with refused("second_person"):
        services.source_allow(by=keeper.by("谢审"), source=source.id)
    with accepted("source.allow"):
        services.source_allow(by=keeper.by("龙主任"), source=source.id)
    with refused("allowed"):
        services.source_allow(by=keeper.by("龙主任"), source=source.id)

    found = judge_address(
        "https://www.media.xugu.example/a", source_list(keeper.hands.at), START.date()
    )
    assert (found.standing, found.source and found.source.is_county_media) == (
        Standing.PERMITTED,
        True,
    )
    with accepted("source.remove"):
        services.source_remove(by=keeper.by("谢审"), source=source.id, reason="停办")
    assert source_list(keeper.hands.at) == ()
    with refused("not_listed"):
        services.source_remove(by=keeper.by("谢审"), source=source.id, reason="停办")


def test_who_may_not_touch_the_list(keeper: County) -> None:
    with refused("not_entitled"):
        services.source_propose(by=keeper.by("覃镇长"), proposal=MEDIA)
    with refused("host"):
        services.source_propose(
            by=keeper.by("谢审"),
            proposal=SourceProposal(
                "某站", "http://a.example/x", is_county_media=False, since=START
            ),
        )
    with refused("not_found"):
        services.source_allow(by=keeper.by("龙主任"), source="s-0")


def test_a_standing_exception_ends_within_a_year(keeper: County) -> None:
    """R56: by the principal leader, counted, twelve months at most."""
    channel, at = opened(keeper).id, keeper.hands.at

    def approve(name: str, until: datetime.datetime) -> None:
        services.standing_approve(
            by=keeper.by(name), channel=channel, until=until, reason="县级媒体未报道"
        )

    with refused("not_entitled"):
        approve("白副", at + YEAR)
    with refused("dates"):
        approve("覃镇长", at + YEAR + datetime.timedelta(seconds=1))
    assert not standing_holds(channel, at)
    with accepted("source.standing"):
        approve("覃镇长", at + YEAR)
    assert standing_holds(channel, at)
    assert not standing_holds(channel, at + YEAR)


def test_visited_leaders_are_listed_by_two(keeper: County) -> None:
    """R58."""
    proposal = LeaderProposal("冉某", "市政府副市长", START)
    leader = services.leader_propose(by=keeper.by("谢审"), proposal=proposal)
    with refused("second_person"):
        services.leader_confirm(by=keeper.by("谢审"), leader=leader.id)
    services.leader_confirm(by=keeper.by("龙主任"), leader=leader.id)
    assert [row.name for row in leader_list(keeper.hands.at)] == ["冉某"]
    keeper.hands.move(minutes=1)
    with accepted("leader.end"):
        services.leader_end(by=keeper.by("谢审"), leader=leader.id)
    assert leader_list(keeper.hands.at) == ()


HOSTS = (
    ("https://www.xugu.example/a/b.html", "www.xugu.example"),
    ("WWW.Xugu.Example", "www.xugu.example"),
    ("weixin:gh_0123", "weixin:gh_0123"),
    ("虚谷发布", ""),
    ("", ""),
)


@pytest.mark.parametrize(("address", "host"), HOSTS)
def test_host_of(address: str, host: str) -> None:
    assert host_of(address) == host


RAW = (
    "UPDATE channels_channel SET activity_news = NOT activity_news",
    "UPDATE channels_channel SET path = 'other'",
    "DELETE FROM channels_channel",
    "UPDATE channels_source SET host = 'evil.example'",
    "UPDATE channels_source SET allowed_by_id = proposed_by_id, allowed_at = proposed_at",
    "UPDATE channels_source SET allowed_at = NULL, allowed_by_id = NULL",
    "DELETE FROM channels_source",
)


@pytest.mark.parametrize("sql", RAW)
def test_raw_sql_is_stopped(keeper: County, sql: str) -> None:
    """I28."""
    opened(keeper)
    source = services.source_propose(by=keeper.by("谢审"), proposal=MEDIA)
    services.source_allow(by=keeper.by("龙主任"), source=source.id)
    with pytest.raises(DatabaseError):
        run(sql)
    assert SourceRecord.objects.filter(host="media.xugu.example").exists()
