"""What must hold at the county's gate, at a release and after it: I10 to I12, I24, I30."""

import datetime

from shenfa.trail.entry import Entry, moment
from shenfa.trail.faults import known, need
from shenfa.trail.sources import need_source
from shenfa.trail.world import Revision, World, holds, need_post, opened_channel

HERE = datetime.timedelta(hours=8)  # Asia/Shanghai, in which people date what they sign

# Each step of a release: what it may be in before, what it is in afterwards.
STEPS = {
    "release.replace": (("live",), "replaced"),
    "release.withdraw": (("live", "hidden", "replaced"), "withdrawn"),
    "release.archive": (("withdrawn", "replaced"), "archived"),
    "release.delete": (("archived",), "deleted"),
    "takedown.hide": (("live",), "hidden"),
    "takedown.confirm": (("hidden",), "hidden"),
}


def check_form_commit(_world: World, revision: Revision, entry: Entry) -> None:
    """The final reviewer commits, after the third review (R33)."""
    final = known(revision.passed().get(3), "three")
    need(final.actor == entry.actor, "signatory")
    need(entry.facts["commitment"] in {1, 2, 3, 4}, "fact")


def check_form_submit(_world: World, revision: Revision, entry: Entry) -> None:
    """Four commitments stand, and the signature is not older than the third review (R37)."""
    final = known(revision.passed().get(3), "three")
    made = {commit.facts["commitment"] for commit in revision.log["form.commit"]}
    need(made == {1, 2, 3, 4}, "commitments")
    need(f"{moment(final.at) + HERE:%Y-%m-%d}" <= entry.facts["signed"], "signed")


def check_county_decide(world: World, revision: Revision, entry: Entry) -> None:
    """Somebody else decides, at the county office, on a form that waits (I12)."""
    form = known(revision.last("form.submit"), "resubmit")
    before = revision.last("county.decide")
    need(before is None or before.seq < form.seq, "resubmit")
    involved = revision.authors | {decision.actor for decision in revision.passed().values()}
    need(entry.actor not in involved, "county_person")
    need_post(world, entry, None, "county_reviewer")
    revision.has_ended = entry.facts["result"] == "text_returned"


def check_release_publish(world: World, revision: Revision, entry: Entry) -> None:
    """Everything that must be true at the moment something becomes public."""
    facts, about, passed = entry.facts, revision.facts, revision.passed()
    need(entry.object not in world.releases, "again")
    need(set(passed) == {1, 2, 3}, "three")
    need(revision.says("secrecy.conclude", "result", "passed"), "secrecy")
    _need_checked(revision, {decision.actor for decision in passed.values()})
    need(revision.says("attribute.decide", "attribute", "proactive"), "attribute")
    need_source(world, revision, entry.at)
    need(about["kind"] != "official" or _is_marked(revision), "marker")
    _need_channels(world, revision, facts["channels"])
    is_county = holds(world, entry, None, "site_administrator")
    need(is_county or holds(world, entry, about["unit"], "releaser"), "post")
    need(facts["first"] == about["maker"] and entry.actor in facts["important"], "duties")
    is_final = facts["leadership"] == passed[3].actor
    need(is_final or about["kind"] == "official", "duties")  # there it is the signer (R22)
    world.releases[entry.object] = "live"
    world.released[entry.object] = revision


def check_step(world: World, entry: Entry) -> None:
    """A release moves on; a take-down needs a second person, and a new revision to return."""
    before, after = STEPS[entry.verb]
    need(world.releases.get(entry.object) in before, "step")
    if entry.verb == "takedown.confirm":
        need(world.last["takedown.hide"][entry.object].actor != entry.actor, "second")
    if entry.verb == "takedown.hide":
        world.released[entry.object].has_ended = True
    world.releases[entry.object] = after


def _need_checked(revision: Revision, reviewers: set[str]) -> None:
    """The machine came to a result, and people closed everything it left to them (I10)."""
    audit = known(revision.last("audit.finish"), "checks")
    need(audit.facts["result"] == "finished", "checks")
    decisions = [*revision.log["finding.decide"], *revision.log["finding.reopen"]]
    decided = {e.facts["finding"]: e.verb for e in sorted(decisions, key=lambda e: e.seq)}
    for finding, weight in audit.facts["findings"].items():
        need(weight == "hint" or decided.get(finding) == "finding.decide", "open")
    views = {(view.facts["gap"], view.actor) for view in revision.log["gap.view"]}
    for gap, kind in audit.facts["gaps"].items():
        need(kind == "media" and all((gap, person) in views for person in reviewers), "gap")


def _is_marked(revision: Revision) -> bool:
    """Return whether the marker stands in it, or the issuer's own page was found equal (I11)."""
    is_issuers = revision.facts["marker"] == "issuer"
    is_equal = revision.says("source.capture", "equal", "yes")
    return revision.facts["marker"] == "yes" or (is_issuers and is_equal)


def _need_channels(world: World, revision: Revision, names: list[str]) -> None:
    need(names and set(names) <= set(revision.facts["channels"]), "channel")
    for name in names:
        channel = known(opened_channel(world, name), "channel")
        is_main = channel.facts["kind"] == "main_column"
        need(not is_main or revision.says("county.decide", "result", "approved"), "county")
