"""A month of releases, so many a day, as they happen: reviewed, sent up where need be, public."""

import datetime
from collections.abc import Sequence

from shenfa.demo.forms import accept
from shenfa.demo.hands import let_pass, set_clock
from shenfa.demo.past import EVENTS
from shenfa.demo.patrolling import mornings
from shenfa.demo.releasing import capture, note_links, publish, source_url
from shenfa.demo.reviewing import advance, submit
from shenfa.demo.texts import keys_of, text_for
from shenfa.demo.world import World, acting
from shenfa.demo.writing import write
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.organisation.selectors import county_office
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.review.notices import notice_list, notice_read
from shenfa.desk.trail.services import checkpoint_sign
from shenfa.text import ContentKind

UNITS, MAIN = ("history_1.txt", "history_2.txt"), "history_main.txt"


def play(
    world: World, days: Sequence[datetime.datetime], end: datetime.datetime
) -> dict[str, ReleaseRecord]:
    """Release all texts of the history over these days, and return the releases by their keys.

    In the last week before ``end`` the sites are patrolled every morning.
    """
    keys = _mixed()
    found: dict[str, ReleaseRecord] = {}
    for number, day in enumerate(days):
        mornings(world, day, end)
        set_clock(world.hands, day)
        for key in keys[number :: len(days)]:
            found[key] = release(world, key)
            let_pass(world.hands, minutes=20)
        event = EVENTS.get(len(days) - number)
        if event is not None:
            event(world, found)
        sign_day(world)
    mornings(world, end, end)
    _read_notices(world)
    return found


def release(world: World, key: str) -> ReleaseRecord:
    """Take one text from its writer to the public."""
    text = text_for(key, world.hands.at)
    if text.kind is ContentKind.REPOST:
        revision = write(world, key, source_url=source_url(text))
        capture(world, revision, text)
    else:
        revision = write(world, key)
    submit(world, revision)
    advance(world, revision)
    kinds = set(revision.renderings.values_list("channel__kind", flat=True))
    if ChannelKind.MAIN_COLUMN.value in kinds:
        accept(world, revision, text)
    released = publish(world, revision)
    if ChannelKind.ACCOUNT.value in kinds:
        note_links(world, released)
    return released


def sign_day(world: World) -> None:
    """Sign the checkpoint of a day, as the worker does."""
    checkpoint_sign(
        origin=county_office().name,
        private_key=world.deployment.signing_key,
        clock=world.hands.clock,
    )


def _read_notices(world: World) -> None:
    """Let everybody have read what they were told so far."""
    for name in world.keys:
        by = acting(world, name)
        for notice in notice_list(person=by.person):
            notice_read(by=by, notice=notice.id)


def _mixed() -> tuple[str, ...]:
    """Return the keys with those of main columns spread among the others."""
    ordinary = [key for file in UNITS for key in keys_of(file)]
    main = list(keys_of(MAIN))
    every = max(1, len(ordinary) // len(main))
    for number, key in enumerate(main):
        ordinary.insert(number * (every + 1), key)
    return tuple(ordinary)
