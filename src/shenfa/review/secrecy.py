"""The secrecy conclusion: a record of its own, by the secrecy reviewer, never by a maker (R27).

It may be given by the first or second reviewer who also holds that position, beside or before
the reviews. It is on the same bytes as they are, by somebody who has opened all of them.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.review.case import REVIEWS, STAGE_NAMES, Case, Result, Stage, Surroundings
from shenfa.review.duties import Position, tenure_of


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a person concludes about which bytes, when, and how they proved who they are.

    ``settled`` tells that no finding about secrecy is open.
    """

    person: str
    result: Result
    at: datetime.datetime
    sha256: str
    note: str = ""
    reauthenticated: bool = False
    settled: bool = True


def conclusion_refusal(case: Case, wanted: Conclusion, around: Surroundings) -> str | None:
    """Return why the conclusion may not be given now, or None. Buttons ask this as well."""
    return next(_closed(case, wanted, around), None)


def _closed(case: Case, wanted: Conclusion, around: Surroundings) -> Iterator[str]:
    unit = case.revision.unit
    if case.stage not in (*REVIEWS, Stage.APPROVED):
        yield f"稿件处于“{STAGE_NAMES[case.stage]}”，不能作保密审查结论"
    if wanted.sha256 != case.revision.sha256:
        yield "稿件内容已经变化，请刷新后重新审看"
    if wanted.person not in around.in_house:
        yield "只有在编在岗人员才能办理（严禁“外包”）"
    position, tenures = Position.SECRECY_REVIEWER, around.tenures
    if tenure_of(wanted.person, unit, position, tenures=tenures, at=wanted.at) is None:
        yield "保密审查由保密审查员作出结论，您没有在该单位担任这一岗位，不得代审"
    if wanted.person in case.revision.makers:
        yield "撰稿人、编辑人和上传人不得对自己的稿件作保密审查结论"
    if not wanted.reauthenticated:
        yield "作出保密审查结论前请重新验证身份"
    if unopened := case.revision.parts - around.opened:
        yield f"请先打开并看完正文和全部附件（还有{len(unopened)}项未打开）"
    if wanted.result is Result.PASSED:
        yield from _not_yet(wanted, around)
    elif not wanted.note.strip():
        yield "保密审查不通过或不确定应写明理由"


def _not_yet(wanted: Conclusion, around: Surroundings) -> Iterator[str]:
    for place in around.unread:
        yield f"有内容未能读取，结论不确定，重新检查成功后才能通过：{place}"
    if not around.looked_at:
        yield "有图片、音视频未记录人工审看，请逐项记录后再作结论"
    if not wanted.settled:
        yield "还有涉密问题点没有处置，请逐条处置后再作结论"
