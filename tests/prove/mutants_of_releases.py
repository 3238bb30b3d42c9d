"""The mutant table of the gates before release, and of what may follow it."""

import secrets
from dataclasses import replace
from functools import partial

import town_people as people
import town_releasing as releasing
import town_reviewing as reviewing
import town_sources as sources
import town_writing as writing
from form_papers import word
from manuscript_county import BODY, MARKED, TEXT
from mutants import Act, Layer, Row
from mutants_of_reviews import nearly, passed
from town import AUTHOR, FINAL, FIRST, KEEPER, LEADER, RELEASER, SECOND, SIX, Town

from shenfa.desk.channels.services import channel_close
from shenfa.desk.manuscripts import services as manuscripts
from shenfa.desk.manuscripts.draft import DraftFile
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import WorkingCopyRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.release.services import release_publish
from shenfa.desk.review.auditing import revision_audit
from shenfa.review import Result, gates, release
from shenfa.text import ContentKind

SERVICE, DATABASE, VERIFIER, LAWS, NOBODY = Layer
TAKES_AWAY = "只能使已公开的内容不再公开"
SERVED = "核验程序只看已发布的版本本身是否合规；数据表的不变量能看出来"


def publish(name: str, revision: str) -> Act:
    """Return the attempt to publish a prepared revision."""
    return lambda town: releasing.publish(town, name, town.prepared.revisions[revision])


def publish_main(name: str, revision: str) -> Act:
    """Return the attempt to publish a prepared revision in the main column."""
    return lambda town: releasing.publish(
        town, name, town.prepared.revisions[revision], town.prepared.main_column
    )


def two_reviews(town: Town) -> None:
    """Publish a document with a signer that two people have passed."""
    revision = nearly(town, "", MARKED)
    passed(town, revision, FIRST, SECOND)
    releasing.publish(town, RELEASER, revision)


def with_file(town: Town, body: str, name: str, data: bytes) -> tuple[str, str]:
    """Return a text with an attached file that went all the way, and the digest of the file."""
    by, manuscript = town.by(AUTHOR), writing.open_text(town, AUTHOR, body)
    upload = manuscripts.file_upload(by=by, manuscript=manuscript, name=name, data=data)
    copy = WorkingCopyRecord.objects.get(manuscript=manuscript)
    file = DraftFile(upload.name, upload.blob_id)
    draft = replace(writing.draft_of(town, body), attachments=(file,))
    manuscripts.copy_save(by=by, manuscript=manuscript, draft=draft, version=copy.version)
    revision = writing.cut(town, AUTHOR, manuscript)
    reviewing.approve(town, revision, (FIRST, SECOND, FINAL))
    return revision, upload.blob_id


def file_changed(town: Town) -> None:
    """Publish after an attached file was changed on the disk."""
    data = TEXT + secrets.token_hex(8).encode()
    revision, sha256 = with_file(town, BODY, "一览.txt", data)
    blob_path(sha256).write_bytes(b"other")
    releasing.publish(town, RELEASER, revision)


def contradicted(town: Town) -> None:
    """Publish a marked document to which a file is attached that is open on request only."""
    revision, _ = with_file(town, MARKED, "附表.docx", word("办事窗口一览", "（此件依申请公开）"))
    releasing.publish(town, RELEASER, revision)


def not_newest(town: Town) -> None:
    """Publish the older of two versions."""
    revision = town.prepared.revisions["approved"]
    manuscript = town.revision(revision).manuscript_id
    writing.write(town, AUTHOR, manuscript, f"{BODY}<p>另行通知。</p>")
    writing.cut(town, AUTHOR, manuscript)
    releasing.publish(town, RELEASER, revision)


def secrecy_in_doubt(town: Town) -> None:
    """Publish although the secrecy reviewer has doubts by now."""
    revision = town.prepared.revisions["approved"]
    reviewing.read(town, RELEASER, revision)
    reviewing.conclude(town, RELEASER, revision, Result.UNDETERMINED)
    releasing.publish(town, RELEASER, revision)


def reopened(town: Town) -> None:
    """Publish although a finding is open again."""
    reviewing.reopen(town, FIRST, town.prepared.revisions["dated"])
    releasing.publish(town, RELEASER, town.prepared.revisions["dated"])


def check_failed(town: Town) -> None:
    """Publish although the newest run of the check came to no result."""
    revision = town.prepared.revisions["approved"]
    clock = town.county.hands.clock
    town.attempt(lambda: revision_audit(clock=clock, revision=revision, seconds=0.0))
    releasing.publish(town, RELEASER, revision)


def own_news(town: Town) -> None:
    """Publish the unit's own story where activity news stands."""
    column = sources.news_column(town)
    revision = sources.approved(town, sources.article(town, ContentKind.NEWS, column))
    releasing.publish(town, RELEASER, revision, column)


def own_visit(town: Town) -> None:
    """Publish the unit's own story of a leader's visit."""
    sources.leader(town)
    revision = sources.article(town, ContentKind.NEWS, town.prepared.column, body=sources.VISIT)
    sources.approved(town, revision)
    releasing.publish(town, RELEASER, revision)


def reprinted(
    url: str, kind: ContentKind = ContentKind.NEWS, *, kept: bool = True, body: str = BODY
) -> Act:
    """Return the attempt to publish a reprint; the source says ``body``."""

    def act(town: Town) -> None:
        sources.permit(town)
        sources.leader(town)
        ours = sources.VISIT if body == sources.VISIT else BODY
        column = sources.news_column(town)
        revision = sources.article(town, kind, column, url, ours)
        if kept:
            sources.capture(town, revision, url, body)
        sources.approved(town, revision)
        releasing.publish(town, RELEASER, revision, column)

    return act


def nowhere(town: Town) -> None:
    """Publish in no channel at all."""
    revision = town.prepared.revisions["approved"]
    town.attempt(
        lambda: release_publish(
            by=town.by(RELEASER), revision=revision, channels=(), evidence=town.evidence(RELEASER)
        )
    )


def closed_column(town: Town) -> None:
    """Publish in a column that was closed meanwhile."""
    channel_close(by=town.by(KEEPER), channel=town.prepared.column, reason="栏目合并")
    releasing.publish(town, RELEASER, town.prepared.revisions["approved"])


def nobody_answers(town: Town) -> None:
    """Publish in a main column when the unit has no releaser left."""
    town.county.hands.move(minutes=1)
    for name in (*SIX, *PersonRecord.objects.filter(name="冉发").values_list("name", flat=True)):
        people.leave(town, name)
    releasing.publish(
        town, KEEPER, town.prepared.revisions["main_accepted"], town.prepared.main_column
    )


def after(*steps: tuple[str, str]) -> Act:
    """Return the attempt to take steps with a release, one after the other."""

    def act(town: Town) -> None:
        made = releasing.publish(town, RELEASER, town.prepared.revisions["approved"])
        assert made is not None
        for step, name in steps:
            town.county.hands.move(minutes=1)
            getattr(releasing, step)(town, name, made.id)

    return act


row = partial(Row, gates)
step = partial(Row, release, "release_refusal")
ROWS = (
    row("_reviews", "三审没有全部通过，不能发布", two_reviews, SERVICE, SERVICE),
    row("_bytes", "稿件内容与审发时不一致，不能发布，请重新送审", file_changed, VERIFIER, VERIFIER),
    row("_bytes", "稿件已有更新的版本，旧版本不能发布", not_newest, DATABASE, LAWS, SERVED),
    row("_secrecy", "没有保密审查结论，不能发布", secrecy_in_doubt, DATABASE, VERIFIER),
    row(
        "_attribute",
        "公开属性不是主动公开，不能发布",
        publish(RELEASER, "withheld"),
        DATABASE,
        VERIFIER,
    ),
    row(
        "_marker",
        "公文未明确标注“此件公开发布”，不能上网",
        contradicted,
        DATABASE,
        VERIFIER,
    ),
    row("_findings", "还有…处问题点没有处置，不能发布", reopened, DATABASE, VERIFIER),
    row(
        "_findings",
        "有内容未能读取，结论不确定，不能发布：…",
        check_failed,
        DATABASE,
        VERIFIER,
    ),
    row(
        "_source",
        "市管领导调研活动以县融媒体中心发布的新闻为准，请转载其报道",
        own_visit,
        VERIFIER,
        VERIFIER,
    ),
    row(
        "_source",
        "动态类新闻原则上只能转载指定来源，自行采写须有批准的例外",
        own_news,
        VERIFIER,
        VERIFIER,
    ),
    row(
        "_reprint",
        "来源网址与…相似但不属于该单位，疑为假冒，请核实",
        reprinted(sources.LOOKS_ALIKE, ContentKind.REPOST, kept=False),
        SERVICE,
        SERVICE,
    ),
    row(
        "_reprint",
        "市管领导调研活动以县融媒体中心发布的新闻为准，请转载其报道",
        reprinted(sources.PERMITTED, body=sources.VISIT),
        VERIFIER,
        VERIFIER,
    ),
    row(
        "_reprint",
        "动态类新闻只能转载指定来源，其他来源须有批准的例外",
        reprinted(sources.OTHER),
        VERIFIER,
        VERIFIER,
    ),
    row(
        "_compared",
        "没有保存来源页面和发布时间，不能转载",
        reprinted(sources.PERMITTED, ContentKind.REPOST, kept=False),
        SERVICE,
        SERVICE,
    ),
    row(
        "_compared",
        "转载内容与来源不一致，请逐处核对",
        reprinted(sources.PERMITTED, ContentKind.REPOST, body=BODY.replace("9时", "8时")),
        DATABASE,
        VERIFIER,
    ),
    row("_channels", "没有选定发布渠道", nowhere, VERIFIER, VERIFIER),
    row("_channels", "栏目或账号已经关停，不能发布", closed_column, DATABASE, VERIFIER),
    row(
        "_county",
        "发往县政府门户网站主栏目，须经县政府办公室审核同意",
        publish_main(KEEPER, "main"),
        DATABASE,
        VERIFIER,
    ),
    row(
        "_people",
        "只有信息发布人员（主栏目为网站管理员）可以发布",
        publish(LEADER, "approved"),
        DATABASE,
        VERIFIER,
    ),
    row(
        "_people",
        "第一责任人、领导责任、重要责任没有落实到人，不能发布",
        nobody_answers,
        SERVICE,
        SERVICE,
    ),
    step(
        "当前状态不能执行该操作",
        after(("hide", RELEASER), ("hide", FIRST)),
        DATABASE,
        DATABASE,
    ),
    step("应先撤销发布并归档，再从网站删除", after(("delete", RELEASER)), SERVICE, SERVICE),
    step(
        "紧急下线已经确认",
        after(("hide", RELEASER), ("confirm", FIRST), ("confirm", SECOND)),
        DATABASE,
        DATABASE,
    ),
    step(
        "紧急下线应由另一人确认",
        after(("hide", RELEASER), ("confirm", RELEASER)),
        DATABASE,
        VERIFIER,
    ),
)
