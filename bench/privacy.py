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
GOALS = {
    "普通部分": {
        "ID_CARD": (0.995, 0.995), "MOBILE": (0.985, 0.985), "BANK_CARD": (0.99, 0.985), "HOME_ADDRESS": (0.97, 0.93),
        "DISEASE": (0.92, 0.90), "WEAK_MASK": (0, 0.95),
    },
    "对抗部分": {
        "ID_CARD": (0.96, 0.98), "MOBILE": (0.93, 0.96), "BANK_CARD": (0.96, 0.95), "HOME_ADDRESS": (0.93, 0.88),
        "DISEASE": (0.85, 0.80), "WEAK_MASK": (0, 0.95),
    },
}  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Score:
    """What one detector made of one part of the set."""

    tally: Tally
    speed: float

    def figures(self, kind: str) -> str:
        """Precision and recall of a kind, a dash for kinds the detector never names."""
        said, right, true = self.tally.said[kind], self.tally.right[kind], self.tally.true[kind]
        if not said:
            return "—"
        return f"{right / said:.3f}/{right / true:.3f}" if true else f"{right / said:.3f}/—"

    def reaches(self, kind: str, goal: tuple[float, float]) -> bool:
        """Whether precision and recall are those wanted."""
        said, right, true = self.tally.said[kind], self.tally.right[kind], self.tally.true[kind]
        return right >= goal[0] * said and right >= goal[1] * true

    @property
    def blocked(self) -> str:
        """The share of harmless texts that were blocked."""
        harmless = self.tally.texts["harmless"]
        return f"{self.tally.texts['blocked'] / harmless:.2%}" if harmless else "—"


def score(detect: Detector, items: list[dict[str, object]], *, verbose: bool) -> Score:
    """Run one detector over the set."""
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
    return Score(tally, size / seconds / 1e6)


def show(part: str, scores: dict[str, Score], goals: dict[str, tuple[float, float]]) -> None:
    """Print one part: a row for each kind, a column for each detector, ours first."""
    first = next(iter(scores.values()))
    print(f"\n{part}（准确率/召回率；准确率目标和召回率目标在第二列）")
    print("".join(f"{name:<17}" for name in ("类别", "目标", *scores)))
    for kind in KINDS:
        goal = goals.get(kind)
        wanted = f"{goal[0]:.3f}/{goal[1]:.3f}" if goal else ""
        missed = " 未达到" if goal and not first.reaches(kind, goal) else ""
        cells = (kind, wanted, *(one.figures(kind) for one in scores.values()))
        print("".join(f"{cell:<18}" for cell in cells) + missed)
    print(
        "".join(
            f"{cell:<16}"
            for cell in ("无害文本被拦", "", *(one.blocked for one in scores.values()))
        )
    )
    speeds = (f"{one.speed:.2f}" for one in scores.values())
    print("".join(f"{cell:<15}" for cell in ("百万字/秒（短文）", "", *speeds)))


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
    detectors = {"审发": ours()}
    for name, build in peers:
        try:
            detectors[name] = build()
        except ImportError:
            print(f"{name}：本机没有安装，未比较")
    for part, chosen in parts.items():
        scores = {
            name: score(detect, chosen, verbose=verbose) for name, detect in detectors.items()
        }
        show(f"{part} {len(chosen)} 条", scores, GOALS[part])
    print("\n文本全部由本项目编造（已知写法），不等于在真实文稿上的准确率")


if __name__ == "__main__":
    main()
