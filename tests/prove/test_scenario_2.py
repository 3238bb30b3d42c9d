"""S2 两个人的乡镇: whatever is tried, nobody goes round the rule (R12–R20, R24–R26, I1–I9, I18, I28).

Each attempt is made over REST where there is a way to ask, and with SQL on the database itself
where there is none. It is refused with one sentence and one entry, stopped by a guard, or shown
by the verifier; and not one byte of the public side changes.
"""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from browser import People
from county import TOWN, County
from django.db import IntegrityError
from evidence import PIN
from manuscript_county import WRITER
from raw_sql import drop_guards, run
from release_county import Releasing, nothing_public_changes, public_side
from review_county import (
    FINAL,
    FIRST,
    LEADER,
    RELEASER,
    SECOND,
    approve,
    attribute,
    audit,
    conclude,
    open_all,
    pass_stage,
    submit,
)
from visiting import Visit

from shenfa.desk.clock import ClockWentBack
from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import filings
from shenfa.desk.organisation import services as organisation
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.organisation.selectors import person_tenures
from shenfa.desk.organisation.staffing import unit_gap_list
from shenfa.desk.organisation.steps import Appointment
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.baseline import BaselinePage, baseline_import
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import CHECKLISTS, Employment, Position, Stage

pytestmark = pytest.mark.db
SMALL = "云塘乡人民政府"


@dataclass(frozen=True)
class Scene:
    """A text released lawfully, one that is approved, one that waits at the second stage."""

    town: Releasing
    released: RevisionRecord
    approved: RevisionRecord
    waiting: RevisionRecord

    @property
    def county(self) -> County:
        return self.town.county

    def ask(self, who: str, address: str, /, **body: object) -> tuple[int, str]:
        """Give a command over REST as a person; return the status and the sentence."""
        visit = Visit(self.county, who)
        device = {"device": visit.client.cookies["shenfa_device"].value, "pin": PIN}
        needs_proof = address.endswith(("decide", "publish", "conclude", "submit"))
        answer = visit.client.post(
            f"/api/{address}",
            json.dumps({**(device if needs_proof else {}), **body}),
            content_type="application/json",
        )
        found = json.loads(answer.content) if answer.content else {}
        return answer.status_code, found.get("title", "")

    def decide(self, name: str, revision: RevisionRecord, stage: Stage) -> tuple[int, str]:
        """Pass a stage over REST, having read everything."""
        self.county.hands.move(minutes=1)
        open_all(self.county, revision, name)
        return self.ask(
            name,
            f"revisions/{revision.id}/decide",
            sha256=revision.sha256,
            result="passed",
            proof=list(CHECKLISTS[stage]),
        )


@pytest.fixture
def scene(people: People, deployment: Deployment) -> Scene:
    """Set the scene: the public side has a page, and two texts are on their way."""
    town = Releasing(people.county, deployment)
    released = town.released().revision
    approved = town.approved(title="窗口服务时间再次延长")
    waiting = town.reviewing.submitted(title="窗口服务事项增加")
    attribute(town.county, waiting)
    conclude(town.county, waiting)
    pass_stage(town.county, waiting, Stage.FIRST)
    return Scene(town, released, approved, waiting)


Attempt = Callable[[Scene], tuple[int, str]]


def author_approves_own(scene: Scene) -> tuple[int, str]:
    own = scene.town.reviewing.writing.revision(title="自己写自己审")
    audit(scene.county, own)
    submit(scene.county, own)
    scene.county.appoint(WRITER, Position.INFORMATION_OFFICER, scene.county.unit(TOWN))
    return scene.decide(WRITER, own, Stage.FIRST)


def one_person_two_stages(scene: Scene) -> tuple[int, str]:
    tenure = scene.county.appoint(FIRST, Position.SECTION_HEAD, scene.county.unit(TOWN))
    filings.filing_confirm(by=scene.county.by(LEADER), tenure=tenure.id, document="ab" * 32)
    return scene.decide(FIRST, scene.waiting, Stage.SECOND)


def second_account(scene: Scene) -> tuple[int, str]:
    known = PersonRecord.objects.get(name=FIRST).staff_number
    unit = scene.county.unit(TOWN)
    body = {"name": "另一个名字", "staff_number": known, "employment": "in_house"}
    return scene.ask("秦安", f"units/{unit}/people/register", **body)


def leaders_session_on_clerks_device(scene: Scene) -> tuple[int, str]:
    leader, clerk = Visit(scene.county, SECOND), Visit(scene.county, FIRST)
    scene.county.hands.move(minutes=1)
    open_all(scene.county, scene.waiting, SECOND)
    answer = leader.client.post(
        f"/api/revisions/{scene.waiting.id}/decide",
        json.dumps(
            {
                "device": clerk.client.cookies["shenfa_device"].value,
                "pin": PIN,
                "sha256": scene.waiting.sha256,
                "result": "passed",
                "proof": list(CHECKLISTS[Stage.SECOND]),
            }
        ),
        content_type="application/json",
    )
    return answer.status_code, json.loads(answer.content)["title"]


def third_before_second(scene: Scene) -> tuple[int, str]:
    return scene.decide(FINAL, scene.waiting, Stage.FINAL)


def role_without_filing(scene: Scene) -> tuple[int, str]:
    scene.county.register("新来", scene.county.unit(TOWN))
    scene.county.appoint("新来", Position.SECTION_HEAD, scene.county.unit(TOWN))
    return scene.decide("新来", scene.waiting, Stage.SECOND)


def role_granted_and_revoked(scene: Scene) -> tuple[int, str]:
    tenure = scene.county.post("临时", Position.SECTION_HEAD, scene.county.unit(TOWN), LEADER)
    scene.county.hands.move(minutes=1)
    organisation.tenure_end(by=scene.county.by(LEADER), tenure=tenure.id, reason="撤回任命")
    return scene.decide("临时", scene.waiting, Stage.SECOND)


def schedule_unapproved(scene: Scene) -> tuple[int, str]:
    due = scene.county.hands.at + datetime.timedelta(hours=2)
    return scene.ask(
        RELEASER,
        f"revisions/{scene.waiting.id}/release/schedule",
        channels=[scene.town.column],
        due=due.isoformat(),
    )


def publish_unapproved(scene: Scene) -> tuple[int, str]:
    address = f"revisions/{scene.waiting.id}/release/publish"
    return scene.ask(RELEASER, address, channels=[scene.town.column])


def administrator_publishes(scene: Scene) -> tuple[int, str]:
    address = f"revisions/{scene.approved.id}/release/publish"
    return scene.ask("秦系", address, channels=[scene.town.column])


def main_column_after_approval(scene: Scene) -> tuple[int, str]:
    address = f"revisions/{scene.approved.id}/release/publish"
    main = scene.town.reviewing.writing.main_column.id
    return scene.ask("田网", address, channels=[main])


def older_version_after_an_edit(scene: Scene) -> tuple[int, str]:
    writing = scene.town.reviewing.writing
    writing.save(scene.approved.manuscript_id, title="改了一个字的标题")
    writing.cut(scene.approved.manuscript_id)
    address = f"revisions/{scene.approved.id}/release/publish"
    return scene.ask(RELEASER, address, channels=[scene.town.column])


def copy_without_reviews(scene: Scene) -> tuple[int, str]:
    copy = scene.town.reviewing.writing.revision(title=scene.approved.title)
    audit(scene.county, copy)
    address = f"revisions/{copy.id}/release/publish"
    return scene.ask(RELEASER, address, channels=[scene.town.column])


def contractor_gets_a_role(scene: Scene) -> tuple[int, str]:
    person = scene.county.register("外包员", scene.county.unit(TOWN), Employment.CONTRACTOR)
    return scene.ask(
        "秦安",
        f"people/{person.id}/tenures/start",
        unit=scene.county.unit(TOWN),
        position="section_head",
        since=scene.county.hands.at.isoformat(),
    )


REFUSED: tuple[tuple[Attempt, int, str], ...] = (
    (author_approves_own, 409, "不得代审"),
    (one_person_two_stages, 409, "不得一人多审"),
    (second_account, 409, "一人只有一个账号"),
    (leaders_session_on_clerks_device, 403, "设备未登记"),
    (third_before_second, 409, "不得代审"),
    (role_without_filing, 409, "不得代审"),
    (role_granted_and_revoked, 409, "不得代审"),
    (schedule_unapproved, 409, "三审没有全部通过"),
    (publish_unapproved, 409, "三审没有全部通过"),
    (administrator_publishes, 409, "只有信息发布人员"),
    (main_column_after_approval, 409, ""),
    (older_version_after_an_edit, 409, "旧版本不能发布"),
    (copy_without_reviews, 409, "三审没有全部通过"),
    (contractor_gets_a_role, 409, "外包人员不得担任"),
)


@pytest.mark.parametrize(
    ("attempt", "status", "sentence"), REFUSED, ids=[row[0].__name__ for row in REFUSED]
)
def test_refused_with_one_sentence_and_one_entry(
    scene: Scene, attempt: Attempt, status: int, sentence: str
) -> None:
    with nothing_public_changes():
        got, said = attempt(scene)

    assert (got, sentence in said) == (status, True), said
    assert last_verb() == "command.refuse"
    assert scene.town.verified()


ABSENT = ("delegate", "act-as", "decide-all", "approve", "state")


@pytest.mark.parametrize("command", ABSENT)
def test_there_is_no_such_command(scene: Scene, command: str) -> None:
    """Delegation, acting for another, batch approval, setting a state: no way to ask."""
    with nothing_public_changes():
        status, _ = scene.ask(SECOND, f"revisions/{scene.waiting.id}/{command}")
        visit = Visit(scene.county, SECOND)
        direct = visit.client.patch(f"/api/revisions/{scene.waiting.id}", "{}")

    assert status in {404, 405}
    assert direct.status_code == 405


def test_nothing_is_imported_as_already_published(scene: Scene) -> None:
    """存量 is registered before the first release only."""
    page = BaselinePage("https://www.xugu.example/a", "旧页面", "ab" * 32, scene.county.hands.at)
    with nothing_public_changes(), pytest.raises(CommandRefused):
        baseline_import(by=scene.county.by("田网"), pages=(page,))
    assert last_verb() == "command.refuse"


RAW = (
    "UPDATE manuscripts_revision SET body = '<p>改</p>' WHERE id = '{approved}'",
    "UPDATE manuscripts_revision SET title = '改' WHERE id = '{approved}'",
    "UPDATE manuscripts_rendering SET channel_id = '{main}' WHERE revision_id = '{approved}'",
    (
        "INSERT INTO manuscripts_rendering (revision_id, channel_id, title, body) "
        "VALUES ('{approved}', '{main}', '', '')"
    ),
    "UPDATE manuscripts_attachment SET name = 'x' WHERE revision_id = '{approved}'",
    "DELETE FROM review_decision WHERE revision_id = '{approved}'",
    "UPDATE review_decision SET revision_id = '{waiting}' WHERE revision_id = '{approved}'",
    (
        "INSERT INTO review_decision (id, revision_id, sha256, stage, result, person_id, position, "
        "proof, comment, method, is_before_receipt, at) SELECT 'd-raw', '{waiting}', sha256, stage, "
        "result, person_id, position, proof, comment, method, is_before_receipt, at "
        "FROM review_decision WHERE revision_id = '{approved}' AND stage = 2"
    ),
    "UPDATE release_release SET revision_id = '{waiting}'",
    "DELETE FROM trail_entry",
    "UPDATE trail_entry SET body = body || ' '",
)


@pytest.mark.parametrize("statement", RAW)
def test_raw_statements_are_stopped(scene: Scene, statement: str) -> None:
    names = {
        "approved": scene.approved.id,
        "waiting": scene.waiting.id,
        "main": scene.town.reviewing.writing.main_column.id,
    }
    if "attachment" in statement:  # a text without attachments has nothing to change
        manuscript = scene.town.reviewing.writing.open()
        file = scene.town.reviewing.writing.attach(manuscript.id, "一览.txt")
        scene.town.reviewing.writing.save(manuscript.id, attachments=(file,))
        names["approved"] = approve(
            scene.county, scene.town.reviewing.writing.cut(manuscript.id)
        ).id
    with nothing_public_changes(), pytest.raises(IntegrityError):
        run(statement.format(**names))
    assert scene.town.verified()


TAMPERED = (
    "UPDATE manuscripts_revision SET body = '<p>新的文字</p>' WHERE id = '{released}'",
    "DELETE FROM release_release",
    "DELETE FROM trail_entry WHERE seq = 5",
    "UPDATE trail_entry SET body = replace(body, 'passed', 'failed') WHERE seq > 20",
)


@pytest.mark.parametrize("statement", TAMPERED)
def test_who_owns_the_database_is_found_out(scene: Scene, statement: str) -> None:
    """A row edited by hand, an older state with new text: the verifier says so."""
    drop_guards()
    if statement.startswith("DELETE FROM release_release"):
        run("DELETE FROM release_public_text")
        run("DELETE FROM release_delivery")
        run("DELETE FROM release_channel")
    run(statement.format(released=scene.released.id))

    assert not scene.town.verified()


def test_a_clock_set_back_stops_everything(scene: Scene) -> None:
    before, rows = public_side(), EntryRecord.objects.count()
    scene.county.hands.at -= datetime.timedelta(days=2)
    with pytest.raises(ClockWentBack):
        pass_stage(scene.county, scene.waiting, Stage.SECOND)
    scene.county.hands.at += datetime.timedelta(days=3)

    assert (public_side(), EntryRecord.objects.count()) == (before, rows)


def test_the_small_town_is_named_and_a_filed_change_opens_the_stage(scene: Scene) -> None:
    """R6, R7: two people for three stages; the new leader decides, the old one no longer."""
    county = scene.county
    small = organisation.unit_open(by=county.by("秦系"), name=SMALL).id
    county.post("汪乡长", Position.PRINCIPAL_LEADER, small, "汪乡长")
    county.post("田信", Position.INFORMATION_OFFICER, small, "汪乡长")
    county.post("罗科", Position.SECTION_HEAD, small, "汪乡长")
    gaps = unit_gap_list(viewer=county.id("谢审"), at=county.hands.at)
    assert [(gap.unit.name, gap.missing) for gap in gaps if gap.unit.id == small] == [
        (SMALL, (Position.DEPUTY_IN_CHARGE,))
    ]

    pass_stage(county, scene.waiting, Stage.SECOND)
    old = next(
        row for row in tenures(county, FINAL) if row.position == Position.DEPUTY_IN_CHARGE.value
    )
    county.register("新副", county.unit(TOWN))
    organisation.tenure_end(by=county.by(LEADER), tenure=old.id, reason="调离")
    new = organisation.tenure_start(
        by=county.by("秦安"),
        person=county.id("新副"),
        appointment=Appointment(county.unit(TOWN), Position.DEPUTY_IN_CHARGE, county.hands.at),
    )
    assert scene.decide("新副", scene.waiting, Stage.FINAL)[0] == 409
    filings.filing_confirm(by=county.by(LEADER), tenure=new.id, document="ab" * 32)
    assert scene.decide(FINAL, scene.waiting, Stage.FINAL)[0] == 409
    assert scene.decide("新副", scene.waiting, Stage.FINAL)[0] == 200
    assert scene.town.verified()


def tenures(county: County, name: str) -> list[TenureRecord]:
    """Return the running tenures of a person."""
    return list(person_tenures(person=county.id(name), at=county.hands.at))


def last_verb() -> str:
    """Return the verb of the last entry."""
    return EntryRecord.objects.latest("seq").to_entry().verb
