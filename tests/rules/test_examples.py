"""Every example on every rule's page is a test. Adding a rule adds its tests (R2)."""

import re

import pytest

from shenfa.audit.engine import engine_of, located_hits
from shenfa.audit.fixes import apply_fixes
from shenfa.audit.rulebook import Entry, Example, rulebook

SILENT_EXAMPLES_WANTED = 2
CASES = [
    pytest.param(entry, example, id=f"{entry.rule.code}-{number}")
    for entry in rulebook()
    for number, example in enumerate(entry.examples, start=1)
]
each_entry = pytest.mark.parametrize("entry", rulebook(), ids=lambda entry: entry.rule.code)


@pytest.mark.parametrize(("entry", "example"), CASES)
def test_documented_example(entry: Entry, example: Example) -> None:
    """The rule finds exactly the marked spans, and its repairs give the text after the arrow."""
    found = located_hits(engine_of((entry.rule,)), example.document, example.context)

    assert sorted(
        (-1 if one.passage is None else one.passage, one.hit.start, one.hit.end) for one in found
    ) == sorted((-1 if passage is None else passage, *span) for passage, *span in example.expected)
    if example.fixed is not None:
        fixed = "\n".join(
            apply_fixes(passage.text, [one.hit for one in found if one.passage == index])
            for index, passage in enumerate(example.document.passages)
        )
        assert fixed == example.fixed


@each_entry
def test_page_is_complete(entry: Entry) -> None:
    """Users can read what a rule checks, why, and see it both fire and stay silent."""
    fires = [bool(example.expected) for example in entry.examples]

    assert all(f"\n## {part}\n" in entry.page for part in ("检查什么", "为什么", "示例"))
    assert True in fires
    assert fires.count(False) >= SILENT_EXAMPLES_WANTED, "show texts the rule leaves alone"


@each_entry
def test_code_fits_the_folder(entry: Entry) -> None:
    """The family of the code is the folder the file stands in."""
    assert re.fullmatch(r"[A-Z]{2}\d{3}", entry.rule.code)
    assert entry.module.split(".")[2] == entry.rule.family.value


@each_entry
def test_messages_end_without_full_stop(entry: Entry) -> None:
    """A message is one sentence without the final 。 and never quotes a secret."""
    messages = [
        located.hit.message
        for example in entry.examples
        for located in located_hits(engine_of((entry.rule,)), example.document, example.context)
    ]

    assert messages
    assert not [message for message in messages if message.endswith("。")]


def test_codes_are_unique() -> None:
    codes = [entry.rule.code for entry in rulebook()]

    assert len(codes) == len(set(codes))
