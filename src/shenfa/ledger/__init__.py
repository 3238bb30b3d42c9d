"""Problems on account: their life as a table, how one is known again, and by when it is due.

Pure: no database, no clock, no Django. Services ask here, store the answer and chain it.
"""

from shenfa.ledger.due import assign_due, check_due, fix_due
from shenfa.ledger.matching import Fault, group_of, key_of, place_of, same_among
from shenfa.ledger.problem import (
    ACTION_NAMES,
    CLOSED,
    NATURE_NAMES,
    ORIGIN_NAMES,
    RUNNING,
    SEEN_IN_TEXT,
    STATE_NAMES,
    VERDICT_NAMES,
    Action,
    Check,
    Nature,
    Origin,
    Problem,
    State,
    Verdict,
)
from shenfa.ledger.transitions import Act, ActRefused, advance, refusal

__all__ = [
    "ACTION_NAMES",
    "CLOSED",
    "NATURE_NAMES",
    "ORIGIN_NAMES",
    "RUNNING",
    "SEEN_IN_TEXT",
    "STATE_NAMES",
    "VERDICT_NAMES",
    "Act",
    "ActRefused",
    "Action",
    "Check",
    "Fault",
    "Nature",
    "Origin",
    "Problem",
    "State",
    "Verdict",
    "advance",
    "assign_due",
    "check_due",
    "fix_due",
    "group_of",
    "key_of",
    "place_of",
    "refusal",
    "same_among",
]
