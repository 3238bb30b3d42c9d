"""The re-check (复核): somebody has the public side looked at again, and what was seen is kept.

Pages are fetched before the command, which only writes down what they showed.
"""

from collections.abc import Iterator
from dataclasses import asdict

from shenfa.desk.ledger.authority import need_concerned
from shenfa.desk.ledger.inside import look_inside
from shenfa.desk.ledger.models import CheckRecord, ProblemRecord
from shenfa.desk.ledger.outside import Wanted, look_outside
from shenfa.desk.ledger.selectors import fix_last, problem_get
from shenfa.desk.ledger.steps import LONGEST_NOTE, chain_act, moved, note_act, visible_problem
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.steps import keep_text
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, command
from shenfa.ledger import SEEN_IN_TEXT, Act, Action, Nature, State, Verdict
from shenfa.ledger.rechecking import Look, Searched, verdict_of
from shenfa.patrol.standing import Condition

MOST_PAGES = 20
MOST_LOOKS = 60
BY_EYE = "这类问题须人工打开网页查看，请写明看到的情况"
BY_PATROL = "巡查已不再看到该问题"


def problem_check(*, by: Acting, problem: str, note: str = "") -> CheckRecord:
    """Look at the public side again. ``note`` is what the person saw where only eyes can tell."""
    looks = _looked(by, problem)
    with command("problem.check", problem, by) as now:
        record = visible_problem(now, problem)
        need_concerned(now, record.unit_id)
        note = keep_text(note, "人工查看情况", LONGEST_NOTE)
        verdict = verdict_of(looks, note)
        moved(record, Act(now.person, Action.CHECK, now.at, note=note, verdict=verdict))
        fix = fix_last(record)
        if fix is None:
            raise CommandRefused("problem_check", "该问题还没有报告整改")
        check = CheckRecord(
            problem=record,
            fix=fix,
            by=need_person(now),
            at=now.at,
            verdict=verdict,
            looks=[asdict(look) for look in looks],
            note=note,
        )
        check.save(force_insert=True)
        note_act(now, record, Action.CHECK, note=note)
        facts = {"verdict": verdict.value, "looks": len(looks)}
        digests = sorted({look.sha256 for look in looks if look.sha256})
        chain_act(now, record, "check", {**facts, "seen": list(digests)})
        return check


def _looked(by: Acting, problem: str) -> tuple[Look, ...]:
    """Return what the public side shows, before the command; the command refuses the rest."""
    try:
        record = problem_get(viewer=by.person, problem=problem, at=by.clock.now())
    except NotFound:
        return ()
    if record.state != State.FIXED:
        return ()
    return tuple(_looks(record))[:MOST_LOOKS]


def _looks(record: ProblemRecord) -> Iterator[Look]:
    fix = fix_last(record)
    right = (fix.after if fix else "") or record.advice
    searched = Searched(record.words, record.quote, right)
    if Nature(record.nature) in SEEN_IN_TEXT:
        if record.release is not None:
            yield from look_inside(record, searched)
        if addresses := _addresses(record, fix.url if fix else ""):
            yield from look_outside(Wanted(Nature(record.nature), searched, addresses))
        return
    yield _by_patrol(record)


def _addresses(record: ProblemRecord, fixed_url: str) -> tuple[str, ...]:
    """Every address outside this house at which the public met the fault."""
    pages = list(record.observation.pages) if record.observation is not None else []
    own = [record.url] if record.release is None else []
    wanted = [one for one in (*own, fixed_url, *pages) if one.startswith(("http://", "https://"))]
    return tuple(dict.fromkeys(wanted))[:MOST_PAGES]


def _by_patrol(record: ProblemRecord) -> Look:
    standing, address = record.observation, record.url
    if standing is not None and standing.condition == Condition.CURED:
        return Look("巡查", address, Verdict.CLEAN, BY_PATROL)
    return Look("人工查看", address, Verdict.UNDETERMINED, BY_EYE, is_for_eyes=True)
