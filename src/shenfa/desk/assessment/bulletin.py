"""The bulletin of a quarter as a paper: the same on the screen, in Word and as PDF.

It says what it was computed from, which items are left out of the sums because nobody knows
their points, and which units a threshold lists; what comes of that list is for a person.
"""

from collections.abc import Iterator, Mapping

from django.utils.timezone import localtime

from shenfa.desk.assessment.models import QuarterRecord, TalkRecord
from shenfa.desk.assessment.reviewers import Reviewer
from shenfa.ledger.assess import VERDICT_NAMES, Line, Score
from shenfa.ledger.indicators import Indicator, Part, Scale, points_text
from shenfa.ledger.result import Result
from shenfa.ledger.talks import Candidate, candidates, talk_list
from shenfa.writers.paper import Paper, Section, Table

UNKNOWN = "分值未知"
NO_SCALE = "—"
MOST_REVIEWERS = 30


def bulletin(
    result: Result,
    frozen: QuarterRecord | None,
    office: str,
    talks: Mapping[str, TalkRecord],
    reviewers: tuple[Reviewer, ...],
) -> Paper:
    """Return the bulletin of a quarter."""
    name = result.inputs.quarter.name
    at = localtime(frozen.at) if frozen else None
    stand = f"{at:%Y年%m月%d日}" if at else "未封存，仅供核对"
    sections = tuple(
        Section(f"{number}、{section.heading}", section.paragraphs, section.table)
        for number, section in zip(
            "一二三四五六七八", _sections(result, talks, reviewers), strict=False
        )
    )
    foot = f"事实摘要 {result.facts_sha256}" + (f"　结果摘要 {frozen.sha256}" if frozen else "")
    return Paper(
        title=f"{name}政府信息公开审查发布工作考核通报",
        line=f"{office}　{stand}",
        sections=sections,
        signed=(office, stand) if at else (),
        foot=foot,
    )


def change_text(change: int | None) -> str:
    """Return what an item came to in words."""
    if change is None:
        return UNKNOWN
    return "0" if change == 0 else f"{'+' if change > 0 else ''}{points_text(change)}"


def total_text(score: Score) -> str:
    """Return a total in words."""
    return NO_SCALE if score.total is None else points_text(score.total)


def indicators_by_code(result: Result) -> Mapping[str, Indicator]:
    """Return every item of the result's scales by its code."""
    inputs = result.inputs
    scales = (inputs.national, *((inputs.county,) if inputs.county else ()))
    return {one.code: one for scale in scales for one in scale.indicators}


def _sections(
    result: Result, talks: Mapping[str, TalkRecord], reviewers: tuple[Reviewer, ...]
) -> Iterator[Section]:
    yield _site(result)
    yield _accounts(result)
    yield _units(result)
    yield _problems(result)
    yield _talks(result, talks)
    yield _reviewing(reviewers)
    yield _left_out(result)


def _site(result: Result) -> Section:
    national, score, known = result.inputs.national, result.site, indicators_by_code(result)
    lines = [line for line in score.lines if line.facts]
    rows = tuple(_row(line, known[line.code]) for line in lines)
    text = (
        f"按照《{national.title}》（{national.document}）检查，门户网站"
        f"{VERDICT_NAMES[score.verdict]}。"
    )
    sums = (
        f"已知分值的扣分项目得{total_text(score)}分，另有{len(score.unknown)}个项目分值未知，"
        "未计入合计，见本通报最后一部分。"
    )
    return Section("门户网站", (text, sums), _lines(rows) if rows else None)


def _accounts(result: Result) -> Section:
    names, known = result.inputs.accounts, indicators_by_code(result)
    bad = [one for one in result.accounts if one.vetoes]
    text = f"共{len(result.accounts)}个账号，合格{len(result.accounts) - len(bad)}个，不合格{len(bad)}个。"
    rows = tuple(
        (names[one.subject], "、".join(known[code].name for code in one.vetoes)) for one in bad
    )
    return Section(
        "政务新媒体", (text,), Table(("账号", "单项否决"), rows, (3, 5)) if rows else None
    )


def _units(result: Result) -> Section:
    county = result.inputs.county
    known = indicators_by_code(result)
    if county is None:
        text = "县级考核办法尚未设定，各单位只列单项否决，不计分。"
    else:
        text = (
            f"按照《{county.title}》（{county.document}）计分，满分{points_text(county.full)}分。"
        )
    rows = tuple(
        (
            result.inputs.units[one.subject],
            total_text(one),
            VERDICT_NAMES[one.verdict],
            "、".join(known[code].name for code in one.vetoes) or "—",
        )
        for one in units_in_order(result)
    )
    return Section(
        "各单位", (text,), Table(("单位", "得分", "结论", "单项否决"), rows, (5, 2, 3, 5))
    )


def units_in_order(result: Result) -> tuple[Score, ...]:
    """Return the units: those without a veto first, the higher score first, then by name."""
    names = result.inputs.units
    return tuple(
        sorted(
            result.units,
            key=lambda one: (bool(one.vetoes), -(one.total or 0), names[one.subject]),
        )
    )


def _problems(result: Result) -> Section:
    rows = tuple(
        (result.inputs.units[one.unit], str(one.found), str(one.due), str(one.late), _rate(one))
        for one in candidates(result)
        if one.found or one.due
    )
    if not rows:
        return Section("问题和整改", ("本季度没有新挂账的问题，也没有到期的问题。",))
    head = ("单位", "新挂账", "应整改", "超期", "按期整改率")
    return Section("问题和整改", (), Table(head, rows, (5, 2, 2, 2, 3)))


def _rate(one: Candidate) -> str:
    return f"{(one.due - one.late) * 100 // one.due}%" if one.due else "—"


def _talks(result: Result, talks: Mapping[str, TalkRecord]) -> Section:
    county = result.inputs.county
    if county is None or (county.talk_problems is None and county.talk_percent is None):
        return Section("约谈名单", ("县级考核办法没有设定约谈的条件，不列名单。",))
    listed = talk_list(result)
    rules = [
        *([f"新挂账问题{county.talk_problems}个以上"] if county.talk_problems is not None else []),
        *([f"按期整改率低于{county.talk_percent}%"] if county.talk_percent is not None else []),
    ]
    text = f"条件：{'，或者'.join(rules)}。是否约谈由县政府办公室负责人决定。"
    rows = tuple(
        (
            result.inputs.units[one.unit],
            str(one.found),
            _rate(one),
            "、".join(
                [*(["问题多"] if one.has_many else []), *(["整改不力"] if one.is_weak else [])]
            ),
            _decided(talks.get(one.unit)),
        )
        for one in listed
    )
    head = ("单位", "新挂账", "按期整改率", "列入原因", "决定")
    table = Table(head, rows, (5, 2, 3, 3, 4)) if rows else None
    return Section("约谈名单", (text if rows else f"{text}本季度没有单位列入。",), table)


def _decided(talk: TalkRecord | None) -> str:
    if talk is None:
        return "尚未决定"
    if not talk.is_called:
        return "不约谈"
    return f"{talk.held_on}已约谈" if talk.held_on else "约谈，尚未登记记录"


def _reviewing(reviewers: tuple[Reviewer, ...]) -> Section:
    text = "以下只供了解审查质量，不计分，不作处理依据。"
    marked = [one for one in reviewers if one.hasty or one.passes_all][:MOST_REVIEWERS]
    rows = tuple(
        (
            one.unit,
            one.name,
            str(one.decided),
            str(one.passed),
            str(one.hasty),
            "—" if one.per_thousand is None else str(one.per_thousand),
        )
        for one in marked
    )
    if not rows:
        return Section(
            "审查用时", (f"{text}本季度没有十秒以内通过的，也没有二十件以上全部通过的审查人。",)
        )
    head = ("单位", "审查人", "审查", "通过", "十秒内通过", "每千字秒数")
    return Section("审查用时", (text,), Table(head, rows, (5, 3, 2, 2, 3, 3)))


def _left_out(result: Result) -> Section:
    scales: list[Scale] = [result.inputs.national]
    if result.inputs.county:
        scales.append(result.inputs.county)
    names = [
        f"{one.name}（{one.code}）"
        for scale in scales
        for one in scale.indicators
        if one.part is not Part.VETO and one.points is None
    ]
    if not names:
        return Section("未计入合计的项目", ("没有。",))
    text = "以下项目的分值没有能够核实的来源，只计件数，不计入合计："
    return Section("未计入合计的项目", (text + "、".join(names) + "。",))


def _lines(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(("类别", "项目", "件数", "分值"), rows, (2, 5, 2, 2))


def _row(line: Line, one: Indicator) -> tuple[str, ...]:
    return (
        one.group,
        one.name,
        str(len(line.facts)),
        "否决"
        if one.part is Part.VETO and len(line.facts) >= one.threshold
        else change_text(line.change),
    )
