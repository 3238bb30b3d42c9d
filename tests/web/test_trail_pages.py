"""The trail for the auditor: look back, read, take away, have it verified: R59, R60, I28, I29."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from browser import People
from county import TOWN, County
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from raw_sql import drop_guards, run
from visiting import Visit, words

from shenfa.desk.clock import stamp
from shenfa.desk.deployment import PUBLIC_KEY, Deployment
from shenfa.desk.exports.models import ExportRecord
from shenfa.desk.exports.services import export_pending
from shenfa.desk.exports.verifying import SECTIONS, VERIFIER, sections
from shenfa.desk.jobs.job import Means
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.trail.search import ON_A_PAGE
from shenfa.desk.trail.services import trail_refuse
from shenfa.trail import Act

pytestmark = pytest.mark.db
AUDITOR, REVIEWER, MAYOR, SECURITY = "秦审", "谢审", "覃镇长", "秦安"


def worked(county: County, deployment: Deployment) -> int:
    return export_pending(Means(county.by(), deployment))


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    packed = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file is handed out
    answer.close()
    return packed


def test_the_auditor_and_the_office_look_and_nobody_else(people: People) -> None:
    for name, status in ((AUDITOR, 200), (REVIEWER, 200), (SECURITY, 403), (MAYOR, 403)):
        visit = Visit(people.county, name)
        for address in ("/trail", "/trail/1", "/trail/checkpoints", "/trail/exports"):
            page = visit.page(address, status)

            assert ("县政府办公室在岗的" in page) == (status == 403), (name, address)
        assert ('href="/trail"' in visit.page("/account")) == (status == 200), name


def test_entries_read_as_sentences_with_names(people: People) -> None:
    page = words(Visit(people.county, AUDITOR).page("/trail?act=people"))

    assert "任命覃镇长为" in page
    assert "确认任职备案，自此生效" in page
    assert "person.register" not in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("who=覃镇长&act=people", "确认任职备案", "登记单位"),
        ("who=系统&act=account", "系统 开通账号，发给初始口令 秦审", "登录系统"),
        ("about=没有这个标题", "没有找到记录", "登录系统"),
        ("act=refused", "没有找到记录", "登录系统"),
        ("from=2030-01-01", "没有找到记录", "登录系统"),
        ("to=2020-01-01", "没有找到记录", "登录系统"),
        ("from=昨天&act=account", "登录系统", "没有找到记录"),
        ("act=unit.open", "登记单位", "任命"),
    ],
)
def test_the_search_finds_what_was_asked_for(
    people: People, query: str, shown: str, hidden: str
) -> None:
    people.sign_in(AUDITOR)
    page = words(Visit(people.county, AUDITOR).page(f"/trail?{query}")).partition("查找")[2]

    assert shown in page
    assert hidden not in page


def test_a_unit_is_its_people(people: People) -> None:
    visit, town = Visit(people.county, AUDITOR), people.county.unit(TOWN)
    page = visit.page(f"/trail?unit={town}")

    assert "覃镇长" in page
    assert "没有找到记录" in visit.page(f"/trail?unit={town}&who=秦审")


def test_pages_never_move_and_ask_a_fixed_number_of_questions(
    people: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visit = Visit(people.county, AUDITOR)
    facts = {"command": "x.y", "code": "no", "reason": "不能办理"}
    act = Act("anonymous", stamp(people.county.hands.at), "command.refuse", "z-1", facts)
    for _ in range(ON_A_PAGE + 5):
        trail_refuse(act=act)
    last = EntryRecord.objects.count()
    with django_assert_num_queries(13):
        first = visit.page("/trail")
    assert "未登录的访问者 操作被拒绝：不能办理" in words(first)
    then = visit.page(f"/trail?before={last - ON_A_PAGE + 1}")

    assert f"第 {last} 条" in words(first)
    assert f"第 {last - ON_A_PAGE} 条" in words(then)
    assert f"第 {last} 条" not in words(then)
    with django_assert_num_queries(13):
        visit.page("/trail")


def test_one_entry_shows_facts_and_hash(people: People) -> None:
    visit = Visit(people.county, AUDITOR)
    record = next(
        row for row in EntryRecord.objects.order_by("seq") if '"tenure.start"' in row.body
    )
    page = words(visit.page(f"/trail/{record.seq}"))

    assert record.hash in page
    assert record.prev in page
    assert "岗位 系统管理员" in page
    assert "没有找到" in visit.page("/trail/999999", 404)


def test_an_export_is_made_verified_and_taken_away(
    people: People, deployment: Deployment, tmp_path: Path
) -> None:
    """What is handed out stands up to the same program on another machine."""
    county = people.county
    visit = Visit(county, AUDITOR)
    assert "正在导出和核验" in visit.post("/trail/exports")
    visit.post("/trail/exports")
    assert ExportRecord.objects.count() == 1
    assert worked(county, deployment) == 1
    assert worked(county, deployment) == 0

    record = ExportRecord.objects.get()
    page = words(visit.page(f"/trail/exports/{record.id}"))
    assert f"{record.count} 条记录全部相符" in page
    assert page.count(" 相符") == len(SECTIONS)
    assert record.key in page
    assert f"python verify.py {record.id}.zip --key" in page
    packed = body(visit.client, f"/trail/exports/{record.id}/file")
    assert zipfile.is_zipfile(io.BytesIO(packed))
    file = tmp_path / "EXPORT.zip"
    file.write_bytes(packed)
    anchor = f"--anchor={record.count}:{record.head}"
    verified = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, VERIFIER, file, "--key", deployment.data / PUBLIC_KEY, anchor],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.stdout.strip() == record.sentence == f"OK {record.count} entries"
    Visit(county, REVIEWER).page(f"/trail/exports/{record.id}/file", 403)


def test_a_changed_entry_is_told_with_its_part(people: People, deployment: Deployment) -> None:
    county = people.county
    visit = Visit(county, AUDITOR)
    drop_guards()
    run("UPDATE trail_entry SET body = replace(body, '镇', '乡') WHERE body LIKE '%unit.open%'")
    visit.post("/trail/exports")
    worked(county, deployment)
    record = ExportRecord.objects.get()
    page = words(visit.page(f"/trail/exports/{record.id}"))

    assert record.outcome == 1
    assert "内容与摘要不符" in page
    assert "从这一条起不能采信" in page
    assert [part.state for part in sections(1, record.sentence)] == [
        "holds",
        "holds",
        "broken",
        "not_reached",
        "not_reached",
    ]


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("人员名册中覃某的工号对应两个编号，一人有两个账号", 0),
        ("第3个检查点的签名与给定的公钥不符，请核对公钥", 1),
        ("第1条记录起都没有检查点，不能证明留痕未被整体改写", 1),
        ("第58条记录序号不连续，此前有记录被删除、插入或调换", 2),
        ("第9条记录起与导出时的条数不符，留痕末尾被截断或添加", 2),
        ("第58条记录发布到县门户主栏目，没有县政府办公室的审核同意", 3),
        ("版本 r-1 在数据库中的现状与留痕不符，数据库被绕过留痕改动", 4),
    ],
)
def test_each_sentence_of_the_verifier_belongs_to_a_part(sentence: str, part: int) -> None:
    states = [one.state.value for one in sections(1, sentence)]

    assert states == ["holds"] * part + ["broken"] + ["not_reached"] * (4 - part)
    assert {one.state.value for one in sections(2, "导出文件不能读取")} == {"not_reached"}


def test_what_the_verifier_said_cannot_be_changed(people: People, deployment: Deployment) -> None:
    visit = Visit(people.county, AUDITOR)
    visit.post("/trail/exports")
    worked(people.county, deployment)

    for statement in ("UPDATE exports_export SET outcome = 1", "DELETE FROM exports_export"):
        with pytest.raises(Exception, match=r"不得更改|只增不改"):
            run(statement)
