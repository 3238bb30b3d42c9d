"""Signed original against electronic copy (R36, Q34): what differs, where, and what may differ."""

import io
import time
from collections.abc import Sequence

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shenfa.audit.compare import (
    Comparison,
    Copy,
    DifferenceKind,
    Grade,
    Identity,
    compare,
)
from shenfa.readers import open_document
from shenfa.text import Cell, Certainty, Document, Gap, GapKind, Passage, PassageKind

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
TEXT = (
    "关于印发《2026年种粮补贴实施方案》的通知",
    "各乡镇人民政府，各街道办事处：",
    "为落实“藏粮于地”战略，安排补贴资金1,200万元，不得挪用。",
    "请于10月25日前将核实结果报送县农业农村委，逾期未报的不予补贴。",
    "附件：1.补贴面积核实表",
    "2.补贴资金发放登记表",
    "虚谷土家族苗族自治县农业农村委员会",
    "2026年5月8日",
    "（此件公开发布）",
    "附件1",
    "补贴面积核实表",
    "竹沟镇三千二百亩，云塘乡一千一百亩。",
    "附件2",
    "补贴资金发放登记表",
    "按户登记金额，由户主签字。",
)
AREAS = (("乡镇", "面积（亩）"), ("竹沟镇", "3,200"), ("云塘乡", "1,150"))
RATES = (
    ("序号", "作物", "标准（元）", "备注"),
    ("1", "水稻", "1,100", ""),
    ("2", "玉米", "900", "含青贮"),
    ("3", "马铃薯", "800", ""),
    ("4", "大豆", "1,200", ""),
)
Rows = Sequence[Sequence[str]]


def paragraphs(*lines: str, kind: PassageKind = PassageKind.BODY) -> tuple[Passage, ...]:
    return tuple(
        Passage(f"正文第{number}段", line, kind, origin="word/document.xml")
        for number, line in enumerate(lines, start=1)
    )


def cells(number: int, rows: Rows, origin: str = "word/document.xml") -> tuple[Passage, ...]:
    return tuple(
        Passage(
            f"表{number}第{row}行第{column}列", text, cell=Cell(number, row, column), origin=origin
        )
        for row, own in enumerate(rows, start=1)
        for column, text in enumerate(own, start=1)
        if text
    )


def document(*passages: Passage, gaps: Sequence[Gap] = ()) -> Document:
    return Document("件", passages, tuple(gaps))


def scan(*lines: str, page: int = 1) -> Passage:
    return Passage(
        f"第{page}页（扫描）", "\n".join(lines), PassageKind.PICTURE, origin=f"page {page}"
    )


def plain(text: str) -> Document:
    return document(Passage("", text, origin="text"))


def changed(at: int, text: str) -> tuple[str, ...]:
    return (*TEXT[:at], text, *TEXT[at + 1 :])


def told(result: Comparison) -> list[tuple[str, str]]:
    return [(one.formal.text, one.electronic.text) for one in result.differences]


def word(rows: Rows, price: str = "") -> bytes:
    file = docx.Document()
    for line in TEXT[:4]:
        file.add_paragraph(line)
    for own in (AREAS, rows):
        table = file.add_table(len(own), len(own[0]))
        for row, texts in enumerate(own):
            for column, text in enumerate(texts):
                table.cell(row, column).text = price if text == "1,200" and price else text
    for line in TEXT[4:]:
        file.add_paragraph(line)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def web(rows: Rows) -> bytes:
    def table(own: Rows) -> str:
        lines = ("".join(f"<td>{text}</td>" for text in row) for row in own)
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    def lines(own: Sequence[str]) -> str:
        return "".join(f"<p>{line}</p>" for line in own)

    return f"<html><body>{lines(TEXT[:4])}{table(AREAS)}{table(rows)}{lines(TEXT[4:])}</body></html>".encode()


def text(rows: Rows) -> bytes:
    grid = ["\t".join(row) for own in (AREAS, rows) for row in own]
    return "\r\n\r\n".join((*TEXT[:4], *grid, *TEXT[4:])).encode("gb18030")


def pdf(rows: Rows) -> bytes:
    """Two pages with page numbers, lines wrapped after 25 characters, ruled tables."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    top = 760.0

    def write(lines: Sequence[str]) -> None:
        nonlocal top
        for line in lines:
            for start in range(0, len(line), 25):
                canvas.drawString(90, top, line[start : start + 25])
                top -= 24
            top -= 18

    def draw(own: Rows) -> None:
        nonlocal top
        height = 24 * len(own)
        canvas.grid(
            [90 + 100 * column for column in range(len(own[0]) + 1)],
            [top + 18 - 24 * row for row in range(len(own) + 1)],
        )
        for row, texts in enumerate(own):
            for column, one in enumerate(texts):
                canvas.drawString(94 + 100 * column, top - 24 * row, one)
        top -= height + 30

    canvas.setFont("STSong-Light", 14)
    write(TEXT[:4])
    draw(AREAS)
    draw(rows)
    canvas.drawCentredString(297, 40, "— 1 —")
    canvas.showPage()
    canvas.setFont("STSong-Light", 14)
    top = 760.0
    write(TEXT[4:])
    canvas.drawCentredString(297, 40, "— 2 —")
    canvas.save()
    return buffer.getvalue()


FORMS = {"件.docx": word, "件.html": web, "件.txt": text, "件.pdf": pdf}


@pytest.mark.parametrize("electronic", FORMS)
@pytest.mark.parametrize("formal", FORMS)
def test_same_content_is_identical_in_any_format(formal: str, electronic: str) -> None:
    result = compare(
        open_document(FORMS[formal](RATES), formal),
        open_document(FORMS[electronic](RATES), electronic),
    )

    assert not result.differences
    assert result.identity is Identity.IDENTICAL
    assert result.is_identical


@pytest.mark.parametrize("formal", FORMS)
def test_one_digit_in_a_table_is_shown_at_its_cell(formal: str) -> None:
    """R36."""
    result = compare(
        open_document(FORMS[formal](RATES), formal),
        open_document(word(RATES, "1,300"), "电子件.docx"),
    )
    (one,) = result.differences

    assert one.electronic.place == "表2第5行第3列"
    assert (one.kind, one.grade) == (DifferenceKind.TABLE, Grade.KEY)
    assert one.certainty is Certainty.CERTAIN
    assert one.message == "正式件为“1,200”，电子件为“1,300”，请按正式件改正"
    (span,) = one.electronic.spans
    passage = result.electronic.passages[span.passage]
    assert (passage.text, passage.text[span.start : span.end]) == ("1,300", "3")


def test_figure_and_missing_attachment_are_two_differences() -> None:
    """Scenario S4: 1,200 against 1,300 in table 2, and no 附件2."""
    other = [[text.replace("1,200", "1,300") for text in row] for row in RATES]
    formal = (*paragraphs(*TEXT[:4]), *cells(1, AREAS), *cells(2, RATES), *paragraphs(*TEXT[4:]))
    short = (*TEXT[4:5], *TEXT[6:12])
    electronic = (*paragraphs(*TEXT[:4]), *cells(1, AREAS), *cells(2, other), *paragraphs(*short))
    figure, attachment = compare(document(*formal), document(*electronic)).differences

    assert (figure.kind, figure.electronic.place) == (DifferenceKind.TABLE, "表2第5行第3列")
    assert (attachment.kind, attachment.grade) == (DifferenceKind.ATTACHMENT, Grade.KEY)
    assert attachment.message == (
        "电子件缺少附件2“补贴资金发放登记表”（附件说明和附件正文），请按正式件补上"
    )


def test_same_two_differences_in_a_scan() -> None:
    """Scenario S4 with a scan read twice."""
    other = [[text.replace("1,200", "1,300") for text in row] for row in RATES]
    grid = ["  ".join(row) for own in (AREAS, RATES) for row in own]
    formal = document(scan(*TEXT[:4], *grid, "— 1 —"), scan(*TEXT[4:], "2", page=2))
    short = (*TEXT[4:5], *TEXT[6:12])
    electronic = document(
        *paragraphs(*TEXT[:4]), *cells(1, AREAS), *cells(2, other), *paragraphs(*short)
    )
    figure, attachment = compare(formal, electronic, (formal,)).differences

    assert figure.electronic.place == "表2第5行第3列"
    assert figure.certainty is Certainty.CERTAIN
    assert attachment.kind is DifferenceKind.ATTACHMENT


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (TEXT[:12], "电子件缺少附件2“补贴资金发放登记表”的附件正文"),
        ((*TEXT[:5], *TEXT[6:]), "电子件缺少附件2“补贴资金发放登记表”的附件说明"),
        (
            (*TEXT[:4], "附件：补贴面积核实表", *TEXT[6:9], "附件", *TEXT[10:12]),
            "电子件缺少附件2“补贴资金发放登记表”（附件说明和附件正文）",
        ),
    ],
)
def test_missing_attachment_is_one_difference(lines: tuple[str, ...], message: str) -> None:
    result = compare(document(*paragraphs(*TEXT)), document(*paragraphs(*lines)))
    turned = compare(document(*paragraphs(*lines)), document(*paragraphs(*TEXT)))

    assert [one.message.split("，")[0] for one in result.differences] == [message]
    assert [one.kind for one in turned.differences] == [DifferenceKind.ATTACHMENT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("安排资金1,200万元（含上年结转）。", "安排资金１，２００万元(含上年结转)。"),
        ("实施“藏粮于地”战略", '实施"藏粮于地"战略'),
        ("虚谷府发〔2026〕12号", "虚谷府发[2026]12号"),
        ("二〇二六年五月八日", "二○二六年五月八日"),
        ("二〇二六年五月八日", "二0二六年五月八日"),
        ("坚决 守住\n底线", "坚决守住底线"),
        ("面积10m²", "面积10m2"),
        ("竹沟镇—云塘乡", "竹沟镇–云塘乡"),
        ("坚决守住\u200b底线", "坚决守住底线"),
        ("共1 200人", "共1200人"),
    ],
)
def test_declared_normalisation(one: str, other: str) -> None:
    assert compare(plain(one), plain(other)).is_identical


@pytest.mark.parametrize(
    ("formal", "electronic", "kind", "grade", "pieces"),
    [
        ("拨付23.6万元", "拨付28.6万元", "text", "key", ("3", "8")),
        ("拨付1,200元", "拨付2,100元", "text", "key", ("1,2", "2,1")),
        ("占比1.5%以上", "占比15%以上", "punctuation", "key", (".", "")),
        ("面积10²以内", "面积102以内", "text", "key", ("²", "2")),
        ("不得发放补贴", "得发放补贴", "text", "key", ("不", "")),
        ("一律关停", "一律予以关停", "text", "wording", ("", "予以")),
        ("按时报送。请核实", "按时报送，请核实", "punctuation", "mark", ("。", "，")),
        ("联系人田小禾", "联系人田晓禾", "text", "wording", ("小", "晓")),
        ("号码12 3起", "号码1 23起", "text", "key", ("12 3", "1 23")),
        ("二〇二六年", "二〇二五年", "text", "key", ("六", "五")),
    ],
)
def test_kind_and_grade(
    formal: str, electronic: str, kind: str, grade: str, pieces: tuple[str, str]
) -> None:
    result = compare(plain(formal), plain(electronic))
    (one,) = result.differences

    assert (one.kind.value, one.grade.value, one.certainty) == (kind, grade, Certainty.CERTAIN)
    assert told(result) == [pieces]
    assert (one.formal.place, one.electronic.place) == ("第1行", "第1行")


def test_moved_paragraph_is_one_difference() -> None:
    moved = (*TEXT[:2], TEXT[3], TEXT[2], *TEXT[4:])
    result = compare(document(*paragraphs(*TEXT)), document(*paragraphs(*moved)))
    (one,) = result.differences

    assert "位置与正式件不同" in one.message
    assert one.formal.text == one.electronic.text


def test_page_furniture_is_tolerated_and_named() -> None:
    head = Passage("页眉", "虚谷县农业农村委文件", PassageKind.HEADER)
    number = Passage("页脚", "— 1 —", PassageKind.FOOTER)
    lines = [*TEXT, "虚谷县农业农村委办公室  2026年5月9日印发"]
    twice = [*lines[:8], "虚谷县农业农村委办公室 2026年5月9日印发", *lines[8:]]
    result = compare(
        document(*paragraphs("虚谷县农业农村委文件", *twice[:9], "- 1 -", *twice[9:])),
        document(head, *paragraphs(*lines), number),
    )

    assert result.is_identical
    assert {(one.copy, one.reason) for one in result.tolerated} >= {
        (Copy.FORMAL, "页码不计入比对"),
        (Copy.ELECTRONIC, "页码不计入比对"),
        (Copy.ELECTRONIC, "页眉页脚“虚谷县农业农村委文件”不计入比对"),
        (Copy.FORMAL, "重复的页眉页脚、表头或者印发行不计入差异"),
    }


def test_running_heads_and_bare_numbers_of_scans_are_furniture() -> None:
    pages = [scan("虚谷县公报", line, str(page), page=page) for page, line in enumerate(TEXT, 1)]

    assert compare(document(*pages), document(*paragraphs(*TEXT))).is_identical


def test_table_header_repeated_on_the_next_page_is_tolerated() -> None:
    repeated = (*RATES[:3], RATES[0], *RATES[3:])
    result = compare(
        document(*cells(1, repeated, "page 1")), document(*cells(1, RATES), *paragraphs())
    )

    assert result.is_identical


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((*RATES[:2], ("2", "玉米", "", "900"), ("", "", "", "含青贮"), *RATES[3:]), "所在的列"),
        ((*RATES[:1], ("1", "水", "稻1,100", ""), *RATES[2:]), "单元格的划分"),
    ],
)
def test_equal_text_in_another_cell_is_a_difference(rows: Rows, reason: str) -> None:
    result = compare(document(*cells(1, RATES)), document(*cells(1, rows)))

    assert {one.kind for one in result.differences} == {DifferenceKind.TABLE}
    assert reason in result.differences[0].message
    assert result.differences[0].certainty is Certainty.CERTAIN


def test_automatic_numbers_count_as_text() -> None:
    labelled = document(Passage("正文第1段", "工作目标", label="一、"))

    assert compare(plain("一、工作目标"), labelled).is_identical
    assert told(compare(plain("二、工作目标"), labelled)) == [("二", "一")]


SIGNED = TEXT[:9]


def test_seal_text_is_tolerated() -> None:
    seal = "虚谷土家族苗族自治县农业农村委员会"
    formal = document(scan(*SIGNED[:7], seal, "5001234567890", *SIGNED[7:]))
    result = compare(formal, document(*paragraphs(*SIGNED)))

    assert result.is_identical
    assert "印章文字不计入差异" in {one.reason for one in result.tolerated}


def test_what_the_seal_hides_is_never_called_identical() -> None:
    formal = document(scan(*SIGNED[:7], *SIGNED[8:]))
    result = compare(formal, document(*paragraphs(*SIGNED)))

    assert not result.differences
    assert result.identity is Identity.UNDETERMINED
    assert [one.reason for one in result.unread] == ["印章遮挡区未比对，请人工核对"]


@pytest.mark.parametrize(
    ("line", "again", "certainty"),
    [
        ("请于10月20日前将核实结果报送县农业农村委，逾期未报的不予补贴。", True, "certain"),
        ("请于10月20日前将核实结果报送县农业农村委，逾期未报的不予补贴。", False, "suspected"),
        ("请于10月25日前将核实结果报送县农业农村委，逾期末报的不予补贴。", True, "suspected"),
        ("请于10月25日前将核实结果报送县农业农村委，逾期未报的予补贴。", True, "suspected"),
    ],
)
def test_recognised_text_is_certain_only_where_every_reading_agrees(
    line: str, again: bool, certainty: str
) -> None:
    """Look-alikes and what was not read are for people, however often it was looked."""
    formal = document(scan(*changed(3, line)[:9]))
    clear = document(scan(*SIGNED))
    electronic = document(*paragraphs(*SIGNED))
    (one,) = compare(formal, electronic, (formal,) if again else (clear,)).differences

    assert one.certainty.value == certainty
    assert ("人工核对" in one.message) == (certainty == "suspected")


def test_gaps_and_pictures_are_unread() -> None:
    gap = Gap("第2页", "第2页是扫描图片，未读取", GapKind.MEDIA)
    picture = Passage("正文第1段图片1", "咨询电话见公告", PassageKind.PICTURE, origin="picture")
    same = paragraphs(*SIGNED)

    assert compare(document(*same, gaps=[gap]), document(*same)).identity is Identity.UNDETERMINED
    assert compare(document(*same), document(*same, picture)).identity is Identity.UNDETERMINED
    assert compare(document(*same, picture), document(*same, picture)).is_identical
    assert compare(document(gaps=[gap]), document(*same)).identity is Identity.UNDETERMINED


def test_what_an_unread_page_may_hold_is_only_suspected() -> None:
    gap = Gap("第2页", "第2页是扫描图片，未读取", GapKind.MEDIA)
    result = compare(document(*paragraphs(*SIGNED[:6]), gaps=[gap]), document(*paragraphs(*SIGNED)))

    assert {one.certainty for one in result.differences} == {Certainty.SUSPECTED}


def test_hidden_text_is_named_but_not_compared() -> None:
    hidden = Passage("正文第1段（隐藏文字）", "内部口径", PassageKind.HIDDEN)
    result = compare(document(*paragraphs(*TEXT)), document(*paragraphs(*TEXT), hidden))

    assert result.is_identical
    assert [one.reason for one in result.tolerated] == ["有1处隐藏文字，不计入比对"]


LONG = "".join(
    f"第{number}条 {TEXT[2]}{TEXT[3]}由{'竹沟镇云塘乡'[number % 2 * 3 :][:3]}第{number * 7}户承担。"
    for number in range(1, 160)
)


@settings(deadline=None, max_examples=60)
@given(
    slots=st.sets(st.integers(0, len(LONG) // 24 - 1), max_size=25),
    data=st.data(),
)
def test_planted_changes_are_found_one_by_one(slots: set[int], data: st.DataObject) -> None:
    """Changes at least 12 characters apart are as many regions, each at its characters."""
    pieces = [LONG[start : start + 24] for start in range(0, len(LONG), 24)]
    expected = []
    for slot in sorted(slots):
        offset = data.draw(st.integers(6, 17))
        how = data.draw(st.sampled_from(["replace", "insert", "delete"]))
        before, own, after = (
            pieces[slot][:offset],
            pieces[slot][offset],
            pieces[slot][offset + 1 :],
        )
        if own.isspace():
            continue
        match how:
            case "replace":
                pieces[slot], change = f"{before}龘{after}", (own, "龘")
            case "insert":
                pieces[slot], change = f"{before}龘{own}{after}", ("", "龘")
            case _:
                pieces[slot], change = before + after, (own, "")
        expected.append(change)
    result = compare(plain(LONG), plain("".join(pieces)))

    assert told(result) == expected
    for one in result.differences:
        for side, whole in ((one.formal, result.formal), (one.electronic, result.electronic)):
            (span,) = side.spans
            assert whole.passages[span.passage].text[span.start : span.end] == side.text


def test_twelve_thousand_characters_take_well_under_a_second() -> None:
    changed_ = LONG.replace("第700户", "第707户").replace("第84户", "第81户")
    start = time.process_time()
    result = compare(plain(LONG), plain(changed_))

    assert len(LONG) > 12_000
    assert len(result.differences) == 2
    assert time.process_time() - start < 1
