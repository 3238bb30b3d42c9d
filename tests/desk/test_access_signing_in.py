"""Accounts and sessions: who gets in, who does not, and that nobody learns why."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from county import TOWN, County, accepted, refused, verbs
from signing_in import PASSWORD, QUICK, Keys, change, enrol, issue, settle

from shenfa.desk.access.credentials import (
    credential_issue,
    first_credentials,
    password_change,
    totp_confirm,
    totp_enrol,
)
from shenfa.desk.access.models import CredentialRecord, FailureRecord, SessionRecord
from shenfa.desk.access.selectors import (
    Standing,
    access_overview,
    credential_standing,
    session_get,
    session_standing,
)
from shenfa.desk.access.sessions import session_close, session_open, session_touch
from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.settings import settings_of
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Employment, Position

pytestmark = pytest.mark.db


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:  # noqa: ANN401 - pytest-django does not name its type
    settings.PASSWORD_HASHERS = QUICK


def standing(keys: Keys) -> Standing:
    return session_standing(session=keys.session, at=keys.county.hands.at)


def told(keys: Keys, **change: str) -> tuple[str, str]:
    """Return what somebody is told who is not let in."""
    with pytest.raises(CommandRefused) as caught:
        keys.open(**change)
    return caught.value.code, str(caught.value)


def test_the_first_three_get_their_passwords_once(county: County) -> None:
    """S9: no default administrator, no default password."""
    with refused("started"):
        first_credentials(by=county.by("秦安"))
    with accepted(*["credential.issue"] * 3):
        starting = first_credentials(by=county.by())
    with refused("started"):
        first_credentials(by=county.by())

    assert {one.name for one in starting} == {"秦系", "秦安", "秦审"}
    for one in starting:
        assert Keys(county, one.name, one.password).open().must_change


def test_passwords_are_kept_as_argon2id(
    county: County,
    deployment: Deployment,
    settings: Any,  # noqa: ANN401 - as above
) -> None:
    """S3, with the work factor of the product."""
    settings.PASSWORD_HASHERS = settings_of(deployment)["PASSWORD_HASHERS"]
    keys = issue(county, "向文")
    kept = CredentialRecord.objects.get(person=county.id("向文")).password

    assert kept.startswith("argon2$argon2id$")
    assert keys.password not in kept
    assert keys.open().must_change


def test_who_gives_an_account_to_whom(county: County) -> None:
    county.register("石外", county.unit(TOWN), Employment.CONTRACTOR)
    for name in ("秦系", "覃镇长", "向文"):
        with refused("not_entitled"):
            issue(county, "向文", by=name)
    with refused("not_found"):
        credential_issue(by=county.by("秦安"), person="p-nobody")

    assert issue(county, "石外").open().must_change
    services.person_disable(by=county.by("秦安"), person=county.id("石外"), reason="合同到期")
    with refused("disabled"):
        issue(county, "石外")


def test_a_starting_password_is_given_again_only_while_it_was_not_replaced(
    county: County,
) -> None:
    first = issue(county, "向文")
    first.open()
    second = issue(county, "向文")

    assert told(first)[0] == "sign_in"
    with pytest.raises(CommandRefused):
        _ = first.session
    second.open()
    change(second, PASSWORD)
    with refused("credential_exists"):
        issue(county, "向文")


def test_a_starting_password_lapses(county: County) -> None:
    keys = issue(county, "向文")
    county.hands.move(days=7)

    assert told(keys)[0] == "lapsed"
    assert issue(county, "向文").open()


def test_password_first_then_second_factor_then_everything(county: County) -> None:
    """GB/T 22239 8.1.4.1: a reviewer's session is good for nothing else before."""
    keys = issue(county, "向文")
    opened = keys.open()
    assert (opened.must_change, opened.needs_totp) == (True, True)
    assert standing(keys) is Standing.CHANGE_PASSWORD
    change(keys, PASSWORD)
    assert standing(keys) is Standing.ENROL_TOTP

    enrol(keys)
    assert standing(keys) is Standing.READY
    opened = keys.open()
    assert (opened.must_change, opened.needs_totp) == (False, False)
    assert standing(keys) is Standing.READY


def test_a_code_must_be_shown_before_it_is_asked_for(county: County) -> None:
    keys = issue(county, "向文")
    keys.open()
    enrolment = totp_enrol(by=county.by("向文"), evidence=keys.shows())
    keys.open()
    with refused("totp"):
        totp_confirm(by=county.by("向文"), evidence=keys.shows(code="000000"))

    assert enrolment.uri.startswith("otpauth://totp/")
    assert enrolment.secret in enrolment.uri
    assert standing(keys) is Standing.CHANGE_PASSWORD


@pytest.mark.parametrize(
    ("name", "position", "needs"),
    [
        ("石书", None, False),
        ("石书", Position.DISCLOSURE_OFFICER, False),
        ("石书", Position.PATROLLER, False),
        ("石书", Position.SECRECY_REVIEWER, True),
        ("石书", Position.RELEASER, True),
        ("石书", Position.SITE_ADMINISTRATOR, True),
        ("向文", None, True),
        ("彭科", None, True),
        ("白副", None, True),
        ("覃镇长", None, True),
        ("谢审", None, True),
        ("秦审", None, True),
    ],
)
def test_who_needs_a_second_factor(
    county: County, name: str, position: Position | None, needs: bool
) -> None:
    if name == "石书":
        county.register(name, county.unit(TOWN))
    if position:
        county.appoint(name, position, county.unit(TOWN))
    account = credential_standing(person=county.id(name), at=county.hands.at)

    assert account.needs_totp is needs
    assert not account.has_account


def test_nobody_learns_why_they_are_not_let_in(county: County) -> None:
    """The same sentence for each wrong part; the trail repeats nothing that was typed."""
    keys = settle(county, "向文")
    gone = settle(county, "彭科")
    services.person_disable(by=county.by("秦安"), person=county.id("彭科"), reason="退休")
    code = keys.next_code()
    keys.open(code=code)
    sentences = {
        told(keys, password="竹沟 morning 2027"),  # noqa: S106 - as in signing_in
        told(keys, password=""),
        told(keys, password="长" * 200),
        told(keys, password="\ud800"),  # noqa: S106 - as above
        told(keys, code=""),
        told(gone),
        told(keys, login="GL999"),
        told(keys, login=PASSWORD),
        told(keys, login="a\x00b"),
        told(keys, login=""),
    }
    assert {code for code, _ in sentences} == {"sign_in", "locked"}
    assert len(sentences) == 2

    text = "".join(EntryRecord.objects.values_list("body", flat=True))
    assert "GL999" not in text
    assert PASSWORD not in text


@pytest.mark.parametrize("replayed", [lambda keys: keys.code(), lambda _keys: "000000"])
def test_a_code_opens_once(county: County, replayed: Callable[[Keys], str]) -> None:
    keys = settle(county, "向文")
    keys.open()

    assert told(keys, code=replayed(keys))[0] == "sign_in"
    county.hands.move(seconds=30)
    assert keys.open(code=keys.code())


def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    county: County,
    deployment: Deployment,
    settings: Any,  # noqa: ANN401 - as above
) -> None:
    settings.PASSWORD_HASHERS = settings_of(deployment)["PASSWORD_HASHERS"]
    keys = issue(county, "向文")
    took = {}
    for login in (keys.login, "GL999"):
        told(keys, login=login, password="竹沟 night 2026")  # noqa: S106 - as above
        began = time.perf_counter()
        told(keys, login=login, password="竹沟 night 2026")  # noqa: S106 - as above
        took[login] = time.perf_counter() - began

    assert took["GL999"] > took[keys.login] / 4


@pytest.mark.parametrize("exists", [True, False])
def test_five_failures_lock_for_half_an_hour(county: County, exists: bool) -> None:
    """S4; a number that nobody has is locked alike."""
    keys = issue(county, "向文")
    login = keys.login if exists else "GL999"
    wrong = {"login": login, "password": "竹沟 night 2026"}
    for _ in range(4):
        assert told(keys, **wrong)[0] == "sign_in"
    with accepted("credential.lock", "command.refuse"):
        assert told(keys, **wrong)[0] == "locked"
    with accepted("command.refuse"):
        assert told(keys, login=login)[0] == "locked"
    county.hands.move(minutes=28)
    assert told(keys, login=login)[0] == "locked"
    county.hands.move(minutes=2)

    if exists:
        assert keys.open(login=login)
    else:
        assert told(keys, **wrong)[0] == "sign_in"


def test_signing_in_begins_to_count_anew(county: County) -> None:
    keys = issue(county, "向文")
    for _ in range(3):
        for _ in range(4):
            assert told(keys, password="x" * 12)[0] == "sign_in"
        keys.open()
    assert not FailureRecord.objects.exists()


def test_one_address_cannot_try_all_accounts(county: County) -> None:
    keys = issue(county, "向文")
    for number in range(19):
        assert told(keys, login=f"GL{number}00", address="10.1.1.7")[0] == "sign_in"
    assert told(keys, login="GL9900", address="10.1.1.7")[0] == "locked"
    assert told(keys, address="10.1.1.7")[0] == "locked"

    assert keys.open(address="10.1.1.8")


def test_failures_are_forgotten_after_a_day(county: County) -> None:
    keys = issue(county, "向文")
    told(keys, login="GL999")
    county.hands.move(days=1)
    told(keys, password="x" * 12)

    assert FailureRecord.objects.count() == 1


def test_an_account_has_one_session(county: County) -> None:
    """S5."""
    keys = issue(county, "向文")
    keys.open()
    first = keys.session
    keys.open()

    assert SessionRecord.objects.get(id=first.id).ended_at == county.hands.at
    assert keys.session.id != first.id
    assert SessionRecord.objects.filter(ended_at=None).count() == 1
    facts = EntryRecord.objects.latest("seq").to_entry()
    assert facts.actor == county.id("向文")
    assert facts.facts["ended"] == first.id


def test_a_session_ends_when_nobody_is_there_or_after_half_a_day(county: County) -> None:
    """S5: 30 minutes, 12 hours."""
    keys = issue(county, "向文")
    keys.open()
    county.hands.move(minutes=29, seconds=59)
    with accepted():
        session_touch(clock=county.hands.clock, session=keys.session)
    county.hands.move(minutes=29)
    assert keys.session
    county.hands.move(minutes=1)
    with pytest.raises(CommandRefused):
        _ = keys.session

    keys.open()
    record = keys.session
    for _ in range(12 * 3 - 1):
        county.hands.move(minutes=20)
        session_touch(clock=county.hands.clock, session=record)
    assert keys.session
    county.hands.move(minutes=20)
    session_touch(clock=county.hands.clock, session=record)
    with pytest.raises(CommandRefused):
        _ = keys.session


def test_a_session_is_not_touched_back_to_life(county: County) -> None:
    keys = issue(county, "向文")
    keys.open()
    record = keys.session
    county.hands.move(minutes=31)
    session_touch(clock=county.hands.clock, session=record)

    with pytest.raises(CommandRefused):
        session_get(token=keys.token, at=county.hands.at)


def test_signing_out_ends_the_session_on_the_server(county: County) -> None:
    keys, other = issue(county, "向文"), issue(county, "彭科")
    keys.open()
    other.open()
    session = keys.session.id
    with refused("not_found"):
        session_close(by=county.by("彭科"), session=session)
    with accepted("session.close"):
        session_close(by=county.by("向文"), session=session)
    with refused("not_found"):
        session_close(by=county.by("向文"), session=session)

    with pytest.raises(CommandRefused):
        _ = keys.session
    assert other.session


def test_a_disabled_person_is_out_at_once(county: County) -> None:
    """I19."""
    keys = settle(county, "彭科")
    evidence = keys.shows()
    services.person_disable(by=county.by("秦安"), person=county.id("彭科"), reason="退休")

    with pytest.raises(CommandRefused):
        _ = keys.session
    with refused("session"):
        password_change(by=county.by("彭科"), evidence=evidence, new="竹沟 noon 2026 ok")


def test_the_overview_shows_what_is_missing_where_one_may_look(
    county: County,
    django_assert_num_queries: Any,  # noqa: ANN401 - as above
) -> None:
    """I21."""
    settle(county, "向文")
    issue(county, "彭科")
    viewer, at = county.id("向文"), county.hands.at
    with django_assert_num_queries(2):
        town = access_overview(viewer=viewer, at=at)
    found = {one.person.name: (one.has_account, one.has_totp, one.is_complete) for one in town}

    assert found == {
        "覃镇长": (False, False, False),
        "白副": (False, False, False),
        "彭科": (True, False, False),
        "向文": (True, True, True),
    }
    assert len(access_overview(viewer=county.id("秦安"), at=at)) == 9
    assert access_overview(viewer="nobody", at=at) == ()


def test_anonymous_attempts_stand_in_the_trail(county: County) -> None:
    """S13: failures are in the trail, by nobody, about the account."""
    keys = issue(county, "向文")
    before = len(verbs())
    told(keys, password="x" * 12)
    told(keys, login="GL999")
    last = [row.to_entry() for row in EntryRecord.objects.filter(seq__gt=before)]

    assert [entry.actor for entry in last] == ["anonymous", "anonymous"]
    assert [entry.object for entry in last] == [county.id("向文"), "nobody"]
    assert {entry.facts["code"] for entry in last} == {"sign_in"}


def test_nothing_secret_shows_where_values_are_printed(county: County) -> None:
    keys = issue(county, "向文")
    opened = session_open(clock=county.hands.clock, login=f" {keys.login} ", password=keys.password)
    keys.token = opened.token

    assert opened.person == county.id("向文")
    assert opened.token not in repr(opened)
    assert keys.password not in repr(keys.shows())
