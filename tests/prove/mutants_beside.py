"""The mutant table of what stands beside the reviews: findings, secrecy, attribute, county office."""

import town_people as people
import town_reviewing as reviewing
import town_writing as writing
from county import OFFICE
from county_office import decide
from manuscript_county import BODY, WRITER
from mutants import Act, Layer, Row
from mutants_of_reviews import COURTESY, GATES, RECEIPTS, nearly
from town import (
    AUTHOR,
    CONTRACTOR,
    FIRST,
    LEADER,
    MOBILE,
    RELEASER,
    REVIEWER,
    SECOND,
    SECRECY,
    Town,
)

from shenfa.desk.review import conclusions
from shenfa.desk.review.conclusions import SecrecyReview
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.findings import Disposal, finding_decide
from shenfa.desk.review.models import GapRecord
from shenfa.desk.review.selectors import findings_of
from shenfa.review import Attribute, Position, Result, Verb, attribute, findings, form, secrecy

SERVICE, DATABASE, VERIFIER, LAWS, NOBODY = Layer
MASKED = f"{BODY}<p>联系手机138***45678。</p>"
ONLY_SHUTS = "重新打开只会关上闸门"


def dispose(name: str, revision: str, verb: Verb, reason: str = "经核实，无误") -> Act:
    """Return the attempt to decide the first finding of a revision."""

    def act(town: Town) -> None:
        record = town.revision(revision)
        finding = findings_of(Dossier(record))[0].id
        town.attempt(
            lambda: finding_decide(
                by=town.by(name),
                revision=record.id,
                finding=finding,
                disposal=Disposal(verb, reason),
            )
        )

    return act


def again(name: str, verb: Verb) -> Act:
    """Return the attempt to decide a finding that was opened again."""

    def act(town: Town) -> None:
        reviewing.reopen(town, FIRST, town.prepared.revisions["dated"])
        dispose(name, "dated", verb)(town)

    return act


def certain(town: Town) -> None:
    """Clear what can only be removed from the text."""
    revision = writing.cut(town, AUTHOR, writing.open_text(town, AUTHOR, MOBILE))
    dispose(FIRST, revision, Verb.CLEAR)(town)


def personal_as_in_source(town: Town) -> None:
    """Leave a number that shows too much as it stands in the source."""
    revision = writing.cut(town, AUTHOR, writing.open_text(town, AUTHOR, MASKED))
    dispose(FIRST, revision, Verb.SAME_AS_SOURCE)(town)


def conclude(name: str, revision: str, result: Result = Result.PASSED, **change: str) -> Act:
    """Return the attempt to give the secrecy conclusion, having read everything."""

    def act(town: Town) -> None:
        record = town.revision(revision)
        facts = {"sha256": record.sha256, "note": "无涉密内容", **change}
        said = SecrecyReview(facts["sha256"], result, facts["note"])
        town.county.hands.move(minutes=1)
        town.attempt(
            lambda: conclusions.secrecy_conclude(
                by=town.by(name),
                revision=record.id,
                conclusion=said,
                evidence=town.evidence(name),
            )
        )

    return act


def conclude_unread(town: Town) -> None:
    """Conclude on what no machine has read."""
    conclude(SECRECY, nearly(town, "audit"))(town)


def conclude_unseen(town: Town) -> None:
    """Conclude on a text with a picture that nobody has looked at."""
    GapRecord.objects.create(
        audit=town.revision("first").audits.get(),
        key="p",
        kind="media",
        part="正文",
        place="图1",
        reason="图片",
    )
    conclude(SECOND, "second")(town)
    GapRecord.objects.create(
        audit=town.revision("second").audits.get(),
        key="p",
        kind="media",
        part="正文",
        place="图1",
        reason="图片",
    )
    conclude(FIRST, "second")(town)


def conclude_unsettled(town: Town) -> None:
    """Conclude with a secrecy finding open."""
    revision = town.prepared.revisions["internal"]
    reviewing.submit(town, AUTHOR, revision)
    reviewing.read(town, SECRECY, revision)
    conclude(SECRECY, revision)(town)


def attribute_by(name: str, revision: str, word: Attribute = Attribute.WITHHELD) -> Act:
    """Return the attempt to decide the attribute."""
    return lambda town: reviewing.attribute(town, name, town.prepared.revisions[revision], word)


def unexplained(town: Town) -> None:
    """Withhold without a reason."""
    revision = town.prepared.revisions["first"]
    town.attempt(
        lambda: conclusions.attribute_decide(
            by=town.by(FIRST), revision=revision, attribute=Attribute.WITHHELD
        )
    )


def county(name: str, revision: str) -> Act:
    """Return the attempt to approve a form at the county office."""
    return lambda town: decide(town, name, town.prepared.revisions[revision])


def county_by_its_sender(town: Town) -> None:
    """Approve at the county office what one has sent there oneself."""
    people.appoint(town, WRITER, Position.COUNTY_REVIEWER, OFFICE, "龙主任")
    county(WRITER, "main_sent")(town)


FINDINGS = (
    (
        "decision_refusal",
        "请写明理由",
        dispose(FIRST, "ill", Verb.CLEAR, ""),
        VERIFIER,
        VERIFIER,
        "",
    ),
    (
        "decision_refusal",
        "只有审查人和信息发布人员可以重新打开问题点",
        dispose(WRITER, "dated", Verb.REOPEN, "再核"),
        NOBODY,
        NOBODY,
        ONLY_SHUTS,
    ),
    (
        "decision_refusal",
        "该问题点已有处置，如有不同意见请重新打开",
        dispose(SECOND, "dated", Verb.ARGUE, "另有理由"),
        NOBODY,
        NOBODY,
        "两人都作了同样的处置，各有其名",
    ),
    (
        "decision_refusal",
        "该问题点尚未处置，无需重新打开",
        dispose(FIRST, "ill", Verb.REOPEN, "再核"),
        NOBODY,
        NOBODY,
        ONLY_SHUTS,
    ),
    (
        "_source_refusal",
        "“禁止发布”问题和严重表述错误不因与来源一致而放行",
        dispose(FIRST, "ill", Verb.SAME_AS_SOURCE),
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_source_refusal",
        "涉密和个人信息问题不因与来源一致而放行",
        personal_as_in_source,
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_source_refusal",
        "该处没有与来源存证逐字相同，请先保存来源并比对",
        again(FIRST, Verb.SAME_AS_SOURCE),
        VERIFIER,
        VERIFIER,
        "",
    ),
    (
        "_stranger_refusal",
        "问题点由本稿的撰稿人、审查人和信息发布人员处置",
        again(WRITER, Verb.ARGUE),
        NOBODY,
        NOBODY,
        GATES,
    ),
    (
        "_kind_refusal",
        "该问题点不能这样处置",
        dispose(FIRST, "ill", Verb.CONFIRM),
        VERIFIER,
        VERIFIER,
        "",
    ),
    (
        "_kind_refusal",
        "涉密问题只能由保密审查员处置",
        dispose(LEADER, "internal", Verb.CLEAR),
        DATABASE,
        VERIFIER,
        "",
    ),
    (
        "_kind_refusal",
        "撰稿人不得处置自己稿件的涉密问题",
        dispose(AUTHOR, "internal", Verb.CLEAR),
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_kind_refusal",
        "确定的“禁止发布”问题只能改稿消除，不能放行",
        certain,
        DATABASE,
        VERIFIER,
        "",
    ),
    (
        "_kind_refusal",
        "疑似的“禁止发布”问题应由审查人核实后说明理由，撰稿人不得放行",
        dispose(AUTHOR, "ill", Verb.CLEAR),
        DATABASE,
        VERIFIER,
        "",
    ),
)
SECRECY_ROWS = (
    (
        "_closed",
        "稿件处于“…”，不能作保密审查结论",
        conclude(FIRST, "failed"),
        DATABASE,
        VERIFIER,
        "",
    ),
    (
        "_closed",
        "稿件内容已经变化，请刷新后重新审看",
        conclude(FIRST, "first", sha256="0" * 64),
        DATABASE,
        VERIFIER,
        "",
    ),
    (
        "_closed",
        "只有在编在岗人员才能办理（严禁“外包”）",
        conclude(CONTRACTOR, "first"),
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_closed",
        "保密审查由保密审查员作出结论，您没有在该单位担任这一岗位，不得代审",
        conclude(LEADER, "first"),
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_closed",
        "撰稿人、编辑人和上传人不得对自己的稿件作保密审查结论",
        conclude(AUTHOR, "first"),
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_closed",
        "请先打开并看完正文和全部附件（还有…项未打开）",
        conclude(RELEASER, "first"),
        NOBODY,
        NOBODY,
        RECEIPTS,
    ),
    (
        "_closed",
        "保密审查不通过或不确定应写明理由",
        conclude(FIRST, "first", Result.FAILED, note=""),
        NOBODY,
        NOBODY,
        COURTESY,
    ),
    (
        "_not_yet",
        "有内容未能读取，结论不确定，重新检查成功后才能通过：…",
        conclude_unread,
        NOBODY,
        NOBODY,
        GATES,
    ),
    (
        "_not_yet",
        "有图片、音视频未记录人工审看，请逐项记录后再作结论",
        conclude_unseen,
        NOBODY,
        NOBODY,
        GATES,
    ),
    (
        "_not_yet",
        "还有涉密问题点没有处置，请逐条处置后再作结论",
        conclude_unsettled,
        NOBODY,
        NOBODY,
        GATES,
    ),
)
ATTRIBUTE_ROWS = (
    (
        "_closed",
        "稿件处于“…”，不能确定公开属性",
        attribute_by(FIRST, "draft"),
        NOBODY,
        NOBODY,
        GATES,
    ),
    (
        "_closed",
        "只有在编在岗人员才能办理（严禁“外包”）",
        attribute_by(CONTRACTOR, "first"),
        SERVICE,
        SERVICE,
        "",
    ),
    (
        "_closed",
        "公开属性由本单位审查人员或政务公开工作人员确定",
        attribute_by(WRITER, "first"),
        NOBODY,
        NOBODY,
        GATES,
    ),
    (
        "_closed",
        "撰稿人不得确定自己稿件的公开属性",
        attribute_by(AUTHOR, "first"),
        DATABASE,
        NOBODY,
        GATES,
    ),
    (
        "_closed",
        "已审发的稿件不能再改为主动公开，请另成版本送审",
        attribute_by(SECOND, "withheld", Attribute.PROACTIVE),
        NOBODY,
        NOBODY,
        GATES,
    ),
    ("_closed", "依申请公开、不予公开应写明理由", unexplained, NOBODY, NOBODY, COURTESY),
)
COUNTY_ROWS = (
    (
        "county_decision_refusal",
        "信息审核表还没有报送",
        county(REVIEWER, "main_accepted"),
        DATABASE,
        DATABASE,
        "",
    ),
    (
        "county_decision_refusal",
        "县府办审核员不得审核自己经手的稿件",
        county_by_its_sender,
        DATABASE,
        VERIFIER,
        "",
    ),
)
ROWS = tuple(
    Row(module, *facts)
    for module, table in (
        (findings, FINDINGS),
        (secrecy, SECRECY_ROWS),
        (attribute, ATTRIBUTE_ROWS),
        (form, COUNTY_ROWS),
    )
    for facts in table
)
