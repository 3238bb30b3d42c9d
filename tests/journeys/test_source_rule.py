"""S5: news of a leader's visit, written oneself or taken from others (R56–R58)."""

import datetime
from typing import TYPE_CHECKING

from writing_down import Written, cut

if TYPE_CHECKING:
    from journey import Journey, Person

WRITER, REVIEWER, LEADER, OFFICE = "谭乐文", "杨书涵", "田桂芳", "谢明远"
MEDIA = "https://www.xugu-media.example/news/visit.html"
TITLE = "程远志到民族中学调研"
STORY = (
    "县委书记程远志近日到民族中学调研，察看了食堂和学生宿舍。",
    "程远志、向天成与师生交谈，要求办好每一所学校。",
)
SWAPPED = (
    "县长程远志近日到民族中学调研，察看了食堂和学生宿舍。",
    "向天成、程远志与师生交谈，要求办好每一所学校。",
)
BY_THE_MEDIA = "市管领导调研活动以县融媒体中心发布的新闻为准，请转载其报道"
NOT_KEPT = "没有保存来源页面和发布时间，不能转载"
NOT_NAMED = "动态类新闻只能转载指定来源，其他来源须有批准的例外"
DIFFERENT = "转载内容与来源不一致，请逐处核对"


def test_news_of_a_visit_follows_the_media_centre(journey: "Journey") -> None:
    """R58: one's own story waits; a reprint must read as the stored page reads."""
    writer = journey.person(WRITER)
    cut(writer, Written("动态新闻", TITLE, STORY))
    assert BY_THE_MEDIA in writer.words()
    wrong = cut(writer, Written("转载", TITLE, SWAPPED, MEDIA))
    assert NOT_KEPT in writer.words()
    writer.open(f"/revisions/{wrong}/source")
    keep(writer, STORY, hours=-2)
    words = writer.words()

    assert "来源已存证，与来源有" in words
    assert DIFFERENT in words
    assert shown_differences(writer) == [
        ("委书记", "长"),
        ("程远志、向天成", "向天成、程远志"),
    ], words
    right = cut(writer, Written("转载", TITLE, STORY, MEDIA))
    writer.open(f"/revisions/{right}/source")
    keep(writer, STORY, hours=1)
    assert "来源的发布时间晚于现在，请核对" in writer.words()
    writer.page.fill("#url", "https://www.xugu-media.example.news-cn.example/visit.html")
    keep(writer, STORY, hours=-2)
    assert "疑为假冒，请核实" in writer.words()
    keep(writer, STORY, hours=-2)
    assert "来源已存证，与来源一致" in writer.words()
    writer.open(f"/revisions/{right}/")
    for sentence in (BY_THE_MEDIA, NOT_KEPT, NOT_NAMED, DIFFERENT):
        assert sentence not in writer.words()


def test_an_exception_has_a_reason_and_a_leader(journey: "Journey") -> None:
    """R56: news of another source is excepted by the deputy in charge, and a namesake is nobody."""
    writer = journey.person(WRITER)
    news = Written("动态新闻", "全市中小学体质监测工作启动", ("全市中小学体质监测工作近日启动。",))
    revision = cut(writer, news)
    assert "动态类新闻原则上只能转载指定来源，自行采写须有批准的例外" in writer.words()
    assert not writer.page.get_by_role("link", name="批准例外").count()
    leader = journey.person(LEADER)
    leader.open(f"/revisions/{revision}/")
    leader.page.get_by_role("link", name="查看来源、批准例外").click()
    leader.page.fill("#except", "上级业务部门布置，须及时告知家长")
    leader.page.get_by_role("button", name="批准", exact=True).click()
    leader.page.get_by_text("转载例外已批准").wait_for()

    assert "动态类新闻" not in leader.words()
    excepted = journey.desk.rows(
        "SELECT count(*) FROM review_source_exception WHERE revision_id = ?", revision
    )
    assert excepted == [(1,)]
    ((unit,),) = journey.desk.rows(
        "SELECT unit_id FROM manuscripts_revision r JOIN manuscripts_manuscript m"
        " ON m.id = r.manuscript_id WHERE r.id = ?",
        revision,
    )
    office = journey.person(OFFICE)
    office.open(f"/county/units/{unit}")
    report = office.page.locator("section[aria-labelledby=exceptions]").inner_text()
    assert "1 件" in report
    assert "上级业务部门布置，须及时告知家长" in report
    cut(writer, Written("一般信息", "寒假托管服务名单", ("志愿者程远志、谭小月负责周三的课程。",)))
    assert BY_THE_MEDIA not in writer.words()


def keep(person: "Person", story: tuple[str, ...], hours: int) -> None:
    """Keep a copy of the source, published so many hours from now."""
    page = person.page
    lines = "".join(f"<p>{line}</p>" for line in story)
    copy = f'<!doctype html><html><meta charset="utf-8"><h1>{TITLE}</h1>{lines}</html>'
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    at = (person.desk.now + datetime.timedelta(hours=hours)).astimezone(beijing)
    page.evaluate(
        "() => document.querySelectorAll('form').forEach((one) => { one.noValidate = true; })"
    )
    page.fill("#published", f"{at:%Y-%m-%dT%H:%M}")
    page.set_input_files(
        "#copy", {"name": "来源.html", "mimeType": "text/html", "buffer": copy.encode()}
    )
    page.get_by_role("button", name="存证并比对").click()
    page.locator(".notice[role]").first.wait_for()


def shown_differences(person: "Person") -> list[tuple[str, str]]:
    """Return what the source says and what we say, for each difference that is shown."""
    return [
        (
            "".join(row.locator("del").all_inner_texts()),
            "".join(row.locator("ins").all_inner_texts()),
        )
        for row in person.page.locator("ol.rows > li").all()
    ]
