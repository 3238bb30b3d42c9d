"""Where a repost may come from: I13, R56 to R58."""

from shenfa.trail.entry import Entry, Facts
from shenfa.trail.faults import need
from shenfa.trail.world import Revision, World, need_post, opened_channel


def check_source_except(world: World, revision: Revision, entry: Entry) -> None:
    """An exception for one item comes from the deputy in charge, with a reason (R56)."""
    need_post(world, entry, revision.facts["unit"], "deputy_in_charge")
    need(entry.facts["reason"], "fact")


def need_source(world: World, revision: Revision, at: str) -> None:
    """Break off unless the source is allowed, by the list as it stands at ``at``.

    Activity news may be the unit's own under an exception; a visit of a listed leader comes
    from the county media centre; other reposts and relayed warnings need a captured source.
    """
    kind, is_visit = revision.facts["kind"], revision.facts["leader_visit"] == "yes"
    is_news = kind == "news" or any(
        _carries_news(world, name) for name in revision.facts["channels"]
    )
    if kind not in {"repost", "warning_relay"} and not is_news and not is_visit:
        return
    capture, is_excepted = revision.last("source.capture"), _is_excepted(world, revision, at)
    if capture is None:
        need(kind not in {"repost", "warning_relay"} and not is_visit and is_excepted, "capture")
        return
    found = capture.facts
    running = [
        entry.facts
        for entry in world.last["source"].values()
        if entry.verb == "source.allow" and _covers(entry.facts, found["host"], at)
    ]
    need(found["published"] <= capture.at, "paradox")
    need(not is_visit or any(source["media_centre"] == "yes" for source in running), "visit")
    need(running or is_excepted or not is_news or kind == "warning_relay", "source")
    need(
        found["equal"] == "yes" or (found["equal"] == "decided" and kind != "warning_relay"),
        "equal",
    )


def _carries_news(world: World, name: str) -> bool:
    channel = opened_channel(world, name)
    return channel is not None and channel.facts["activity_news"] == "yes"


def _is_excepted(world: World, revision: Revision, at: str) -> bool:
    standing = [world.last["source.standing"].get(name) for name in revision.facts["channels"]]
    return bool(revision.log["source.except"]) or all(
        entry is not None and at < entry.facts["until"] for entry in standing
    )


def _covers(source: Facts, host: str, at: str) -> bool:
    is_running = source["since"] <= at and (not source["until"] or at < source["until"])
    return is_running and (host == source["host"] or host.endswith(f".{source['host']}"))
