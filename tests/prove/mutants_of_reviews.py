"""The mutant table of the three reviews: every sentence by which the transitions refuse."""

import datetime
from functools import partial

import town_reviewing as reviewing
import town_writing as writing
from manuscript_county import BODY
from mutants import Act, Layer, Row
from review_county import review_of
from town import AUTHOR, CONTRACTOR, FINAL, FIRST, LEADER, RELEASER, SECOND, SECRECY, Town

from shenfa.desk.review import decisions
from shenfa.desk.review.decisions import Asking
from shenfa.desk.review.models import GapRecord
from shenfa.review import Attribute, Result, Stage, transitions

SERVICE, DATABASE, VERIFIER, LAWS, NOBODY = Layer
TAKES_AWAY = "撤回只终止版本，不会使任何内容公开"
COURTESY = "缺的是说明，不是审查；稿件仍须由原审查人作出结论"
RECEIPTS = "打开记录不在核验约定之内；发布时问题点、保密、三审仍逐项核对"
GATES = "发布闸门和核验程序在发布时再问一次"


def nearly(town: Town, without: str, body: str = BODY) -> str:
    """Take a text to the final review with everything but one thing."""
    opened = writing.open_text(town, AUTHOR, body)
    revision = writing.cut(town, AUTHOR, opened, checked=without != "audit")
    reviewing.submit(town, AUTHOR, revision)
    for name in (FIRST, SECOND, FINAL, SECRECY):
        reviewing.read(town, name, revision)
    if without != "attribute":
        reviewing.attribute(town, FIRST, revision)
    if without != "secrecy":
        reviewing.conclude(town, SECRECY, revision)
    return revision


def passed(town: Town, revision: str, *names: str) -> str:
    """Let people pass the next stages of a revision."""
    for name in names:
        reviewing.review(town, name, revision)
    return revision


def review(name: str, revision: str, **change: object) -> Act:
    """Return the attempt to decide the stage that waits."""
    return lambda town: reviewing.review(town, name, town.prepared.revisions[revision], **change)


def doubt(**change: object) -> Act:
    """Return the attempt to put a question."""

    def act(town: Town) -> None:
        revision = town.prepared.revisions["first"]
        given = {name: one(town) if callable(one) else one for name, one in change.items()}
        reviewing.review(town, FIRST, revision, result=Result.UNDETERMINED, **given)

    return act


def ask_again(name: str, revision: str) -> Act:
    """Return the attempt to put the open question to somebody else."""

    def act(town: Town) -> None:
        asking = Asking(town.ids[RELEASER], town.county.hands.at + datetime.timedelta(hours=1))
        number = town.prepared.revisions[revision]
        town.attempt(
            lambda: decisions.question_reask(by=town.by(name), revision=number, asking=asking)
        )

    return act


def recall(name: str, revision: str) -> Act:
    """Return the attempt to take a revision back."""
    return lambda town: reviewing.recall(town, name, town.prepared.revisions[revision])


def answer(name: str, revision: str) -> Act:
    """Return the attempt to answer."""
    return lambda town: reviewing.answer(town, name, town.prepared.revisions[revision])


def unanswered_by_another(town: Town) -> None:
    """Answer the question; then somebody else decides than who asked."""
    revision = town.prepared.revisions["suspended"]
    reviewing.answer(town, AUTHOR, revision)
    reviewing.review(town, SECOND, revision)


def at_once(town: Town) -> None:
    """Decide two stages within the same second."""
    revision = town.prepared.revisions["first"]
    for name, stage in ((FIRST, Stage.FIRST), (SECOND, Stage.SECOND)):
        said = review_of(town.revision(revision), stage)
        town.attempt(
            lambda name=name, said=said: decisions.review_decide(
                by=town.by(name), revision=revision, review=said, evidence=town.evidence(name)
            )
        )


def own_text(town: Town) -> None:
    """Review what one wrote oneself, and has read."""
    revision = town.prepared.revisions["first"]
    reviewing.read(town, AUTHOR, revision)
    reviewing.review(town, AUTHOR, revision)


def unread(town: Town) -> None:
    """Pass what no machine has read."""
    passed(town, nearly(town, "audit"), FIRST)


def unseen(town: Town) -> None:
    """Pass a text with a picture that nobody has looked at."""
    revision = town.revision("first")
    GapRecord.objects.create(
        audit=revision.audits.get(), key="p", kind="media", part="正文", place="图1", reason="图片"
    )
    reviewing.review(town, FIRST, revision.id)


def unsettled(town: Town) -> None:
    """Pass a text with a finding that nobody has decided."""
    revision = town.prepared.revisions["ill"]
    reviewing.submit(town, AUTHOR, revision)
    reviewing.read(town, FIRST, revision)
    reviewing.review(town, FIRST, revision)


def withheld(town: Town) -> None:
    """Pass the final review of what is not to be public."""
    revision = town.prepared.revisions["final"]
    reviewing.attribute(town, FIRST, revision, Attribute.WITHHELD)
    reviewing.review(town, FINAL, revision)


def final_without(what: str) -> Act:
    """Return the attempt to pass the final review without one thing."""
    return lambda town: passed(town, nearly(town, what), FIRST, SECOND, FINAL)


def submit_anothers(town: Town) -> None:
    """Submit what somebody else wrote."""
    reviewing.submit(town, FIRST, town.prepared.revisions["draft"])


row = partial(Row, transitions)
ROWS = (
    row("refusal", "稿件处于“…”，不能执行该操作", review(FIRST, "draft"), SERVICE, SERVICE),
    row(
        "refusal",
        "稿件内容已经变化，请刷新后重新审看",
        review(FIRST, "first", sha256="0" * 64),
        DATABASE,
        VERIFIER,
    ),
    row(
        "refusal",
        "只有在编在岗人员才能办理（严禁“外包”）",
        review(CONTRACTOR, "first"),
        SERVICE,
        SERVICE,
    ),
    row("_submit", "只有撰稿人可以送审", submit_anothers, DATABASE, VERIFIER),
    row(
        "_in_position",
        "本审级由…审查，您没有在该单位担任这一岗位，不得代审",
        review(LEADER, "first"),
        SERVICE,
        SERVICE,
    ),
    row(
        "_decide",
        "撰稿人、编辑人和上传人不得审查自己的稿件",
        own_text,
        DATABASE,
        VERIFIER,
    ),
    row(
        "_decide",
        "同一人不得审查同一稿件的两个审级（不得一人多审）",
        review(FIRST, "second"),
        DATABASE,
        DATABASE,
    ),
    row(
        "_decide",
        "上次提出的问题还没有答复，答复后才能决定",
        review(FIRST, "suspended"),
        DATABASE,
        VERIFIER,
    ),
    row(
        "_decide",
        "结果不确定的稿件由原审查人在收到答复后决定",
        unanswered_by_another,
        VERIFIER,
        VERIFIER,
    ),
    row(
        "_decide",
        "时间早于上一环节或在同一时刻，请稍候，仍不行请检查系统时钟",
        at_once,
        DATABASE,
        NOBODY,
        "同一秒内以留痕的先后为准，核验程序按序号核对审级",
    ),
    row(
        "_decide",
        "请先打开并看完正文和全部附件（还有…项未打开）",
        review(RELEASER, "first"),
        DATABASE,
        NOBODY,
        RECEIPTS,
    ),
    row(
        "_pass",
        "有内容未能读取，结论不确定，重新检查成功后才能通过：…",
        unread,
        DATABASE,
        NOBODY,
        GATES,
    ),
    row(
        "_pass", "有图片、音视频未记录人工审看，请逐项记录后再通过", unseen, DATABASE, NOBODY, GATES
    ),
    row("_pass", "还有问题点没有处置，请逐条处置后再通过", unsettled, DATABASE, NOBODY, GATES),
    row("_pass", "请完成本审级校对清单：…", review(FIRST, "first", proof=()), VERIFIER, VERIFIER),
    row(
        "_final",
        "还没有保密审查结论，不能审发（先审查、后公开）",
        final_without("secrecy"),
        DATABASE,
        VERIFIER,
    ),
    row(
        "_final",
        "还没有确定公开属性，不能审发",
        final_without("attribute"),
        DATABASE,
        VERIFIER,
    ),
    row("_final", "公开属性不是主动公开，不能审发上网", withheld, DATABASE, VERIFIER),
    row(
        "_fail",
        "不通过应写明理由",
        review(FIRST, "first", result=Result.FAILED),
        NOBODY,
        NOBODY,
        COURTESY,
    ),
    row(
        "_suspend",
        "结果不确定应写明问题、答复人和期限",
        doubt(comment=""),
        NOBODY,
        NOBODY,
        COURTESY,
    ),
    row("_asks", "结果不确定应写明问题、答复人和期限", doubt(asked=""), SERVICE, SERVICE),
    row(
        "_asks",
        "答复期限应晚于现在",
        doubt(due=lambda town: town.county.hands.at),
        NOBODY,
        NOBODY,
        COURTESY,
    ),
    row(
        "_asks",
        "问题应由他人答复，请另选答复人",
        doubt(asked=lambda town: town.ids[FIRST]),
        NOBODY,
        NOBODY,
        COURTESY,
    ),
    row("_ask_again", "没有等待答复的问题", ask_again(FIRST, "first"), SERVICE, SERVICE),
    row(
        "_ask_again",
        "撰稿人、编辑人和上传人不得审查自己的稿件",
        ask_again(AUTHOR, "suspended"),
        SERVICE,
        SERVICE,
    ),
    row(
        "_ask_again",
        "问题由原审查人改请他人答复",
        ask_again(SECOND, "suspended"),
        NOBODY,
        NOBODY,
        COURTESY,
    ),
    row("_answer", "没有等待答复的问题", answer(AUTHOR, "first"), SERVICE, SERVICE),
    row("_answer", "问题应由指定的答复人答复", answer(SECOND, "suspended"), VERIFIER, VERIFIER),
    row(
        "_recall",
        "本审级已经提出意见，不能撤回",
        recall(FIRST, "suspended"),
        NOBODY,
        NOBODY,
        TAKES_AWAY,
    ),
    row("_recall", "只有撰稿人可以撤回", recall(FIRST, "first"), NOBODY, NOBODY, TAKES_AWAY),
    row(
        "_recall",
        "只有上一审级的审查人可以撤回",
        recall(SECOND, "second"),
        NOBODY,
        NOBODY,
        TAKES_AWAY,
    ),
)
