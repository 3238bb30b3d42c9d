"""Words of the county's own lists: found however they are written, silent where allowed (R42)."""

import datetime

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.lexicons import read_lexicon
from shenfa.rules.listed.pinyin import PRIVATE, syllables
from shenfa.text import (
    Boundary,
    Context,
    County,
    Document,
    Finding,
    Passage,
    RestrictedTopic,
    SensitiveWord,
    Severity,
)

ENGINE = engine_of(
    tuple(entry.rule for entry in rulebook() if entry.rule.code in ("WO901", "WO902", "SE017"))
)
MAY = datetime.date(2026, 5, 8)


def word(text: str, **facts: object) -> SensitiveWord:
    return SensitiveWord(text, "示例", Severity.WARNING, "示例", **facts)  # type: ignore[arg-type]  # as given


def check(
    text: str, *words: SensitiveWord, date: datetime.date | None = MAY
) -> tuple[Finding, ...]:
    document = Document("样本", (Passage("第1段", text),))
    return audit(ENGINE, document, Context(date=date, county=County(words=words))).findings


def found(text: str, *words: SensitiveWord) -> list[str]:
    return [text[one.start : one.end] for one in check(text, *words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有云塘甲乙。", ["云塘甲乙"]),
        ("云 塘 甲 乙", ["云 塘 甲 乙"]),
        ("云\u200b塘甲\u200d乙", ["云\u200b塘甲\u200d乙"]),
        ("云·塘-甲★乙", ["云·塘-甲★乙"]),
        ("【云】【塘】【甲】【乙】", ["云】【塘】【甲】【乙"]),
        ("云😀塘甲乙", ["云😀塘甲乙"]),
        ("云塘甲乙，云塘甲乙", ["云塘甲乙", "云塘甲乙"]),
        ("①云塘甲乙 二㎡云塘甲乙", ["云塘甲乙", "云塘甲乙"]),
        ("云塘，甲乙", []),
        ("云塘。甲乙", []),
        ("云塘、甲乙", []),
        ("云塘\n甲乙", []),
        ("云塘\t甲乙", []),
        ("云塘    甲乙", []),
        ("云塘（甲乙）", []),
    ],
)
def test_marks_between_characters_are_seen_through(text: str, expected: list[str]) -> None:
    """Inside a sentence only: never over the marks that part one."""
    assert found(text, word("云塘甲乙")) == expected


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        (word("248"), "型号A1002481003", []),
        (word("248"), "第248条、２４８", ["248", "２４８"]),
        (word("248"), "共248个", ["248"]),
        (word("248", boundary=Boundary.ANYWHERE), "型号A1002481003", ["248"]),
        (word("abc"), "用ABC、ＡＢＣ，不用abcd", ["ABC", "ＡＢＣ"]),
        (word("甲乙", boundary=Boundary.ALONE), "新甲乙会；“甲乙”；甲乙 丙", ["甲乙", "甲乙"]),
        (word("知识产权", allowed=("国家知识产权局",)), "国家知识产权局", []),
        (word("知识产权", allowed=("国家知识产权局",)), "国家 知识产权局与知识产权", ["知识产权"]),
        (word("知识产权", allowed=("国家知识产权局",)), "国家知识产权", ["知识产权"]),
    ],
)
def test_neighbours_decide(entry: SensitiveWord, text: str, expected: list[str]) -> None:
    assert found(text, entry) == expected


def test_the_longest_of_overlapping_words_is_told() -> None:
    assert found("国家知识产权局", word("知识产权"), word("国家知识产权")) == ["国家知识产权"]


def test_allowing_one_word_allows_no_other() -> None:
    entries = (word("甲乙", allowed=("甲乙丙",)), word("乙丙"))

    assert found("甲乙丙", *entries) == ["乙丙"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime.date(2026, 1, 1), 1),
        (datetime.date(2026, 12, 31), 1),
        (datetime.date(2025, 12, 31), 0),
        (datetime.date(2027, 1, 1), 0),
        (None, 0),
    ],
)
def test_entries_hold_on_their_dates(date: datetime.date | None, expected: int) -> None:
    entry = word(
        "云塘甲乙",
        valid_from=datetime.date(2026, 1, 1),
        valid_to=datetime.date(2026, 12, 31),
    )

    assert len(check("云塘甲乙", entry, date=date)) == expected


def test_the_entry_decides_what_is_asked() -> None:
    entry = SensitiveWord("云塘甲乙", "名称", Severity.ERROR, "县委宣传部", instead="云塘乡")
    (one,) = check("云塘甲乙", entry)

    assert (one.severity, one.fix) == (Severity.ERROR, "云塘乡")
    assert one.message == "此处有本县词表“名称”类的词语，请改为“云塘乡”（来源：县委宣传部）"


def test_county_names_are_left_alone() -> None:
    county = County(names=frozenset({"云塘甲乙协会"}), words=(word("云塘甲乙"),))
    engine = engine_of(ENGINE.rules, county)
    document = Document("样本", (Passage("第1段", "云塘甲乙协会与云塘甲乙"),))

    assert [one.start for one in audit(engine, document, Context(date=MAY)).findings] == [7]


def topics(text: str, *listed: RestrictedTopic) -> tuple[Finding, ...]:
    document = Document("样本", (Passage("第1段", text),))
    return audit(ENGINE, document, Context(date=MAY, county=County(topics=listed))).findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("丙丁 设施的坐标是东经108度。", [(0, 5)]),
        ("坐标见附件，丙丁设施另报。", [(6, 10)]),
        ("丙丁设施正常。坐标见附件。", []),
        ("丙丁设施正常", []),
        ("坐标", []),
    ],
)
def test_a_topic_needs_its_company_in_the_same_sentence(
    text: str, expected: list[tuple[int, int]]
) -> None:
    topic = RestrictedTopic("设施", ("丙丁设施",), Severity.BLOCKER, "县保密办", ("坐标", "高程"))

    assert [(one.start, one.end) for one in topics(text, topic)] == expected


def test_a_topic_is_told_by_its_number_only() -> None:
    """R40: neither the words of the text nor the name of the topic are repeated."""
    first = RestrictedTopic("营区", ("己庚站",), Severity.WARNING, "县保密办")
    second = RestrictedTopic("设施", ("丙丁设施",), Severity.BLOCKER, "县保密办")
    found = topics("己庚站与丙丁设施", first, second)

    assert [one.severity for one in found] == [Severity.WARNING, Severity.BLOCKER]
    assert ["第1项" in found[0].message, "第2项" in found[1].message] == [True, True]
    assert not [one for one in found if "设施" in one.message or "营区" in one.message]


def test_lists_belong_to_the_ruleset() -> None:
    """Every report says under which lists it was made."""
    with_word = engine_of(ENGINE.rules, County(words=(word("云塘甲乙"),)))

    assert with_word.ruleset != ENGINE.ruleset


@pytest.mark.parametrize(
    ("text", "syllable"),
    [
        ("啊", "a"),
        ("座", "zuo"),
        ("女", "nü"),
        ("努", "nu"),
        ("掠", "lüe"),
        ("轮", "lun"),
        ("一", "yi"),
    ],
)
def test_characters_have_their_sound(text: str, syllable: str) -> None:
    """The first level of GB 2312, read by its order."""
    names = [one.values[0] for one in read_lexicon("pinyin_syllables", ("syllable", "first"))]

    assert names[syllables()[ord(text)] - PRIVATE] == syllable
    assert len(syllables()) == 3755


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("匀唐贾以", ["WO902"]),
        ("云塘甲乙", ["WO901"]),
        ("云唐甲乙", ["WO902"]),
        ("匀唐", []),
        ("雲塘甲乙", []),
        ("匀唐。贾以", []),
    ],
)
def test_sound_alikes_are_only_hinted_at(text: str, expected: list[str]) -> None:
    entries = check(text, word("云塘甲乙"), word("云塘乡"))

    assert [one.rule for one in entries] == expected
    assert not [one for one in entries if one.rule == "WO902" and one.severity != Severity.HINT]
