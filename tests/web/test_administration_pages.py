"""The pages of who sets the county up: each administrator sees what is theirs (R1, R3–R7, R72)."""

import re

import pytest
from browser import People
from county import OFFICE, TOWN, County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from visiting import Visit, words

from shenfa.desk.access.models import CredentialRecord, DeviceRecord, Loss
from shenfa.desk.access.recovery import recovery_request
from shenfa.desk.organisation import services
from shenfa.desk.organisation.models import TenureRecord, UnitRecord
from shenfa.review import Position

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
"""The services behind the pages run on both databases in tests/desk."""

SYSTEM, SECURITY, AUDIT, REVIEWER, LEADER = "秦系", "秦安", "秦审", "谢审", "覃镇长"
ROOMS = (
    "setup",
    "units",
    "people",
    "accounts",
    "site",
    "channels",
    "sources",
    "leaders",
    "words",
    "court",
)


@pytest.fixture
def county(people: People) -> County:
    """Return the settled county, at the pages."""
    return people.county


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        (SYSTEM, {"setup", "units", "accounts"}),
        (SECURITY, {"setup", "units", "people", "accounts", "words", "court"}),
        (AUDIT, set(ROOMS)),
        (REVIEWER, {"setup", "units", "accounts", "site", "sources", "leaders", "words", "court"}),
        (LEADER, set()),
        ("向文", set()),
    ],
)
def test_each_sees_only_what_is_theirs(county: County, name: str, opens: set[str]) -> None:
    visit = Visit(county, name)
    for room in ROOMS:
        page = visit.page(f"/administration/{room}", 200 if room in opens else 403)
        assert room in opens or "由负责此项设置的人员办理" in words(page)
    if opens:
        page = visit.page("/administration")
        nav = re.search(r'<nav class="doors".*?</nav>', page, re.DOTALL)
        assert nav is not None
        assert set(re.findall(r'/administration/(\w+)"', nav[0])) == opens
        assert 'href="/administration"' in page


def test_the_audit_administrator_only_reads(county: County) -> None:
    visit = Visit(county, AUDIT)
    for room in ROOMS:
        page = visit.page(f"/administration/{room}")
        forms = re.findall(r'<form method="post" action="([^"]*)"|<form method="post">', page)
        assert set(forms) <= {"/sign-out", "/administration/accounts/issue"}, room
    assert "该操作须由在岗且已备案的" in words(
        visit.post("/administration/units", "/administration/units", name="云塘乡人民政府")
    )


def test_a_unit_is_opened_and_shows_what_it_lacks(county: County) -> None:
    """R3, R4, R6: the system administrator opens it, and everybody sees that it is incomplete."""
    said = Visit(county, SYSTEM).post(
        "/administration/units", "/administration/units", name="云塘乡人民政府"
    )
    assert "已登记云塘乡人民政府" in words(said)
    for lack in ("三审缺", "没有在岗的主要领导", "没有设定作者可否兼任初审"):
        assert lack in words(said)
    page = words(Visit(county, SECURITY).page("/administration/units?q=云塘"))
    assert "云塘乡人民政府" in page
    assert TOWN not in page
    assert "没有找到单位" in words(Visit(county, SECURITY).page("/administration/units?q=并无"))


def test_a_person_is_registered_appointed_filed_and_disabled(county: County) -> None:
    """R7: appointed by one, filed by the leader of the unit, ended with a reason."""
    town, security = county.unit(TOWN), Visit(county, SECURITY)
    said = security.post(
        "/administration/people",
        "/administration/people",
        name="田小禾",
        staff_number="T1",
        unit=town,
        employment="in_house",
    )
    assert "已登记田小禾" in words(said)
    person = county.id("田小禾")
    address = f"/administration/people/{person}"
    security.post(f"{address}/appoint", address, unit=town, position="releaser", since="2026-11-24")
    tenure = TenureRecord.objects.get(person=person)
    assert "待主要领导确认" in words(security.page(address))
    paper = SimpleUploadedFile("任命.pdf", b"paper")
    unit_page = f"/administration/units/{town}"
    leader = Visit(county, LEADER)
    assert "确认备案" in words(leader.page(unit_page))
    said = leader.post(f"/administration/tenures/{tenure.id}/filing", unit_page, paper=paper)
    assert "已确认备案，自此生效" in words(said)
    assert "已备案，待收悉" in words(security.page(address))
    said = security.post(f"{address}/disable", address, reason="调离")
    assert "已停用" in words(said)
    assert "以前的任职 1 项" in words(security.page(address))


def test_a_leader_begins_at_their_own_unit(county: County) -> None:
    page = words(Visit(county, LEADER).page("/administration"))
    assert TOWN in page
    assert "岗位和任职" in page


def test_another_units_leader_finds_nothing(county: County) -> None:
    """I21."""
    other = services.unit_open(by=county.by(SYSTEM), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    visit = Visit(county, "莫乡长")
    visit.page(f"/administration/units/{other}")
    visit.page(f"/administration/units/{county.unit(TOWN)}", 404)
    visit.page(f"/administration/people/{county.id('向文')}", 403)


def test_a_policy_takes_the_administrator_and_the_leader(county: County) -> None:
    """Q16, I22."""
    town = county.unit(TOWN)
    address = f"/administration/units/{town}"
    Visit(county, SECURITY).post(f"{address}/policy/propose", address, may="no")
    leader = Visit(county, LEADER)
    assert "确认“不可以”" in words(leader.page(address))
    assert "请选择" in words(leader.post(f"{address}/policy/confirm", address, may="maybe"))
    leader.post(f"{address}/policy/confirm", address, may="no")
    assert UnitRecord.objects.get(id=town).author_may_first_review is False


def test_a_unit_files_its_papers(county: County) -> None:
    """R4."""
    town = county.unit(TOWN)
    address = f"/administration/units/{town}"
    said = Visit(county, LEADER).post(
        f"{address}/documents",
        address,
        kind="working_body",
        title="关于成立机构的通知",
        dated="2026-01-05",
        paper=SimpleUploadedFile("文件.pdf", b"paper"),
    )
    assert "关于成立机构的通知" in words(said)


def test_starting_passwords_are_shown_once(county: County) -> None:
    security = Visit(county, SECURITY)
    chosen = [county.id(name) for name in ("彭科", "白副")]
    page = security.post(
        "/administration/accounts/issue", "/administration/accounts", person=chosen
    )
    slips = re.findall(r"<dt>初始口令</dt><dd><code>(.+?)</code>", page)
    assert len(set(slips)) == 2
    assert CredentialRecord.objects.filter(person__in=chosen, must_change=True).count() == 2
    assert all(slip not in security.page("/administration/accounts") for slip in slips)
    refused = security.post("/administration/accounts/issue", "/administration/accounts")
    assert "请勾选要开通账号的人员" in words(refused)


def test_a_recovery_takes_two_and_the_code_is_shown_once(county: County) -> None:
    """Decision 5: one of the unit asks, the security administrator confirms."""
    Visit(county, "向文")  # who has an account by now
    subject, town = county.id("向文"), county.unit(TOWN)
    said = Visit(county, LEADER).post(
        "/administration/recoveries",
        f"/administration/units/{town}",
        person=subject,
        kind="password",
        reason="遗失",
    )
    assert "已提出，待安全管理员确认" in words(said)
    security = Visit(county, SECURITY)
    page = security.page("/administration/accounts")
    address = re.findall(r'action="(/administration/recoveries/[^"]+/confirm)"', page)
    code = security.post(address[0], "/administration/accounts")
    assert "恢复码" in words(code)
    assert "没有待确认的恢复" in words(security.page("/administration/accounts"))
    again = security.post(address[0], "/administration/accounts")
    assert "已经办理" in words(again)


def test_the_system_administrator_sees_no_accounts_but_the_recovery_of_security(
    county: County,
) -> None:
    Visit(county, SECURITY)
    recovery_request(
        by=county.by("龙主任"), person=county.id(SECURITY), kind=Loss.TOTP, reason="遗失手机"
    )
    page = words(Visit(county, SYSTEM).page("/administration/accounts"))
    assert f"{SECURITY}（GL2）遗失动态码" in page
    assert "全县账号" not in page


def test_a_lost_device_is_revoked(county: County) -> None:
    Visit(county, "向文")
    device = DeviceRecord.objects.get(person=county.id("向文"))
    address = f"/administration/people/{county.id('向文')}"
    security = Visit(county, SECURITY)
    assert device.label in words(security.page(address))
    security.post(f"/administration/devices/{device.id}/revoke", address)
    device.refresh_from_db()
    assert device.revoked_at is not None


def test_lists_ask_as_often_for_sixty_units_as_for_two(county: County) -> None:
    """Sixty units must be easy: no list asks the database once for each row."""
    visit = Visit(county, AUDIT)
    rooms = ("units", "people", "accounts", "setup")

    def asked() -> list[int]:
        counts = []
        for room in rooms:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                visit.page(f"/administration/{room}")
            counts.append(len(queries))
        return counts

    before = asked()
    for number in range(6):
        unit = services.unit_open(by=county.by(SYSTEM), name=f"第{number}乡人民政府").id
        county.register(f"甲{number}", unit)
        county.appoint(f"甲{number}", Position.PRINCIPAL_LEADER, unit)
    assert asked() == before
    assert before[0] <= 30, before


def test_the_guide_names_what_is_missing_and_who_does_it(county: County) -> None:
    page = words(Visit(county, SECURITY).page("/administration/setup"))
    assert OFFICE in page
    for missing in (
        "县政府办公室没有在岗的网站管理员",
        "没有主栏目",
        "名单是空的，动态类新闻不能发布",
        f"{TOWN}还有缺项",
    ):
        assert missing in page


def test_an_account_is_locked_and_given_back(county: County) -> None:
    """I19: whoever is locked is out with the next click."""
    locked = Visit(county, "向文")
    locked.page("/tasks")
    address = f"/administration/people/{county.id('向文')}"
    security = Visit(county, SECURITY)
    said = security.post(f"{address}/lock", address, reason="疑似被盗用")
    assert "锁定：疑似被盗用" in words(said)
    assert locked.client.get("/tasks").headers["Location"].startswith("/sign-in")
    assert "已解锁" in words(security.post(f"{address}/lock", address, reason="已核实", lift="1"))
