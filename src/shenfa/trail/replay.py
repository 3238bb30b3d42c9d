"""Replaying the entries: each must have been possible after the ones before it (I29)."""

from collections.abc import Callable, Container

from shenfa.trail.entry import Entry
from shenfa.trail.faults import known, need
from shenfa.trail.gates import (
    STEPS,
    check_county_decide,
    check_form_commit,
    check_form_submit,
    check_release_publish,
    check_step,
)
from shenfa.trail.posts import (
    check_filing_confirm,
    check_filing_receive,
    check_source_standing,
    check_tenure_start,
)
from shenfa.trail.reviews import (
    check_audit_finish,
    check_finding_decide,
    check_question_answer,
    check_review_decide,
    check_revision_cut,
    check_revision_recall,
    check_revision_submit,
    check_second_person,
    check_secrecy_conclude,
)
from shenfa.trail.sources import check_source_except
from shenfa.trail.verbs import CLOSED, VERBS, namespace, people_in, wrong_facts
from shenfa.trail.world import Revision, World, serves

NOBODY = {"system", "anonymous"}
AUTOMATIC = {"audit.finish", "source.capture"}
# What may still be said about a revision that has ended.
AFTERWARDS = {"audit.finish", "major.lower", "quarantine.purge", "revision.recall"}

CHECKS: dict[str, Callable[[World, Entry], None]] = {
    "tenure.start": check_tenure_start,
    "filing.confirm": check_filing_confirm,
    "filing.receive": check_filing_receive,
    "source.standing": check_source_standing,
    **dict.fromkeys(STEPS, check_step),
}
REVISION_CHECKS: dict[str, Callable[[World, Revision, Entry], None]] = {
    "revision.submit": check_revision_submit,
    "revision.recall": check_revision_recall,
    "major.lower": check_second_person,
    "source.except": check_source_except,
    "audit.finish": check_audit_finish,
    "finding.decide": check_finding_decide,
    "question.answer": check_question_answer,
    "review.decide": check_review_decide,
    "secrecy.conclude": check_secrecy_conclude,
    "form.commit": check_form_commit,
    "form.submit": check_form_submit,
    "county.decide": check_county_decide,
    "release.publish": check_release_publish,
    "quarantine.purge": check_second_person,
}


def replay(world: World, entry: Entry, names: Container[str]) -> None:
    """Take one entry into the world, or say why it should not have been possible."""
    if namespace(entry) not in CLOSED:
        need(entry.actor in NOBODY or len(entry.actor) != 32 or entry.actor in names, "name")
        return
    need(entry.verb in VERBS, "verb")
    need(not wrong_facts(entry.verb, entry.facts), "fact")
    need(entry.actor in NOBODY or entry.actor in names, "name")
    need(all(person in names for person in people_in(entry)), "name")
    need(entry.facts.get("authenticated", entry.actor) == entry.actor, "proxy")
    if "revision" in VERBS[entry.verb].facts:
        _replay_work(world, entry)
    else:
        if entry.verb in CHECKS:
            CHECKS[entry.verb](world, entry)
        world.last[namespace(entry)][entry.object] = entry
        world.last[entry.verb][entry.object] = entry


def _replay_work(world: World, entry: Entry) -> None:
    """Take an entry about a revision."""
    need(entry.verb in AUTOMATIC or serves(world, entry.actor), "staff")
    if entry.verb == "revision.cut":
        check_revision_cut(world, entry)
        return
    revision = known(world.revisions.get(entry.facts["revision"]), "revision")
    approved = revision.facts["hash"]
    need(entry.verb == "release.publish" or entry.object == revision.manuscript, "revision")
    need(entry.facts.get("hash", approved) == approved, "content")
    need(entry.verb in AFTERWARDS or not revision.has_ended, "ended")
    if entry.verb in REVISION_CHECKS:
        REVISION_CHECKS[entry.verb](world, revision, entry)
    revision.log[entry.verb].append(entry)
