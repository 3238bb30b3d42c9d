"""The same place is known again in another text, and a changed place or rule is not."""

import datetime
from dataclasses import replace

import pytest

from shenfa.audit import audit, compile_engine
from shenfa.audit.places import place_of
from shenfa.audit.rule_version import code_of, rule_version
from shenfa.audit.rulebook import rulebook
from shenfa.audit.suppress import (
    CountyFileError,
    FalseAlarm,
    Suppression,
    is_suppressed,
    read_county_file,
)
from shenfa.text import (
    Belonging,
    Certainty,
    Context,
    County,
    Document,
    Finding,
    Passage,
    Scope,
    Severity,
)

RULE = "PU001"
LINE = "竹沟,水务发布通知，请各单位周知。"
ROW = f"""
[[false_alarm]]
rule = "{RULE}"
scope = "unit"
unit = "u-1"
place = "ab"
version = "cd"
reason = "商标"
decided_by = "向文"
since = 2026-11-24
"""


def finding_in(text: str) -> tuple[Finding, Document]:
    """Return the first finding of the rule."""
    document = Document("x", (Passage("正文", text),))
    report = audit(compile_engine(), document, Context())
    return next(one for one in report.findings if one.rule == RULE), document


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (f"前面加了一段。\n{LINE}\n后面也加了。", True),
        (LINE.replace("水务", " 水务 "), True),
        (LINE.replace("通知", "公告"), False),
        (f"又{LINE}", False),
        (LINE + "此后各不相干的文字再怎么改动都不要紧", True),
    ],
)
def test_a_place_is_its_words_and_a_few_around(other: str, same: bool) -> None:
    first, second = place_of(*finding_in(LINE)), place_of(*finding_in(other))
    assert (first.around == second.around) is same
    assert first.words == second.words == ""


def alarm(scope: Scope, place: str, version: str = "") -> Suppression:
    """Return a ruling on the rule, in unit u-1 or manuscript m-1 where the scope is one."""
    held = FalseAlarm(scope, place, version or rule_version(RULE), "u-1", "m-1")
    return Suppression(RULE, "商标", "向文", datetime.date(2026, 11, 24), false_alarm=held)


@pytest.mark.parametrize(
    ("scope", "belongs", "silent"),
    [
        (Scope.TEXT, Belonging("u-1", "m-1"), True),
        (Scope.TEXT, Belonging("u-1", "m-2"), False),
        (Scope.TEXT, Belonging(), False),
        (Scope.UNIT, Belonging("u-1", "m-2"), True),
        (Scope.UNIT, Belonging("u-2", "m-1"), False),
        (Scope.COUNTY, Belonging(), True),
        (Scope.ALWAYS, Belonging(), False),
    ],
)
def test_a_ruling_covers_its_scope(scope: Scope, belongs: Belonging, silent: bool) -> None:
    """Whatever the date of the text: it is the place that was ruled."""
    finding, document = finding_in(LINE)
    ruled = alarm(scope, place_of(finding, document).around)
    for day in (None, datetime.date(2020, 1, 1)):
        context = Context(date=day, belongs=belongs)
        report = audit(compile_engine(County(), (ruled,)), document, context)
        assert (RULE not in {one.rule for one in report.findings}) is silent


def test_a_changed_rule_is_asked_anew() -> None:
    finding, document = finding_in(LINE)
    ruled = alarm(Scope.COUNTY, place_of(finding, document).around, "before")
    report = audit(compile_engine(County(), (ruled,)), document, Context())
    assert RULE in {one.rule for one in report.findings}


@pytest.mark.parametrize(
    ("certainty", "scope", "covered"),
    [
        (Certainty.CERTAIN, Scope.TEXT, False),
        (Certainty.SUSPECTED, Scope.TEXT, True),
        (Certainty.SUSPECTED, Scope.COUNTY, False),
    ],
)
def test_a_blocker_is_silenced_in_its_own_text_at_most(
    certainty: Certainty,
    scope: Scope,
    covered: bool,
) -> None:
    """I5."""
    finding, document = finding_in(LINE)
    blocker = replace(finding, severity=Severity.BLOCKER, certainty=certainty)
    ruled = alarm(scope, place_of(finding, document).around)
    context = Context(belongs=Belonging("u-1", "m-1"))
    assert is_suppressed(blocker, document, context, (ruled,)) is covered


def test_every_rule_has_a_version_of_its_own() -> None:
    codes = [entry.rule.code for entry in rulebook()]
    versions = {rule_version(code) for code in codes}
    assert len(versions) == len(codes)
    assert "" not in versions
    assert rule_version("XX999") == ""


def test_pages_and_comments_are_no_part_of_a_version() -> None:
    source = '"""A page.\n\n错：甲\n"""\n\n# a comment\nX = 1\n\n\ndef f():\n    """Say."""\n    return X\n'
    assert code_of(source) == "X = 1\ndef f():\n    return X"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('scope = "unit"', 'scope = "world"'), "scope 应为"),
        (('unit = "u-1"\n', ""), "缺少 unit"),
        (('place = "ab"\n', ""), "缺少 place"),
        (("since = 2026-11-24", 'since = "昨天"'), "since 应为日期"),
        (('reason = "商标"', "reason = 1"), "文字项应加引号"),
    ],
)
def test_a_county_file_is_read_strictly(change: tuple[str, str], complaint: str) -> None:
    _, (ruled,) = read_county_file(ROW, "county.toml")
    assert ruled.false_alarm == FalseAlarm(Scope.UNIT, "ab", "cd", "u-1")
    with pytest.raises(CountyFileError, match=complaint):
        read_county_file(ROW.replace(*change), "county.toml")
