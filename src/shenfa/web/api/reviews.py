"""The three reviews, findings, secrecy, sources: what people decide about a revision (R12–R27, R39–R59)."""

from django.http import HttpRequest
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.review import conclusions, decisions, findings, sources
from shenfa.desk.review.auditing import revision_audit
from shenfa.desk.review.conclusions import SecrecyReview
from shenfa.desk.review.decisions import Asking, Review
from shenfa.desk.review.findings import Disposal
from shenfa.desk.review.notices import notice_list, notice_read
from shenfa.desk.review.sources import LARGEST, Capture
from shenfa.desk.review.tasks import task_list
from shenfa.desk.review.views import CaseView, case_view
from shenfa.review import Attribute, Result
from shenfa.review.findings import Verb
from shenfa.web.api.fields import Body, Moment, Reasoned
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.proof import Proof, evidence_of
from shenfa.web.api.review_answers import (
    ATTRIBUTES,
    RESULTS,
    VERBS,
    CaseAnswer,
    NoticeAnswer,
    TaskAnswer,
)

router = Router(tags=["审查"])
HASH = "所审版本的摘要（SHA-256，64 位小写十六进制）"


class ReviewDeciding(Proof):
    """A decision of the stage that waits."""

    sha256: str = Field(description=HASH)
    result: Result = Field(description=f"结论：{RESULTS}")
    proof: list[str] = Field([], description="本级完成的校对项目，通过时须齐全")
    comment: str = Field("", description="审查意见；不通过写理由，不确定写问题")
    asked: str = Field("", description="不确定时，答复人编号")
    due: Moment | None = Field(None, description="不确定时，答复期限，带时区")


class SecrecyConcluding(Proof):
    """A secrecy conclusion."""

    sha256: str = Field(description=HASH)
    result: Result = Field(description=f"结论：{RESULTS}")
    note: str = Field("", description="说明；不通过、不确定须写理由")


class PartOpening(Body):
    """Which part was opened."""

    part: str = Field(description="部分：正文、附件：文件名、渠道：编号")


class FindingDisposing(Body):
    """What is done about a finding."""

    decision: Verb = Field(description=f"处置：{VERBS}")
    reason: str = Field("", description="理由，不超过 500 字")


class GapNoting(Body):
    """What a person saw."""

    note: str = Field(description="看了什么、看了多长，不超过 500 字")


class AttributeDeciding(Body):
    """The disclosure attribute."""

    attribute: Attribute = Field(description=f"公开属性：{ATTRIBUTES}")
    reason: str = Field("", description="理由；依申请公开、不予公开须写明")


class QuestionAnswering(Body):
    """The answer to a question."""

    answer: str = Field(description="答复")


class QuestionAsking(Body):
    """Whom a question is put to now."""

    asked: str = Field(description="答复人编号")
    due: Moment = Field(description="答复期限，带时区")


class SourceCapturing(Schema):
    """Where and when the source was published."""

    url: str = Field(description="来源网址，或账号（平台:账号）")
    published: Moment = Field(description="来源的发布时间，带时区")


class DifferencesDeciding(Body):
    """The reason for each difference from the source."""

    reasons: dict[str, str] = Field(description="差异编号对应的理由，每处都要写")


@router.get("/tasks", response=list[TaskAnswer], summary="列出本人的待办")
def task_show(request: HttpRequest) -> object:
    """急件在前；离岗人员的待办自动归接任人员。"""
    looks = looking(request)
    return task_list(person=looks["viewer"], at=looks["at"])


@router.get("/notices", response=Page[NoticeAnswer], summary="列出本人的未读提醒")
def notice_show(request: HttpRequest, paging: Query[Paging]) -> object:
    """最新的在前。"""
    return page(notice_list(person=identity_of(request).acting.person), paging)


@router.post("/notices/{int:notice}/read", response={204: None}, summary="标记提醒已读")
def notice_mark(request: HttpRequest, notice: int) -> Status[None]:
    """只能标记本人的提醒。"""
    notice_read(by=identity_of(request).acting, notice=notice)
    return Status(204, None)


@router.get("/revisions/{id:revision}/review", response=CaseAnswer, summary="查看版本的审查")
def review_show(request: HttpRequest, revision: str) -> object:
    """三审进度、问题点、未读取部分，以及本人现在可以办理什么。"""
    return _view(request, revision)


@router.post("/revisions/{id:revision}/submit", response=CaseAnswer, summary="送审")
def revision_submit(request: HttpRequest, revision: str, body: Proof) -> object:
    """由撰稿人签署自审自校后送审，须重新验证身份。"""
    decisions.revision_submit(
        by=identity_of(request).acting, revision=revision, evidence=evidence_of(request, body)
    )
    return _view(request, revision)


@router.post("/revisions/{id:revision}/recall", response=CaseAnswer, summary="撤回")
def revision_recall(request: HttpRequest, revision: str, body: Reasoned) -> object:
    """下一审级提出意见之前，由送出人撤回；该版本终止。"""
    by = identity_of(request).acting
    decisions.revision_recall(by=by, revision=revision, reason=body.reason)
    return _view(request, revision)


@router.post("/revisions/{id:revision}/parts/open", response={204: None}, summary="打开一个部分")
def part_open(request: HttpRequest, revision: str, body: PartOpening) -> Status[None]:
    """留下阅看记录；全部打开后才能作出审查结论。"""
    by = identity_of(request).acting
    conclusions.part_open(by=by, revision=revision, part=body.part)
    return Status(204, None)


@router.post("/revisions/{id:revision}/decide", response=CaseAnswer, summary="作出审查结论")
def review_decide(request: HttpRequest, revision: str, body: ReviewDeciding) -> object:
    """由本审级岗位人员本人作出，须重新验证身份；不得代审、一人多审。"""
    review = Review(
        sha256=body.sha256,
        result=body.result,
        proof=tuple(body.proof),
        comment=body.comment,
        asked=body.asked,
        due=body.due,
    )
    decisions.review_decide(
        by=identity_of(request).acting,
        revision=revision,
        review=review,
        evidence=evidence_of(request, body),
    )
    return _view(request, revision)


@router.post("/revisions/{id:revision}/question/answer", response=CaseAnswer, summary="答复提问")
def question_answer(request: HttpRequest, revision: str, body: QuestionAnswering) -> object:
    """由指定的答复人答复，之后由原审查人作出结论。"""
    by = identity_of(request).acting
    decisions.question_answer(by=by, revision=revision, answer=body.answer)
    return _view(request, revision)


@router.post("/revisions/{id:revision}/question/ask", response=CaseAnswer, summary="另请答复")
def question_ask(request: HttpRequest, revision: str, body: QuestionAsking) -> object:
    """答复人离岗或未答复时，由原审查人或者接任人员改请他人答复。"""
    decisions.question_reask(
        by=identity_of(request).acting, revision=revision, asking=Asking(body.asked, body.due)
    )
    return _view(request, revision)


@router.post("/revisions/{id:revision}/secrecy/conclude", response=CaseAnswer, summary="保密审查")
def secrecy_conclude(request: HttpRequest, revision: str, body: SecrecyConcluding) -> object:
    """由保密审查员作出结论，不得为撰稿人，须重新验证身份。"""
    conclusions.secrecy_conclude(
        by=identity_of(request).acting,
        revision=revision,
        conclusion=SecrecyReview(body.sha256, body.result, body.note),
        evidence=evidence_of(request, body),
    )
    return _view(request, revision)


@router.post(
    "/revisions/{id:revision}/attribute/decide", response=CaseAnswer, summary="确定公开属性"
)
def attribute_decide(request: HttpRequest, revision: str, body: AttributeDeciding) -> object:
    """由本单位审查人员或政务公开工作人员在审发前确定。"""
    conclusions.attribute_decide(
        by=identity_of(request).acting,
        revision=revision,
        attribute=body.attribute,
        reason=body.reason,
    )
    return _view(request, revision)


@router.post("/revisions/{id:revision}/check/run", response=CaseAnswer, summary="自动检查")
def check_run(request: HttpRequest, revision: str) -> object:
    """检查或重新检查正文、各渠道和全部附件；已作的处置保留。"""
    revision_get(revision=revision, **looking(request))
    revision_audit(clock=identity_of(request).acting.clock, revision=revision)
    return _view(request, revision)


@router.post(
    "/revisions/{id:revision}/findings/{id:finding}/decide",
    response=CaseAnswer,
    summary="处置问题点",
)
def finding_decide(
    request: HttpRequest, revision: str, finding: str, body: FindingDisposing
) -> object:
    """确定的禁止发布问题不能处置，只能改稿；涉密问题由保密审查员处置。"""
    findings.finding_decide(
        by=identity_of(request).acting,
        revision=revision,
        finding=finding,
        disposal=Disposal(body.decision, body.reason),
    )
    return _view(request, revision)


@router.post(
    "/revisions/{id:revision}/source/accept", response=CaseAnswer, summary="问题点与来源一致"
)
def findings_accept_source(request: HttpRequest, revision: str) -> object:
    """一次处置与来源逐字相同的问题点；涉密、个人信息、禁止发布的除外。"""
    findings.findings_accept_source(by=identity_of(request).acting, revision=revision)
    return _view(request, revision)


@router.post(
    "/revisions/{id:revision}/gaps/{id:gap}/view", response=CaseAnswer, summary="记录人工审看"
)
def gap_view(request: HttpRequest, revision: str, gap: str, body: GapNoting) -> object:
    """图片、音视频由每名审查人各自审看并记录。"""
    findings.gap_view(by=identity_of(request).acting, revision=revision, gap=gap, note=body.note)
    return _view(request, revision)


@router.post("/revisions/{id:revision}/source/capture", response=CaseAnswer, summary="来源存证")
def source_capture(
    request: HttpRequest,
    revision: str,
    capturing: Form[SourceCapturing],
    file: File[UploadedFile],
) -> object:
    """上传来源页面的副本，系统与本稿逐字比对。"""
    # One byte too many is what the service refuses; nobody has to load the rest.
    data = file.read(LARGEST + 1)
    capture = Capture(capturing.url, capturing.published, file.name or "来源", data)
    by = identity_of(request).acting
    sources.source_capture(by=by, revision=revision, capture=capture)
    return _view(request, revision)


@router.post("/revisions/{id:revision}/source/decide", response=CaseAnswer, summary="核对来源差异")
def source_decide(request: HttpRequest, revision: str, body: DifferencesDeciding) -> object:
    """由审查人逐处说明理由，撰稿人不得放行。"""
    by = identity_of(request).acting
    sources.source_differences_decide(by=by, revision=revision, reasons=body.reasons)
    return _view(request, revision)


@router.post("/revisions/{id:revision}/source/except", response=CaseAnswer, summary="批准转载例外")
def source_except(request: HttpRequest, revision: str, body: Reasoned) -> object:
    """由分管领导批准单篇转载其他来源，写明理由。"""
    by = identity_of(request).acting
    sources.source_except(by=by, revision=revision, reason=body.reason)
    return _view(request, revision)


def _view(request: HttpRequest, revision: str) -> CaseView:
    return case_view(revision=revision, **looking(request))
