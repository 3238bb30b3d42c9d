"""What must hold when a revision is made, checked and reviewed: I1 to I10."""

from shenfa.trail.entry import Entry
from shenfa.trail.faults import known, need
from shenfa.trail.world import STAGES, Revision, World, held, holds, need_post

REVIEWERS = (*STAGES.values(), "principal_leader", "secrecy_reviewer")
PROOFS = {1: {"格式", "文字"}, 2: {"内容", "数据"}, 3: {"定稿", "公开属性"}}
WEIGHTS = {"certain_blocker", "suspected_blocker", "secrecy", "error", "warning", "hint"}
GAPS = {"media", "unread"}


def check_revision_cut(world: World, entry: Entry) -> None:
    """Authors stay authors in later revisions; major is lowered by a second person only."""
    facts, before = entry.facts, world.manuscripts.get(entry.object)
    authors = set(facts["authors"])
    need(facts["revision"] not in world.revisions, "again")
    need(facts["unit"] in world.last["unit"], "unit")
    need({facts["maker"], entry.actor} <= authors, "maker")
    if before is not None:
        authors |= before.authors
        is_lowered = before.facts["major"] == "yes" and facts["major"] == "no"
        need(not is_lowered or before.last("major.lower"), "lowered")
    revision = Revision(entry.object, facts, authors)
    world.revisions[facts["revision"]] = world.manuscripts[entry.object] = revision


def check_revision_submit(_world: World, revision: Revision, entry: Entry) -> None:
    """Who submits signs for the text, so is one of its authors."""
    need(entry.actor in revision.authors, "maker")


def check_revision_recall(_world: World, revision: Revision, _entry: Entry) -> None:
    """A recalled revision has ended."""
    revision.has_ended = True


def check_second_person(_world: World, revision: Revision, entry: Entry) -> None:
    """Lowering and purging take two; what was purged can never be released."""
    need(entry.facts["requester"] != entry.actor, "second")
    revision.has_ended = revision.has_ended or entry.verb == "quarantine.purge"


def check_audit_finish(_world: World, revision: Revision, entry: Entry) -> None:
    """Findings have a known weight and keep it in a new run; gaps have a known kind."""
    findings, before = entry.facts["findings"], revision.last("audit.finish")
    need(set(findings.values()) <= WEIGHTS, "fact")
    known_weights = before.facts["findings"] if before else {}
    need(
        all(known_weights.get(name, findings[name]) == findings[name] for name in findings), "fact"
    )
    need(set(entry.facts["gaps"].values()) <= GAPS, "fact")


def check_finding_decide(world: World, revision: Revision, entry: Entry) -> None:
    """Who may close what: never a certain blocker, secrecy only the secrecy reviewer."""
    facts, unit = entry.facts, revision.facts["unit"]
    audit = known(revision.last("audit.finish"), "finding")
    weight = known(audit.facts["findings"].get(facts["finding"]), "finding")
    is_same = facts["decision"] == "same_as_source"
    need(weight != "certain_blocker", "finding")
    need(not is_same or revision.last("source.capture"), "finding")
    need(weight != "suspected_blocker" or facts["decision"] == "clear", "finding")
    need(weight not in {"suspected_blocker", "error"} or is_same or facts["reason"], "finding")
    if weight in {"suspected_blocker", "secrecy"}:
        positions = ("secrecy_reviewer",) if weight == "secrecy" else REVIEWERS
        need(entry.actor not in revision.authors, "clearer")
        need(holds(world, entry, unit, *positions), "clearer")


def check_question_answer(_world: World, revision: Revision, entry: Entry) -> None:
    """Only the person who was asked can answer."""
    stage, asked = entry.facts["stage"], revision.log["question.ask"]
    need(
        any(e.facts["stage"] == stage and e.facts["asked"] == entry.actor for e in asked), "answer"
    )


def check_secrecy_conclude(world: World, revision: Revision, entry: Entry) -> None:
    """The secrecy conclusion comes from the secrecy reviewer, who wrote none of it."""
    need(entry.actor not in revision.authors, "author")
    need_post(world, entry, revision.facts["unit"], "secrecy_reviewer")


def check_review_decide(world: World, revision: Revision, entry: Entry) -> None:
    """One decision of the three reviews."""
    facts, actor, unit = entry.facts, entry.actor, revision.facts["unit"]
    stage, passed = facts["stage"], revision.passed()
    need(revision.log["revision.submit"], "unsubmitted")
    need(stage in STAGES and stage == len(passed) + 1, "order")
    need(actor not in revision.authors or _may_author_review(world, unit, stage), "author")
    need(all(decision.actor != actor for decision in passed.values()), "twice")
    is_major = revision.facts["major"] == "yes"
    position = "principal_leader" if stage == 3 and is_major else STAGES[stage]
    need_post(world, entry, unit, position)
    doubt = revision.last("review.decide")
    if doubt is not None and doubt.facts["result"] == "undetermined":
        answers = [e.seq for e in revision.log["question.answer"] if e.facts["stage"] == stage]
        can_return = position in held(world, doubt.actor, entry.at, unit)  # a leaver cannot
        need(actor == doubt.actor or not can_return, "other")
        need(answers and answers[-1] > doubt.seq, "answer")
    need(facts["result"] != "passed" or PROOFS[stage] <= set(facts["proof"]), "proof")
    if stage == 3 and facts["result"] == "passed":
        need(revision.says("secrecy.conclude", "result", "passed"), "secrecy")
        need(revision.says("attribute.decide", "attribute", "proactive"), "attribute")
    revision.has_ended = facts["result"] == "failed"


def _may_author_review(world: World, unit: str, stage: int) -> bool:
    policy = world.last["unit.policy"].get(unit)
    allows = policy is not None and policy.facts["author_may_first_review"] == "yes"
    return stage == 1 and allows
