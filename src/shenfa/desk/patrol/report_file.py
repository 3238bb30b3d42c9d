"""The report of a patrol as the desk takes it in: what was seen, and whether the site was there."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shenfa.patrol.standing import Observed
from shenfa.text import Severity

REPORT = "report.json"
SCHEMA = "shenfa.patrol/1"
AWAY = "home_unavailable"


class UnreadableReport(Exception):
    """There is no report, or not of this kind; the message says so."""

    def __init__(self) -> None:
        super().__init__("巡查没有得到完整的报告，请查看数据文件夹的空间和权限")


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column as a patrol saw it, in the words of the report."""

    url: str
    name: str
    type: str
    rule: str
    period: str
    last_published: datetime.date | None
    age_days: int | None
    due: datetime.date | None
    state: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ArticleSeen:
    """An article as a patrol saw it."""

    url: str
    title: str
    published: datetime.date | None


@dataclass(frozen=True, slots=True)
class VisitReport:
    """What one patrol saw. A site whose home page did not open was not looked at."""

    pages: int
    observed: tuple[Observed, ...]
    columns: tuple[ColumnSeen, ...] = ()
    articles: tuple[ArticleSeen, ...] = ()

    def looked_at(self, one: Observed) -> bool:
        """Whether not seeing a fault means that it is gone."""
        return one.kind == AWAY or all(seen.kind != AWAY for seen in self.observed)


def read_report(folder: Path) -> VisitReport:
    """Read the report that a patrol left in its folder. Raises UnreadableReport."""
    try:
        found = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        if found["schema"] != SCHEMA:
            raise UnreadableReport
        return VisitReport(
            int(found["pages"]),
            tuple(map(_observed, found["observations"])),
            tuple(map(_column, found["columns"])),
            tuple(map(_article, found["articles"])),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableReport from error


def _observed(row: Mapping[str, object]) -> Observed:
    pages, evidence, count = row["pages"], row["evidence"], row["count"]
    if not (isinstance(pages, list) and isinstance(evidence, dict) and isinstance(count, int)):
        raise UnreadableReport
    return Observed(
        kind=str(row["kind"]),
        target=str(row["target"]),
        severity=Severity(str(row["severity"])),
        count=count,
        pages=tuple(map(str, pages)),
        evidence=evidence,
        basis=str(row["basis"]),
    )


def _column(row: Mapping[str, object]) -> ColumnSeen:
    age = row["age_days"]
    return ColumnSeen(
        url=str(row["url"]),
        name=str(row["name"]),
        type=str(row["type"]),
        rule=str(row["rule"]),
        period=str(row["period"] or ""),
        last_published=_day(row["last_published"]),
        age_days=age if isinstance(age, int) else None,
        due=_day(row["due"]),
        state=str(row["state"]),
        confirmed=row["confirmed"] is True,
    )


def _article(row: Mapping[str, object]) -> ArticleSeen:
    return ArticleSeen(str(row["url"]), str(row["title"]), _day(row["published"]))


def _day(value: object) -> datetime.date | None:
    return datetime.date.fromisoformat(str(value)) if value else None
