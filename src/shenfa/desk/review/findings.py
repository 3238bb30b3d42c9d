"""Decisions on findings, and looking at what no machine could read (R23, R39–R45, R49)."""

from dataclasses import dataclass

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.steps import keep_text, need_text
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import FindingDecisionRecord, GapViewRecord
from shenfa.desk.review.selectors import finding_decisions, findings_of
from shenfa.desk.review.steps import decider_of, need_unit_staff, running_revision
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.review import (
    FindingDecision,
    MoveRefused,
    OpenFinding,
    Verb,
    decision_refusal,
    undecided,
)

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Disposal:
    """What is done about a finding, and why."""

    verb: Verb
    reason: str = ""


def finding_decide(
    *, by: Acting, revision: str, finding: str, disposal: Disposal
) -> FindingDecisionRecord:
    """Decide a finding; a later reviewer or the releaser may open it again."""
    if disposal.verb is Verb.REOPEN:
        return finding_reopen(by=by, revision=revision, finding=finding, reason=disposal.reason)
    with command("finding.decide", revision, by) as now:
        return _decide(now, running_revision(now, revision), finding, disposal)


def finding_reopen(
    *, by: Acting, revision: str, finding: str, reason: str
) -> FindingDecisionRecord:
    """Open a finding again that somebody else has decided."""
    with command("finding.reopen", revision, by) as now:
        record = running_revision(now, revision)
        return _decide(now, record, finding, Disposal(Verb.REOPEN, reason))


def findings_accept_source(*, by: Acting, revision: str) -> int:
    """Decide with one click all findings that stand so in the source; return how many.

    Blockers, secrecy, personal data and 严重表述错误 are never among them.
    """
    with command("finding.decide", revision, by) as now:
        record = running_revision(now, revision)
        dossier = Dossier(record, now.person)
        decider = decider_of(dossier, now.at)
        made = finding_decisions(dossier)
        count = 0
        for finding in undecided(findings_of(dossier), made):
            wanted = _wanted(now, finding.id, Disposal(Verb.SAME_AS_SOURCE))
            if decision_refusal(finding, wanted, decider, made) is None:
                _store(now, record, wanted)
                count += 1
        if count == 0:
            raise CommandRefused("nothing", "没有与来源逐字相同的待处置问题点，请逐条处置")
        return count


def gap_view(*, by: Acting, revision: str, gap: str, note: str) -> GapViewRecord:
    """Record what a person saw of a picture, video or sound, and how long (人工审看)."""
    with command("gap.view", revision, by) as now:
        record = running_revision(now, revision)
        need_unit_staff(now, record)
        note = need_text(note, "审看记录", LONGEST_REASON)
        same = GapViewRecord.objects.filter(
            revision=record, gap=gap, person_id=now.person, note=note
        ).first()
        if same is not None:
            repeated()
            return same
        found = next((one for one in Dossier(record).gaps if one.key == gap), None)
        if found is None:
            raise NotFound("未读取部分")
        if found.kind != "media":
            raise CommandRefused("unread", "该处不是图片、音视频，应重新检查或者改正文件")
        row = GapViewRecord(revision=record, gap=gap, person_id=now.person, note=note, at=now.at)
        row.save(force_insert=True)
        facts = {"revision": record.id, "gap": gap, "note": note}
        chain(now, "gap.view", record.manuscript_id, facts)
        return row


def _decide(
    now: Now, record: RevisionRecord, finding: str, disposal: Disposal
) -> FindingDecisionRecord:
    disposal = Disposal(disposal.verb, keep_text(disposal.reason, "理由", LONGEST_REASON))
    last = record.finding_decisions.filter(finding=finding).order_by("id").last()
    said = (now.person, disposal.verb.value, disposal.reason)
    if last is not None and said == (last.person_id, last.decision, last.reason):
        repeated()
        return last
    dossier = Dossier(record, now.person)
    found = _finding(dossier, finding)
    wanted = _wanted(now, finding, disposal)
    decider, made = decider_of(dossier, now.at), finding_decisions(dossier)
    if reason := decision_refusal(found, wanted, decider, made):
        raise MoveRefused(reason)
    return _store(now, record, wanted)


def _finding(dossier: Dossier, finding: str) -> OpenFinding:
    for found in findings_of(dossier):
        if found.id == finding:
            return found
    raise NotFound("问题点")


def _wanted(now: Now, finding: str, disposal: Disposal) -> FindingDecision:
    return FindingDecision(finding, disposal.verb, now.person, now.at, disposal.reason)


def _store(now: Now, record: RevisionRecord, wanted: FindingDecision) -> FindingDecisionRecord:
    row = FindingDecisionRecord(
        revision=record,
        finding=wanted.finding,
        decision=wanted.verb.value,
        reason=wanted.reason,
        person_id=now.person,
        at=now.at,
    )
    row.save(force_insert=True)
    facts = {"revision": record.id, "finding": wanted.finding, "reason": wanted.reason}
    if wanted.verb is Verb.REOPEN:
        chain(now, "finding.reopen", record.manuscript_id, facts)
    else:
        facts["decision"] = wanted.verb.value
        chain(now, "finding.decide", record.manuscript_id, facts)
    return row
