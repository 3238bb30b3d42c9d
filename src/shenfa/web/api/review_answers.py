"""How a revision under review is told: stages, findings, gaps, and what may be done now."""

import datetime
from typing import Any, Literal

from ninja import Field, Schema

from shenfa.desk.review.tasks import TaskKind
from shenfa.review import POSITION_NAMES, STAGE_NAMES, Attribute, Position, Result, Stage
from shenfa.review.findings import Verb
from shenfa.web.api.fields import PersonName

STAGES = "、".join(f"{stage} {name}" for stage, name in STAGE_NAMES.items())
STAGE_POSITIONS = "、".join(f"{position} {name}" for position, name in POSITION_NAMES.items())
RESULTS = "passed 通过、failed 不通过、undetermined 不确定"
ATTRIBUTES = "proactive 主动公开、on_request 依申请公开、withheld 不予公开"
VERBS = "clear 核实排除、argue 说明理由、confirm 确认、same_as_source 与来源一致、reopen 重新打开"
WEIGHTS = (
    "certain_blocker 确定的禁止发布、suspected_blocker 疑似的禁止发布、secrecy 涉密类、"
    "error 应改、warning 提醒、hint 参考"
)
KINDS = "review 审查、read 急件并行阅看、secrecy 保密审查、answer 答复、stalled 缺岗待办"
ACTIONS = (
    "submit 送审、pass 通过、fail 不通过、suspend 不确定、answer 答复、ask_again 另请答复、"
    "recall 撤回、conclude 保密审查、attribute 确定公开属性"
)


class DecisionAnswer(Schema):
    """A decision of one of the three reviews."""

    id: str = Field(description="决定编号")
    stage: int = Field(description="审级：1 初审、2 审核、3 审发")
    result: Result = Field(description=f"结论：{RESULTS}")
    person: PersonName = Field(description="审查人")
    position: Position = Field(description=f"岗位：{STAGE_POSITIONS}")
    proof: list[str] = Field(description="校对清单")
    comment: str = Field(description="审查意见")
    is_before_receipt: bool = Field(description="是否在备案收悉前作出")
    at: datetime.datetime = Field(description="时间")


class StepAnswer(Schema):
    """One stage, with who decided it or who could."""

    stage: Stage = Field(description=f"审级：{STAGES}")
    position: Position = Field(description=f"应由何岗位审查：{STAGE_POSITIONS}")
    is_current: bool = Field(description="是否正在本级")
    decisions: list[DecisionAnswer] = Field(description="已作出的决定")
    candidates: list[PersonName] = Field(description="可以审查的人员，空为没有人")


class SubmittedAnswer(Schema):
    """The submission with its 自审自校."""

    person: PersonName = Field(description="送审人")
    at: datetime.datetime = Field(description="送审时间")


class EndAnswer(Schema):
    """Why a revision has come to an end."""

    cause: Literal["failed", "recalled", "text_returned", "taken_down", "purged"] = Field(
        description="failed 不通过、recalled 撤回、text_returned 退回改稿、taken_down 下线、purged 清除"
    )
    reason: str = Field(description="理由")
    at: datetime.datetime = Field(description="时间")


class QuestionAnswer(Schema):
    """What an undetermined result asks."""

    asked: PersonName = Field(description="答复人")
    asked_by: PersonName = Field(description="提问人")
    text: str = Field(alias="decision.comment", description="问题")
    due: datetime.datetime = Field(description="答复期限")
    answer: str = Field(description="答复，空为没有答复")
    answered_at: datetime.datetime | None = Field(description="答复时间")


class RunAnswer(Schema):
    """One run of the automatic check."""

    number: int = Field(description="第几次检查")
    ruleset: str = Field(description="规则版本")
    is_finished: bool = Field(description="是否得出结果")
    finished_at: datetime.datetime = Field(description="时间")


class FindingWordAnswer(Schema):
    """One person's word on a finding."""

    decision: Verb = Field(description=f"处置：{VERBS}")
    reason: str = Field(description="理由")
    person: PersonName = Field(description="处置人")
    at: datetime.datetime = Field(description="时间")


class FindingAnswer(Schema):
    """A finding, masked, with its place and what people said."""

    key: str = Field(alias="finding.key", description="问题点编号，重新检查后不变")
    weight: str = Field(alias="finding.weight", description=f"分量：{WEIGHTS}")
    rule: str = Field(alias="finding.rule", description="规则")
    part: str = Field(alias="finding.part", description="所在部分")
    detail: dict[str, Any] = Field(
        alias="finding.detail",
        description="内容：位置、段号和起止字符、原文（已遮盖）、说明、建议、依据",
    )
    is_open: bool = Field(description="是否待处置")
    decisions: list[FindingWordAnswer] = Field(description="历次处置，最后一次为准")


class GapLookAnswer(Schema):
    """What a person saw."""

    person: PersonName = Field(description="审看人")
    note: str = Field(description="审看记录")
    at: datetime.datetime = Field(description="时间")


class GapAnswer(Schema):
    """What could not be read."""

    key: str = Field(alias="gap.key", description="编号")
    kind: Literal["media", "unread"] = Field(
        alias="gap.kind", description="media 图片、音视频，须人工审看；unread 须重新检查"
    )
    part: str = Field(alias="gap.part", description="所在部分")
    place: str = Field(alias="gap.place", description="位置")
    reason: str = Field(alias="gap.reason", description="原因")
    views: list[GapLookAnswer] = Field(description="人工审看记录")


class SecrecyAnswer(Schema):
    """The secrecy conclusion that counts."""

    result: Result = Field(description=f"结论：{RESULTS}")
    note: str = Field(description="说明")
    person: PersonName = Field(description="保密审查员")
    at: datetime.datetime = Field(description="时间")


class AttributeAnswer(Schema):
    """The disclosure attribute that counts."""

    attribute: Attribute = Field(description=f"公开属性：{ATTRIBUTES}")
    reason: str = Field(description="理由")
    person: PersonName = Field(description="确定人")
    at: datetime.datetime = Field(description="时间")


class CaptureAnswer(Schema):
    """The capture of the source that counts."""

    url: str = Field(description="来源网址或账号")
    host: str = Field(description="域名或账号")
    published: datetime.datetime = Field(description="来源发布时间")
    copy_sha256: str = Field(alias="copy_id", description="副本的摘要")
    equal: Literal["yes", "decided", "no"] = Field(
        description="yes 与来源一致、decided 差异已逐处核对、no 不一致"
    )
    differences: dict[str, Any] = Field(description="比对的部分（parts）和差异（rows）")
    at: datetime.datetime = Field(description="存证时间")


class MayAnswer(Schema):
    """What the person who asks may do now."""

    action: str = Field(description=f"操作：{ACTIONS}")
    refusal: str = Field(description="现在不能办理的原因，空为可以")


class CaseAnswer(Schema):
    """A revision under review, as the person who asks sees it."""

    revision: str = Field(alias="revision.id", description="版本编号")
    sha256: str = Field(alias="revision.sha256", description="版本的摘要，各项决定都须写明")
    title: str = Field(alias="revision.title", description="标题")
    is_major: bool = Field(alias="revision.is_major", description="是否重大信息")
    is_urgent: bool = Field(alias="revision.is_urgent", description="是否急件")
    stage: Stage = Field(description=f"所处环节：{STAGES}")
    due: datetime.datetime | None = Field(description="本环节期限（系统默认，通知未规定）")
    missing: Position | None = Field(description=f"缺少的岗位：{STAGE_POSITIONS}")
    submission: SubmittedAnswer | None = Field(description="送审")
    end: EndAnswer | None = Field(description="终止")
    steps: list[StepAnswer] = Field(description="三审")
    question: QuestionAnswer | None = Field(description="最近的提问")
    audit: RunAnswer | None = Field(description="最近一次自动检查")
    unread: list[str] = Field(description="不确定之处，须重新检查")
    findings: list[FindingAnswer] = Field(description="问题点")
    gaps: list[GapAnswer] = Field(description="未读取部分")
    secrecy: SecrecyAnswer | None = Field(description="保密审查结论")
    attribute: AttributeAnswer | None = Field(description="公开属性")
    capture: CaptureAnswer | None = Field(description="来源存证")
    parts: list[str] = Field(description="须打开的部分")
    opened: list[str] = Field(description="本人已打开的部分")
    may: list[MayAnswer] = Field(description="本人可以办理的操作")


class TaskAnswer(Schema):
    """One thing that waits for the person who asks."""

    kind: TaskKind = Field(description=f"种类：{KINDS}")
    revision: str = Field(alias="revision.id", description="版本编号")
    title: str = Field(alias="revision.title", description="标题")
    is_urgent: bool = Field(alias="revision.is_urgent", description="是否急件")
    stage: Stage = Field(description=f"审级：{STAGES}")
    due: datetime.datetime | None = Field(description="期限（系统默认，通知未规定）")
    is_overdue: bool = Field(description="是否超过期限")
    missing: Position | None = Field(description=f"缺少的岗位：{STAGE_POSITIONS}")


class NoticeAnswer(Schema):
    """A notice that was not read yet."""

    id: int = Field(description="提醒编号")
    kind: str = Field(description="种类")
    about: str = Field(description="对象编号")
    text: str = Field(description="内容")
    due: datetime.datetime | None = Field(description="期限")
    at: datetime.datetime = Field(description="时间")
