"""Accounts under patrol: lists of platforms, single posts, tried interaction, fourteen days (R89, R90)."""

import datetime

import pytest
from county import County, accepted, refused
from patrol_county import account, watching

from shenfa.desk.media.models import PostRecord
from shenfa.desk.media.register import account_list
from shenfa.desk.media.selectors import accounts_today
from shenfa.desk.media.services import interaction_note, post_note, posts_import
from shenfa.patrol.accounts import Interacts
from shenfa.patrol.freshness import State
from shenfa.patrol.media_sheet import Post

pytestmark = [
    pytest.mark.db,
    pytest.mark.parametrize("vendor", ["sqlite"], indirect=True),
]
LIST = """发布时间,标题,账号名称,平台,评论数,回复数
2026-11-20,冬修水利开工,竹沟微讯,微信订阅号,3,2
2026-11-12,代办事项清单,竹沟微讯,微信,0,
2026-12-30,尚未发生的事,竹沟微讯,微信订阅号,0,
2026-11-19,别人的消息,竹沟生活,抖音,0,
昨天,没有日期,竹沟微讯,微信订阅号,0,
""".encode()


def state(county: County, days: int = 0) -> tuple[State, Interacts, bool]:
    today = county.hands.at.date() + datetime.timedelta(days=days)
    accounts = account_list(viewer=county.id("向文"), at=county.hands.at)
    (one,) = accounts_today(accounts=accounts, today=today)
    return one.state.state, one.state.interacts, one.is_near


def test_a_list_is_taken_in_once(county: County) -> None:
    """R89: day 14 passes, day 15 fails, before that whoever looks is warned."""
    watching(county)
    own = account(county).id
    assert state(county) == (State.UNDECIDED, Interacts.UNKNOWN, False)
    with refused("not_entitled"):
        posts_import(by=county.by("彭科"), account=own, name="清单.csv", data=LIST)
    with refused("list"):
        posts_import(by=county.by("向文"), account=own, name="清单.csv", data=b"a,b\n1,2\n")
    with accepted("media.import"):
        found = posts_import(by=county.by("向文"), account=own, name="清单.csv", data=LIST)
        again = posts_import(by=county.by("向文"), account=own, name="清单.csv", data=LIST)

    assert (found.new, found.known, again.new, again.known) == (2, 0, 0, 2)
    assert len(found.faults) == 2
    assert [one.name for one in found.strangers] == ["竹沟生活"]
    assert [state(county, days)[0] for days in (0, 10, 11)] == [
        State.FRESH,
        State.DUE,
        State.STALE,
    ]
    assert [state(county, days)[2] for days in (0, 7, 11)] == [False, True, True]


def test_a_post_is_noted_by_hand(county: County) -> None:
    watching(county)
    by, own, today = county.by("向文"), account(county).id, county.hands.at.date()
    tomorrow = today + datetime.timedelta(days=1)
    for post, code in (
        (Post(tomorrow, "明天"), "published"),
        (Post(datetime.date(1999, 1, 1), "从前"), "published"),
        (Post(today, "今天", url="weixin"), "url"),
        (Post(today, "长" * 301), "text"),
    ):
        with refused(code):
            post_note(by=by, account=own, post=post)
    with accepted("media.note"):
        post_note(by=by, account=own, post=Post(today, "今天"))
        post_note(by=by, account=own, post=Post(today, "今天"))

    assert PostRecord.objects.count() == 1
    assert state(county)[0] is State.FRESH


def test_interaction_is_what_a_person_tried(county: County) -> None:
    """R90: the last try counts, only ways of the platform do, and it wears out."""
    watching(county)
    by, own = county.by("向文"), account(county).id
    ways: tuple[tuple[list[str], list[str]], ...] = (
        ([], []),
        (["弹幕"], []),
        (["留言"], ["留言"]),
    )
    for works, fails in ways:
        with refused("ways"):
            interaction_note(by=by, account=own, works=works, fails=fails)
    interaction_note(by=by, account=own, works=[], fails=["留言"])
    assert state(county)[1] is Interacts.NO
    with accepted("media.try"):
        interaction_note(by=by, account=own, works=["自定义菜单"], fails=["留言"])
    assert state(county)[1] is Interacts.YES
    assert state(county, 40)[1] is Interacts.UNKNOWN
