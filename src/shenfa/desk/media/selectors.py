"""Reading accounts: how each stands today, from all that is known of its posts (R89, R90)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.media.models import PostRecord, TryRecord
from shenfa.desk.media.register import registered
from shenfa.desk.release.models import DeliveryRecord
from shenfa.patrol.accounts import Account, AccountState, account_state
from shenfa.patrol.freshness import State
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.media_sheet import Post

KNOWN_FOR = datetime.timedelta(days=400)
NEAR = datetime.timedelta(days=4)
"""Before the last day an account is shown to whoever looks today (R80: warning before)."""
GRAVITY = {State.STALE: 0, State.EMPTY: 0, State.DUE: 1, State.UNDECIDED: 2, State.FRESH: 3}


@dataclass(frozen=True, slots=True)
class AccountToday:
    """An account and what is said about it today."""

    channel: ChannelRecord
    state: AccountState
    is_near: bool


def accounts_today(
    *, accounts: Iterable[ChannelRecord], today: datetime.date
) -> tuple[AccountToday, ...]:
    """Return how accounts stand, the gravest first. Three queries.

    What went out by a release and was delivered is a post as well: nobody enters it again (R60).
    """
    known = tuple(accounts)
    since = today - KNOWN_FOR
    posts: dict[str, list[Post]] = defaultdict(list)
    for row in PostRecord.objects.filter(account__in=known, published__gte=since):
        posts[row.account_id].append(row.to_post())
    sent = DeliveryRecord.objects.filter(
        channel__in=known, act="show", delivered_at__isnull=False
    ).select_related("release__revision")
    for one in sent:
        day = localtime(one.delivered_at).date()
        posts[one.channel_id].append(Post(day, one.release.revision.title, url=one.link))
    tries: dict[str, list[TryRecord]] = defaultdict(list)
    for tried in TryRecord.objects.filter(account__in=known, day__gte=since):
        tries[tried.account_id].append(tried)
    limits = shipped_limits(today)
    found = []
    for channel in known:
        account = Account(
            registered(channel),
            tuple(posts[channel.id]),
            tuple(one.to_probe() for one in tries[channel.id]),
        )
        state = account_state(account, today, limits)
        is_near = state.due is not None and state.due - today <= NEAR
        found.append(AccountToday(channel, state, is_near or bool(state.kinds)))
    return tuple(sorted(found, key=_order))


def _order(one: AccountToday) -> tuple[int, str]:
    return GRAVITY[one.state.state], one.channel.name
