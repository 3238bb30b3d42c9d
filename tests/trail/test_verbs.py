"""The contract is complete, and docs/trail.md explains all of it to auditors."""

from pathlib import Path

import pytest
from county_trail import ENDING, LAWFUL, play

from shenfa.trail import VERBS, Facts, Verb, wrong_facts

PAGE = (Path(__file__).parent.parent.parent / "docs" / "trail.md").read_text(encoding="utf-8")
KINDS = {"int", "text", "id", "ids", "person", "people", "map", "hash", "time", "end", "date"}

each_verb = pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)


@each_verb
def test_page_explains(verb: Verb) -> None:
    facts = "、".join(f"`{fact}`" for fact in verb.facts)

    assert f"| `{verb.name}` | {verb.object} | {facts} | {verb.meaning} |" in PAGE
    assert all(f"\n| `{fact}` | " in PAGE for fact in verb.facts)


@each_verb
def test_page_explains_the_words(verb: Verb) -> None:
    words = {word for kind in verb.facts.values() if "|" in kind for word in kind.split("|")}

    assert {word for word in words if f"`{word}`" not in PAGE} == set()
    assert all(kind in KINDS or "|" in kind for kind in verb.facts.values())


def test_lawful_history_keeps_the_contract() -> None:
    assert [e.seq for e in play((*LAWFUL, *ENDING)) if wrong_facts(e.verb, e.facts)] == []


REVIEW: Facts = {
    "revision": "r1",
    "hash": "ab" * 32,
    "stage": 1,
    "result": "passed",
    "proof": ["格式", "文字"],
    "comment": "",
    "authenticated": "p",
    "method": "passkey",
}


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("comment", "同意", []),
        ("extra", "more is allowed", []),
        ("hash", "AB" * 32, ["hash"]),
        ("hash", "ab", ["hash"]),
        ("stage", "1", ["stage"]),
        ("stage", True, ["stage"]),
        ("result", "approved", ["result"]),
        ("proof", "格式", ["proof"]),
        ("proof", [""], ["proof"]),
        ("authenticated", "", ["authenticated"]),
        ("comment", None, ["comment"]),
        ("method", ["passkey"], ["method"]),
    ],
)
def test_wrong_facts_of_a_decision(name: str, value: object, wrong: list[str]) -> None:
    assert wrong_facts("review.decide", {**REVIEW, name: value}) == wrong


@pytest.mark.parametrize(
    ("verb", "name", "value", "is_right"),
    [
        ("tenure.start", "until", "", True),
        ("tenure.start", "until", "2026-11-24T00:00:00Z", True),
        ("tenure.start", "since", "", False),
        ("tenure.start", "since", "2026-11-24", False),
        ("form.submit", "signed", "2026-11-24", True),
        ("form.submit", "signed", "2026-11-31", False),
        ("form.submit", "signed", "", False),
        ("revision.cut", "authors", [], False),
        ("revision.cut", "channels", [], True),
        ("audit.finish", "findings", {}, True),
        ("audit.finish", "findings", {"f1": 1}, False),
        ("audit.finish", "findings", [], False),
    ],
)
def test_kinds(verb: str, name: str, value: object, *, is_right: bool) -> None:
    assert (name not in wrong_facts(verb, {name: value})) == is_right
