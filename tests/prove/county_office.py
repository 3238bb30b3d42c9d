"""The county office's gate, tried by everybody who is near it (I12)."""

from collections.abc import Callable

import town_releasing as releasing
from form_county import FILLING
from town import AUTHOR, FIRST, KEEPER, RELEASER, REVIEWER, SECRECY, Town

from shenfa.desk.form import county, services
from shenfa.desk.form.county import CountyDecision

TEXTS = ("main", "main_complete", "main_sent", "main_accepted")
NEAR = (REVIEWER, KEEPER, SECRECY, RELEASER, AUTHOR, FIRST, "石撰", "白副")


def county_attempt(town: Town, place: int, number: int) -> str:
    """Try one step on one text as one person; return the release that came of it, if any."""
    revision = town.prepared.revisions[TEXTS[place % len(TEXTS)]]
    name = NEAR[number % len(NEAR)]
    step = STEPS[number // len(NEAR) % len(STEPS)]
    town.county.hands.move(minutes=1)
    return step(town, name, revision)


def _open(town: Town, name: str, revision: str) -> str:
    town.attempt(lambda: services.form_open(by=town.by(name), revision=revision))
    town.attempt(lambda: services.form_fill(by=town.by(name), revision=revision, filling=FILLING))
    return ""


def _commit(town: Town, name: str, revision: str) -> str:
    town.attempt(
        lambda: services.commitment_make(
            by=town.by(name),
            revision=revision,
            numbers=(1, 2, 3, 4),
            evidence=town.evidence(name),
        )
    )
    return ""


def _submit(town: Town, name: str, revision: str) -> str:
    town.attempt(lambda: services.form_submit(by=town.by(name), revision=revision))
    return ""


def decide(town: Town, name: str, revision: str, result: str = "approved") -> str:
    """Decide at the county office."""
    word = CountyDecision(town.revision(revision).sha256, result, "请核对")
    town.attempt(
        lambda: county.county_decide(
            by=town.by(name), revision=revision, decision=word, evidence=town.evidence(name)
        )
    )
    return ""


def _return(town: Town, name: str, revision: str) -> str:
    return decide(town, name, revision, "form_returned")


def _publish(town: Town, name: str, revision: str) -> str:
    release = releasing.publish(town, name, revision, town.prepared.main_column)
    return release.id if release else ""


STEPS: tuple[Callable[[Town, str, str], str], ...] = (
    _open,
    _commit,
    _submit,
    decide,
    _publish,
    _publish,
    _return,
)
