"""The writes of the false-alarm court: asked by one, ruled by another, taken back by one.

What is worked out from texts takes long and is done before the command, which judges again.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from shenfa.audit.places import Place
from shenfa.desk.court.models import AppealRecord, RulingRecord
from shenfa.desk.court.selectors import (
    appeal_get,
    judge_of,
    scopes_open,
    withdrawal_refusal,
)
from shenfa.desk.court.spotting import Spot, SpotTask, spot_of
from shenfa.desk.manuscripts.authority import visible_revision
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.auditing import parts_to_check
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import FindingRecord
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.review.steps import REVIEWERS, decider_of
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.desk.wording.county_file import Row
from shenfa.desk.wording.effects import Changed, concerned, texts_changed
from shenfa.desk.wording.kinds import Content
from shenfa.desk.wording.rulings import (
    FALSE_ALARM,
    Ruled,
    ruling_propose,
    ruling_settle,
    ruling_withdraw,
    tables_beside,
)
from shenfa.desk.wording.selectors import county_tables
from shenfa.review import MoveRefused, Position
from shenfa.review.court import WIDE, appeal_refusal
from shenfa.text import Family, Scope

SECONDS = 60.0
LONGEST_REASON = 500
LONGEST_SHOWN = 60
ASKED, RULED = "court_asked", "court_ruled"
ASKED_TEXT = "有问题点被提请认定为误报，请核对后认定"
RULED_TEXT = "您提请的误报认定已有结论，请查看"
WITHIN = frozenset({Scope.TEXT, Scope.UNIT})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling: how far the finding is a false alarm, None where it is none; and why."""

    scope: Scope | None
    reason: str


def appeal_make(*, by: Acting, revision: str, finding: str, reason: str) -> AppealRecord:
    """Bring a finding of a revision before the court."""
    spot = _spotted(by, revision, finding)
    with command("court.appeal", revision, by) as now:
        record = visible_revision(now, revision)
        found = _finding(record, finding)
        reason = need_text(reason, "理由", LONGEST_REASON)
        if refusal := appeal_refusal(
            found.to_finding(), decider_of(Dossier(record, now.person), now.at)
        ):
            raise MoveRefused(refusal)
        same = AppealRecord.objects.filter(revision=record, key=finding).first()
        if same is not None:
            if same.by_id != now.person:
                raise CommandRefused("appealed", "该问题点已提请误报认定，请等候结论")
            repeated()
            return same
        if not isinstance(spot, Spot):
            raise CommandRefused("spot", spot)
        appeal = AppealRecord(
            id=new_id("fa"),
            revision=record,
            finding=found,
            key=finding,
            rule=found.rule,
            version=spot.version,
            place=spot.place,
            words=spot.words,
            shown=_shown(spot),
            reason=reason,
            by=need_person(now),
            at=now.at,
        )
        appeal.save(force_insert=True)
        facts = {
            "appeal": appeal.id,
            "revision": record.id,
            "finding": finding,
            "rule": found.rule,
            "reason": reason,
        }
        chain(now, "court.appeal", record.manuscript_id, facts)
        _tell_judges(now, appeal)
        return appeal


def ruling_make(*, by: Acting, appeal: str, verdict: Verdict) -> RulingRecord:
    """Rule on an appeal: a false alarm so far, or none."""
    changed = _changed(by, appeal, verdict)
    with command("court.rule", appeal, by) as now:
        record = appeal_get(viewer=by.person, appeal=appeal, at=now.at)
        if RulingRecord.objects.filter(appeal=record).exists():
            raise CommandRefused("ruled", "该提请已有结论，请刷新后查看")
        reason = need_text(verdict.reason, "理由", LONGEST_REASON)
        # Who may hold it for a false alarm in its own text, or beyond, may say that it is none.
        judge = judge_of(record, now.person, now.at)
        open_scopes = scopes_open(record, judge)
        if verdict.scope is None:
            refusal = "" if "" in open_scopes.values() else open_scopes[Scope.TEXT]
        else:
            refusal = open_scopes[verdict.scope]
        if refusal:
            raise MoveRefused(refusal)
        row = None
        if verdict.scope is not None:
            ruled = Ruled(_content(record, verdict.scope, reason), record.by)
            wide = verdict.scope in WIDE
            row = ruling_propose(now, ruled) if wide else ruling_settle(now, ruled, changed)
        ruling = RulingRecord(
            appeal=record,
            scope=verdict.scope.value if verdict.scope else "",
            reason=reason,
            by=need_person(now),
            at=now.at,
            row=row,
        )
        ruling.save(force_insert=True)
        facts = {
            "appeal": appeal,
            "revision": record.revision_id,
            "finding": record.key,
            "rule": record.rule,
            "scope": ruling.scope,
            "row": row.id if row else "",
            "reason": reason,
        }
        chain(now, "court.rule", record.revision.manuscript_id, facts)
        about = Notice(RULED, record.id, RULED_TEXT)
        notify(now, {record.by_id}, about)
        return ruling


def ruling_take_back(*, by: Acting, appeal: str, reason: str) -> RulingRecord:
    """Take a ruling back: from now on the place is reported again."""
    with command("court.withdraw", appeal, by) as now:
        record = appeal_get(viewer=by.person, appeal=appeal, at=now.at)
        judge = judge_of(record, now.person, now.at)
        if refusal := withdrawal_refusal(record, judge):
            raise MoveRefused(refusal)
        reason = need_text(reason, "理由", LONGEST_REASON)
        row = record.ruling.row
        if row is None:
            raise NotFound("误报认定")
        ruling_withdraw(now, row, reason)
        facts = {
            "appeal": appeal,
            "revision": record.revision_id,
            "rule": record.rule,
            "reason": reason,
        }
        chain(now, "court.withdraw", record.revision.manuscript_id, facts)
        return record.ruling


def _spotted(by: Acting, revision: str, key: str) -> Spot | str:
    """Return where a finding stands, before the command; the command itself refuses the rest."""
    try:
        record = revision_get(viewer=by.person, revision=revision, at=by.clock.now())
        part_name = _finding(record, key).part
    except (NotFound, CommandRefused):
        return ""
    for part in parts_to_check(record):
        if part.part == part_name:
            try:
                return in_process(spot_of, SpotTask(part, county_tables(), key), SECONDS)
            except CheckingFailed as error:
                return str(error)
    return "该问题点不在文稿的一处，不能提请误报认定"


def _finding(record: RevisionRecord, key: str) -> FindingRecord:
    if record.purged_at is not None:
        raise CommandRefused("purged", "该版本的内容已按规定清除")
    audit = Dossier(record).audit
    found = audit.findings.filter(key=key).first() if audit else None
    if found is None:
        raise NotFound("问题点")
    return found


def _shown(spot: Spot) -> dict[str, object]:
    sentence = spot.sentence
    return {
        "before": sentence.before.replace("\x00", "\ufffd"),
        "text": sentence.text.replace("\x00", "\ufffd"),
        "after": sentence.after.replace("\x00", "\ufffd"),
        "passage": sentence.passage.value,
        "kind": spot.kind.value,
        "faithful": spot.is_faithful,
    }


def _content(appeal: AppealRecord, scope: Scope, reason: str) -> Content:
    shown, place = appeal.shown, Place(appeal.place, appeal.words)
    words = f"{shown['before'][-12:]}【{shown['text']}】{shown['after'][:12]}"
    manuscript = appeal.revision.manuscript
    content = {
        "rule": appeal.rule,
        "scope": scope.value,
        "shown": words[:LONGEST_SHOWN] if shown["text"] else "",
        "place": place.words if scope is Scope.ALWAYS else place.around,
        "version": appeal.version,
        "unit": manuscript.unit_id if scope is Scope.UNIT else "",
        "manuscript": manuscript.id if scope is Scope.TEXT else "",
        "reason": reason,
    }
    return {name: value for name, value in content.items() if value}


def _changed(by: Acting, appeal: str, verdict: Verdict) -> Changed:
    """Return what a ruling within a unit changes: only texts in which the rule was heard."""
    nothing = Changed(0, 0, [])
    if verdict.scope not in WITHIN:
        return nothing
    try:
        record = appeal_get(viewer=by.person, appeal=appeal, at=by.clock.now())
    except NotFound:
        return nothing
    known = {"decided_by": by.person, "since": by.clock.now().date().isoformat()}
    row = Row(FALSE_ALARM, {**_content(record, verdict.scope, verdict.reason or "—"), **known})
    return texts_changed(_touched(record, verdict.scope), county_tables(), tables_beside(row))


def _touched(appeal: AppealRecord, scope: Scope) -> QuerySet[RevisionRecord]:
    manuscript = appeal.revision.manuscript
    own = Q(manuscript=manuscript) if scope is Scope.TEXT else Q(manuscript__unit=manuscript.unit)
    heard = FindingRecord.objects.filter(rule=appeal.rule).values("audit__revision")
    return concerned().filter(own, id__in=heard)


def _tell_judges(now: Now, appeal: AppealRecord) -> None:
    revision = appeal.revision
    is_secret = appeal.finding.to_finding().family is Family.SECRECY
    positions = (Position.SECRECY_REVIEWER,) if is_secret else REVIEWERS[:1]
    judges = holders(tenure_list(unit=revision.manuscript.unit_id), positions, now.at)
    makers = set(revision.authors.values_list("person_id", flat=True))
    about = Notice(ASKED, appeal.id, ASKED_TEXT)
    notify(now, judges - makers - {now.person}, about)
