"""How a review form is told: everything that pages and programs show of it (R28–R38)."""

import datetime
from typing import Literal

from ninja import Field, Schema

from shenfa.desk.form.steps import EVIDENCE_KINDS, PAPER_NAMES
from shenfa.review.form import FormState
from shenfa.web.api.fields import PersonName

PAPERS = "、".join(f"{paper} {name}" for paper, name in PAPER_NAMES.items())
KINDS = "、".join(f"{kind} {name}" for one in EVIDENCE_KINDS.values() for kind, name in one.items())
STATES = "open 填报中、submitted 已报送、returned 已退回、accepted 已同意"
RESULTS = "approved 同意发布、form_returned 退回补表、text_returned 退回改稿"
Result = Literal["approved", "form_returned", "text_returned"]


class ContactAnswer(Schema):
    """Whom units ask at the county office."""

    county: str = Field(description="县名，表头用")
    contact: str = Field(description="县政府办公室联系人，空为尚未登记")
    phone: str = Field(description="联系电话，空为尚未登记")


class PlaceAnswer(Schema):
    """One side of a difference."""

    place: str = Field(description="位置")
    text: str = Field(description="该处文字，个人号码已遮盖")


class DifferenceAnswer(Schema):
    """One difference of the copies, or a place that people must look at."""

    key: str = Field(alias="row.key", description="差异编号")
    kind: str = Field(alias="row.kind", description="种类，unread 为需人工核对之处")
    copies: list[str] = Field(
        alias="row.copies", description="electronic 电子件、outgoing 拟发布的内容"
    )
    message: str = Field(alias="row.message", description="说明")
    formal: PlaceAnswer | None = Field(None, alias="row.formal", description="正式件一侧")
    electronic: PlaceAnswer | None = Field(None, alias="row.electronic", description="电子件一侧")
    reason: str | None = Field(None, alias="closed.reason", description="处置理由，空为没有处置")
    closed_by: PersonName | None = Field(None, alias="closed.person", description="处置人")


class ComparisonAnswer(Schema):
    """The comparison of the present copies."""

    id: str = Field(description="比对编号")
    is_finished: bool = Field(description="是否得出结果")
    at: datetime.datetime = Field(description="比对时间")


class CommitmentAnswer(Schema):
    """One of the four commitments."""

    number: int = Field(description="第几项")
    sentence: str = Field(description="承诺内容")
    person: PersonName | None = Field(None, alias="given.person", description="确认人")
    at: datetime.datetime | None = Field(None, alias="given.at", description="确认时间")
    refusal: str = Field(description="现在不能确认的原因，空为可以")


class CountyDecisionAnswer(Schema):
    """The county office's word on a round."""

    result: Result = Field(description=f"结论：{RESULTS}")
    comment: str = Field(description="意见")
    person: PersonName = Field(description="县府办审核员")
    at: datetime.datetime = Field(description="时间")


class SubmissionAnswer(Schema):
    """The last round."""

    id: str = Field(description="报送编号")
    round: int = Field(description="第几次报送")
    person: PersonName = Field(description="报送人")
    at: datetime.datetime = Field(description="报送时间")
    trail_count: int = Field(description="报送时的记录数，印在表上")
    trail_head: str = Field(description="报送时的链签，印在表上")
    decision: CountyDecisionAnswer | None = Field(None, description="县政府办公室结论")


class FormAnswer(Schema):
    """A form with everything about it."""

    revision: str = Field(alias="form.revision_id", description="版本编号")
    sha256: str = Field(alias="form.revision.sha256", description="版本的摘要")
    title: str = Field(alias="form.revision.title", description="内容标题")
    state: FormState = Field(description=f"状态：{STATES}")
    reporting_unit: str = Field(alias="form.reporting_unit", description="报送单位")
    releasing_unit: str = Field(alias="form.releasing_unit", description="内容发布单位")
    contact: str = Field(alias="form.contact", description="联系人")
    phone: str = Field(alias="form.phone", description="联系电话")
    email: str = Field(alias="form.email", description="电子邮箱")
    contains_media: bool = Field(alias="form.contains_media", description="是否检测到图片或视频")
    says_media: bool = Field(alias="form.says_media", description="是否含图片或视频")
    dated: datetime.date | None = Field(alias="form.dated", description="日期")
    formal: str | None = Field(alias="form.formal_id", description="正式件的摘要")
    formal_name: str = Field(alias="form.formal_name", description="正式件文件名")
    electronic: str | None = Field(alias="form.electronic_id", description="电子件的摘要")
    electronic_name: str = Field(alias="form.electronic_name", description="电子件文件名")
    signature: str | None = Field(alias="form.signature_id", description="签字凭据的摘要")
    signature_kind: str = Field(alias="form.signature_kind", description=f"凭据：{KINDS}")
    seal: str | None = Field(alias="form.seal_id", description="盖章凭据的摘要")
    seal_kind: str = Field(alias="form.seal_kind", description=f"凭据：{KINDS}")
    comparison: ComparisonAnswer | None = Field(description="比对，空为还没有比对")
    differences: list[DifferenceAnswer] = Field(description="差异")
    unread: list[str] = Field(description="比对没有得出结果的原因")
    commitments: list[CommitmentAnswer] = Field(alias="steps", description="四项承诺")
    submitted: SubmissionAnswer | None = Field(description="最近一次报送")
    wanting: str = Field(description="现在不能报送的原因，空为可以")
    advice: list[str] = Field(description="请再核对之处，不妨碍报送")
    county_office: ContactAnswer = Field(alias="contact", description="县政府办公室联系人")
