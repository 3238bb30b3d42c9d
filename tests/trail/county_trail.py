"""A lawful history of 虚谷土家族苗族自治县, step by step, and ways to spoil it.

One official document goes into a main column: posts, reviews, form, county gate, release.
A step is named, so that a table of tests can drop, change or move exactly one.
"""

import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shenfa.trail import (
    Act,
    Checkpoint,
    Contents,
    Entry,
    Person,
    link,
    person_id,
    public_key,
    sign_checkpoint,
    write_export,
)

PRIVATE = bytes(range(32))
KEY = public_key(PRIVATE)
ORIGIN = "虚谷土家族苗族自治县人民政府办公室"
START = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)

NAMES = {
    "maker": "田小禾",
    "editor": "冉清",
    "first": "向文",
    "second": "彭科",
    "deputy": "白副",
    "leader": "覃主",
    "secrecy": "谭密",
    "publisher": "龚发",
    "county": "谢审",
    "county_head": "龙办",
    "security": "秦安",
    "vendor": "外包员",
    "spare": "石备",
}
PEOPLE = {
    person_id(f"XG{number:04}", f"salt-{word}"): Person(name, f"XG{number:04}", f"salt-{word}")
    for number, (word, name) in enumerate(NAMES.items(), start=1)
}
IDS = dict(zip(NAMES, PEOPLE, strict=True))
SHA = "a1" * 32
OTHER_SHA = "b2" * 32

Facts = dict[str, Any]  # a step as the table writes it, before anything is checked


@dataclass(frozen=True)
class Step:
    """One act under a name; persons are words here and become ids when the history is played."""

    name: str
    actor: str
    verb: str
    object: str
    facts: Facts


History = Sequence[Step]
Change = Callable[[History], History]


def registered() -> list[Step]:
    """Units, people, channels, sources, posts: what stands before the first manuscript."""
    steps = [
        Step("unit", "security", "unit.open", "u1", {"name": "竹沟镇人民政府"}),
        Step("office", "security", "unit.open", "u0", {"name": "县政府办公室"}),
        Step("policy", "security", "unit.policy", "u1", {"author_may_first_review": "no"}),
        Step(
            "main",
            "security",
            "channel.open",
            "c1",
            {"unit": "u0", "kind": "main_column", "activity_news": "no"},
        ),
        Step(
            "news",
            "security",
            "channel.open",
            "c2",
            {"unit": "u1", "kind": "column", "activity_news": "yes"},
        ),
        Step(
            "media",
            "security",
            "source.allow",
            "s1",
            {
                "host": "media.xugu.example",
                "media_centre": "yes",
                "since": at(0),
                "until": "",
            },
        ),
    ]
    for word in NAMES:
        employment = "contractor" if word == "vendor" else "in_house"
        unit = "u0" if word in {"county", "county_head", "security"} else "u1"
        facts = {"unit": unit, "employment": employment}
        steps.append(Step(f"person {word}", "security", "person.register", IDS[word], facts))
    for word, position, unit in (
        ("leader", "principal_leader", "u1"),
        ("county_head", "principal_leader", "u0"),
        ("first", "information_officer", "u1"),
        ("spare", "information_officer", "u1"),
        ("second", "section_head", "u1"),
        ("deputy", "deputy_in_charge", "u1"),
        ("secrecy", "secrecy_reviewer", "u1"),
        ("publisher", "releaser", "u1"),
        ("county", "county_reviewer", "u0"),
        ("security", "security_administrator", "u0"),
    ):
        steps += post(word, position, unit)
    return steps


def post(word: str, position: str, unit: str) -> list[Step]:
    """Return the tenure of a person and its filing."""
    tenure = f"t-{word}-{position}"
    head = "county_head" if unit == "u0" else "leader"
    facts = {"person": word, "unit": unit, "position": position, "since": at(0), "until": ""}
    return [
        Step(f"tenure {word}", "security", "tenure.start", tenure, facts),
        Step(f"filing {word}", head, "filing.confirm", tenure, {"document": "d0" * 32}),
    ]


def written(revision: str = "r1", **facts: Any) -> list[Step]:  # noqa: ANN401 - any fact
    """From the cut to the third review."""
    cut = {
        "revision": revision,
        "hash": SHA,
        "unit": "u1",
        "kind": "official",
        "maker": "maker",
        "authors": ["maker", "editor"],
        "channels": ["c1"],
        "major": "no",
        "marker": "yes",
        "leader_visit": "no",
        **facts,
    }
    audit = {
        "revision": revision,
        "hash": SHA,
        "ruleset": "2026.11",
        "result": "finished",
        "findings": {"f1": "warning", "f2": "secrecy", "f3": "hint"},
        "gaps": {"g1": "media"},
    }
    bare: Facts = {"revision": revision}
    warning = {**bare, "finding": "f1", "decision": "confirm", "reason": ""}
    secret = {**bare, "finding": "f2", "decision": "clear", "reason": "不涉密"}
    seen = {**bare, "gap": "g1", "note": "现场照片一张，无涉密内容"}
    signed = {**bare, "hash": SHA, "result": "passed"}
    attribute = {**bare, "attribute": "proactive", "reason": "依职责主动公开"}
    final = "leader" if cut["major"] == "yes" else "deputy"
    return [
        Step("cut", "maker", "revision.cut", "m1", cut),
        Step("audit", "system", "audit.finish", "m1", audit),
        Step("submit", "maker", "revision.submit", "m1", {**bare, "hash": SHA}),
        Step("look 1", "first", "gap.view", "m1", seen),
        Step("warning", "first", "finding.decide", "m1", warning),
        Step("review 1", "first", "review.decide", "m1", stage(1, signed, "格式", "文字")),
        Step("look 2", "second", "gap.view", "m1", seen),
        Step("secret", "secrecy", "finding.decide", "m1", secret),
        Step("secrecy", "secrecy", "secrecy.conclude", "m1", signed),
        Step("review 2", "second", "review.decide", "m1", stage(2, signed, "内容", "数据")),
        Step("attribute", "second", "attribute.decide", "m1", attribute),
        Step("look 3", final, "gap.view", "m1", seen),
        Step("review 3", final, "review.decide", "m1", stage(3, signed, "定稿", "公开属性")),
    ]


def stage(number: int, signed: Facts, *proof: str) -> Facts:
    """Return the facts of a decision at a stage."""
    return {**signed, "stage": number, "proof": list(proof), "comment": "同意"}


def released(channels: Sequence[str] = ("c1",)) -> list[Step]:
    """From the form to the release."""
    bare: Facts = {"revision": "r1"}
    form = {
        **bare,
        "hash": SHA,
        "original": "01" * 32,
        "copy": "02" * 32,
        "compared": "identical",
        "signature": "03" * 32,
        "seal": "04" * 32,
        "signed": "2026-11-24",
    }
    decided = {**bare, "hash": SHA, "result": "approved", "comment": "同意发布"}
    release = {
        **bare,
        "hash": SHA,
        "channels": list(channels),
        "first": "maker",
        "leadership": "deputy",
        "important": ["publisher"],
    }
    return [
        *(
            Step(f"commit {number}", "deputy", "form.commit", "m1", {**bare, "commitment": number})
            for number in (1, 2, 3, 4)
        ),
        Step("form", "publisher", "form.submit", "m1", form),
        Step("county", "county", "county.decide", "m1", decided),
        Step("publish", "publisher", "release.publish", "p1", release),
    ]


def at(minutes: int) -> str:
    """Return the time so many minutes after the start."""
    return f"{START + datetime.timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}"


def drop(*names: str) -> Change:
    """Leave steps out."""
    return lambda history: [step for step in history if step.name not in names]


def change(name: str, *, by: str = "", to: str = "", **facts: Any) -> Change:  # noqa: ANN401
    """Let another person do a step, to another object, or with other facts (None: without)."""

    def changed(step: Step) -> Step:
        merged = {key: fact for key, fact in {**step.facts, **facts}.items() if fact is not None}
        return replace(step, actor=by or step.actor, object=to or step.object, facts=merged)

    return lambda history: [changed(step) if step.name == name else step for step in history]


def move(name: str, *, before: str) -> Change:
    """Let a step happen earlier."""

    def moved(history: History) -> History:
        step = next(step for step in history if step.name == name)
        return insert(step, before=before)(drop(name)(history))

    return moved


def insert(*steps: Step, before: str) -> Change:
    """Let something else happen before a step."""

    def inserted(history: History) -> History:
        place = next(index for index, step in enumerate(history) if step.name == before)
        return [*history[:place], *steps, *history[place:]]

    return inserted


def add(*steps: Step) -> Change:
    """Let something else happen at the end."""
    return lambda history: [*history, *steps]


def play(history: Iterable[Step], algorithm: str = "sha256") -> list[Entry]:
    """Chain a history, one step a minute."""
    entries: list[Entry] = []
    for minute, step in enumerate(history):
        actor = IDS.get(step.actor, step.actor)
        facts = {key: _with_ids(fact) for key, fact in step.facts.items()}
        if step.verb in SIGNED:
            facts = {"authenticated": actor, "method": "password_totp", **facts}
        act = Act(actor, at(minute), step.verb, step.object, facts)
        entries.append(link(act, entries[-1] if entries else None, algorithm))
    return entries


SIGNED = {
    "revision.submit",
    "review.decide",
    "secrecy.conclude",
    "form.commit",
    "county.decide",
}


def _with_ids(fact: object) -> object:
    if isinstance(fact, list):
        return [_with_ids(item) for item in fact]
    return IDS.get(fact, fact) if isinstance(fact, str) else fact


def checkpoint(entries: Sequence[Entry], count: int = 0) -> Checkpoint:
    """Return the checkpoint over the first entries, all by default."""
    last = entries[(count or len(entries)) - 1]
    return sign_checkpoint(PRIVATE, ORIGIN, last, last.at)


def contents(entries: Sequence[Entry], **parts: Any) -> Contents:  # noqa: ANN401 - any part
    """Return what an honest export of these entries holds, with some parts replaced."""
    return replace(
        Contents(
            origin=ORIGIN,
            entries=entries,
            checkpoints=[checkpoint(entries)],
            people=PEOPLE,
            revisions=_revisions(entries),
            releases=_releases(entries),
        ),
        **parts,
    )


def _revisions(entries: Sequence[Entry]) -> dict[str, str]:
    found = {e.facts["revision"]: e.facts["hash"] for e in entries if e.verb == "revision.cut"}
    purged = {e.facts["revision"] for e in entries if e.verb == "quarantine.purge"}
    return {name: "purged" if name in purged else sha for name, sha in found.items()}


def _releases(entries: Sequence[Entry]) -> dict[str, str]:
    after = {
        "release.publish": "live",
        "release.replace": "replaced",
        "takedown.hide": "hidden",
        "takedown.confirm": "hidden",
        "release.withdraw": "withdrawn",
        "release.archive": "archived",
        "release.delete": "deleted",
    }
    return {e.object: after[e.verb] for e in entries if e.verb in after}


def exported(packed: Contents) -> io.BytesIO:
    """Return the bytes of an export, ready to be read."""
    out = io.BytesIO()
    write_export(packed, out)
    out.seek(0)
    return out


LAWFUL: History = (*registered(), *written(), *released())
ENDING: History = (
    Step("hide", "publisher", "takedown.hide", "p1", {"reason": "数字有误"}),
    Step("confirm", "leader", "takedown.confirm", "p1", {"reason": "属实"}),
    Step("withdraw", "publisher", "release.withdraw", "p1", {"reason": "更正", "notice": "gone"}),
    Step("archive", "publisher", "release.archive", "p1", {"archive": "05" * 32}),
    Step("delete", "publisher", "release.delete", "p1", {"reason": "已归档"}),
)


def many_releases(entries: int) -> History:
    """Return a history of at least so many entries: one lawful release after the other."""
    steps: list[Step] = [*registered()]
    number = 0
    while len(steps) < entries:
        number += 1
        for step in change("form", signed="2099-01-01")((*written(), *released())):
            named = {"revision": f"r{number}"} if "revision" in step.facts else {}
            thing = f"{step.object}-{number}"
            steps.append(replace(step, object=thing, facts={**step.facts, **named}))
    return tuple(steps)
