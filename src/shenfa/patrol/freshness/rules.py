"""Which rule holds for a column: given by an operator, else by its name, else by its tag.

The rules are rows of lexicons/data/freshness_rules.tsv. A limit is written 14d (days), 6m
(calendar months), month (a period) or 01-31/03-31 (expected and last day of each year).
"""

import datetime
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from shenfa.lexicons import Confidence, Entry, LexiconError, read_lexicon
from shenfa.patrol.freshness.column import Column, Origin
from shenfa.patrol.freshness.periods import LABELS, Period
from shenfa.text import Level, Severity

COLUMNS = (
    "rule",
    "type",
    "label",
    "names",
    "excepted",
    "tags",
    "limit",
    "lead",
    "severity",
    "basis",
    "clause",
)
LIMIT = re.compile(r"(?P<number>\d{1,4})\s?(?P<unit>d|w|m|y|天|日|周|个月|年)?内?(?:更新)?")
YEARLY = re.compile(r"(\d\d)-(\d\d)/(\d\d)-(\d\d)")
WRITTEN_PERIODS = {
    **{period.value: period for period in Period},
    **{label: period for period, label in LABELS.items()},
    **{f"每{label}": period for period, label in LABELS.items()},
    "weekly": Period.WEEK,
    "monthly": Period.MONTH,
    "quarterly": Period.QUARTER,
    "half-yearly": Period.HALF,
    "yearly": Period.YEAR,
    "annual": Period.YEAR,
    "季": Period.QUARTER,
    "每季": Period.QUARTER,
    "年": Period.YEAR,
    "每年": Period.YEAR,
}
DEFAULT, OPERATOR_RULE = "other", "given"


class UnknownRule(ValueError):
    """A rule that an operator wrote and nobody understands; the message says what to write."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"看不懂栏目规则“{written}”，请写 news、policy 等类别，或 14天、6个月、每月、每季度"
        )


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of the year by which something is expected, and the last on which it passes."""

    expected: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Days:
    """So many calendar days; the last of them still passes."""

    number: int


@dataclass(frozen=True, slots=True)
class Months:
    """So many calendar months."""

    number: int


Limit = Days | Months | Period | Yearly
UNITS: dict[str, tuple[type[Days] | type[Months], int]] = {
    "": (Days, 1),
    "d": (Days, 1),
    "w": (Days, 7),
    "y": (Months, 12),
    "天": (Days, 1),
    "日": (Days, 1),
    "周": (Days, 7),
    "m": (Months, 1),
    "个月": (Months, 1),
    "年": (Months, 12),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what it is recognised by, what it demands, and where that stands.

    ``lead`` is how many days before the last day a warning begins.
    """

    code: str
    type: str
    label: str
    limit: Limit
    lead: int
    severity: Severity
    basis: str
    level: Level
    confidence: Confidence
    names: re.Pattern[str] | None = None
    excepted: re.Pattern[str] | None = None
    tags: frozenset[str] = frozenset()

    @property
    def strictness(self) -> float:
        """About how many days it allows: the smaller, the stricter."""
        match self.limit:
            case Days(number):
                return number
            case Months(number):
                return number * Period.MONTH.days
            case Yearly():
                return Period.YEAR.days
            case Period() as period:
                return period.days

    def knows_name(self, name: str) -> bool:
        """Whether a column's name falls under the rule."""
        return bool(
            self.names
            and self.names.search(name)
            and not (self.excepted and self.excepted.search(name))
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule for a column, where it comes from, and which others would have held as well."""

    rule: Rule
    origin: Origin
    clashes: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def shipped_rules(today: datetime.date) -> tuple[Rule, ...]:
    """Return the rules in force on a day, in the order of the table."""
    rows = enumerate(read_lexicon("freshness_rules", COLUMNS), start=2)
    return tuple(_rule(number, entry) for number, entry in rows if entry.holds_on(today))


def rule_given(column: Column, rules: tuple[Rule, ...]) -> Rule | None:
    """Return the rule an operator gave, or None where there is none. Raises UnknownRule.

    A type that no row knows says nothing about freshness: the list of types is an open one.
    """
    kind = _by_word(column.type, rules) if column.type else None
    if not column.rule:
        return kind
    if row := _by_word(column.rule, rules):
        return row
    limit = limit_of(column.rule)
    if limit is None:
        raise UnknownRule(column.rule)
    like = kind or _by_word(DEFAULT, rules) or rules[-1]
    return replace(
        like,
        code=OPERATOR_RULE,
        type=like.type if kind else "given",
        label=f"指定为{column.rule}",
        limit=limit,
        severity=like.severity if kind else Severity.ERROR,
        basis="本网站指定的更新要求",
        level=Level.PRACTICE,
        lead=like.lead if kind else 0,
    )


def rule_by_sight(column: Column, rules: tuple[Rule, ...]) -> Choice | None:
    """Return the strictest rule that the name falls under, else the one its tag names (Q29)."""
    named = sorted(
        (rule for rule in rules if rule.knows_name(column.name)), key=lambda rule: rule.strictness
    )
    if named:
        strictest = named[0]
        clashes = tuple(
            f"栏目名称同时属于{strictest.label}和{rule.label}，按较严的{strictest.label}执行"
            for rule in named[1:]
            if abs(rule.strictness - strictest.strictness) > 2
        )
        return Choice(strictest, Origin.NAME, clashes)
    tagged = next((rule for rule in rules if column.tag in rule.tags), None)
    return Choice(tagged, Origin.TAG) if tagged else None


def limit_of(written: str) -> Limit | None:
    """Return the limit that a word states, or None."""
    written = written.strip().lower()
    if written in WRITTEN_PERIODS:
        return WRITTEN_PERIODS[written]
    if match := YEARLY.fullmatch(written):
        month, day, last_month, last_day = map(int, match.groups())
        return Yearly((month, day), (last_month, last_day))
    if not (match := LIMIT.fullmatch(written)) or not int(match["number"]):
        return None
    kind, factor = UNITS[match["unit"] or ""]
    return kind(int(match["number"]) * factor)


def _by_word(word: str, rules: tuple[Rule, ...]) -> Rule | None:
    word = word.strip()
    return next(
        (rule for rule in rules if word in (rule.code, rule.label) or word in rule.tags), None
    )


def _rule(number: int, entry: Entry) -> Rule:
    row = dict(zip(COLUMNS, entry.values, strict=True))
    limit = limit_of(row["limit"])
    if limit is None:
        raise LexiconError("freshness_rules.tsv", number, f"看不懂期限“{row['limit']}”")
    return Rule(
        code=row["rule"],
        type=row["type"],
        label=row["label"],
        limit=limit,
        lead=int(row["lead"]),
        severity=Severity(row["severity"]),
        basis=f"《{row['basis']}》{row['clause']}",
        level=entry.level,
        confidence=entry.confidence,
        names=re.compile(row["names"]) if row["names"] else None,
        excepted=re.compile(row["excepted"]) if row["excepted"] else None,
        tags=frozenset(filter(None, row["tags"].split("|"))),
    )
