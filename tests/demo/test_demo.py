"""The demonstration: everything is in it, everybody gets in, and an auditor finds no fault."""

import datetime
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from demonstration import UNTIL, Demo, Visitor
from django.contrib.auth.hashers import Argon2PasswordHasher

from shenfa.demo import CountyExists, build
from shenfa.desk.access.models import CredentialRecord
from shenfa.desk.channels.models import ChannelRecord, SourceRecord, StandingExceptionRecord
from shenfa.desk.clock import stamp
from shenfa.desk.court.export import accepted_cases
from shenfa.desk.court.models import AppealRecord
from shenfa.desk.court.selectors import State, state_of
from shenfa.desk.deployment import PUBLIC_KEY
from shenfa.desk.export import trail_export
from shenfa.desk.form.listing import Group, form_page
from shenfa.desk.form.models import FormRecord
from shenfa.desk.form.selectors import form_state
from shenfa.desk.form.tasks import FormTaskKind, form_task_list
from shenfa.desk.manuscripts.models import (
    AttachmentRecord,
    RevisionRecord,
    RevisionRequestRecord,
    TransferRecord,
    WorkingCopyRecord,
)
from shenfa.desk.organisation.staffing import (
    filing_unanswered_list,
    tenure_unfiled_list,
    unit_gap_list,
)
from shenfa.desk.release.listing import Wanted, manuscript_page
from shenfa.desk.release.selectors import release_states, takedown_list
from shenfa.desk.review.models import CaptureRecord, GapViewRecord, NoticeRecord, SubmissionRecord
from shenfa.desk.review.tasks import TaskKind, task_list
from shenfa.desk.trail.selectors import trail_entries
from shenfa.review.form import FormState
from shenfa.trail.program import main as verify

LONGEST = 60
OFFICE, TOWN = "谢明远", "石雨桐"
WAYS = {
    "草稿",
    "待初审",
    "待审核",
    "待审发",
    "不确定，待答复",
    "审查未通过",
    "已撤回",
    "待县府办审核",
    "退回补表",
    "县府办退回改稿",
    "待发布",
    "定时发布",
    "在线",
    "紧急下线",
    "已撤销发布",
    "已归档",
    "已从网站删除",
}
"""Where a manuscript can stand, as the list says it."""
TASKS = {
    "石雨桐": {TaskKind.ANSWER},
    "向文清": {TaskKind.REVIEW},
    "彭志成": {TaskKind.REVIEW, TaskKind.READ},
    "白晓峰": {TaskKind.REVIEW, TaskKind.READ},
    "覃远山": {TaskKind.REVIEW},
    "袁守谦": {TaskKind.SECRECY},
    "向云开": {TaskKind.STALLED},
    "向正刚": {TaskKind.REVIEW},
}
LOGINS = {
    "ZG10": "撰稿人",
    "ZG06": "信息发布责任人",
    "ZG04": "科室负责人",
    "ZG02": "分管领导",
    "ZG03": "分管领导（B岗）",
    "ZG01": "主要领导",
    "ZG07": "保密审查员",
    "ZG08": "信息发布人员",
    "ZG09": "政务公开工作人员",
    "ZG12": "外包人员",
    "FB07": "县府办审核员",
    "FB09": "网站管理员",
    "FB01": "主要领导",
    "FB10": "政务公开工作人员",
    "GL01": "系统管理员",
    "GL02": "安全管理员",
    "GL03": "审计管理员",
    "GA02": "分管领导（新媒体账号）",
    "YT01": "缺岗单位主要领导",
}
SITE_PAGES = 50
PROGRAM = (sys.executable, "-c", "from shenfa.cli.main import main; main()", "serve")


def test_is_built_within_a_minute(demo: Demo) -> None:
    assert demo.told["seconds"] < LONGEST


def test_a_manuscript_stands_at_every_place(demo: Demo) -> None:
    pages = (
        manuscript_page(viewer=demo.id(OFFICE), at=UNTIL, wanted=Wanted(), number=number)
        for number in range(1, 100)
    )
    seen: dict[str, str] = {}
    for found in pages:
        seen.update({row.manuscript.id: row.state for row in found.rows})
        if found.number == found.last:
            break

    assert set(seen.values()) == WAYS
    assert set(release_states().values()) == {
        "live",
        "replaced",
        "withdrawn",
        "archived",
        "deleted",
        "hidden",
    }
    assert sum(state == "live" for state in release_states().values()) >= 30
    assert {form_state(row.revision_id) for row in FormRecord.objects.all()} == {*FormState}
    assert len(takedown_list(viewer=demo.id(OFFICE), at=UNTIL)) == 1


@pytest.mark.parametrize(("name", "expected"), TASKS.items(), ids=TASKS)
def test_something_waits_for(demo: Demo, name: str, expected: set[TaskKind]) -> None:
    tasks = task_list(person=demo.id(name), at=UNTIL)

    assert {task.kind for task in tasks} >= expected
    if name == "覃远山":
        assert any(task.revision.is_major for task in tasks)


def test_the_county_has_what_a_county_has(demo: Demo) -> None:
    """R6, R7, R56: a gap, a filing without an answer, thirteen accounts, a standing exception."""
    looking = {"viewer": demo.id(OFFICE), "at": UNTIL}
    channels = ChannelRecord.objects
    unanswered = filing_unanswered_list(**looking)

    assert [gap.unit.name for gap in unit_gap_list(**looking)] == ["云塘乡人民政府"]
    assert len(unanswered) == 1
    assert len(tenure_unfiled_list(**looking)) == 1
    assert channels.filter(kind="account").count() == 13
    assert channels.filter(kind="account", name="平安虚谷").count() == 4
    assert {one.name for one in channels.filter(kind="main_column")} == {
        "通知公告",
        "政策文件",
        "政务动态",
    }
    assert StandingExceptionRecord.objects.count() == 1
    assert SourceRecord.objects.filter(is_county_media=True, allowed_at__isnull=False).exists()


def test_the_false_alarm_court_is_at_work(demo: Demo) -> None:
    """Two appeals wait, one was accepted: not reported again, and a negative case on export."""
    assert demo.id(TOWN) in set(AppealRecord.objects.values_list("by", flat=True))
    states = Counter(state_of(one) for one in AppealRecord.objects.order_by("at"))
    assert states == {State.WAITING: 2, State.IN_FORCE: 1}
    appeal = AppealRecord.objects.get(ruling__scope="unit")
    last = appeal.revision.audits.latest("number")
    assert not last.findings.filter(key=appeal.key).exists()
    [case] = accepted_cases()
    assert (case.rule, case.sentence.text) == (appeal.rule, ",")


def test_the_county_office_has_forms_of_every_kind(demo: Demo) -> None:
    """R28–R37: one waits too long, one has differences that were closed, one is still to open."""
    looking = {"viewer": demo.id(OFFICE), "at": UNTIL}
    waiting = form_page(group=Group.WAITING, **looking)

    assert all(waiting.counts.values())
    assert [row.is_late for row in waiting.rows] == [True, False]
    assert "正式件与电子件的1处差异已逐处核对" in waiting.rows[0].notes
    opening = form_task_list(person=demo.id("彭蓝天"), at=UNTIL)
    assert [one.kind for one in opening] == [FormTaskKind.OPEN]


def test_the_harder_cases_are_there(demo: Demo) -> None:
    """Attachments, a picture one reviewer has seen, sources, posts, requests, notices."""
    assert demo
    suffixes = {one.name.rpartition(".")[2] for one in AttachmentRecord.objects.all()}
    revisions = RevisionRecord.objects
    urgent = SubmissionRecord.objects.get(revision__is_urgent=True)

    assert suffixes == {"docx", "xlsx", "pdf", "png"}
    assert GapViewRecord.objects.exists()
    assert {one.equal for one in CaptureRecord.objects.all()} == {"yes", "no"}
    assert {one.kind for one in revisions.all()} >= {"official", "news", "list", "post", "repost"}
    assert {one.marker for one in revisions.filter(kind="official")} == {"yes", "no"}
    assert revisions.exclude(corrects=None).exclude(public_note="").exists()
    assert revisions.filter(names_visited_leader=True).exists()
    assert {one.kind for one in RevisionRequestRecord.objects.all()} == {"lower", "purge"}
    assert TransferRecord.objects.filter(taken_at=None).exists()
    assert WorkingCopyRecord.objects.filter(manuscript__revisions=None).exists()
    assert NoticeRecord.objects.filter(kind__startswith="escalated").exists()
    assert urgent.at > UNTIL - datetime.timedelta(minutes=10)


def test_the_clock_is_set_in_the_trail_and_never_goes_back(demo: Demo) -> None:
    """docs/trail.md, ``clock.set``: each morning of the month, and at the end the present."""
    assert demo
    entries = list(trail_entries())
    times = [entry.at for entry in entries]
    settings = [entry for entry in entries if entry.verb == "clock.set"]

    assert times == sorted(times)
    assert (entries[0].verb, entries[-1].verb) == ("clock.set", "clock.set")
    assert (times[-1], settings[-1].facts["to"]) == (stamp(UNTIL), stamp(UNTIL))
    assert len(settings) > 20
    assert times[0] <= stamp(UNTIL - datetime.timedelta(days=27))


def test_an_auditor_finds_no_fault(
    demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, key = tmp_path / "export.zip", demo.deployment.data / PUBLIC_KEY
    with export.open("wb") as out:
        count = trail_export(out=out, private_key=demo.deployment.signing_key, clock=demo.clock)

    assert verify([str(export), "--key", str(key)]) == 0
    assert f"OK {count} entries" in capsys.readouterr().out


def test_nobody_was_refused_while_it_was_built(demo: Demo) -> None:
    """What the people of the demonstration do is what the services allow."""
    assert demo
    assert [entry for entry in trail_entries() if entry.verb == "command.refuse"] == []


def test_who_can_sign_in(demo: Demo) -> None:
    told = demo.credentials

    assert {login: one.role for login, one in told.items()} == LOGINS
    assert [login for login, one in told.items() if not one.totp_secret] == ["ZG12"]
    assert len({one.password for one in told.values()}) == 1


def test_passwords_are_hashed_as_everywhere(demo: Demo) -> None:
    """What was hashed quickly while the month was played is no longer anybody's password."""
    kept = CredentialRecord.objects.filter(person__staff_number__in=demo.credentials)
    usual = Argon2PasswordHasher
    strength = f"$m={usual.memory_cost},t={usual.time_cost},p={usual.parallelism}$"

    assert kept.count() == len(LOGINS)
    assert all(strength in row.password for row in kept)


def test_every_manuscript_can_be_opened(demo: Demo) -> None:
    visitor = Visitor()
    visitor.sign_in(demo.credentials["FB07"])
    pages = [f"/revisions/{one}/" for one in RevisionRecord.objects.values_list("id", flat=True)]

    assert {visitor.client.get(page).status_code for page in pages} == {200}


def test_the_public_site_is_alive(demo: Demo) -> None:
    assert demo
    visitor = Visitor()
    visitor.follow("/site/", inside="/site/")

    assert set(visitor.opened.values()) == {200}
    assert len(visitor.opened) >= SITE_PAGES


def test_is_not_built_over_a_county(demo: Demo) -> None:
    before = len(list(trail_entries()))

    with pytest.raises(CountyExists, match="已有一个县的数据"):
        build(demo.deployment, UNTIL)
    assert len(list(trail_entries())) == before


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--demo",), "已有一个县的数据"),
        (("--demo-credentials", "x.json"), "须与 --demo 一起使用"),
    ],
)
def test_the_command_says_why_not(demo: Demo, options: tuple[str, ...], sentence: str) -> None:
    arguments = ("--data", str(demo.deployment.data), "--port", "0", *options)
    done = subprocess.run(  # noqa: S603 - our own program
        [*PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=LONGEST
    )

    assert done.returncode == 2
    assert sentence in done.stderr
