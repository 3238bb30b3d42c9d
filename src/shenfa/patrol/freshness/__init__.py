"""Whether columns are kept up: which rule holds, when the next item is due, what is late. Pure."""

from shenfa.patrol.freshness.column import Column, ColumnState, Item, Origin, State
from shenfa.patrol.freshness.judge import Knowledge, column_state, shipped_knowledge
from shenfa.patrol.freshness.periods import Period
from shenfa.patrol.freshness.rules import UnknownRule, rule_given, shipped_rules

__all__ = [
    "Column",
    "ColumnState",
    "Item",
    "Knowledge",
    "Origin",
    "Period",
    "State",
    "UnknownRule",
    "column_state",
    "rule_given",
    "shipped_knowledge",
    "shipped_rules",
]
