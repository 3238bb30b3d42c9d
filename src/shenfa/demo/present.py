"""Today: something waits at every place where something can wait."""

import datetime
from collections.abc import Mapping

from shenfa.demo.citizens import report
from shenfa.demo.forms import accept, bring_copies, commit, county_says, open_form, send_form
from shenfa.demo.keys import evidence_of
from shenfa.demo.papers import pdf_of, picture, sheet_of, word_of
from shenfa.demo.releasing import capture, source_url
from shenfa.demo.reviewing import advance, approve, cast_of, decide, question, submit
from shenfa.demo.texts import as_body, text_for
from shenfa.demo.world import World, acting
from shenfa.demo.writing import begin, write
from shenfa.desk.manuscripts.cleaning import picture_source
from shenfa.desk.manuscripts.lowering import lowering_request
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.purging import purge_request
from shenfa.desk.manuscripts.transfers import transfer_give
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.scheduling import release_schedule
from shenfa.desk.release.takedown import takedown_hide
from shenfa.review import Position, Stage

TOWN = "ZG"
PICTURE = "滨河步道.png"
B_ROLE = 1
"""The second holder of a position: B岗."""


def play(world: World, releases: Mapping[str, ReleaseRecord]) -> None:
    """Bring everything into its place."""
    at_the_county(world)
    before_release(world)
    in_review(world)
    at_the_writers(world)
    taken_down(world, releases["zg-forest"])
    report(world, releases)


def at_the_county(world: World) -> None:
    """Forms: one still to be opened, one being filled in, one sent up, one returned; a text returned."""
    approve(world, write(world, "s-form-none"))
    paper = text_for("s-form-paper", world.hands.at)
    revision = approve(world, write(world, "s-form-open"))
    open_form(world, revision)
    bring_copies(world, revision, paper)
    commit(world, revision, 1)
    for key in ("s-form-back", "s-text-back", "s-form-sent"):
        text = text_for(key, world.hands.at)
        revision = approve(world, write(world, key))
        open_form(world, revision)
        send_form(world, revision, text)
        if key == "s-form-back":
            comment = "盖章扫描件不清晰，请重新扫描后报送"
            county_says(world, revision, "form_returned", comment)
        if key == "s-text-back":
            comment = "请补充逾期未参加年度检查的依据，修改后重新送审"
            county_says(world, revision, "text_returned", comment)


def before_release(world: World) -> None:
    """Everything is decided: one waits for the county's keeper, one for the town, one for its time."""
    text = text_for("s-main-ready", world.hands.at)
    accept(world, approve(world, write(world, "s-main-ready")), text)
    deputy = world.casts[TOWN].holders(Position.DEPUTY_IN_CHARGE)[B_ROLE]
    approve(world, write(world, "s-ready"), final=deputy)
    revision = approve(world, write(world, "s-scheduled"))
    releaser = world.casts[TOWN].holder(Position.RELEASER)
    release_schedule(
        by=acting(world, releaser),
        revision=revision.id,
        channels=revision.renderings.values_list("channel_id", flat=True),
        due=world.hands.at + datetime.timedelta(days=1),
        evidence=evidence_of(world, releaser),
    )


def in_review(world: World) -> None:
    """A text waits at each stage, one for an answer, one for the principal leader."""
    revision = _submitted(world, "s-major")
    advance(world, revision, (Stage.FIRST, Stage.SECOND))
    revision = _submitted(world, "s-final")
    advance(world, revision, (Stage.FIRST, Stage.SECOND))
    revision = write(world, "s-subsidy", _subsidy_files())
    submit(world, revision)
    advance(world, revision, (Stage.FIRST, Stage.SECOND))
    revision = _submitted(world, "s-post")
    advance(world, revision, (Stage.FIRST, Stage.SECOND))
    revision = _submitted(world, "s-question")
    advance(world, revision, (Stage.FIRST,))
    asked = world.casts[TOWN].writer
    asking = "补助资金是否已经全部到账，请附拨付凭证说明"
    decide(world, revision, Stage.SECOND, question(world, revision, asking, asked, 24))
    _with_picture(world)
    text = text_for("s-repost", world.hands.at)
    revision = write(world, "s-repost", source_url=source_url(text))
    capture(world, revision, text, as_body(text).replace("96处", "69处"))
    submit(world, revision)
    submit(world, write(world, "s-attach", _attachments()))
    for key in ("s-unmarked", "s-first"):
        _submitted(world, key)


def at_the_writers(world: World) -> None:
    """Drafts, requests that wait for a second person, and a text handed to another unit."""
    writer, other = world.casts[TOWN].writers
    begin(world, "s-draft", writer)
    write(world, "s-cut", writer=other)
    revision = write(world, "s-lower")
    reason = "只是服务活动安排，不涉及项目审批和资金安排"
    lowering_request(by=acting(world, writer), revision=revision.id, reason=reason)
    revision = write(world, "s-purge")
    reason = "误录个人信息，须清除"
    purge_request(by=acting(world, writer), revision=revision.id, reason=reason)
    revision = write(world, "s-transfer")
    giver = acting(world, cast_of(world, revision).writer)
    transfer_give(by=giver, revision=revision.id, to_unit=world.units[TOWN])


def taken_down(world: World, release: ReleaseRecord) -> None:
    """A release is offline, and nobody has confirmed it yet."""
    by = acting(world, world.casts[TOWN].holder(Position.RELEASER))
    takedown_hide(by=by, release=release.id, reason="报警电话有误，先行下线核实")


def urgent(world: World) -> None:
    """What cannot wait was submitted a moment ago: all reviewers read it, and decide in order."""
    submit(world, write(world, "s-urgent", is_urgent=True))


def _with_picture(world: World) -> None:
    """The first reviewer has looked at the picture, the second has still to."""
    text = text_for("s-picture", world.hands.at)
    shown = f'{as_body(text)}<p><img src="{picture_source(PICTURE)}" alt="滨河步道"></p>'
    revision = write(world, "s-picture", {PICTURE: picture()}, body=shown)
    submit(world, revision)
    advance(world, revision, (Stage.FIRST,))


def _submitted(world: World, key: str) -> RevisionRecord:
    revision = write(world, key)
    submit(world, revision)
    return revision


def _subsidy_files() -> Mapping[str, bytes]:
    area = ("附件1", "补贴面积核实表", "各乡镇逐户核实面积，由户主签字。")
    payment = ("附件2", "补贴资金发放登记表", "按户登记金额，由户主签字。")
    return {
        "附件1：补贴面积核实表.docx": word_of(*area),
        "附件2：补贴资金发放登记表.docx": word_of(*payment),
    }


def _attachments() -> Mapping[str, bytes]:
    rows = [
        ("序号", "村", "地址", "值守时间"),
        (1, "青龙村", "青龙村2组18号", "周一至周五"),
        (2, "白岩村", "白岩村村委会", "周二、周五"),
    ]
    matters = (
        "附件2",
        "村级代办事项清单",
        "1.城乡居民养老保险参保登记",
        "2.城乡居民医疗保险参保登记",
        "3.老年人优待证申领",
    )
    steps = (
        "群众提出申请，服务室当场登记。",
        "服务室在1个工作日内送镇便民服务中心。",
        "办结后由服务室通知申请人领取。",
    )
    return {
        "附件1：服务室地址和值守时间.xlsx": sheet_of("服务室", rows),
        "附件2：村级代办事项清单.docx": word_of(*matters),
        "附件3：办事流程.pdf": pdf_of("村级代办流程", *steps),
    }
