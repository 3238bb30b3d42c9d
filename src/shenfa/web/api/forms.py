"""The review form for main columns: filled in, committed to, sent up, decided, printed (R28–R38)."""

import datetime
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from shenfa.desk.form import copies, services
from shenfa.desk.form.copies import Brought
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.snapshot import form_printed
from shenfa.desk.form.steps import PAPER_NAMES, Filling, Paper
from shenfa.desk.form.view import form_view
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.web.api import county
from shenfa.web.api.fields import Body, Reasoned
from shenfa.web.api.form_answers import KINDS, PAPERS, FormAnswer
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.proof import Proof, evidence_of
from shenfa.writers.form import ReviewForm, form_docx, form_pdf

router = Router(tags=["信息审核表"])
router.add_router("", county.router)

LARGEST = 200 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


class FormFilling(Body):
    """What is corrected on a form."""

    reporting_unit: str = Field(description="报送单位")
    releasing_unit: str = Field(description="内容发布单位")
    contact: str = Field(description="联系人")
    phone: str = Field(description="联系电话")
    email: str = Field(description="电子邮箱")
    says_media: bool = Field(description="是否含图片或视频；检测到的不得填否")
    dated: datetime.date | None = Field(None, description="日期，不早于审发日期")


class FormCommitment(Proof):
    """Commitments, confirmed by the final reviewer."""

    numbers: list[int] = Field(description="第几项，可以一次确认多项，每项各有记录")


class CopyBringing(Schema):
    """Which paper is brought."""

    paper: Paper = Field(description=f"哪一件：{PAPERS}")
    kind: str = Field("", description=f"签字、盖章凭据的种类：{KINDS}")


class PrintedRound(Schema):
    """Which round is printed."""

    round: int = Field(0, ge=0, le=10_000, description="第几次报送，0 为最近一次或填报中的表")


@router.get("/revisions/{id:revision}/form", response=FormAnswer, summary="查看信息审核表")
def form_show(request: HttpRequest, revision: str) -> object:
    """本单位和县政府办公室查看。"""
    return form_view(revision=revision, **looking(request))


@router.post(
    "/revisions/{id:revision}/form/open", response={201: FormAnswer}, summary="建立信息审核表"
)
def form_open(request: HttpRequest, revision: str) -> Status[object]:
    """三审三校完成、发往门户网站主栏目的才能建立；各项自动填好。"""
    services.form_open(by=identity_of(request).acting, revision=revision)
    return Status(201, form_view(revision=revision, **looking(request)))


@router.post("/revisions/{id:revision}/form/fill", response=FormAnswer, summary="填写信息审核表")
def form_fill(request: HttpRequest, revision: str, body: FormFilling) -> object:
    """由本单位在岗人员填写，报送后不能更改。"""
    filling = Filling(**body.dict())
    services.form_fill(by=identity_of(request).acting, revision=revision, filling=filling)
    return form_view(revision=revision, **looking(request))


@router.post("/revisions/{id:revision}/form/attach", response=FormAnswer, summary="上传文件")
def copy_attach(
    request: HttpRequest, revision: str, bringing: Form[CopyBringing], file: File[UploadedFile]
) -> object:
    """上传正式件、电子件、签字凭据或盖章凭据。"""
    if (file.size or 0) > LARGEST:
        raise CommandRefused("too_large", "文件超过 200 MB，请压缩或者拆分后上传")
    brought = Brought(bringing.paper, file.name or "", file.read(), bringing.kind)
    copies.copy_attach(by=identity_of(request).acting, revision=revision, brought=brought)
    return form_view(revision=revision, **looking(request))


@router.post("/revisions/{id:revision}/form/generate", response=FormAnswer, summary="生成电子件")
def copy_generate(request: HttpRequest, revision: str) -> object:
    """由拟发布的内容生成电子件，代替上传的文件。"""
    copies.copy_generate(by=identity_of(request).acting, revision=revision)
    return form_view(revision=revision, **looking(request))


@router.post("/revisions/{id:revision}/form/compare", response=FormAnswer, summary="比对两份文件")
def copies_compare(request: HttpRequest, revision: str) -> object:
    """正式件与电子件、与拟发布的内容逐字比对。"""
    copies.copies_compare(by=identity_of(request).acting, revision=revision)
    return form_view(revision=revision, **looking(request))


@router.post(
    "/revisions/{id:revision}/form/differences/{id:difference}/close",
    response=FormAnswer,
    summary="处置差异",
)
def difference_close(
    request: HttpRequest, revision: str, difference: str, body: Reasoned
) -> object:
    """由审查过该稿件的人员说明理由。"""
    by = identity_of(request).acting
    copies.difference_close(by=by, revision=revision, difference=difference, reason=body.reason)
    return form_view(revision=revision, **looking(request))


@router.post("/revisions/{id:revision}/form/commit", response=FormAnswer, summary="确认承诺")
def commitment_make(request: HttpRequest, revision: str, body: FormCommitment) -> object:
    """由审发该稿件的领导本人确认，须重新验证身份。"""
    services.commitment_make(
        by=identity_of(request).acting,
        revision=revision,
        numbers=body.numbers,
        evidence=evidence_of(request, body),
    )
    return form_view(revision=revision, **looking(request))


@router.post("/revisions/{id:revision}/form/submit", response=FormAnswer, summary="报送")
def form_submit(request: HttpRequest, revision: str) -> object:
    """连同正式件和电子件报县政府办公室审核。"""
    services.form_submit(by=identity_of(request).acting, revision=revision)
    return form_view(revision=revision, **looking(request))


@router.get(
    "/revisions/{id:revision}/form/papers/{paper}",
    summary="下载文件",
    openapi_extra={"responses": {200: {"description": "文件", "content": {"*/*": {}}}}},
)
def paper_show(request: HttpRequest, revision: str, paper: Paper) -> FileResponse:
    """下载表中的正式件、电子件、签字凭据或盖章凭据。"""
    form = form_get(revision=revision, **looking(request))
    sha256 = getattr(form, f"{paper.value}_id")
    if sha256 is None or not blob_path(sha256).is_file():
        raise NotFound("文件")
    name = getattr(form, f"{paper.value}_name", "") or PAPER_NAMES[paper]
    return FileResponse(
        blob_path(sha256).open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )


@router.get(
    "/revisions/{id:revision}/form/form.docx",
    summary="打印信息审核表（Word）",
    openapi_extra={"responses": {200: {"description": "附件1和附页", "content": {WORD: {}}}}},
)
def form_word(request: HttpRequest, revision: str, printed: Query[PrintedRound]) -> HttpResponse:
    """附件1 原样，附页载明栏目、三审人员、县政府办公室意见。"""
    form = form_printed(revision=revision, number=printed.round, **looking(request))
    return _file(form, form_docx(form), WORD)


@router.get(
    "/revisions/{id:revision}/form/form.pdf",
    summary="打印信息审核表（PDF）",
    openapi_extra={"responses": {200: {"description": "附件1和附页", "content": {PDF: {}}}}},
)
def form_page(request: HttpRequest, revision: str, printed: Query[PrintedRound]) -> HttpResponse:
    """附件1 原样，附页载明栏目、三审人员、县政府办公室意见。"""
    form = form_printed(revision=revision, number=printed.round, **looking(request))
    return _file(form, form_pdf(form), PDF)


def _file(form: ReviewForm, data: bytes, kind: str) -> HttpResponse:
    suffix = "pdf" if kind == PDF else "docx"
    name = quote(f"信息审核表（{form.title[:40]}）.{suffix}")
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
