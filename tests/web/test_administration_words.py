"""The county's tables in the pages: proposed, shown with their effect, confirmed by another (R54)."""

import re

import pytest
from browser import People
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from review_county import Reviewing
from visiting import Visit, words

from shenfa.desk.wording.models import ProposalRecord
from shenfa.desk.wording.selectors import county_tables, present_number

pytestmark = pytest.mark.db

ADDRESS = "/administration/words"
REVIEWER, SECURITY = "谢审", "秦安"
BODY = "<p>竹沟,水务发布通知,请周知。</p>"
SHEET = "词语,类别,级别,来源\n清淤,示例,应改,示例名单\n云,示例,应改,\n"


@pytest.fixture
def county(people: People) -> County:
    """Return the settled county, at the pages."""
    return people.county


def propose(county: County, **fields: object) -> str:
    """Propose as the reviewer, and return what the page of the proposal says."""
    return Visit(county, REVIEWER).post(f"{ADDRESS}/propose", ADDRESS, **fields)


def test_names_are_proposed_shown_and_confirmed(county: County) -> None:
    """I22: the page shows what goes on which text; only another person can confirm."""
    revision = Reviewing(county).cut(body=BODY)
    page = propose(county, kind="names", name="竹沟,水务\n\n云塘水厂", reason="登记名称")
    said = words(page)
    assert "1 处问题点消失" in said
    assert "检查了 1 件已发布和在审稿件，1 件有变化" in said
    assert f'href="/revisions/{revision.id}/"' in page
    assert "须由提出人以外的人员确认" in said
    assert re.search(r"<button[^>]* disabled>确认变更", page)
    proposal = ProposalRecord.objects.get()
    security = Visit(county, SECURITY)
    assert "登记名称" in words(security.page(ADDRESS))
    said = security.post(f"{ADDRESS}/{proposal.id}/confirm", f"{ADDRESS}/{proposal.id}")
    assert "从下一次检查起生效" in words(said)
    assert county_tables().county.names == {"竹沟,水务", "云塘水厂"}
    page = words(security.page(f"{ADDRESS}?q=云塘"))
    assert "云塘水厂" in page
    assert "专有名称 2" in page


def test_the_editor_uses_the_tables_at_once(county: County) -> None:
    """The live check and the audit know what the county decided (the gap this closes)."""
    reviewing = Reviewing(county)
    revision = reviewing.cut(body=BODY)
    writer = Visit(county, "石撰")
    check = f"/manuscripts/{revision.manuscript_id}/check"
    fields = {"title": "关于供水的通知", "body": BODY, "kind": "general"}

    def found() -> int:
        return writer.client.post(check, fields).content.decode().count("PU001")

    before = found()
    propose(county, kind="suppression", rule="pu001", text=",", reason="名称", since="2026-01-01")
    confirm(county)
    assert before > 0
    assert found() == 0


def confirm(county: County) -> None:
    proposal = ProposalRecord.objects.get(decided_at=None)
    Visit(county, SECURITY).post(f"{ADDRESS}/{proposal.id}/confirm", ADDRESS)


def test_a_proposal_is_declined_with_a_reason(county: County) -> None:
    propose(county, kind="names", name="竹沟水务", reason="登记")
    proposal = ProposalRecord.objects.get()
    said = Visit(county, SECURITY).post(
        f"{ADDRESS}/{proposal.id}/decline", ADDRESS, reason="名称有误"
    )
    assert "退回：名称有误" in words(said)
    assert present_number() == 0


@pytest.mark.parametrize("vendor", ["sqlite"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "names", "name": "", "reason": "x"}, "没有要变更的条目"),
        ({"kind": "names", "name": "竹沟", "reason": ""}, "理由不能为空"),
        ({"kind": "office_number", "number": "12", "reason": "x"}, "应为 11 位手机号"),
        ({"kind": "suppression", "rule": "PI001", "reason": "x"}, "不能设例外"),
        ({"kind": "sensitive_word", "word": "云", "reason": "x"}, "请填写类别"),
        ({"kind": "并无", "reason": "x"}, "请选择词表"),
    ],
)
def test_what_cannot_be_proposed_is_told(
    county: County, fields: dict[str, object], sentence: str
) -> None:
    assert sentence in words(propose(county, **fields))
    assert not ProposalRecord.objects.exists()


def test_files_come_in_and_go_out(county: County) -> None:
    visit = Visit(county, REVIEWER)
    faulty = SimpleUploadedFile("词表.csv", SHEET.encode())
    said = words(visit.post(f"{ADDRESS}/import", ADDRESS, file=faulty, reason="按名单"))
    assert "第3行" in said
    assert "缺少来源" in said
    assert not ProposalRecord.objects.exists()
    good = SimpleUploadedFile("词表.csv", SHEET.rsplit("云", 1)[0].encode())
    page = words(visit.post(f"{ADDRESS}/import", ADDRESS, file=good, reason="按名单"))
    assert "清淤" in page
    confirm(county)
    answer = visit.client.get(f"{ADDRESS}/export")
    told = answer.content.decode()
    assert "[[sensitive_word]]" in told
    same = SimpleUploadedFile("本县词表.toml", told.encode())
    said = words(visit.post(f"{ADDRESS}/import", ADDRESS, file=same, reason="再次"))
    assert "表中已有相同内容" in said
    bad = SimpleUploadedFile("本县词表.toml", b"names = 1")
    said = words(visit.post(f"{ADDRESS}/import", ADDRESS, file=bad, reason="再次"))
    assert "names 应为名称列表" in said


def test_the_list_asks_as_often_for_many_rows_as_for_one(county: County) -> None:
    def asked() -> int:
        visit = Visit(county, REVIEWER)
        with CaptureQueriesContext(connection) as queries:
            visit.page(ADDRESS)
        return len(queries)

    propose(county, kind="names", name="竹沟水务", reason="登记")
    confirm(county)
    before = asked()
    names = "\n".join(f"第{number}水厂" for number in range(120))
    propose(county, kind="names", name=names, reason="登记")
    confirm(county)
    assert "第 1 页，共 2 页" in words(Visit(county, REVIEWER).page(ADDRESS))
    assert asked() <= before + 2
    assert before <= 45


def test_rows_are_taken_out(county: County) -> None:
    propose(county, kind="names", name="竹沟水务", reason="登记")
    confirm(county)
    page = Visit(county, REVIEWER).page(ADDRESS)
    row = re.findall(r'name="remove" value="([^"]+)"', page)
    said = words(propose(county, remove=row, reason="改名"))
    assert "移出" in said
    confirm(county)
    assert county_tables().county.names == frozenset()


def test_the_audit_administrator_reads_and_others_do_not(county: County) -> None:
    propose(county, kind="names", name="竹沟水务", reason="登记")
    proposal = ProposalRecord.objects.get()
    audit = Visit(county, "秦审")
    assert "竹沟水务" in words(audit.page(f"{ADDRESS}/{proposal.id}"))
    assert "确认变更" not in words(audit.page(f"{ADDRESS}/{proposal.id}"))
    assert audit.client.get(f"{ADDRESS}/export").status_code == 403
    Visit(county, "覃镇长").page(f"{ADDRESS}/{proposal.id}", 403)
    audit.page(f"{ADDRESS}/w-0000", 404)


DOCUMENTS = "标题,文号,公布日期,条数\n虚谷自治县河道管理办法,虚谷府发〔2025〕7号,2025-03-01,20\n"


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_documents_come_in_from_a_sheet(county: County) -> None:
    """The county's own documents for citations: shown with their effect, confirmed by another."""

    def sent(content: str) -> str:
        file = SimpleUploadedFile("文件.csv", content.encode())
        visit = Visit(county, REVIEWER)
        return words(visit.post(f"{ADDRESS}/import", ADDRESS, file=file, reason="登记文件"))

    assert "第2行" in sent(DOCUMENTS.replace("20\n", "二十\n"))
    assert ProposalRecord.objects.count() == 0
    said = sent(DOCUMENTS)
    assert "虚谷自治县河道管理办法" in said
    assert "条数：20" in said
    confirm(county)
    assert [one.number for one in county_tables().county.citations.instruments] == [
        "虚谷府发〔2025〕7号"
    ]


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_quiet_rules_floors_and_articles_are_typed(county: County) -> None:
    propose(county, kind="hint_rules", rule="ci003\npu001", reason="误报较多")
    confirm(county)
    propose(county, kind="floors", rule="ci003", floor="0.3", reason="定限值")
    confirm(county)
    propose(county, kind="citation_numbers", citation_numbers="是", reason="按公文要求")
    confirm(county)
    texts = "第五条 河道内禁止乱倒垃圾。\n第六条 违者处罚。"
    propose(county, kind="instrument", title="河道办法", articles="20", texts=texts, reason="登记")
    confirm(county)
    tables = county_tables().county
    assert tables.hinted == {"CI003", "PU001"}
    assert tables.citations.wants_numbers
    assert [number for number, _ in tables.citations.instruments[0].texts] == [5, 6]
    for kind in ("instrument", "hint_rules", "floors", "citation_numbers"):
        assert "没有找到" not in words(Visit(county, SECURITY).page(f"{ADDRESS}?kind={kind}"))
    file = Visit(county, SECURITY).client.get(f"{ADDRESS}/export").content.decode()
    assert "[floors]\nCI003 = 0.3" in file
