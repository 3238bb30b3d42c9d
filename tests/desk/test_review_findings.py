"""The automatic check in the flow, and what people do about it: R20, R23, R39–R45, R49, I10, S27."""

import json
from pathlib import Path

import pytest
from county import TOWN, County, accepted, refused
from manuscript_county import WRITER
from review_county import (
    FINAL,
    FIRST,
    RELEASER,
    SECOND,
    SECRECY,
    Reviewing,
    approve,
    attribute,
    audit,
    conclude,
    decide,
    open_all,
    pass_stage,
    review_of,
    submit,
)
from verification import verdict

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review import checking_process, findings
from shenfa.desk.review.auditing import audit_pending, is_small, pending_audits, revision_audit
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.findings import Disposal
from shenfa.desk.review.models import AuditRecord, FindingRecord
from shenfa.desk.review.selectors import findings_open, unread_places
from shenfa.desk.trail.selectors import trail_last
from shenfa.review import Employment, Stage, Verb
from shenfa.review.content import Rendering

pytestmark = pytest.mark.db

ERROR = "<p>竹沟镇便民服务中心,自12月1日起延长窗口服务时间。</p>"
WARNING = "<p>竹沟镇便民服务中心约50人左右参加了培训。</p>"
CERTAIN = "<p>联系人张某，电话13812345678。</p>"
SUSPECTED = "<p>经办人身份证号：513525198203041239。</p>"
INTERNAL = "<p>内部资料，注意保存。</p>"
PICTURE = '<p>窗口一览见下图。</p><p><img src="attachments/窗口.png" alt="窗口"></p>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return a town that can review."""
    return Reviewing(county)


def only(revision: RevisionRecord) -> FindingRecord:
    """Return the one finding of the newest audit."""
    run = Dossier(revision).audit
    assert run is not None
    return run.findings.get()


def said(reason: str) -> bool:
    """Whether the last refusal says so."""
    entry = trail_last()
    assert entry is not None
    return reason in str(entry.facts["reason"])


def dispose(
    county: County, revision: RevisionRecord, name: str, verb: Verb, reason: str = "经核实"
) -> None:
    """Decide the only finding."""
    findings.finding_decide(
        by=county.by(name),
        revision=revision.id,
        finding=only(revision).key,
        disposal=Disposal(verb, reason),
    )


DISPOSALS = (
    (CERTAIN, "certain_blocker", FIRST, Verb.CLEAR, "只能改稿消除"),
    (CERTAIN, "certain_blocker", SECRECY, Verb.CLEAR, "只能改稿消除"),
    (SUSPECTED, "suspected_blocker", WRITER, Verb.CLEAR, "撰稿人不得放行"),
    (SUSPECTED, "suspected_blocker", RELEASER, Verb.CLEAR, "由审查人"),
    (SUSPECTED, "suspected_blocker", FIRST, Verb.ARGUE, "不能这样处置"),
    (SUSPECTED, "suspected_blocker", FIRST, Verb.SAME_AS_SOURCE, "不因与来源一致"),
    (SUSPECTED, "suspected_blocker", FIRST, Verb.CLEAR, ""),
    (INTERNAL, "secrecy", FIRST, Verb.CLEAR, "保密审查员"),
    (INTERNAL, "secrecy", SECRECY, Verb.CLEAR, ""),
    (ERROR, "error", WRITER, Verb.ARGUE, ""),
    (ERROR, "error", RELEASER, Verb.ARGUE, ""),
    (ERROR, "error", "外员", Verb.ARGUE, "在编在岗"),
    (ERROR, "error", "路人", Verb.ARGUE, "由本稿的撰稿人、审查人"),
    (ERROR, "error", FIRST, Verb.SAME_AS_SOURCE, "没有与来源存证逐字相同"),
    (WARNING, "warning", SECOND, Verb.CONFIRM, ""),
)


@pytest.mark.parametrize("row", DISPOSALS)
def test_who_may_do_what_about_a_finding(
    reviewing: Reviewing, row: tuple[str, str, str, Verb, str]
) -> None:
    """R39: secrecy by the secrecy reviewer alone; a certain blocker by nobody; makers never clear."""
    body, weight, name, verb, reason = row
    county, town = reviewing.county, reviewing.county.unit(TOWN)
    county.register("外员", town, Employment.CONTRACTOR)
    county.register("路人", town)
    revision = reviewing.cut(body=body)
    audit(county, revision)
    assert only(revision).weight == weight
    if reason:
        with refused("move"):
            dispose(county, revision, name, verb)
        assert said(reason)
        return
    with accepted("finding.decide"):
        dispose(county, revision, name, verb)
    with accepted():
        dispose(county, revision, name, verb)
    assert findings_open(Dossier(revision)) == ()
    with refused("move"):
        dispose(county, revision, SECOND if name == FIRST else FIRST, verb)


def test_nothing_passes_with_an_open_finding(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R20, I10: decided once, opened again by a later reviewer, decided anew."""
    county, revision = reviewing.county, reviewing.cut(body=ERROR)
    audit(county, revision)
    submit(county, revision)
    open_all(county, revision, FIRST)
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    assert said("没有处置")
    dispose(county, revision, FIRST, Verb.ARGUE)
    pass_stage(county, revision, Stage.FIRST)
    key = only(revision).key
    with accepted("finding.reopen"):
        findings.finding_reopen(
            by=county.by(SECOND), revision=revision.id, finding=key, reason="应改"
        )
    open_all(county, revision, SECOND)
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, SECOND, review_of(revision, Stage.SECOND))
    dispose(county, revision, WRITER, Verb.ARGUE, "系统误报")
    pass_stage(county, revision, Stage.SECOND)
    with refused("move"):
        findings.finding_reopen(
            by=county.by(WRITER), revision=revision.id, finding=key, reason="再看"
        )
    with accepted("finding.reopen"):
        findings.finding_reopen(
            by=county.by(RELEASER), revision=revision.id, finding=key, reason="明显错误"
        )
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_a_certain_blocker_ends_only_with_a_new_revision(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, reviewing.cut(body=CERTAIN)
    audit(county, revision)
    submit(county, revision)
    open_all(county, revision, FIRST)
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))


def test_secrecy_is_not_concluded_over_an_open_secrecy_finding(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R27, R39."""
    county, revision = reviewing.county, reviewing.cut(body=INTERNAL)
    audit(county, revision)
    submit(county, revision)
    open_all(county, revision, SECRECY)
    with refused("move"):
        conclude(county, revision)
    assert said("涉密问题点")
    dispose(county, revision, SECRECY, Verb.CLEAR, "系书名")
    conclude(county, revision)
    assert verdict(county, deployment, tmp_path) == (0, "OK")


@pytest.mark.parametrize(
    ("body", "secret"),
    [(CERTAIN, "13812345678"), (SUSPECTED, "513525198203041239"), (INTERNAL, "内部资料")],
)
def test_nothing_personal_or_secret_is_kept(reviewing: Reviewing, body: str, secret: str) -> None:
    """S21: neither in the rows nor in the trail."""
    revision = reviewing.cut(body=f"{body}<p>另：{secret}，请核对。</p>")
    run = audit(reviewing.county, revision)
    told = ("text", "before", "after", "message", "fix")
    rows = [{name: row.detail[name] for name in told} for row in run.findings.all()]
    kept = json.dumps(rows, ensure_ascii=False)
    entry = trail_last()

    assert run.findings.exists()
    assert secret not in kept
    assert entry is not None
    assert secret not in json.dumps(dict(entry.facts), ensure_ascii=False)


def test_findings_are_found_again_at_their_place(reviewing: Reviewing) -> None:
    """A re-run keeps keys, weights and decisions; a page finds the passage and its characters."""
    county = reviewing.county
    revision = reviewing.cut(body=f"{ERROR}{WARNING}{ERROR}", title="竹沟镇,延长服务")
    first = audit(county, revision)
    rows = {row.key: row for row in first.findings.all()}
    places = [(row.detail["passage"], row.detail["place"]) for row in first.findings.all()]
    assert places[:2] == [(0, "标题"), (1, "正文第1段")]
    assert [passage for passage, _ in places] == [0, 1, 2, 3]
    for row in rows.values():
        findings.finding_decide(
            by=county.by(FIRST),
            revision=revision.id,
            finding=row.key,
            disposal=Disposal(Verb.CONFIRM if row.weight == "warning" else Verb.ARGUE, "已核"),
        )
    second = audit(county, revision)

    assert second.number == first.number + 1
    assert {row.key: row.weight for row in second.findings.all()} == {
        row.key: row.weight for row in rows.values()
    }
    assert findings_open(Dossier(revision)) == ()


def test_every_rendering_and_attachment_is_checked(reviewing: Reviewing) -> None:
    """R39, R51: what goes to an account, and each file, named by its part."""
    writing = reviewing.writing
    manuscript = writing.open()
    renderings = (
        Rendering(writing.column.id, "", ""),
        Rendering(writing.account.id, "延长服务", "联系人张某，电话13812345678。"),
    )
    writing.save(manuscript.id, renderings=renderings)
    writing.attach(manuscript.id, "名单.txt", "电话13912345678".encode())
    revision = writing.cut(manuscript.id)
    run = audit(reviewing.county, revision)

    assert [(row.part, row.weight) for row in run.findings.all()] == [
        (f"渠道：{writing.account.id}", "certain_blocker"),
        ("附件：名单.txt", "certain_blocker"),
    ]


def test_pictures_are_looked_at_by_every_reviewer(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R49, I10: 人工审看 by each, with what was seen."""
    county, writing = reviewing.county, reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "窗口.png", PNG)
    writing.save(manuscript.id, body=PICTURE)
    revision = writing.cut(manuscript.id)
    run = audit(county, revision)
    gaps = list(run.gaps.all())
    assert {gap.kind for gap in gaps} == {"media"}
    submit(county, revision)
    attribute(county, revision)

    def look(name: str) -> None:
        for gap in gaps:
            findings.gap_view(
                by=county.by(name), revision=revision.id, gap=gap.key, note="窗口照片，无人像"
            )

    open_all(county, revision, SECRECY)
    with refused("move"):
        conclude(county, revision)
    look(SECRECY)
    conclude(county, revision)
    for stage, name in ((Stage.FIRST, FIRST), (Stage.SECOND, SECOND), (Stage.FINAL, FINAL)):
        open_all(county, revision, name)
        county.hands.move(minutes=1)
        with refused("move"):
            decide(county, revision, name, review_of(revision, stage))
        assert said("人工审看")
        look(name)
        with accepted():
            look(name)
        pass_stage(county, revision, stage)
    with refused("not_found"):
        findings.gap_view(by=county.by(FIRST), revision=revision.id, gap="x", note="无")
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_what_cannot_be_read_blocks_until_it_is_read(reviewing: Reviewing) -> None:
    """R49: a damaged file is undetermined, and no person can close it."""
    county, writing = reviewing.county, reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "附表.pdf", b"%PDF-1.4\n%%EOF\n")
    revision = writing.cut(manuscript.id)
    run = audit(county, revision)
    gap = run.gaps.get(kind="unread")
    submit(county, revision)
    open_all(county, revision, FIRST)
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    assert said("未能读取")
    with refused("unread"):
        findings.gap_view(by=county.by(FIRST), revision=revision.id, gap=gap.key, note="看过")


def test_what_was_changed_on_the_disk_is_unread(reviewing: Reviewing) -> None:
    """I2: only the bytes that the revision names are checked; others are no pass."""
    writing = reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "甲.txt", "窗口甲".encode())
    writing.attach(manuscript.id, "乙.txt", "窗口乙".encode())
    revision = writing.cut(manuscript.id)
    assert not audit(reviewing.county, revision).gaps.exists()
    first, second = (row.blob_id for row in revision.attachments.order_by("position"))
    blob_path(first).write_bytes(b"other")
    blob_path(second).unlink()
    run = audit(reviewing.county, revision)
    reasons = [gap.reason for gap in run.gaps.all()]
    blob_path(first).unlink()

    assert ["摘要不符" in reasons[0], "不能读取" in reasons[1]] == [True, True]
    assert {gap.kind for gap in run.gaps.all()} == {"unread"}


def test_a_revision_nobody_checked_does_not_pass(reviewing: Reviewing) -> None:
    """I10, S27."""
    county, revision = reviewing.county, reviewing.cut()
    submit(county, revision)
    open_all(county, revision, FIRST)
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    assert said("自动检查还没有进行")


def test_a_check_that_takes_too_long_is_undetermined(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R49, S27: time-out is no pass, and a new run sets it right."""
    county, revision = reviewing.county, reviewing.cut()
    checking_process.stop_checking()
    run = revision_audit(clock=county.hands.clock, revision=revision.id, seconds=0)
    entry = trail_last()
    assert entry is not None
    assert entry.facts["result"] == "undetermined"
    assert not run.is_finished
    assert unread_places(Dossier(revision))[0] == "自动检查没有得出结果"
    submit(county, revision)
    open_all(county, revision, FIRST)
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    audit(county, revision)
    pass_stage(county, revision, Stage.FIRST)
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_the_worker_checks_what_nobody_has_checked(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, reviewing.cut()
    other = reviewing.cut(title="竹沟镇另一项通知")
    assert is_small(revision)
    assert set(pending_audits()) == {revision.id, other.id}
    with accepted("audit.finish", "audit.finish"):
        assert audit_pending(county.hands.clock) == 2
    with accepted():
        assert audit_pending(county.hands.clock) == 0
    with refused("not_found"):
        revision_audit(clock=county.hands.clock, revision="r-0")


def test_new_findings_after_approval_stand_open(reviewing: Reviewing) -> None:
    """A re-run under other rules may find more; the newest run is the one that counts."""
    county, revision = reviewing.county, reviewing.cut()
    approve(county, revision)
    AuditRecord(
        id="a-later",
        revision=revision,
        number=9,
        ruleset="x",
        is_finished=True,
        finished_at=county.hands.at,
    ).save(force_insert=True)
    FindingRecord(
        audit_id="a-later",
        key="k",
        weight="error",
        rule="XX001",
        part="正文",
        detail={"severity": "error", "certainty": "certain", "family": "typo", "serious": False},
    ).save(force_insert=True)

    assert [one.id for one in findings_open(Dossier(revision))] == ["k"]
