"""How often each rule fires on a body of texts, so that one sees which rule cries wolf.

The texts are meant to be clean: what is found in them is wrong, or worth a look. A rule above
its floor (findings per 10,000 characters that ask for a change) is to be mended, or made a
hint by the county's file until it is (``hint_rules``); it is not deleted.
"""

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shenfa.audit.report import Report
from shenfa.audit.suppress import CountyFileError
from shenfa.audit.telling import Told, tell
from shenfa.text import Severity

PER = 10_000
USUAL_FLOOR = 0.1


@dataclass(frozen=True, slots=True)
class RuleMeasure:
    """What one rule did: findings by severity, its floor, and the first findings as told."""

    code: str
    title: str
    counts: Mapping[Severity, int]
    characters: int
    floor: float
    samples: tuple[Told, ...]

    @property
    def rate(self) -> float:
        """Findings above a hint for every 10,000 characters."""
        loud = sum(
            count for severity, count in self.counts.items() if severity is not Severity.HINT
        )
        return loud * PER / self.characters

    @property
    def is_above_floor(self) -> bool:
        """Whether the rule fires more often than the county lets it."""
        return self.rate > self.floor


@dataclass(frozen=True, slots=True)
class Measurement:
    """The whole run. ``unread`` counts records that could not be checked."""

    texts: int
    characters: int
    unread: int
    rules: tuple[RuleMeasure, ...]


def measure(
    reports: Iterable[Report | str], floors: Mapping[str, float], samples: int
) -> Measurement:
    """Count over reports. ``floors`` are by rule code, "" for all others."""
    counts: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    shown: defaultdict[str, list[Told]] = defaultdict(list)
    titles: dict[str, str] = {}
    texts = characters = unread = 0
    for report in reports:
        if isinstance(report, str):
            unread += 1
            continue
        texts += 1
        characters += sum(len(passage.text) for passage in report.document.passages)
        for told in tell(report) if report.findings else ():
            code = told.finding.rule
            counts[code][told.finding.severity] += 1
            titles[code] = told.title
            if len(shown[code]) < samples:
                shown[code].append(told)
    rules = [
        RuleMeasure(
            code,
            titles[code],
            counts[code],
            max(characters, 1),
            floors.get(code, floors.get("", USUAL_FLOOR)),
            tuple(shown[code]),
        )
        for code in counts
    ]
    return Measurement(
        texts, characters, unread, tuple(sorted(rules, key=lambda one: (-one.rate, one.code)))
    )


def read_floors(content: str, name: str) -> dict[str, float]:
    """Return the table ``[floors]`` of a county file, ``default`` under "".

    Raises CountyFileError.
    """
    try:
        table = tomllib.loads(content).get("floors", {})
    except tomllib.TOMLDecodeError as error:
        raise CountyFileError(f"{name} 不是有效的 TOML 文件，请按手册中的样例修改") from error
    if not isinstance(table, dict) or not all(
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and value >= 0
        for value in table.values()
    ):
        raise CountyFileError(f"{name} 的 floors 应写成 规则编号 = 每万字条数 的表")
    return {
        "" if code == "default" else code.upper(): float(value) for code, value in table.items()
    }
