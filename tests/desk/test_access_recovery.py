"""Who has lost password or telephone comes back in through two others, and only so."""

from pathlib import Path
from typing import Any

import pytest
from county import PAPER, TOWN, County, accepted, refused, verbs
from signing_in import PASSWORD, QUICK, Keys, enrol, settle
from test_trail import verify

from shenfa.desk.access.attempts import ACCOUNT_FAILURES
from shenfa.desk.access.devices import device_add
from shenfa.desk.access.models import DeviceRecord, Loss
from shenfa.desk.access.recovery import recovery_confirm, recovery_request, recovery_use
from shenfa.desk.access.selectors import Standing, recovery_list, session_standing
from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services
from shenfa.desk.organisation.filings import filing_confirm
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Position

pytestmark = pytest.mark.db
NEW = "竹沟 evening 2026"


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:  # noqa: ANN401 - pytest-django does not name its type
    settings.PASSWORD_HASHERS = QUICK


def ask(county: County, name: str, by: str, kind: Loss = Loss.BOTH) -> str:
    """Ask for a recovery and return its id."""
    record = recovery_request(
        by=county.by(by), person=county.id(name), kind=kind, reason="手机遗失"
    )
    return record.id


def confirm(county: County, recovery: str, by: str = "秦安") -> str:
    """Confirm a recovery and return the code."""
    return recovery_confirm(by=county.by(by), recovery=recovery)


def use(keys: Keys, code: str, password: str = NEW) -> None:
    """Use the code."""
    clock = keys.county.hands.clock
    recovery_use(clock=clock, login=keys.login, code=code, password=password)


def wrong(keys: Keys, code: str, password: str = NEW) -> str:
    """Use a code that does not work, and return the code of the refusal."""
    with pytest.raises(CommandRefused) as caught:
        use(keys, code, password)
    return caught.value.code


def test_with_both_lost_everything_begins_anew(county: County) -> None:
    keys = settle(county, "向文")
    device_add(by=county.by("向文"), evidence=keys.shows(), label="手机", pin="902714")
    with accepted("recovery.request", "recovery.confirm", "recovery.use"):
        code = confirm(county, ask(county, "向文", by="覃镇长"))
        use(keys, code)
    with pytest.raises(CommandRefused):
        _ = keys.session
    assert not DeviceRecord.objects.filter(revoked_at=None).exists()
    entry = EntryRecord.objects.latest("seq").to_entry()
    assert entry.actor == county.id("向文")
    assert code not in "".join(EntryRecord.objects.values_list("body", flat=True))

    keys = Keys(county, "向文", NEW)
    keys.open()
    assert session_standing(session=keys.session, at=county.hands.at) is Standing.ENROL_TOTP
    enrol(keys)
    assert keys.open()


def test_with_the_password_lost_the_code_is_still_asked_for(county: County) -> None:
    keys = settle(county, "向文")
    use(keys, confirm(county, ask(county, "向文", "覃镇长", Loss.PASSWORD)))
    with pytest.raises(CommandRefused):
        Keys(county, "向文", NEW).open()

    assert Keys(county, "向文", NEW, keys.secret).open()


def test_with_the_telephone_lost_the_password_is_still_asked_for(county: County) -> None:
    keys = settle(county, "向文")
    code = confirm(county, ask(county, "向文", "覃镇长", Loss.TOTP))
    assert wrong(keys, code, NEW) == "sign_in"
    use(keys, code, PASSWORD)

    assert Keys(county, "向文", PASSWORD).open().needs_totp


def test_a_bad_new_password_does_not_use_the_code_up(county: County) -> None:
    keys = settle(county, "向文")
    code = confirm(county, ask(county, "向文", by="覃镇长"))
    for password in ("short", PASSWORD):
        assert wrong(keys, code, password) == "password"

    use(keys, f" {code.upper()} ")
    assert Keys(county, "向文", NEW).open()


def test_a_code_works_once_for_a_day_for_one_person(county: County) -> None:
    keys, other = settle(county, "向文"), settle(county, "彭科")
    code = confirm(county, ask(county, "向文", by="覃镇长"))
    assert wrong(other, code) == "sign_in"
    use(keys, code)
    assert wrong(keys, code, "竹沟 evening 2027") == "sign_in"

    code = confirm(county, ask(county, "向文", by="覃镇长"))
    county.hands.move(hours=24)
    assert wrong(keys, code, "竹沟 evening 2027") == "sign_in"
    assert wrong(keys, "") == "sign_in"


def test_codes_are_not_guessed(county: County) -> None:
    """The same count as at the sign-in, also for a number that nobody has."""
    keys = settle(county, "向文")
    code = confirm(county, ask(county, "向文", by="覃镇长"))
    clock = county.hands.clock
    for login in (keys.login, "GL999"):
        codes = []
        for _ in range(ACCOUNT_FAILURES):
            with pytest.raises(CommandRefused) as caught:
                recovery_use(clock=clock, login=login, code="abcde", password=NEW)
            codes.append(caught.value.code)
        assert codes == [*["sign_in"] * (ACCOUNT_FAILURES - 1), "locked"]
    assert wrong(keys, code) == "locked"
    county.hands.move(minutes=30)

    use(keys, code)


@pytest.mark.parametrize(
    ("subject", "by", "code"),
    [
        ("向文", "覃镇长", ""),
        ("向文", "石公开", ""),
        ("向文", "龙主任", ""),
        ("向文", "谢审", ""),
        ("谢审", "龙主任", ""),
        ("龙主任", "谢审", ""),
        ("秦安", "龙主任", ""),
        ("向文", "白副", "not_entitled"),
        ("向文", "向文", "not_entitled"),
        ("覃镇长", "覃镇长", "own"),
        ("谢审", "谢审", "own"),
        ("谢审", "覃镇长", "not_found"),
        ("向文", "秦安", "not_entitled"),
        ("龙主任", "秦系", "not_entitled"),
        ("彭科", "覃镇长", "no_account"),
    ],
)
def test_who_asks_for_whom(county: County, subject: str, by: str, code: str) -> None:
    county.post("石公开", Position.DISCLOSURE_OFFICER, county.unit(TOWN), "覃镇长")
    if subject != "彭科":
        settle(county, subject)
    if code:
        with refused(code):
            ask(county, subject, by)
        return
    with accepted("recovery.request"):
        ask(county, subject, by)
    with refused("recovery_exists"):
        ask(county, subject, by)


@pytest.mark.parametrize(
    ("subject", "by", "code"),
    [
        ("向文", "秦安", ""),
        ("向文", "秦系", "not_entitled"),
        ("向文", "秦审", "not_entitled"),
        ("向文", "覃镇长", "not_entitled"),
        ("向文", "龙主任", "not_entitled"),
        ("秦系", "秦安", ""),
        ("秦安", "秦系", ""),
        ("秦安", "秦安", "not_entitled"),
    ],
)
def test_who_confirms(county: County, subject: str, by: str, code: str) -> None:
    """The security administrator, whose own loss the system administrator confirms."""
    settle(county, subject)
    recovery = ask(county, subject, "覃镇长" if subject == "向文" else "龙主任")
    if code:
        with refused(code):
            confirm(county, recovery, by)
        return
    with accepted("recovery.confirm"):
        confirm(county, recovery, by)
    with refused("recovery_over"):
        confirm(county, recovery, by)


def test_what_nobody_confirms_is_over(county: County) -> None:
    settle(county, "向文")
    recovery = ask(county, "向文", by="覃镇长")
    county.hands.move(days=7)
    with refused("recovery_over"):
        confirm(county, recovery)
    with refused("not_found"):
        confirm(county, "y-none")

    assert ask(county, "向文", by="覃镇长")


def test_a_disabled_person_does_not_come_back(county: County) -> None:
    """I19: whatever was asked for or confirmed before."""
    keys = settle(county, "彭科")
    settle(county, "向文")
    code = confirm(county, ask(county, "彭科", by="覃镇长"))
    asked = ask(county, "向文", by="覃镇长")
    for name in ("彭科", "向文"):
        services.person_disable(by=county.by("秦安"), person=county.id(name), reason="退休")
    with refused("disabled"):
        confirm(county, asked)
    with refused("disabled"):
        ask(county, "彭科", by="覃镇长")

    assert wrong(keys, code) == "sign_in"


def test_who_asked_does_not_confirm_in_another_position(county: County) -> None:
    settle(county, "向文")
    asked = ask(county, "向文", by="谢审")
    tenure = TenureRecord.objects.get(person=county.id("谢审"))
    services.tenure_end(by=county.by("秦安"), tenure=tenure.id, reason="转岗")
    office = county_office_id()
    appointed = county.appoint("谢审", Position.SECURITY_ADMINISTRATOR, office)
    filing_confirm(by=county.by("龙主任"), tenure=appointed.id, document=PAPER)
    with refused("own"):
        confirm(county, asked, by="谢审")

    assert confirm(county, asked, by="秦安")


def test_coming_back_begins_to_count_anew(county: County) -> None:
    keys = settle(county, "向文")
    code = confirm(county, ask(county, "向文", by="覃镇长"))
    for _ in range(ACCOUNT_FAILURES - 1):
        assert wrong(keys, "abcde") == "sign_in"
    use(keys, code)

    assert wrong(keys, "abcde") == "sign_in"


def test_who_sees_recoveries(county: County) -> None:
    """I21."""
    settle(county, "向文")
    settle(county, "谢审")
    ask(county, "向文", by="覃镇长")
    ask(county, "谢审", by="龙主任")
    seen = {
        name: {one.person.name for one in recovery_list(viewer=county.id(name), at=county.hands.at)}
        for name in ("彭科", "秦安")
    }

    assert seen == {"彭科": {"向文"}, "秦安": {"向文", "谢审"}}


def test_the_export_stays_in_order(county: County, deployment: Deployment, tmp_path: Path) -> None:
    """I29: the verifier reads past what happens around accounts."""
    keys = settle(county, "向文")
    wrong(keys, "abcde")
    use(keys, confirm(county, ask(county, "向文", by="覃镇长")))

    assert verify(deployment, tmp_path) == (0, f"OK {len(verbs())} entries")
