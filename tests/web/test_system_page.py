"""The state of the system: what runs, what waits, what is wrong and what to do: I26, I29, S14."""

import datetime

import pytest
from browser import People
from pytest_django import DjangoAssertNumQueries
from raw_sql import drop_guards
from visiting import Visit, words

from shenfa.desk.backup.manifest import Manifest
from shenfa.desk.backup.noted import NOTE, last_backup, note_backup
from shenfa.desk.clock import stamp
from shenfa.desk.deployment import Deployment
from shenfa.desk.inspection.backup import backup_check
from shenfa.desk.inspection.outcome import Level
from shenfa.desk.jobs.job import Means
from shenfa.desk.jobs.models import LeaseRecord
from shenfa.desk.jobs.services import tick

pytestmark = pytest.mark.db
SYSTEM, REVIEWER, MAYOR = "秦系", "谢审", "覃镇长"


def test_who_sees_it(people: People) -> None:
    """What belongs to nobody else is not found."""
    for name, status in ((SYSTEM, 200), (REVIEWER, 200), (MAYOR, 404)):
        Visit(people.county, name).page("/system", status)
    assert 'href="/system"' in Visit(people.county, SYSTEM).page("/account")
    assert 'href="/system"' not in Visit(people.county, REVIEWER).page("/account")


def test_each_line_says_what_to_do(people: People, deployment: Deployment) -> None:
    visit = Visit(people.county, SYSTEM)
    before = words(visit.page("/system"))
    list(tick(Means(people.county.by(), deployment)))
    after = words(visit.page("/system"))

    assert "没有按时" in before
    assert "还没有检查点，请启动 shenfa worker" in before
    assert "没有按时" not in after
    assert "请抄录另存" in after
    for said in (
        "没有倒退",
        "系统不知道检查点是否已抄录另存",
        "节假日安排",
        "没有备份记录，请每天运行 shenfa backup",
        "还没有导出核验过",
        "没有设置邮件服务器",
        "每30秒",
    ):
        assert said in after, said


def test_a_failed_job_and_a_lost_guard_are_shown(people: People, deployment: Deployment) -> None:
    list(tick(Means(people.county.by(), deployment)))
    LeaseRecord.objects.filter(name="checkpoint").update(last_error="签名私钥不能读取，请恢复")
    drop_guards()
    page = words(Visit(people.county, SYSTEM).page("/system"))

    assert "签名私钥不能读取，请恢复 每天00:30" in page
    assert "个缺失、停用或被改写" in page
    assert "0 项须立即处理" not in page


def test_a_fixed_number_of_questions(
    people: People, deployment: Deployment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    list(tick(Means(people.county.by(), deployment)))
    visit = Visit(people.county, SYSTEM)
    visit.page("/system")
    with django_assert_num_queries(40, exact=False):
        visit.page("/system")


@pytest.mark.parametrize(
    ("hours", "level", "said"),
    [
        (1, Level.PASSED, "含留痕7条"),
        (30, Level.NOTICE, "已超过一天"),
        (200, Level.FAILED, "已超过七天"),
    ],
)
def test_the_age_of_the_last_backup(
    people: People, deployment: Deployment, hours: int, level: Level, said: str
) -> None:
    made = people.county.hands.at
    note_backup(deployment.data, Manifest("", stamp(made), "sqlite", 7, "", {}))
    check = backup_check(deployment, made + datetime.timedelta(hours=hours))

    assert (check.level, said in check.sentence) == (level, True)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made": "gestern", "count": 1}'])
def test_a_damaged_note_is_none(deployment: Deployment, text: str) -> None:
    (deployment.data / NOTE).write_text(text, encoding="utf-8")

    assert last_backup(deployment.data) is None
