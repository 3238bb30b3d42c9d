"""What the engine does around the rules: lines, triggers, merging, names, standing decisions."""

import datetime
import re
from collections.abc import Iterator

import pytest

from shenfa.audit import Suppression
from shenfa.audit.engine import audit, engine_of
from shenfa.audit.report import Report, Verdict
from shenfa.rules.rule import DocumentRule, Row, TableRule, TextRule
from shenfa.text import (
    Basis,
    Cell,
    Context,
    County,
    Document,
    Gap,
    Hit,
    Located,
    Part,
    Passage,
    PassageKind,
    Severity,
    absent,
)

BASIS = (Basis("测试依据"),)


def word_rule(
    code: str, word: str, severity: Severity = Severity.ERROR, **facts: object
) -> TextRule:
    def find(text: str, _context: Context) -> Iterator[Hit]:
        for match in re.finditer(word, text):
            yield Hit(*match.span(), f"见“{word}”")

    return TextRule(code=code, severity=severity, basis=BASIS, check=find, **facts)  # type: ignore[arg-type]  # a table of facts


def check(
    text: str | tuple[Passage, ...],
    *rules: TextRule | TableRule | DocumentRule,
    names: tuple[str, ...] = (),
    suppressions: tuple[Suppression, ...] = (),
    gaps: tuple[Gap, ...] = (),
) -> Report:
    county = County(frozenset(names))
    passages = (Passage("正文第1段", text),) if isinstance(text, str) else text
    engine = engine_of(rules, county, suppressions)
    document = Document("通知.docx", passages, gaps)
    return audit(engine, document, Context(date=datetime.date(2026, 5, 8), county=county))


def spans(report: Report) -> list[tuple[str, int, int]]:
    return [(finding.rule, finding.start, finding.end) for finding in report.findings]


def test_rules_get_one_line_and_offsets_stay_those_of_the_passage() -> None:
    seen: list[str] = []

    def remember(text: str, _context: Context) -> Iterator[Hit]:
        seen.append(text)
        if "错" in text:
            yield Hit(text.index("错"), text.index("错") + 1, "错")

    rule = TextRule(code="WO901", severity=Severity.ERROR, basis=BASIS, check=remember)
    report = check("甲\n乙错\n丙", rule)

    assert seen == ["甲", "乙错", "丙"]
    assert spans(report) == [("WO901", 3, 4)]
    assert report.findings[0].place == "正文第1段第2行"


def test_a_number_broken_by_a_line_break_is_found_across_lines() -> None:
    """R51: the whole text counts where a rule asks for it."""
    rule = word_rule("PI901", r"12\n34", across_lines=True)

    assert spans(check("号码12\n34。", rule)) == [("PI901", 2, 7)]


def test_a_rule_is_called_only_where_a_trigger_stands() -> None:
    calls: list[str] = []

    def remember(text: str, _context: Context) -> Iterator[Hit]:
        calls.append(text)
        yield Hit(0, 1, "醒")

    rule = TextRule(
        code="WO902", severity=Severity.HINT, basis=BASIS, check=remember, triggers=("甲", "甲乙")
    )
    check("没有\n有甲乙", rule)

    assert calls == ["有甲乙"]


def test_one_finding_a_span_and_family_the_gravest() -> None:
    mild = word_rule("WO903", "错字", Severity.WARNING)
    grave = word_rule("WO904", "错字", Severity.BLOCKER)
    other = word_rule("TY905", "错字", Severity.ERROR)

    assert [one[0] for one in spans(check("有错字", mild, grave, other))] == ["WO904", "TY905"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("酉州环保发布", 0),
        ("酉州的环保", 1),
        ("见酉州环保、酉州日报", 1),
    ],
)
def test_the_countys_own_names_are_never_corrected(text: str, found: int) -> None:
    """Q4: account names are proper nouns."""
    rule = word_rule("NA906", "酉州")

    assert len(check(text, rule, names=("酉州环保",)).findings) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, 0),
        ({"text": "错字"}, 0),
        ({"text": "别字"}, 1),
        ({"document": "另一份.docx"}, 1),
        ({"until": datetime.date(2026, 5, 7)}, 1),
        ({"since": datetime.date(2026, 5, 9)}, 1),
        ({"rule": "WO999"}, 1),
    ],
)
def test_standing_decisions_are_scoped_and_dated(change: dict[str, object], found: int) -> None:
    decision = {
        "rule": "WO907",
        "reason": "固定说法",
        "decided_by": "县府办",
        "since": datetime.date(2026, 1, 1),
    }
    suppression = Suppression(**(decision | change))  # type: ignore[arg-type]  # a table of facts

    report = check("有错字", word_rule("WO907", "错字"), suppressions=(suppression,))

    assert len(report.findings) == found


def test_a_blocker_cannot_be_suppressed() -> None:
    suppression = Suppression("WO908", "想放行", "某人", datetime.date(2026, 1, 1))
    rule = word_rule("WO908", "错字", Severity.BLOCKER)

    assert check("有错字", rule, suppressions=(suppression,)).verdict is Verdict.BLOCKED


def test_what_is_absent_has_no_passage() -> None:
    def missing(_part: Part, _context: Context) -> Iterator[Located]:
        yield absent("缺少标注")

    rule = DocumentRule(code="OP909", severity=Severity.BLOCKER, basis=BASIS, check=missing)
    (finding,) = check("正文", rule).findings

    assert (finding.place, finding.passage, finding.start, finding.end) == ("全文", None, 0, 0)


def test_tables_are_given_row_by_row() -> None:
    rows: list[list[str]] = []

    def remember(row: Row, _context: Context) -> Iterator[Located]:
        rows.append([cell.text for _, cell in row.cells])
        yield Located(row.cells[0][0], Hit(0, 1, "行"))

    rule = TableRule(code="CO910", severity=Severity.HINT, basis=BASIS, check=remember)
    passages = tuple(
        Passage(f"表1第{row}行第{column}列", f"{row}{column}", cell=Cell(1, row, column))
        for row in (1, 2)
        for column in (1, 2)
    )
    report = check(passages, rule)

    assert rows == [["11", "12"], ["21", "22"]]
    assert [finding.passage for finding in report.findings] == [0, 2]


def test_printed_kinds_are_read_unless_a_rule_asks_for_more() -> None:
    comment = (Passage("批注", "有错字", PassageKind.COMMENT),)
    usual = word_rule("WO911", "错字")
    thorough = word_rule("WO912", "错字", reads=frozenset(PassageKind))

    assert spans(check(comment, usual, thorough)) == [("WO912", 1, 3)]


def test_files_of_an_archive_are_texts_of_their_own() -> None:
    seen: list[list[str]] = []

    def remember(part: Part, _context: Context) -> Iterator[Located]:
        seen.append([line.text for line in part.lines])
        yield from ()

    rule = DocumentRule(code="LA913", severity=Severity.HINT, basis=BASIS, check=remember)
    check(
        (
            Passage("正文", "甲", enclosure="a.docx"),
            Passage("正文", "乙", enclosure="b.docx"),
            Passage("嵌入表格", "丙", enclosure="b.docx/c.xlsx"),
            Passage("文件名", "包.zip", PassageKind.FILE_NAME),
        ),
        rule,
    )

    assert seen == [["甲"], ["乙"]]


@pytest.mark.parametrize(
    ("severity", "gaps", "verdict"),
    [
        (Severity.BLOCKER, 1, Verdict.BLOCKED),
        (Severity.ERROR, 1, Verdict.UNDETERMINED),
        (Severity.ERROR, 0, Verdict.REVIEW),
        (Severity.WARNING, 0, Verdict.REVIEW),
        (Severity.HINT, 0, Verdict.CLEAN),
        (None, 1, Verdict.UNDETERMINED),
        (None, 0, Verdict.CLEAN),
    ],
)
def test_verdict(severity: Severity | None, gaps: int, verdict: Verdict) -> None:
    """R47–R49: blocked, undetermined, to be reviewed, clean, in this order."""
    rules = (word_rule("WO914", "错字", severity),) if severity else ()

    assert check("有错字", *rules, gaps=(Gap("第2页", "未读取"),) * gaps).verdict is verdict


def test_ruleset_changes_with_rules_and_tables() -> None:
    rule, other = word_rule("WO915", "甲"), word_rule("WO916", "甲")
    rulesets = {
        engine_of((rule,)).ruleset,
        engine_of((other,)).ruleset,
        engine_of((rule,), County(frozenset({"酉州环保"}))).ruleset,
    }

    assert len(rulesets) == 3
    assert engine_of((rule,)).ruleset == engine_of((rule,)).ruleset
