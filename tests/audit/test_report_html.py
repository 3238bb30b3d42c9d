"""The HTML report stands alone, shows the text unchanged and links marks and cards."""

import re
import time

from selectolax.lexbor import LexborHTMLParser

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.report import Report
from shenfa.audit.report_html import report_html
from shenfa.audit.report_paper import WHOLE_UP_TO
from shenfa.audit.rulebook import rulebook
from shenfa.text import Cell, Context, Document, Gap, Passage, PassageKind

ENGINE = engine_of(tuple(entry.rule for entry in rulebook()))


def report(*passages: Passage, gaps: tuple[Gap, ...] = ()) -> Report:
    return audit(ENGINE, Document("通知<1>.docx", passages, gaps), Context())


def paper(page: str) -> str:
    """The text of the paper without the numbers of the findings."""
    tree = LexborHTMLParser(page)
    for badge in tree.css(".badge"):
        badge.decompose()
    article = tree.css_first("article")
    return article.text() if article else ""


def test_text_is_unchanged_and_escaped() -> None:
    text = "各乡镇,街道：<b>约50户左右</b>在6月31日前完成。。\n第二行 & 第三行"
    page = report_html(report(Passage("正文第1段", text)))

    assert text in paper(page)
    assert "<b>约" not in page


def test_every_finding_has_a_card_and_a_mark_that_point_to_each_other() -> None:
    checked = report(
        Passage("正文第1段", "各乡镇,街道约50户左右。。"), Passage("正文第2段", "6月31日。")
    )
    page = report_html(checked)
    numbers = {str(number) for number in range(1, len(checked.findings) + 1)}

    assert len(numbers) >= 4
    assert set(re.findall(r'id="f(\d+)"', page)) == numbers
    assert set(re.findall(r'id="m(\d+)"', page)) == numbers


def test_cells_become_a_table_and_asides_are_labelled() -> None:
    page = report_html(
        report(
            Passage("表1第1行第1列", "序号", cell=Cell(1, 1, 1)),
            Passage("表1第1行第2列", "姓名", cell=Cell(1, 1, 2)),
            Passage("批注1", "请核对", PassageKind.COMMENT),
            gaps=(Gap("第2页", "扫描页未读取"),),
        )
    )

    assert "<tr><th>1</th><td>序号</td><td>姓名</td></tr>" in page
    assert "<small>批注1</small>" in page
    assert "扫描页未读取" in page


def test_cells_stand_in_their_columns_and_hidden_ones_say_so() -> None:
    page = report_html(
        report(
            Passage("工作表“名单”A1", "公示名单", cell=Cell(1, 1, 1)),
            Passage("工作表“名单”A2", "1", cell=Cell(1, 2, 1)),
            Passage("工作表“名单”C2（隐藏列）", "密", PassageKind.HIDDEN, Cell(1, 2, 3)),
            Passage("工作表“名单”B3", "乙", cell=Cell(1, 3, 2)),
        )
    )
    table = re.sub(r"<mark.*?</mark>|\s*\n\s*", "", page)

    assert "工作表“名单”</small>" in table
    assert "<th>A</th><th>B</th><th>C</th>" in table
    assert '<th>1</th><td colspan="3">公示名单</td>' in table
    assert '<td>1</td><td></td><td class="unseen"><small>隐藏列</small>' in table
    assert "<th>3</th><td></td><td>乙</td><td></td>" in table


def test_a_new_page_is_marked() -> None:
    pages = [Passage(f"第{one}页第1段", "正文", origin=f"page {one}") for one in (1, 1, 2)]
    page = report_html(report(*pages))

    assert re.findall(r'class="page">(.*?)<', page) == ["第1页", "第2页"]


def test_time_grows_with_the_number_of_findings_and_not_with_its_square() -> None:
    checked = report(Passage("", "大家,好。" * 4_000))
    start = time.process_time()
    page = report_html(checked)

    assert page.count('class="card') >= 4_000
    assert time.process_time() - start < 10


def test_long_texts_show_what_surrounds_a_finding_and_say_what_is_left_out() -> None:
    passages = [
        Passage(f"正文第{number}段", f"第{number}段文字。") for number in range(WHOLE_UP_TO + 100)
    ]
    passages[500] = Passage("正文第500段", "各乡镇,街道。")
    page = report_html(report(*passages))

    assert "此处略去 498 段没有问题的内容" in page
    assert "第499段文字。" in paper(page)
    assert "第100段文字。" not in paper(page)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = report_html(report(Passage("正文第1段", "各乡镇,街道。")))

    assert not re.search(r"<script|<link|<img|https?://|@import|url\(", page)
