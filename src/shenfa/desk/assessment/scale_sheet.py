"""The sheets by which a county brings in its scale, and the points of the official annex."""

from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.desk.assessment.measures import measure_of
from shenfa.desk.organisation.sheet import read_cells
from shenfa.ledger.indicators import (
    COUNTY,
    PART_NAMES,
    Part,
    Scale,
    Subject,
    UnusableScale,
    hundredths,
    points_text,
    scale_of,
)

COLUMNS = (
    "代码", "类别", "分组", "项目", "评分规则", "每件分值", "最高分", "触发件数", "计入事实", "不重复计算",
)  # fmt: skip
ANNEX_COLUMNS = ("代码", "项目", "每件分值", "最高分")
PARTS = {name: part for part, name in PART_NAMES.items()}


@dataclass(frozen=True, slots=True)
class ScaleHead:
    """What a form says about a scale as a whole; every text as it was written."""

    title: str
    document: str
    valid_from: str
    full: str = "100"
    passing: str = ""
    bonus_above: str = "0"
    most_bonus: str = ""
    talk_problems: str = ""
    talk_percent: str = ""


def read_scale(data: bytes, name: str, head: ScaleHead) -> Scale:
    """Return the scale of a sheet. Raises UnreadableSheet, UnusableScale with the row."""
    rows = [_indicator(number, cells) for number, cells in read_cells(data, name, COLUMNS)]
    if not rows:
        raise UnusableScale("表格中没有项目，请按模板填写")
    return scale_of(
        {
            "code": "COUNTY",
            "title": head.title,
            "document": head.document,
            "valid_from": head.valid_from,
            "full": head.full or "100",
            "pass": head.passing,
            "bonus_above": head.bonus_above or "0",
            "most_bonus": head.most_bonus,
            "talk_problems": head.talk_problems,
            "talk_percent": head.talk_percent,
            "indicator": rows,
        }
    )


def read_annex(data: bytes, name: str) -> dict[str, list[str]]:
    """Return the points of a sheet by code, as texts. Raises UnreadableSheet, UnusableScale."""
    found: dict[str, list[str]] = {}
    for number, (code, _, each, most) in read_cells(data, name, ANNEX_COLUMNS):
        if not each:
            continue
        if code in found:
            raise UnusableScale(f"第{number}行：代码{code}重复")
        try:
            points = [points_text(hundredths(each) or 0), _written(hundredths(most))]
        except UnusableScale as error:
            raise UnusableScale(f"第{number}行：{error}") from error
        found[code] = points
    if not found:
        raise UnusableScale("表格中没有填写分值")
    return found


def annex_rows(scale: Scale) -> Iterable[tuple[str, ...]]:
    """Yield the rows of the form for the annex: the items, with what is known of them."""
    for one in scale.indicators:
        if one.part is not Part.VETO:
            yield one.code, one.name, _written(one.points), _written(one.most)


def _indicator(number: int, cells: tuple[str, ...]) -> dict[str, object]:
    code, part, group, title, rule, each, most, threshold, counts, unless = cells
    if part not in PARTS:
        raise UnusableScale(f"第{number}行：类别应为{'、'.join(PARTS)}")
    measures = []
    for written in _split(counts):
        measure = measure_of(written)
        if measure is None:
            raise UnusableScale(f"第{number}行：没有“{written}”这一类事实，请从模板第二张表中选取")
        measures.append(measure)
    if threshold and not threshold.isdecimal():
        raise UnusableScale(f"第{number}行：触发件数应为整数")
    return {
        "code": code,
        "part": PARTS[part].value,
        "subject": Subject.UNIT.value,
        "group": group,
        "name": title,
        "rule": rule,
        "counts": measures,
        "points": each,
        "most": most,
        "threshold": int(threshold or 1),
        "unless": _split(unless),
        "confidence": COUNTY,
    }


def _split(text: str) -> list[str]:
    return [one.strip() for one in text.replace("，", "、").split("、") if one.strip()]


def _written(points: int | None) -> str:
    return "" if points is None else points_text(points)
