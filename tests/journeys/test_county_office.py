"""S4: the form of a main column goes up, comes back once, and the text becomes public (R28–R38).

The text of 县农业农村委 waits for its final review in the demonstration. The formal copy is a
Word file here; that a scan is recognised and compared is held by tests/desk/test_form_copies.py.
"""

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from pathlib import Path

    from journey import Journey, Person
    from playwright.sync_api import FilePayload

CLERK, DEPUTY, REVIEWER, KEEPER = "冉春耕", "向登科", "谢明远", "田继网"
AUDITOR = "纪明察"
NAMED = "种粮补贴实施方案"
ANNEXES = (
    ("附件1", "补贴面积核实表", "各乡镇逐户核实面积，由户主签字。"),
    ("附件2", "补贴资金发放登记表", "按户登记金额，由户主签字。"),
)
RIGHT, WRONG = "1,200", "1,300"
CELL = "表2第4行第2列"
SHORT_PHONE, PHONE = "75550130", "023-75550130"
RETURNED = "联系人电话缺区号"
MOST_TYPED, MOST_CLICKS = 5, 38
"""R60: over everybody, with one form that is corrected three times and goes up twice."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_form_goes_up_comes_back_and_the_text_becomes_public(
    journey: "Journey", tmp_path: "Path"
) -> None:
    ((revision, title, body),) = journey.desk.rows(
        "SELECT id, title, body FROM manuscripts_revision WHERE title LIKE ?", f"%{NAMED}%"
    )
    address = f"/revisions/{revision}/form"
    formal = as_word(str(title), str(body), ANNEXES)
    faulty = as_word(str(title), str(body).replace(RIGHT, WRONG), ANNEXES[:1])
    clerk, deputy = journey.person(CLERK), journey.person(DEPUTY)
    refused_before_the_reviews(clerk, address)
    give_the_final_review(deputy, str(revision))

    open_and_fill(clerk, str(revision), address)
    bring_copies(clerk, formal, faulty)
    refused_with_two_differences(deputy, address)
    put_right(clerk)
    commit(deputy, address)
    send(clerk, address)

    reviewer = journey.person(REVIEWER)
    return_the_form(reviewer, str(title))
    assert journey.desk.rows("SELECT cause FROM review_end WHERE revision_id = ?", revision) == []
    correct_and_send_again(clerk, address)
    agree(reviewer, str(title))
    publish(journey.person(KEEPER), str(revision))

    shown = published(journey, str(title))
    assert RIGHT in shown
    assert WRONG not in shown
    rounds = (
        "SELECT round, result FROM form_county_decision JOIN form_submitted ON id = submitted_id"
    )
    assert journey.desk.rows(f"{rounds} WHERE form_id = ? ORDER BY round", revision) == [
        (1, "form_returned"),
        (2, "approved"),
    ]
    verify(journey, tmp_path)
    assert journey.counter.of("typed") <= MOST_TYPED
    assert journey.counter.of("click") <= MOST_CLICKS
    print(journey.counter.told())  # noqa: T201 - what the journey took, read with -s


def refused_before_the_reviews(clerk: "Person", address: str) -> None:
    """R28."""
    clerk.open(address)
    clerk.page.get_by_role("button", name="填报信息审核表").click()
    expect(clerk.page.get_by_role("alert")).to_contain_text("三审三校完成后才能填报信息审核表")


def give_the_final_review(deputy: "Person", revision: str) -> None:
    """R15, R20: every attachment is opened, then the stage is passed."""
    page = deputy.page
    deputy.open(f"/revisions/{revision}/")
    for link in page.locator("a[data-opens]").all():
        with page.expect_download():
            link.click()
    deputy.open(f"/revisions/{revision}/preview")
    deputy.open(f"/revisions/{revision}/")
    form = page.locator("form#decide")
    for box in form.locator("input[name=proof]").all():
        box.check()
    deputy.prove(form)
    page.get_by_role("button", name="通过并签名").click()
    expect(page.get_by_role("status")).to_contain_text("已通过")


def open_and_fill(clerk: "Person", revision: str, address: str) -> None:
    """R31, R32: all is filled in but what is corrected here; a day before the review is refused."""
    page = clerk.page
    clerk.open(f"/revisions/{revision}/")
    page.get_by_role("link", name="填报信息审核表").click()
    page.get_by_role("button", name="填报信息审核表").click()
    expect(page.get_by_label("报送单位", exact=True)).to_have_value(
        "虚谷土家族苗族自治县农业农村委员会"
    )
    expect(page.get_by_label("联系人", exact=True)).to_have_value(CLERK)
    expect(page.get_by_label("联系电话（含区号）")).to_have_value(PHONE)
    expect(page.get_by_label("是否含图片或视频")).to_have_value("no")
    page.get_by_label("落款日期").fill("2026-11-20")
    page.get_by_role("button", name="核对无误，保存").click()
    expect(page.locator(".lacks")).to_contain_text("日期早于审发日期")
    page.get_by_label("落款日期").fill("2026-11-24")
    page.get_by_label("联系电话（含区号）").fill(SHORT_PHONE)
    page.get_by_role("button", name="保存更改").click()
    expect(page.locator(".lacks")).not_to_contain_text("日期")
    expect(page.locator("#phone-advice")).to_contain_text("联系电话没有区号")
    assert address in page.url


def bring_copies(clerk: "Person", formal: bytes, faulty: bytes) -> None:
    """R29, R36: the comparison is made as soon as both copies are there."""
    page = clerk.page
    page.locator("details", has_text="电子件由审定的内容生成").locator("summary").click()
    page.get_by_label("电子件", exact=True).set_input_files(file("电子件.docx", faulty))
    page.get_by_role("button", name="更换并比对").click()
    expect(page.get_by_role("status").first).to_contain_text("电子件已上传")
    page.get_by_label("正式件（审签的原件）").set_input_files(file("正式件.docx", formal))
    page.get_by_role("button", name="上传并比对").click()
    expect(page.get_by_role("status").first).to_contain_text("比对发现2处差异")


def refused_with_two_differences(deputy: "Person", address: str) -> None:
    """R35, R36: exactly two differences at their places; number 4 cannot be confirmed."""
    page = deputy.page
    deputy.open(address)
    cards = page.locator(".differences > li")
    expect(cards).to_have_count(2)
    expect(cards.nth(0)).to_contain_text(CELL)
    expect(cards.nth(0)).to_contain_text(f"正式件为“{RIGHT}”，电子件为“{WRONG}”")
    expect(cards.nth(1)).to_contain_text("电子件缺少附件2")
    expect(page.locator(".side-text").nth(0).locator("mark").first).to_be_visible()
    expect(page.locator(".side-text").nth(1).locator("td mark")).to_have_count(1)
    expect(page.locator("#commit-4")).to_be_disabled()
    expect(page.locator("#refusal-4")).to_contain_text("有2处差异未处理")


def put_right(clerk: "Person") -> None:
    """The electronic copy is made from what was reviewed, and is the same."""
    page = clerk.page
    page.locator("details", has_text="电子件由审定的内容生成").locator("summary").click()
    page.get_by_role("button", name="按审定的内容重新生成").click()
    expect(page.locator("#comparison").locator("..").locator("..")).to_contain_text("完全一致")


def commit(deputy: "Person", address: str) -> None:
    """R33: four commitments, four records, one proof of who one is."""
    page = deputy.page
    deputy.open(address)
    form = page.locator("form", has=page.locator("#commit-4"))
    for number in range(1, 5):
        form.locator(f"#commit-{number}").check()
    deputy.prove(form)
    form.get_by_role("button", name="确认所选承诺").click()
    expect(page.locator(".commitments .given")).to_have_count(4)
    rows = deputy.desk.rows("SELECT number FROM form_commitment ORDER BY at DESC, number LIMIT 4")
    assert [number for (number,) in rows] == [1, 2, 3, 4]


def send(clerk: "Person", address: str) -> None:
    """R37: without signature and seal nothing goes up; the printed form comes back signed."""
    page = clerk.page
    clerk.open(address)
    expect(page.get_by_role("button", name="报县政府办公室审核")).to_be_disabled()
    expect(page.locator(".lacks")).to_contain_text("缺少单位盖章")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Word").click()
    words = "".join(docx.Document(str(download.value.path())).element.body.itertext())
    assert NAMED in words
    assert SHORT_PHONE in words
    printed = page.request.get(f"{clerk.desk.address}{address}/form.pdf").body()
    assert printed.startswith(b"%PDF")
    page.get_by_label("签字盖章的审核表").set_input_files(
        {"name": "审核表扫描件.pdf", "mimeType": "application/pdf", "buffer": printed}
    )
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".ready")).to_contain_text("材料齐全，可以报送")
    page.get_by_role("button", name="报县政府办公室审核").click()
    expect(page.get_by_role("status").first).to_contain_text("第1次报送")


def return_the_form(reviewer: "Person", title: str) -> None:
    """R30: complete already, with what to look at in words; returned with a reason."""
    page = reviewer.page
    reviewer.open("/county")
    row = page.locator(".rows > li", has_text=title)
    expect(row).to_contain_text("材料齐全，四项承诺已逐项确认")
    expect(row).to_contain_text("联系电话没有区号")
    row.get_by_role("link", name="审核").last.click()
    expect(page.locator(".commitments .given")).to_have_count(4)
    decide(reviewer, "退回补表", RETURNED)
    expect(page.get_by_role("status").first).to_contain_text("版本和三审记录保留")


def correct_and_send_again(clerk: "Person", address: str) -> None:
    """The reviews and the commitments stand; one field is typed again."""
    page = clerk.page
    clerk.open("/tasks")
    row = page.locator(".rows > li", has_text=RETURNED)
    row.get_by_role("link").first.click()
    page.get_by_label("联系电话（含区号）").fill(PHONE)
    page.get_by_role("button", name="保存更改").click()
    expect(page.locator(".commitments .given")).to_have_count(4)
    page.get_by_role("button", name="再次报送").click()
    expect(page.get_by_role("status").first).to_contain_text("第2次报送")
    assert page.url.endswith(address)


def agree(reviewer: "Person", title: str) -> None:
    """The second round is approved, and both are told."""
    page = reviewer.page
    reviewer.open("/county/submissions")
    page.locator(".rows > li", has_text=title).get_by_role("link", name="审核").last.click()
    decide(reviewer, "同意发布", "")
    expect(page.locator(".timeline")).to_contain_text(RETURNED)
    expect(page.locator(".timeline")).to_contain_text("第2次报送")


def decide(reviewer: "Person", conclusion: str, comment: str) -> None:
    form = reviewer.page.locator("form", has=reviewer.page.locator("input[name=result]"))
    form.get_by_label(conclusion).check()
    if comment:
        form.get_by_label("意见").fill(comment)
    reviewer.prove(form)
    form.get_by_role("button", name="签名确认结论").click()


def publish(keeper: "Person", revision: str) -> None:
    """R23: the county's site administrator releases to the main column."""
    keeper.open(f"/revisions/{revision}/")
    keeper.prove(keeper.page.locator("form#decide"))
    keeper.page.locator("footer").get_by_role("button", name="发布").click()
    expect(keeper.page.get_by_role("status").first).to_contain_text("已发布")


def published(journey: "Journey", title: str) -> str:
    """Return what anybody reads on the public site, found from its column."""
    page = journey.stranger().new_page()
    page.goto(f"{journey.desk.address}/site/tzgg/")
    page.get_by_role("link", name=title).first.click()
    return page.locator("body").inner_text()


def verify(journey: "Journey", tmp_path: "Path") -> None:
    """The trail that the auditor takes away verifies without the desk."""
    auditor, export = journey.person(AUDITOR), tmp_path / "export.zip"
    export.write_bytes(auditor.page.request.get(f"{journey.desk.address}/api/trail/export").body())
    key = journey.desk.data / "checkpoint.pub"
    program = (sys.executable, "-c", "from shenfa.cli.main import main; main()", "trail", "verify")
    told = subprocess.run(  # noqa: S603 - ourselves
        [*program, export, "--key", key], check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "OK" in told.stdout


def as_word(title: str, body: str, annexes: tuple[tuple[str, ...], ...]) -> bytes:
    """Return a text and its annexes on paper."""
    paper = docx.Document()
    paper.add_paragraph(title)
    tree = LexborHTMLParser(body).body
    assert tree is not None
    for node in tree.iter():
        rows = [[cell.text() for cell in row.css("td")] for row in node.css("tr")]
        if not rows:
            paper.add_paragraph(node.text())
            continue
        table = paper.add_table(len(rows), len(rows[0]))
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(number, column).text = text
    for line in (line for annex in annexes for line in annex):
        paper.add_paragraph(line)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def file(name: str, data: bytes) -> "FilePayload":
    return {"name": name, "mimeType": WORD, "buffer": data}
