"""What a report says of columns: one row each, a sentence for people, and the site's vetoes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shenfa.patrol.freshness.column import ColumnState, State

NAMES = {
    State.FRESH: "正常",
    State.DUE: "临期",
    State.STALE: "超期",
    State.EMPTY: "空白",
    State.UNDECIDED: "无法判定",
}
FIRST_LEVEL = ("notice", "policy")
ADVICE = "other"


@dataclass(frozen=True, slots=True)
class ColumnVeto:
    """One count by which a site fails as a whole (单项否决): how many, of how many, which."""

    code: str
    name: str
    count: int
    limit: int
    columns: tuple[str, ...]

    @property
    def is_reached(self) -> bool:
        """Whether the site fails by it."""
        return self.count >= self.limit


def column_row(state: ColumnState) -> dict[str, object]:
    """Return the row of a column in report.json (schema shenfa.patrol/1)."""
    return {
        "url": state.url,
        "name": state.name,
        "type": state.type,
        "rule": state.rule,
        "period": state.period.value if state.period else None,
        "last_published": state.last_published.isoformat() if state.last_published else None,
        "age_days": state.age_days,
        "due": state.due.isoformat() if state.due else None,
        "state": state.state.value,
        "confirmed": state.is_confirmed,
        "origin": state.origin.value,
        "expected": state.expected.isoformat() if state.expected else None,
        "undated": state.undated,
        "future": state.future,
        "clashes": list(state.clashes),
        "missing": list(state.missing),
        "notes": list(state.notes),
    }


def sentence(state: ColumnState) -> str:
    """Return what a duty officer is told about a column."""
    match state.state:
        case State.EMPTY:
            return f"“{state.name}”没有内容，请补充或者撤销该栏目"
        case State.UNDECIDED:
            return f"“{state.name}”的信息都没有可计入的发布日期，请补充发布日期"
    since = f"“{state.name}”最近更新于{state.last_published}，距今{state.age_days}天"
    match state.state:
        case State.STALE:
            lost = f"，缺{'、'.join(state.missing)}" if state.missing else ""
            asked = "建议更新" if state.type == ADVICE else "请更新"
            if not state.is_confirmed:
                asked = (
                    f"按历史规律推断（{state.period.label if state.period else ''}），请核实后更新"
                )
            return f"{since}，应不晚于{state.due}{lost}，{asked}"
        case State.DUE:
            return f"{since}，应不晚于{state.due}，请及时更新"
    return since


def column_vetoes(
    states: Iterable[ColumnState], limits: Mapping[str, int]
) -> tuple[ColumnVeto, ...]:
    """Count the columns as the indicator does (栏目不更新).

    Of notices and policy documents only columns of the first level count, and advice never
    does. What a rhythm that nobody confirmed says is not counted either.
    """
    known = tuple(states)
    late = tuple(one for one in known if one.state is State.STALE)
    news = _names(
        one
        for one in late
        if one.type == "news" or (one.type in FIRST_LEVEL and one.is_first_level)
    )
    overdue = _names(one for one in late if one.type != ADVICE and one.is_confirmed)
    empty = _names(one for one in known if one.state is State.EMPTY)
    return tuple(
        ColumnVeto(code, name, len(columns), limits[code], columns)
        for code, name, columns in (
            ("veto_stale", "动态要闻2周、通知公告和政策文件6个月未更新", news),
            ("veto_overdue", "应更新但长期未更新", overdue),
            ("veto_empty", "空白栏目", empty),
        )
    )


def _names(states: Iterable[ColumnState]) -> tuple[str, ...]:
    return tuple(one.url for one in states)
