"""The review form of what goes to a main column, from its opening to the county office's word."""

from django.utils.timezone import localdate

from shenfa.demo.hands import let_pass
from shenfa.demo.keys import evidence_of
from shenfa.demo.papers import as_word
from shenfa.demo.reviewing import cast_of
from shenfa.demo.staff import OFFICE
from shenfa.demo.texts import Text
from shenfa.demo.world import World, acting
from shenfa.desk.form.copies import Brought, copies_compare, copy_attach, difference_close
from shenfa.desk.form.county import CountyDecision, county_decide
from shenfa.desk.form.services import commitment_make, form_fill, form_open, form_submit
from shenfa.desk.form.snapshot import form_printed
from shenfa.desk.form.steps import Filling, Paper
from shenfa.desk.form.view import form_view
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.review import Position
from shenfa.writers.form import COMMITMENTS, form_pdf

PHONES = {
    "FB": "023-75550100",
    "JW": "023-75550110",
    "MZ": "023-75550120",
    "NY": "023-75550130",
    "WJ": "75550140",
}
"""One unit leaves out the area code, as units do."""


def open_form(world: World, revision: RevisionRecord) -> None:
    """Open the form and fill it in."""
    let_pass(world.hands, minutes=1)
    cast = cast_of(world, revision)
    by = acting(world, cast.writer)
    form = form_open(by=by, revision=revision.id)
    filling = Filling(
        reporting_unit=cast.unit,
        releasing_unit=cast.unit,
        contact=cast.writer,
        phone=PHONES.get(cast.code, "023-75550107"),
        email=f"{cast.code.lower()}@xugu.example",
        says_media=form.contains_media,
        dated=localdate(world.hands.at),
    )
    form_fill(by=by, revision=revision.id, filling=filling)


def bring_copies(world: World, revision: RevisionRecord, text: Text) -> None:
    """Bring the formal copy and the signed and sealed form, and compare the copies."""
    by = acting(world, cast_of(world, revision).writer)
    printed = form_printed(viewer=by.person, revision=revision.id, number=0, at=world.hands.at)
    scan = form_pdf(printed)
    for brought in (
        Brought(Paper.FORMAL, "正式件.docx", as_word(text)),
        Brought(Paper.SIGNATURE, "签字扫描件.pdf", scan, "scan"),
        Brought(Paper.SEAL, "盖章扫描件.pdf", scan, "scan"),
    ):
        copy_attach(by=by, revision=revision.id, brought=brought)
    copies_compare(by=by, revision=revision.id)


def close_differences(world: World, revision: RevisionRecord, reason: str) -> None:
    """Let whoever gave the final review close every difference of the copies."""
    leader = acting(world, cast_of(world, revision).holder(Position.DEPUTY_IN_CHARGE))
    view = form_view(viewer=leader.person, revision=revision.id, at=world.hands.at)
    for one in view.differences:
        key = one.row["key"]
        difference_close(by=leader, revision=revision.id, difference=key, reason=reason)


def send_form(world: World, revision: RevisionRecord, text: Text, reason: str = "") -> None:
    """Take an open form to the county office: copies, the four commitments, submission.

    Where the copies differ, ``reason`` says why they may.
    """
    bring_copies(world, revision, text)
    close_differences(world, revision, reason)
    commit(world, revision)
    writer = acting(world, cast_of(world, revision).writer)
    form_submit(by=writer, revision=revision.id)


def commit(world: World, revision: RevisionRecord, *numbers: int) -> None:
    """Let whoever gave the final review commit, to all four unless some are named."""
    cast = cast_of(world, revision)
    final = Position.PRINCIPAL_LEADER if revision.is_major else Position.DEPUTY_IN_CHARGE
    leader = cast.holder(final)
    commitment_make(
        by=acting(world, leader),
        revision=revision.id,
        numbers=numbers or range(1, len(COMMITMENTS) + 1),
        evidence=evidence_of(world, leader),
    )


def county_says(
    world: World, revision: RevisionRecord, result: str = "approved", comment: str = "同意发布"
) -> None:
    """Let the county office decide."""
    let_pass(world.hands, minutes=2)
    reviewer = world.casts[OFFICE].holder(Position.COUNTY_REVIEWER)
    county_decide(
        by=acting(world, reviewer),
        revision=revision.id,
        decision=CountyDecision(revision.sha256, result, comment),
        evidence=evidence_of(world, reviewer),
    )


def accept(world: World, revision: RevisionRecord, text: Text) -> None:
    """Take an approved revision through the form to the county office's consent."""
    open_form(world, revision)
    send_form(world, revision, text)
    county_says(world, revision)
