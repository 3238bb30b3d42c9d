"""The list of manuscripts: every state in words, filters, words, pages; I21, R1."""

import pytest
from county import TOWN, County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from manuscript_county import WRITER
from release_county import Releasing
from review_county import FIRST, ask, attribute, audit, conclude, decide, pass_stage, submit

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services as organisation
from shenfa.desk.release.listing import GROUPS, WAYS, Wanted, manuscript_page
from shenfa.desk.review.decisions import Review, question_answer, revision_recall
from shenfa.review import Position, Result, Stage

pytestmark = pytest.mark.db


@pytest.fixture
def releasing(county: County, deployment: Deployment) -> Releasing:
    """Return a town that writes, reviews and releases."""
    return Releasing(county, deployment)


def state_of(county: County, manuscript: str) -> str:
    """Return the state a person of the county office reads of a manuscript."""
    page = manuscript_page(viewer=county.id("谢审"), at=county.hands.at, wanted=Wanted())
    return next(row.state for row in page.rows if row.manuscript.id == manuscript)


def test_each_step_has_its_words(releasing: Releasing) -> None:
    county, reviewing = releasing.county, releasing.reviewing
    manuscript = reviewing.writing.open()
    said = [state_of(county, manuscript.id)]
    revision = reviewing.writing.cut(manuscript.id)
    said.append(state_of(county, manuscript.id))
    audit(county, revision)
    submit(county, revision)
    attribute(county, revision)
    conclude(county, revision)
    said.append(state_of(county, manuscript.id))
    ask(county, revision, FIRST)
    said.append(state_of(county, manuscript.id))
    question_answer(by=county.by(WRITER), revision=revision.id, answer="见服务公告")
    for stage in (Stage.FIRST, Stage.SECOND, Stage.FINAL):
        pass_stage(county, revision, stage)
        said.append(state_of(county, manuscript.id))
    release = releasing.publish(revision)
    said.append(state_of(county, manuscript.id))
    releasing.withdraw(release)
    said.append(state_of(county, manuscript.id))

    assert said == [
        "草稿",
        "草稿",
        "待初审",
        "不确定，待答复",
        "待审核",
        "待审发",
        "待发布",
        "在线",
        "已撤销发布",
    ]


def test_what_came_back_says_so(releasing: Releasing) -> None:
    county, reviewing = releasing.county, releasing.reviewing
    failed, recalled = reviewing.submitted(), reviewing.submitted(title="窗口服务时间的说明")
    county.hands.move(minutes=1)
    review = Review(failed.sha256, Result.FAILED, comment="时间与公告不一致")
    decide(county, failed, FIRST, review)
    revision_recall(by=county.by(WRITER), revision=recalled.id, reason="有误")

    assert state_of(county, failed.manuscript_id) == "审查未通过"
    assert state_of(county, recalled.manuscript_id) == "已撤回"


def test_lists_are_filtered_searched_and_paged(releasing: Releasing) -> None:
    """R1: the county office filters by unit; I21: others see nothing of it."""
    county, writing = releasing.county, releasing.reviewing.writing
    writing.revision(title="关于竹沟镇集市开放时间的通知")
    writing.open(title="防汛值班安排", body="<p>镇村两级轮流值守。</p>")
    for _ in range(55):
        writing.open(title="便民服务")
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")

    def found(name: str, number: int = 1, **wanted: object) -> tuple[int, int, list[str]]:
        page = manuscript_page(
            viewer=county.id(name), at=county.hands.at, wanted=Wanted(**wanted), number=number
        )
        return page.total, page.last, [row.title for row in page.rows]

    assert found("谢审")[:2] == (57, 2)
    assert len(found("谢审", 2)[2]) == 7
    assert found("谢审", 99)[2] == found("谢审", 2)[2]
    assert found("谢审", words="集市 开放")[2] == ["关于竹沟镇集市开放时间的通知"]
    assert found(WRITER, words="轮流值守")[2] == ["防汛值班安排"]
    assert found(FIRST, words="轮流值守")[2] == []  # a working copy is its author's
    assert found(FIRST, words="防汛值班")[2] == ["防汛值班安排"]
    assert found(WRITER, own=True)[0] == 57
    assert found(FIRST, own=True)[0] == 0
    assert found("谢审", unit=other)[0] == 0
    assert found("谢审", unit=county.unit(TOWN), kind="general")[0] == 57
    assert found("谢审", kind="official")[0] == 0
    assert found("谢审", group="draft")[0] == 57
    assert found("谢审", group="live")[0] == 0
    assert found("莫乡长")[0] == 0
    with CaptureQueriesContext(connection) as queries:
        found("谢审")
    assert len(queries) <= 7


def test_each_state_is_in_one_group() -> None:
    grouped = [way for _, ways in GROUPS.values() for way in ways]

    assert sorted(grouped) == sorted(WAYS)
