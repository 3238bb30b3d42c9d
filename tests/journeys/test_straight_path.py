"""S1: a notice about moving people out of danger, from the paste to the public page.

Six people at six browsers. The budget is 14 typed fields and 30 clicks over all of them.
"""

import hashlib
import io
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from flood_notice import ADDRESS, ATTACHED, BOOKMARK, DATE, FAULTS, TITLE, as_word_copies_it

if TYPE_CHECKING:
    from journey import Journey, Person
    from playwright.sync_api import Locator

WRITER, RELEASER, SECRECY = "石雨桐", "冉秋实", "袁守谦"
REVIEWERS = ("向文清", "彭志成", "白晓峰")
CHECKED = {"向文清": ("格式", "文字"), "彭志成": ("内容", "数据"), "白晓峰": ("定稿", "公开属性")}
MOST_TYPED, MOST_CLICKS = 14, 30
REASON = "政务外网地址，仅供值班人员填报时查阅"


def test_from_the_paste_to_the_public_page(journey: "Journey", tmp_path: Path) -> None:
    """R14–R31, R46, R50, R60: exactly the faults found, nothing signed unread, one hash."""
    writer = journey.person(WRITER)
    address = write(journey, writer, table(tmp_path))
    sha256 = submit(writer)
    people = {name: journey.person(name) for name in (*REVIEWERS, SECRECY, RELEASER)}
    review(people["向文清"], decides_attribute=True)
    conclude(people[SECRECY])
    review(people["彭志成"])
    review(people["白晓峰"])
    release = publish(people[RELEASER])
    stranger = journey.stranger().new_page()
    public = stranger.request.get(f"{journey.desk.address}/site/releases/{release}/package")
    approved = journey.desk.rows(
        "SELECT sha256 FROM review_decision WHERE stage = 3 AND revision_id = ?", address
    )
    journey.settle()
    print(journey.counter.told())  # noqa: T201 - the figures are read by people

    assert hashlib.sha256(public.body()).hexdigest() == sha256
    assert approved == [(sha256,)]
    card_is_complete(people[RELEASER], release)
    assert journey.counter.of("typed") <= MOST_TYPED
    assert journey.counter.of("click") <= MOST_CLICKS


def write(journey: "Journey", writer: "Person", file: Path) -> str:
    """Paste the notice, repair two of its faults, cut a revision; return which it is."""
    page = writer.page
    page.get_by_role("link", name="新建稿件").click()
    page.get_by_role("button", name="公文").click()
    page.fill("#title", TITLE)
    page.locator("#checked", has_text="已检查").wait_for()
    journey.copy(as_word_copies_it())
    page.keyboard.press("Tab")
    begun = time.perf_counter()
    page.keyboard.press("Control+v")
    cards = page.locator("#cards .card-f")
    cards.filter(has_text=BOOKMARK.text).wait_for()
    seconds = time.perf_counter() - begun
    print(f"from the paste to the findings: {seconds:.2f} s")  # noqa: T201 - as above
    expect_count(cards, len(FAULTS))

    for fault, one in zip(FAULTS, cards.all(), strict=True):
        assert fault.text in quoted(one)
        assert one.locator(".why").inner_text().strip()
        assert one.locator(".basis").first.inner_text().strip()
    cards.filter(has_text=BOOKMARK.text).get_by_role("button", name="采纳").click()
    cards.filter(has_text=DATE.text).locator(".fix").click()
    page.keyboard.type(f"2027年{DATE.fix}")
    page.set_input_files("#upload", str(file))
    page.locator("#file-rows input[name=file_name]").wait_for()
    page.get_by_role("button", name="形成版本并检查").click()
    page.wait_for_url("**/revisions/*/")
    return re.search(r"/revisions/([^/]+)/", page.url)[1]  # type: ignore[index]  # waited for


def submit(writer: "Person") -> str:
    """Argue what was meant, sign and submit; return the digest that all decisions are about."""
    page = writer.page
    marks = page.locator(".paper mark.f")
    expect_count(marks, 1)

    assert marks.first.inner_text().startswith(ADDRESS.text)
    card = page.locator(".card-f")
    card.locator("input[name=reason]:not([maxlength])").fill(REASON)
    card.get_by_role("button", name="说明理由保留").click()
    page.get_by_text("问题点已全部处置").first.wait_for()
    writer.prove(page.locator("#decide"))
    page.get_by_role("button", name="签名送审").click()
    page.get_by_text("已送审").wait_for()
    return page.locator("dl.facts dd.digest").inner_text()


def review(person: "Person", *, decides_attribute: bool = False) -> None:
    """Open the text and the attachment, check, sign; not before both were opened."""
    page = person.page
    open_task(person)
    if decides_attribute:
        page.get_by_role("button", name="主动公开", exact=True).click()
        page.get_by_text("公开属性已确定").wait_for()
    sign = page.locator("#foot").get_by_role("button", name="通过并签名")

    assert sign.is_disabled()
    open_attachment(person)
    page.locator("#foot .last:enabled").wait_for()
    for item in CHECKED[person.name]:
        page.get_by_label(f"{item}已校").check()
    person.prove(page.locator("#decide"))
    sign.click()
    page.get_by_text("已通过").first.wait_for()


def conclude(person: "Person") -> None:
    """Give the secrecy conclusion."""
    page = person.page
    open_task(person)
    allow = page.locator("#conclude")

    assert allow.is_disabled()
    open_attachment(person)
    page.locator("#conclude:enabled").wait_for()
    person.prove(page.locator("#secrecy"))
    allow.click()
    page.get_by_text("保密审查结论已登记").wait_for()


def publish(person: "Person") -> str:
    """Release what waits, and return the release."""
    page = person.page
    open_task(person)
    person.prove(page.locator("#decide"))
    page.locator("#foot").get_by_role("button", name="发布").click()
    page.wait_for_url("**/releases/*")
    return page.url.rsplit("/", 1)[1]


def card_is_complete(person: "Person", release: str) -> None:
    """R21–R23: first, leading and important responsibility are named, and every step of the way."""
    person.open(f"/releases/{release}/card")
    words = person.words()

    for named in (
        f"第一责任人 {WRITER}",
        "领导责任 白晓峰 公文签发领导",
        f"重要责任 {RELEASER}",
        "谁制作获取 谁审查 谁公开 谁负责" + " 竹沟镇人民政府" * 4,
        f"自审自校 {WRITER} 送审",
        "初审（信息发布责任人） 向文清 通过 格式、文字",
        "审核（科室负责人） 彭志成 通过 内容、数据",
        "审发（分管领导） 白晓峰 通过 定稿、公开属性",
        f"保密审查 {SECRECY} 通过",
        "公开属性 向文清 主动公开",
        "公开标注 此件公开发布",
    ):
        assert named in words, words


def open_task(person: "Person") -> None:
    person.desk.move(minutes=3)
    person.open("/tasks")
    person.page.get_by_role("link", name=TITLE).first.click()
    person.page.wait_for_url("**/revisions/*/")


def open_attachment(person: "Person") -> None:
    with person.page.expect_download() as download:
        person.page.get_by_role("link", name=ATTACHED).click()

    assert download.value.suggested_filename == ATTACHED


def quoted(card: "Locator") -> str:
    """Return the words of the text that a card is about."""
    return card.locator(".fix del").inner_text()


def expect_count(found: "Locator", count: int) -> None:
    """Wait until there are so many."""
    found.nth(count - 1).wait_for()

    assert found.count() == count, [one.inner_text() for one in found.all()]


def table(folder: Path) -> Path:
    """Write the attachment of the notice."""
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph("竹沟镇避险转移安排表")
    rows = [("村（社区）", "安置点"), ("青龙村", "镇中心小学"), ("白岩村", "镇便民服务中心")]
    grid = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    path = folder / ATTACHED
    path.write_bytes(out.getvalue())
    return path
