"""A random walk through the real services and tables, by people who all may do everything.

Guided rules make sure that texts become public at all; almost guided ones send one wrong person,
or forget one thing. After every step the laws must hold; at the end of every walk the
stand-alone verifier must find nothing in an export.
"""

import io
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import ClassVar

import laws
import town_people as people
import town_releasing as releasing
import town_reviewing as reviewing
import town_writing as writing
from attacks import ATTACKS, Answer, attack
from county_office import county_attempt
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from manuscript_county import BODY
from raw_sql import drop_guards
from town import (
    ADMINISTRATORS,
    AUTHOR,
    CONTRACTOR,
    EVERYBODY,
    FORMER,
    KEEPER,
    RELEASER,
    SECRECY,
    SIX,
    STRANGER,
    TEXTS,
    UNMARKED,
    WRONG_DATE,
    Town,
)
from worlds import Worlds, living

from shenfa.desk.deployment import PUBLIC_KEY
from shenfa.desk.export import trail_export
from shenfa.desk.release.models import ReleaseRecord
from shenfa.review import Attribute, Result
from shenfa.trail.program import main as verify

PERSON = st.sampled_from(SIX)
ANYBODY = st.sampled_from(EVERYBODY)
THREE = st.permutations(SIX[1:]).map(lambda names: tuple(names[:3]))
RESULT = st.sampled_from([Result.PASSED] * 4 + [Result.FAILED, Result.UNDETERMINED])
PLACE = st.integers(0, 9)
SLOT = st.integers(0, 2)
WRONG = st.sampled_from([CONTRACTOR, FORMER, STRANGER, *ADMINISTRATORS])
FORGOTTEN = st.sampled_from(
    ["marker", "secrecy", "attribute", "opened", "finding", "hash", "audit", "proof"]
)


class Walk(RuleBasedStateMachine):
    """One walk in one copy of the town. What all walks have met is counted in ``met``."""

    worlds: ClassVar[Worlds]
    met: ClassVar[Counter[str]] = Counter()
    with_attacks: ClassVar[bool] = True
    is_guarded: ClassVar[bool] = True
    """Whether the database has its guards; a mutant may walk without them."""

    def __init__(self) -> None:
        super().__init__()
        self.copy: AbstractContextManager[Town] = living(self.worlds)
        self.town = self.copy.__enter__()
        if not self.is_guarded:
            drop_guards()
        prepared = self.town.prepared.revisions
        self.revisions = [prepared[name] for name in ("draft", "first", "second", "final", "ill")]
        self.revisions += [prepared[name] for name in ("approved", "suspended", "internal")]
        self.manuscripts: list[str] = []
        self.releases: list[str] = []

    def teardown(self) -> None:
        """Verify an export of what happened, and leave."""
        try:
            self.met.update(f"refused {code}" for code in self.town.refusals.elements())
            self.met["released"] += len(self.town.judged)
            assert verified(self.town) == 0, "the verifier finds something"
            self.met["verified"] += 1
        finally:
            self.copy.__exit__(None, None, None)

    @invariant()
    def lawful(self) -> None:
        """Everything holds."""
        self.met["steps"] += 1
        found = laws.broken(self.town)
        self.met["public"] += bool(laws.public())
        assert not found, found

    # -- one thing at a time --------------------------------------------------------------------

    @rule(name=ANYBODY, body=st.sampled_from(TEXTS))
    def open(self, name: str, body: str) -> None:
        self._met("open")
        if opened := writing.open_text(self.town, name, body):
            self.manuscripts.append(opened)

    @precondition(lambda self: self.manuscripts)
    @rule(name=ANYBODY, place=PLACE, colleague=st.sampled_from(["", AUTHOR, *SIX]))
    def begin(self, name: str, place: int, colleague: str) -> None:
        self._met("begin")
        writing.begin(self.town, name, self._manuscript(place), colleague)

    @precondition(lambda self: self.manuscripts)
    @rule(name=ANYBODY, place=PLACE, body=st.sampled_from(TEXTS))
    def write(self, name: str, place: int, body: str) -> None:
        self._met("write")
        writing.write(self.town, name, self._manuscript(place), body)

    @precondition(lambda self: self.manuscripts)
    @rule(name=ANYBODY, place=PLACE, other=PERSON)
    def upload(self, name: str, place: int, other: str) -> None:
        self._met("upload")
        writing.upload(self.town, name, self._manuscript(place), other)

    @precondition(lambda self: self.manuscripts)
    @rule(name=PERSON, place=PLACE)
    def cut(self, name: str, place: int) -> None:
        self._met("cut")
        self._cut(name, self._manuscript(place))

    @rule(name=ANYBODY, place=PLACE)
    def submit(self, name: str, place: int) -> None:
        self._met("submit")
        reviewing.submit(self.town, name, self._revision(place))

    @rule(name=PERSON, place=PLACE)
    def read(self, name: str, place: int) -> None:
        self._met("read")
        reviewing.read(self.town, name, self._revision(place))

    @rule(name=ANYBODY, place=PLACE)
    def settle(self, name: str, place: int) -> None:
        self._met("settle")
        reviewing.settle(self.town, name, self._revision(place))

    @rule(name=ANYBODY, place=PLACE)
    def reopen(self, name: str, place: int) -> None:
        self._met("reopen")
        reviewing.reopen(self.town, name, self._revision(place))

    @rule(name=ANYBODY, place=PLACE, attribute=st.sampled_from(Attribute))
    def attribute(self, name: str, place: int, attribute: Attribute) -> None:
        self._met("attribute")
        reviewing.attribute(self.town, name, self._revision(place), attribute)

    @rule(name=ANYBODY, place=PLACE, result=RESULT)
    def conclude(self, name: str, place: int, result: Result) -> None:
        self._met("conclude")
        reviewing.conclude(self.town, name, self._revision(place), result)

    @rule(name=ANYBODY, place=PLACE, result=RESULT)
    def review(self, name: str, place: int, result: Result) -> None:
        self._met("review")
        comment = "" if result is Result.PASSED else "请核实数据"
        reviewing.read(self.town, name, self._revision(place))
        reviewing.review(self.town, name, self._revision(place), result=result, comment=comment)

    @rule(name=PERSON, place=PLACE)
    def answer(self, name: str, place: int) -> None:
        self._met("answer")
        reviewing.answer(self.town, name, self._revision(place))

    @rule(name=ANYBODY, place=PLACE)
    def recall(self, name: str, place: int) -> None:
        self._met("recall")
        reviewing.recall(self.town, name, self._revision(place))

    @rule(name=ANYBODY, place=PLACE)
    def publish(self, name: str, place: int) -> None:
        self._met("publish")
        self._publish(name, self._revision(place))

    # -- the way, and almost the way ------------------------------------------------------------

    @rule(three=THREE, body=st.sampled_from(TEXTS[:2]))
    def way(self, three: tuple[str, ...], body: str) -> None:
        """Go the whole way; the releaser may be one of the reviewers, or the author."""
        self._met("way")
        revision = self._fresh(body)
        self._approve(revision, three)
        self._publish(three[0], revision)

    @precondition(lambda self: self.releases)
    @rule(three=THREE, place=PLACE)
    def newer(self, three: tuple[str, ...], place: int) -> None:
        """Let a newer version take the place of a live one (I16)."""
        self._met("newer")
        release = self.releases[place % len(self.releases)]
        manuscript = self.town.revision(self._released(release)).manuscript_id
        writing.begin(self.town, AUTHOR, manuscript)
        writing.write(self.town, AUTHOR, manuscript, f"{BODY}<p>第{len(self.revisions)}次。</p>")
        if revision := self._cut(AUTHOR, manuscript):
            self._approve(revision, three)
            self._publish(RELEASER, revision)

    @rule(three=THREE, slot=SLOT)
    def author_reviews(self, three: tuple[str, ...], slot: int) -> None:
        """Go the way with the author as one of the reviewers."""
        self._met("wrong author")
        self._almost((*three[:slot], AUTHOR, *three[slot + 1 :]), RELEASER)

    @rule(three=THREE, slot=SLOT)
    def one_person_twice(self, three: tuple[str, ...], slot: int) -> None:
        """Go the way with one person at two stages."""
        self._met("wrong twice")
        self._almost((*three[:slot], three[slot - 1], *three[slot + 1 :]), RELEASER)

    @rule(three=THREE, slot=st.integers(0, 3), wrong=WRONG)
    def one_wrong_person(self, three: tuple[str, ...], slot: int, wrong: str) -> None:
        """Go the way with one person who must not: a reviewer, or who releases."""
        self._met(f"wrong {wrong}")
        people = [*three, RELEASER]
        people[slot] = wrong
        self._almost(people[:3], people[3])

    @rule(three=THREE)
    def past_the_county_office(self, three: tuple[str, ...]) -> None:
        """Go the way to a main column without the county office (I12)."""
        self._met("past the county office")
        main = self.town.prepared.main_column
        revision = self._cut(AUTHOR, writing.open_text(self.town, AUTHOR, BODY, main))
        self._approve(revision, three)
        self._publish(KEEPER, revision, main)

    @rule(three=THREE, slot=SLOT)
    def one_left_meanwhile(self, three: tuple[str, ...], slot: int) -> None:
        """Go the way with one reviewer who left a minute ago, who is back afterwards (I19)."""
        self._met("left")
        revision = self._fresh(BODY)
        people.leave(self.town, three[slot])
        self.town.county.hands.move(minutes=1)
        self._approve(revision, three)
        self._publish(RELEASER, revision)
        people.arrive(self.town, three[slot])

    @rule(three=THREE, what=FORGOTTEN)
    def one_thing_forgotten(self, three: tuple[str, ...], what: str) -> None:
        """Go the way without one thing."""
        self._met(f"forgot {what}")
        town = self.town
        body = {"marker": UNMARKED, "finding": WRONG_DATE}.get(what, BODY)
        opened = writing.open_text(town, AUTHOR, body)
        revision = writing.cut(town, AUTHOR, opened, checked=what != "audit")
        self.revisions.append(revision)
        reviewing.submit(town, AUTHOR, revision)
        for name in (*three, SECRECY):
            if what != "opened" or name != three[1]:
                reviewing.read(town, name, revision)
        if what != "finding":
            reviewing.settle(town, three[0], revision)
        if what != "attribute":
            reviewing.attribute(town, three[0], revision)
        if what != "secrecy":
            reviewing.conclude(town, SECRECY, revision)
        change = {"hash": {"sha256": "0" * 64}, "proof": {"proof": ()}}.get(what, {})
        for number, name in enumerate(three):
            reviewing.review(town, name, revision, **(change if number == 1 else {}))
        self._publish(RELEASER, revision)

    @rule(place=PLACE, number=st.integers(0, 99))
    def county_office(self, place: int, number: int) -> None:
        """Try a step of the county office's gate, as one of those who are near it (I12)."""
        self._met("county office")
        if release := county_attempt(self.town, place, number):
            self.releases.append(release)

    # -- afterwards -----------------------------------------------------------------------------

    @rule(name=PERSON, place=PLACE)
    def schedule(self, name: str, place: int) -> None:
        self._met("schedule")
        if releasing.schedule(self.town, name, self._revision(place)):
            self._met("scheduled")

    @rule(three=THREE, leaves=st.sampled_from(["", RELEASER, SECRECY]))
    def schedule_and_wait(self, three: tuple[str, ...], leaves: str) -> None:
        """Schedule a release; when it falls due all is asked again (I15)."""
        self._met("wait")
        revision = self._fresh(BODY)
        self._approve(revision, three)
        releasing.schedule(self.town, RELEASER, revision)
        if leaves:
            # Within one second only the trail's order tells which of two was first.
            self.town.county.hands.move(minutes=1)
            people.leave(self.town, leaves)
        releasing.fall_due(self.town)
        if leaves:
            people.arrive(self.town, leaves)
        self._note_releases()

    @precondition(lambda self: self.releases)
    @rule(
        name=ANYBODY,
        place=PLACE,
        act=st.sampled_from(["withdraw", "archive", "delete", "hide", "confirm"]),
    )
    def take_away(self, name: str, place: int, act: str) -> None:
        """Take away; nothing that was not public before is public afterwards (I18)."""
        self._met(act)
        before = laws.public()
        getattr(releasing, act)(self.town, name, self.releases[place % len(self.releases)])
        assert laws.public() <= before

    @rule(name=PERSON)
    def leave_and_return(self, name: str) -> None:
        self._met("leave")
        self.town.county.hands.move(minutes=1)
        people.leave(self.town, name)
        self.town.county.hands.move(minutes=1)
        people.arrive(self.town, name)

    @rule(name=st.sampled_from(ADMINISTRATORS), place=PLACE)
    def administrator(self, name: str, place: int) -> None:
        """Let an administrator try everything: they can only take away (I18)."""
        self._met("administrator")
        before, revision = laws.public(), self._revision(place)
        reviewing.submit(self.town, name, revision)
        reviewing.attribute(self.town, name, revision)
        reviewing.conclude(self.town, name, revision)
        reviewing.review(self.town, name, revision)
        releasing.publish(self.town, name, revision)
        releasing.schedule(self.town, name, revision)
        assert laws.public() <= before

    @precondition(lambda self: self.with_attacks)
    @rule(kind=st.sampled_from(sorted(ATTACKS)), place=PLACE, name=ANYBODY)
    def raw(self, kind: str, place: int, name: str) -> None:
        """Send a statement to the database itself (I28)."""
        self._met(f"raw {kind}")
        answer = attack(self.town, kind, self._revision(place), name)
        self.met[f"raw {answer}"] += 1
        assert answer is not Answer.TAKEN or not self.is_guarded, f"the database took it: {kind}"

    # -- helping --------------------------------------------------------------------------------

    def _met(self, what: str) -> None:
        self.met[f"rule {what}"] += 1

    def _manuscript(self, place: int) -> str:
        return self.manuscripts[-1 - place % min(3, len(self.manuscripts))]

    def _revision(self, place: int) -> str:
        return self.revisions[-1 - place % len(self.revisions)]

    def _fresh(self, body: str) -> str:
        opened = writing.open_text(self.town, AUTHOR, body)
        self.manuscripts.append(opened)
        return self._cut(AUTHOR, opened)

    def _cut(self, name: str, manuscript: str) -> str:
        revision = writing.cut(self.town, name, manuscript)
        if revision:
            self.revisions.append(revision)
        return revision

    def _almost(self, three: Sequence[str], releaser: str) -> None:
        revision = self._fresh(BODY)
        self._approve(revision, three)
        self._publish(releaser, revision)

    def _approve(self, revision: str, three: Sequence[str]) -> None:
        with suppress(KeyError):
            reviewing.approve(self.town, revision, three)

    def _publish(self, name: str, revision: str, *channels: str) -> None:
        if release := releasing.publish(self.town, name, revision, *channels):
            self.releases.append(release.id)

    def _released(self, release: str) -> str:
        return ReleaseRecord.objects.get(id=release).revision_id

    def _note_releases(self) -> None:
        self.releases = sorted({*self.releases, *laws.public()})


def verified(town: Town) -> int:
    """Return what the stand-alone verifier says of an export of now: 0 where all is in order."""
    out = io.BytesIO()
    deployment = town.deployment
    clock = town.county.hands.clock
    trail_export(out=out, private_key=deployment.signing_key, clock=clock)
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.zip"
        export.write_bytes(out.getvalue())
        return verify([str(export), "--key", str(deployment.data / PUBLIC_KEY)])
