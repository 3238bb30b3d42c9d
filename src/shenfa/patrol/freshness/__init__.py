"""Whether columns are kept up: which rule holds, when the next item is due, what is late. Pure."""

from shenfa.patrol.freshness.column import Column, ColumnState, Item, Origin, State
from shenfa.patrol.freshness.judge import Knowledge, column_state, shipped_knowledge
from shenfa.patrol.freshness.periods import Period
from shenfa.patrol.freshness.rules import UnknownRule, rule_given, shipped_rules
from shenfa.patrol.freshness.telling import ColumnVeto, column_row, column_vetoes, sentence

__all__ = [
    "Column",
    "ColumnState",
    "ColumnVeto",
    "Item",
    "Knowledge",
    "Origin",
    "Period",
    "State",
    "UnknownRule",
    "column_row",
    "column_state",
    "column_vetoes",
    "rule_given",
    "sentence",
    "shipped_knowledge",
    "shipped_rules",
]
