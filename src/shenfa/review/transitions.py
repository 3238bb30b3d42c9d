"""The review workflow as a table, and the one function that moves a case through it.

Three stages, each passed by a different person, none of them a maker (the unit's recorded
switch relaxes the first stage only). The table is the whole workflow: a move that is not in
it cannot happen. There is no skip flag, no force, no delegation.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from shenfa.review.case import (
    STAGE_NAMES,
    Action,
    Attribute,
    Case,
    Decision,
    Move,
    Question,
    Result,
    Stage,
    Surroundings,
)
from shenfa.review.duties import POSITION_NAMES, Position, Tenure, tenure_of

NEXT: dict[tuple[Stage, Action], Stage] = {
    (Stage.DRAFT, Action.SUBMIT): Stage.FIRST,
    (Stage.FIRST, Action.PASS): Stage.SECOND,
    (Stage.SECOND, Action.PASS): Stage.FINAL,
    (Stage.FINAL, Action.PASS): Stage.APPROVED,
    (Stage.FIRST, Action.FAIL): Stage.ENDED,
    (Stage.SECOND, Action.FAIL): Stage.ENDED,
    (Stage.FINAL, Action.FAIL): Stage.ENDED,
    (Stage.FIRST, Action.SUSPEND): Stage.FIRST,
    (Stage.SECOND, Action.SUSPEND): Stage.SECOND,
    (Stage.FINAL, Action.SUSPEND): Stage.FINAL,
    (Stage.FIRST, Action.ANSWER): Stage.FIRST,
    (Stage.SECOND, Action.ANSWER): Stage.SECOND,
    (Stage.FINAL, Action.ANSWER): Stage.FINAL,
    (Stage.FIRST, Action.ASK_AGAIN): Stage.FIRST,
    (Stage.SECOND, Action.ASK_AGAIN): Stage.SECOND,
    (Stage.FINAL, Action.ASK_AGAIN): Stage.FINAL,
    (Stage.FIRST, Action.RECALL): Stage.ENDED,
    (Stage.SECOND, Action.RECALL): Stage.ENDED,
    (Stage.FINAL, Action.RECALL): Stage.ENDED,
    (Stage.APPROVED, Action.RETURN_TEXT): Stage.ENDED,
}

RESULTS = {
    Action.PASS: Result.PASSED,
    Action.FAIL: Result.FAILED,
    Action.SUSPEND: Result.UNDETERMINED,
}
CHECKLISTS = {
    Stage.FIRST: ("格式", "文字"),
    Stage.SECOND: ("内容", "数据"),
    Stage.FINAL: ("定稿", "公开属性"),
}
"""一校、二校、三校 (R16): what each proof covers; secrecy is a record of its own."""


class MoveRefused(Exception):
    """The move is not allowed; the message tells the person who tried it why."""


def position_for(case: Case) -> Position | None:
    """Return the position that decides now: a major item ends with the principal leader."""
    match case.stage:
        case Stage.FIRST:
            return Position.INFORMATION_OFFICER
        case Stage.SECOND:
            return Position.SECTION_HEAD
        case Stage.FINAL if case.revision.is_major:
            return Position.PRINCIPAL_LEADER
        case Stage.FINAL:
            return Position.DEPUTY_IN_CHARGE
        case _:
            return None


def refusal(case: Case, move: Move, around: Surroundings) -> str | None:
    """Return why the move may not be made now, or None. Buttons ask this as well."""
    if (case.stage, move.action) not in NEXT:
        return f"稿件处于“{STAGE_NAMES[case.stage]}”，不能执行该操作"
    if move.sha256 != case.revision.sha256:
        return "稿件内容已经变化，请刷新后重新审看"
    if move.person not in around.in_house:
        return "只有在编在岗人员才能办理（严禁“外包”）"
    return next(_GUARDS[move.action](case, move, around), None)


def advance(case: Case, move: Move, around: Surroundings) -> Case:
    """Return the case after ``move``, or raise MoveRefused.

    Pure: the caller stores the result and chains the move into the trail, in one transaction.
    """
    if reason := refusal(case, move, around):
        raise MoveRefused(reason)
    moved = replace(case, stage=NEXT[case.stage, move.action])
    match move.action:
        case Action.SUBMIT:
            return replace(moved, submitted_at=move.at)
        case Action.PASS | Action.FAIL:
            return replace(moved, decisions=(*case.decisions, _decision(case, move, around)))
        case Action.SUSPEND:
            asked = Question(case.stage, move.person, move.to, move.due or move.at, move.note)
            decision = _decision(case, move, around)
            return replace(moved, decisions=(*case.decisions, decision), question=asked)
        case Action.ANSWER if case.question is not None:
            answered = replace(case.question, answer=move.note, answered_at=move.at)
            return replace(moved, question=answered)
        case Action.ASK_AGAIN if case.question is not None:
            asked = replace(case.question, to=move.to, due=move.due or move.at)
            return replace(moved, question=asked)
        case _:
            return moved


def _decision(case: Case, move: Move, around: Surroundings) -> Decision:
    tenure = _tenure(case, move, around)
    position = position_for(case)
    if position is None or tenure is None:
        raise MoveRefused("当前审级没有对应岗位")
    return Decision(
        stage=case.stage,
        person=move.person,
        position=position,
        result=RESULTS[move.action],
        at=move.at,
        note=move.note,
        before_receipt=tenure.received is None or move.at < tenure.received,
    )


def _tenure(case: Case, move: Move, around: Surroundings) -> Tenure | None:
    position = position_for(case)
    if position is None:
        return None
    return tenure_of(move.person, case.revision.unit, position, tenures=around.tenures, at=move.at)


def _submit(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    if move.person not in case.revision.makers:
        yield "只有撰稿人可以送审"
    if not around.self_proofed:
        yield "请先完成并签署自审自校，再送审"


def _in_position(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    if _tenure(case, move, around) is None:
        position = position_for(case)
        name = POSITION_NAMES[position] if position else "本审级审查人"
        yield f"本审级由{name}审查，您没有在该单位担任这一岗位，不得代审"


def _decide(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    person = move.person
    yield from _in_position(case, move, around)
    if person in case.revision.makers and not _may_review_own(case, around):
        yield "撰稿人、编辑人和上传人不得审查自己的稿件"
    if any(one.person == person and one.stage is not case.stage for one in case.decisions):
        yield "同一人不得审查同一稿件的两个审级（不得一人多审）"
    if not move.reauthenticated:
        yield "作出审查决定前请重新验证身份"
    if case.is_suspended:
        yield "上次提出的问题还没有答复，答复后才能决定"
    if _waits_for_another(case, move, around):
        yield "结果不确定的稿件由原审查人在收到答复后决定"
    if _is_early(case, move):
        yield "时间早于上一环节或在同一时刻，请稍候，仍不行请检查系统时钟"
    if unopened := case.revision.parts - around.opened:
        yield f"请先打开并看完正文和全部附件（还有{len(unopened)}项未打开）"


def _pass(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    yield from _decide(case, move, around)
    for place in around.unread:
        yield f"有内容未能读取，结论不确定，重新检查成功后才能通过：{place}"
    if not around.looked_at:
        yield "有图片、音视频未记录人工审看，请逐项记录后再通过"
    if not around.settled:
        yield "还有问题点没有处置，请逐条处置后再通过"
    if move.proof is None or set(move.proof.items) != set(CHECKLISTS[case.stage]):
        yield f"请完成本审级校对清单：{'、'.join(CHECKLISTS[case.stage])}"
    if case.stage is Stage.FINAL:
        yield from _final(around)


def _final(around: Surroundings) -> Iterator[str]:
    if not around.secrecy_concluded:
        yield "还没有保密审查结论，不能审发（先审查、后公开）"
    if around.attribute is None:
        yield "还没有确定公开属性，不能审发"
    elif around.attribute is not Attribute.PROACTIVE:
        yield "公开属性不是主动公开，不能审发上网"


def _fail(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    yield from _decide(case, move, around)
    if not move.note.strip():
        yield "不通过应写明理由"


def _suspend(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    yield from _decide(case, move, around)
    if not move.note.strip():
        yield "结果不确定应写明问题、答复人和期限"
    yield from _asks(move)


def _asks(move: Move) -> Iterator[str]:
    if not move.to or move.due is None:
        yield "结果不确定应写明问题、答复人和期限"
    elif move.due <= move.at:
        yield "答复期限应晚于现在"
    if move.to == move.person:
        yield "问题应由他人答复，请另选答复人"


def _ask_again(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    # Whoever was asked may have left, or does not answer: nothing waits in silence (I31).
    if not case.is_suspended:
        yield "没有等待答复的问题"
    yield from _in_position(case, move, around)
    if move.person in case.revision.makers and not _may_review_own(case, around):
        yield "撰稿人、编辑人和上传人不得审查自己的稿件"
    if _waits_for_another(case, move, around):
        yield "问题由原审查人改请他人答复"
    yield from _asks(move)


def _waits_for_another(case: Case, move: Move, around: Surroundings) -> bool:
    """Whether another person's question stands, and that person still can come back to it (I19)."""
    question, position = case.question, position_for(case)
    if question is None or position is None or question.stage is not case.stage:
        return False
    asker, unit = question.asked_by, case.revision.unit
    holds = tenure_of(asker, unit, position, tenures=around.tenures, at=move.at)
    return move.person != asker and holds is not None


def _may_review_own(case: Case, around: Surroundings) -> bool:
    return case.stage is Stage.FIRST and around.author_may_first_review


def _is_early(case: Case, move: Move) -> bool:
    before = [decision.at for decision in case.decisions]
    if case.submitted_at is not None:
        before.append(case.submitted_at)
    return any(move.at <= moment for moment in before)


def _answer(case: Case, move: Move, _around: Surroundings) -> Iterator[str]:
    if case.question is None or case.question.answer:
        yield "没有等待答复的问题"
    elif move.person != case.question.to:
        yield "问题应由指定的答复人答复"
    if not move.note.strip():
        yield "请写明答复内容"


def _recall(case: Case, move: Move, _around: Surroundings) -> Iterator[str]:
    # Whoever handed it on may take it back while the next stage has said nothing (I23).
    if any(decision.stage is case.stage for decision in case.decisions):
        yield "本审级已经提出意见，不能撤回"
    last = case.decisions[-1].person if case.decisions else None
    if last is None and move.person not in case.revision.makers:
        yield "只有撰稿人可以撤回"
    if last is not None and move.person != last:
        yield "只有上一审级的审查人可以撤回"


def _return_text(case: Case, move: Move, around: Surroundings) -> Iterator[str]:
    if move.person not in around.county_reviewers:
        yield "只有县府办审核员可以退回已审发的稿件"
    if move.person in case.reviewers | case.revision.makers:
        yield "县府办审核员不得审核自己经手的稿件"
    if not move.note.strip():
        yield "退回应写明理由"


Guard = Callable[[Case, Move, Surroundings], Iterator[str]]
_GUARDS: dict[Action, Guard] = {
    Action.SUBMIT: _submit,
    Action.PASS: _pass,
    Action.FAIL: _fail,
    Action.SUSPEND: _suspend,
    Action.ANSWER: _answer,
    Action.ASK_AGAIN: _ask_again,
    Action.RECALL: _recall,
    Action.RETURN_TEXT: _return_text,
}
