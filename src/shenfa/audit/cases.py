"""Regression cases: sentences that people ruled to be right, and whether the rules still object.

A case carries no more than a report would tell: covered words, the rule, the ruling. Where the
sentence alone does not make the rule speak up (it was covered, or the rule looks at tables or
whole texts), ``is_faithful`` is false and silence proves nothing.
"""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shenfa.audit.engine import Engine, located_hits_of
from shenfa.text import ContentKind, Context, Document, Passage, PassageKind

FALSE_ALARM = "false_alarm"


class CaseFileError(Exception):
    """A file of cases that cannot be read; the message says which line and what to do."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Covered words and what stands around them, in a passage of some kind."""

    before: str
    text: str
    after: str
    passage: PassageKind = PassageKind.BODY

    @property
    def document(self) -> Document:
        """Return the sentence as a text of its own."""
        words = f"{self.before}{self.text}{self.after}"
        return Document("案例", (Passage("", words, kind=self.passage),))

    @property
    def span(self) -> tuple[int, int]:
        """Return where the words stand."""
        return len(self.before), len(self.before) + len(self.text)


@dataclass(frozen=True, slots=True)
class Case:
    """A place that was ruled a false alarm of a rule, when, how far, and why."""

    rule: str
    kind: ContentKind
    date: datetime.date
    sentence: Sentence
    is_faithful: bool
    scope: str
    ruled: datetime.date
    reason: str


def is_raised(sentence: Sentence, rule: str, engine: Engine, context: Context) -> bool:
    """Return whether a rule objects to the words of a sentence, whatever was ruled."""
    start, end = sentence.span
    return any(
        code == rule
        and located.hit.start < max(end, start + 1)
        and start < max(located.hit.end, located.hit.start + 1)
        for code, located in located_hits_of(engine, sentence.document, context)
    )


def case_line(case: Case) -> str:
    """Return a case as a line of JSON."""
    sentence = case.sentence
    facts = {
        "rule": case.rule,
        "verdict": FALSE_ALARM,
        "kind": case.kind.value,
        "date": case.date.isoformat(),
        "before": sentence.before,
        "text": sentence.text,
        "after": sentence.after,
        "passage": sentence.passage.value,
        "faithful": case.is_faithful,
        "scope": case.scope,
        "ruled": case.ruled.isoformat(),
        "reason": case.reason,
    }
    return json.dumps(facts, ensure_ascii=False)


def read_cases(lines: Iterable[str]) -> Iterator[Case]:
    """Yield the cases of a file. Raises CaseFileError."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _case(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise CaseFileError(
                    f"第{number}行不是案例，请用 shenfa court export 导出"
                ) from error


def _case(row: dict[str, str]) -> Case:
    if row["verdict"] != FALSE_ALARM:
        raise ValueError(row["verdict"])
    return Case(
        rule=row["rule"].upper(),
        kind=ContentKind(row["kind"]),
        date=datetime.date.fromisoformat(row["date"]),
        sentence=Sentence(row["before"], row["text"], row["after"], PassageKind(row["passage"])),
        is_faithful=row["faithful"] is True,  # type: ignore[comparison-overlap]  # JSON holds more than texts
        scope=row["scope"],
        ruled=datetime.date.fromisoformat(row["ruled"]),
        reason=row["reason"],
    )
