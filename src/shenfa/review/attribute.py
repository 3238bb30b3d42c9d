"""Who decides the disclosure attribute (公开属性) of an item, and when it may change (R46).

It is decided before the final review, which names it (三校：定稿·公开属性). Afterwards it can only
become stricter; to open up what was withheld takes another revision and three reviews.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.review.case import STAGE_NAMES, Attribute, Case, Stage, Surroundings
from shenfa.review.duties import Position, tenure_of

DECIDERS = (
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
    Position.PRINCIPAL_LEADER,
    Position.DISCLOSURE_OFFICER,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a person wants the attribute to be, when and why."""

    person: str
    attribute: Attribute
    at: datetime.datetime
    reason: str = ""


def attribute_refusal(case: Case, wanted: Attribution, around: Surroundings) -> str | None:
    """Return why the attribute may not be decided so now, or None."""
    return next(_closed(case, wanted, around), None)


def _closed(case: Case, wanted: Attribution, around: Surroundings) -> Iterator[str]:
    if case.stage in (Stage.DRAFT, Stage.ENDED):
        yield f"稿件处于“{STAGE_NAMES[case.stage]}”，不能确定公开属性"
    if wanted.person not in around.in_house:
        yield "只有在编在岗人员才能办理（严禁“外包”）"
    if not any(_holds(case, wanted, around, position) for position in DECIDERS):
        yield "公开属性由本单位审查人员或政务公开工作人员确定"
    if wanted.person in case.revision.makers:
        yield "撰稿人不得确定自己稿件的公开属性"
    if wanted.attribute is Attribute.PROACTIVE:
        if case.stage is Stage.APPROVED:
            yield "已审发的稿件不能再改为主动公开，请另成版本送审"
    elif not wanted.reason.strip():
        yield "依申请公开、不予公开应写明理由"


def _holds(case: Case, wanted: Attribution, around: Surroundings, position: Position) -> bool:
    unit, tenures = case.revision.unit, around.tenures
    return tenure_of(wanted.person, unit, position, tenures=tenures, at=wanted.at) is not None
