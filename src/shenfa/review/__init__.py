"""The way to release: duties, the case of a revision, findings, sources, form and gates.

Pure: no database, no clock, no Django. Services ask here, store the answer and chain it.
"""

from shenfa.review.attribute import Attribution, attribute_refusal
from shenfa.review.case import (
    REVIEWS,
    STAGE_NAMES,
    Action,
    Attribute,
    Case,
    Decision,
    Move,
    Proof,
    Question,
    Result,
    Revision,
    Stage,
    Surroundings,
)
from shenfa.review.duties import (
    POSITION_NAMES,
    Employment,
    Person,
    Position,
    Tenure,
    appointment_refusal,
    missing_reviewers,
    tenure_of,
)
from shenfa.review.findings import (
    Decider,
    FindingDecision,
    OpenFinding,
    Verb,
    decision_refusal,
    undecided,
    weight_of,
)
from shenfa.review.gates import Channel, Closed, Release, Reprint, closed_gates
from shenfa.review.secrecy import Conclusion, conclusion_refusal
from shenfa.review.sources import Judgement, Source, Standing, judge_address
from shenfa.review.transitions import CHECKLISTS, MoveRefused, advance, position_for, refusal

__all__ = [
    "CHECKLISTS",
    "POSITION_NAMES",
    "REVIEWS",
    "STAGE_NAMES",
    "Action",
    "Attribute",
    "Attribution",
    "Case",
    "Channel",
    "Closed",
    "Conclusion",
    "Decider",
    "Decision",
    "Employment",
    "FindingDecision",
    "Judgement",
    "Move",
    "MoveRefused",
    "OpenFinding",
    "Person",
    "Position",
    "Proof",
    "Question",
    "Release",
    "Reprint",
    "Result",
    "Revision",
    "Source",
    "Stage",
    "Standing",
    "Surroundings",
    "Tenure",
    "Verb",
    "advance",
    "appointment_refusal",
    "attribute_refusal",
    "closed_gates",
    "conclusion_refusal",
    "decision_refusal",
    "judge_address",
    "missing_reviewers",
    "position_for",
    "refusal",
    "tenure_of",
    "undecided",
    "weight_of",
]
