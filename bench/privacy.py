"""Score the rules of privacy on the synthetic set, with peers side by side where installed.

A prediction is right where it is of the same kind and its overlap (intersection over union) is
at least one half. Peers: Presidio, phonenumbers, JioNLP; a row says plainly when one is absent.

    python bench/privacy.py [SET.jsonl] [--half tuning|heldout|all]
"""

import argparse
import contextlib
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from build_privacy_set import records
from shenfa.audit.engine import Engine, audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import ContentKind, Context, Document, Family, Passage, Severity

KINDS = (
    "ID_CARD", "MOBILE", "BANK_CARD", "HOME_ADDRESS", "DISEASE", "WEAK_MASK", "TRAVEL_DOC", "HOME_PHONE", "SOCIAL_ACCOUNT",
    "PLATE", "EMAIL",
)  # fmt: skip
OVERLAP = 0.5
SEED, SIZE = 7, 6000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is, or is said to be, personal information."""

    start: int
    end: int
    entity: str
    blocks: bool = False


Detector = Callable[[str], list[Span]]


def ours() -> Detector:
    """Return our own rules of privacy."""
    engine: Engine = engine_of(
        tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.PRIVACY)
    )

    def detect(text: str) -> list[Span]:
        report = audit(engine, Document("bench", (Passage("", text),)), Context(ContentKind.LIST))
        return [
            Span(one.start, one.end, one.entity, one.severity is Severity.BLOCKER)
            for one in report.findings
            if one.entity
        ]

    return detect


def presidio() -> Detector:
    """Return Presidio's built-in recognisers of telephones and cards; it knows no Chinese identity number."""
    phone = import_module("presidio_analyzer.predefined_recognizers").PhoneRecognizer(
        supported_regions=("CN",)
    )
    card = import_module("presidio_analyzer.predefined_recognizers").CreditCardRecognizer()

    def detect(text: str) -> list[Span]:
        found = [("MOBILE", one) for one in phone.analyze(text, ["PHONE_NUMBER"], None)]
        found += [("BANK_CARD", one) for one in card.analyze(text, ["CREDIT_CARD"], None)]
        return [Span(one.start, one.end, entity, blocks=True) for entity, one in found]

    return detect


def phonenumbers() -> Detector:
    """Return libphonenumber's matcher, mobile numbers of China only."""
    library = import_module("phonenumbers")

    def detect(text: str) -> list[Span]:
        return [
            Span(match.start, match.end, "MOBILE", blocks=True)
            for match in library.PhoneNumberMatcher(text, "CN")
            if library.number_type(match.number) == library.PhoneNumberType.MOBILE
        ]

    return detect


def jionlp() -> Detector:
    """Return JioNLP's extractors of identity and mobile numbers."""
    with contextlib.redirect_stdout(io.StringIO()):
        library = import_module("jionlp")

    def detect(text: str) -> list[Span]:
        found = [("ID_CARD", one) for one in library.extract_id_card(text, detail=True)]
        found += [
            ("MOBILE", one)
            for one in library.extract_phone_number(text, detail=True)
            if one["type"] == "cell_phone"
        ]
        return [Span(*one["offset"], entity, blocks=True) for entity, one in found]

    return detect


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (max(one.end, other.end) - min(one.start, other.start))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many spans were right, said and true, and how many harmless texts were blocked."""

    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)

    def add(self, wanted: list[Span], got: list[Span]) -> list[tuple[str, Span]]:
        """Count one text and return the errors made in it."""
        if not wanted:
            self.texts["harmless"] += 1
            self.texts["blocked"] += any(one.blocks for one in got)
        self.said.update(one.entity for one in got)
        self.true.update(span.entity for span in wanted)
        missed = list(wanted)
        errors = []
        for one in got:
            match = next(
                (s for s in missed if s.entity == one.entity and overlap(s, one) >= OVERLAP), None
            )
            if match:
                missed.remove(match)
                self.right[one.entity] += 1
            else:
                errors.append(("多报", one))
        return errors + [("漏报", span) for span in missed]


def spans_of(item: dict[str, object]) -> list[Span]:
    """Return the labelled spans of a record."""
    return [Span(**span) for span in item["spans"]]  # type: ignore[attr-defined]  # JSON


def without_weak(got: list[Span], wanted: list[Span]) -> list[Span]:
    """Leave out what is said of weakly masked numbers, which count as a kind of their own."""
    weak = [span for span in wanted if span.entity == "WEAK_MASK"]
    return [
        one
        for one in got
        if one.entity == "WEAK_MASK" or not any(overlap(one, span) > 0 for span in weak)
    ]


def score(detect: Detector, items: list[dict[str, object]], title: str, *, verbose: bool) -> None:
    """Print precision and recall of one detector, and how often it blocks harmless texts."""
    tally = Tally()
    began = time.process_time()
    predictions = [detect(str(item["text"])) for item in items]
    seconds = max(time.process_time() - began, 1e-9)
    for item, got in zip(items, predictions, strict=True):
        wanted, text = spans_of(item), str(item["text"])
        for kind, span in tally.add(wanted, without_weak(got, wanted)):
            if verbose:
                print(
                    f"    {kind} {span.entity} {item['note']}: {text[span.start : span.end]!r} ← {text[:90]!r}"
                )
    size = sum(len(str(item["text"])) for item in items)
    print(f"{title}：{len(items)} 条，{size / seconds / 1e6:.2f} 百万字/秒")
    for kind in KINDS:
        said, true = tally.said[kind], tally.true[kind]
        if said or true:
            precision = f"{tally.right[kind] / said:.3f}" if said else "—"
            recall = f"{tally.right[kind] / true:.3f}" if true else "—"
            print(f"  {kind:<15} 准确率 {precision}  召回率 {recall}  （真 {true}，报 {said}）")
    harmless, blocked = tally.texts["harmless"], tally.texts["blocked"]
    if harmless:
        print(f"  无害文本 {harmless} 条，被拦 {blocked} 条（{blocked / harmless:.2%}）")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path, nargs="?")
    parser.add_argument("--half", choices=("tuning", "heldout", "all"), default="heldout")
    parser.add_argument("--verbose", action="store_true", help="show errors (tuning half only)")
    parser.add_argument("--own", action="store_true", help="leave the peers out")
    wanted = parser.parse_args()
    items: list[dict[str, object]] = (
        [json.loads(line) for line in wanted.set.read_text(encoding="utf-8").splitlines()]
        if wanted.set
        else records(SEED, SIZE)
    )
    if wanted.half != "all":
        items = [item for item in items if item.get("half", wanted.half) == wanted.half]
    verbose = wanted.verbose and wanted.half == "tuning"
    parts = {
        "普通部分": [item for item in items if ":adv:" not in str(item["note"])],
        "对抗部分": [item for item in items if ":adv:" in str(item["note"])],
    }
    peers = (
        ()
        if wanted.own
        else (("Presidio", presidio), ("phonenumbers", phonenumbers), ("JioNLP", jionlp))
    )
    for name, build in (("审发", ours), *peers):
        try:
            detect = build()
        except ImportError:
            print(f"{name}：本机没有安装，未比较")
            continue
        for part, chosen in parts.items():
            score(detect, chosen, f"{name} {part}", verbose=verbose)


if __name__ == "__main__":
    main()
