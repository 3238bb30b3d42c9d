"""Annex 1 as Word and PDF (R38, Q33): its rows, order and wording, and the page behind it."""

import datetime
import io
import re
from collections.abc import Callable
from dataclasses import replace

import docx
import pypdfium2
import pytest
from docx.document import Document

from shenfa.writers.form import (
    Confirmation,
    Record,
    ReviewForm,
    ReviewStep,
    form_docx,
    form_pdf,
    form_template,
)

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
UTC = datetime.UTC


def at(day: int, hour: int, minute: int) -> datetime.datetime:
    return datetime.datetime(2026, 5, day, hour, minute, tzinfo=BEIJING)


FORM = ReviewForm(
    county="虚谷自治县",
    unit="虚谷土家族苗族自治县农业农村委员会",
    contact="田小禾",
    phone="023-70001234",
    email="nyncw@xugu.example",
    has_media=True,
    title="关于印发《2026年种粮补贴实施方案》的通知",
    commitments=(
        Confirmation("向明远", at(8, 16, 20)),
        Confirmation("向明远", at(8, 16, 21)),
        Confirmation("向明远", datetime.datetime(2026, 5, 8, 8, 22, tzinfo=UTC)),
        Confirmation(),
    ),
    record=Record(
        publisher="种植业管理科",
        column="政府信息公开 > 通知公告",
        address="https://www.xugu.example/zwgk/1.html",
        reviews=(
            ReviewStep("初审", "田小禾", "信息发布责任人", "通过", at(7, 9, 30)),
            ReviewStep("审核", "冉文博", "科室负责人", "通过", at(7, 15, 2)),
            ReviewStep("审发", "向明远", "分管领导", "通过", at(8, 10, 11)),
        ),
        signature="电子签名",
        seal="电子印章",
        opinion="同意发布",
        receipt="2026年5月8日 16:40 收悉",
        trail_head="9f86d081" * 8,
        trail_count=128,
    ),
    signatory="向明远",
    signed_on=datetime.date(2026, 5, 8),
)
ANNEX = [
    ["报送单位", FORM.unit, "联系人", "田小禾"],
    ["联系方式", "电话：023-70001234", "是否含图片或视频", "是"],
    ["联系方式", "邮箱：nyncw@xugu.example", "是否含图片或视频", "是"],
    ["内容标题", FORM.title],
    [
        "内容发布单位审核意见",
        (
            "本单位承诺此信息符合以下要求："
            "1．拟发布内容符合《政府信息公开条例》要求。"
            "2．拟发布内容可以在县政府门户网站进行公开，并允许其进行发布。"
            "3．拟发布内容、格式、数据、保密均已通过我单位内部审核。"
            "4．提供的电子件与审签的正式件内容完全一致。"
            "负责人（签字）：向明远（单位盖章）2026年5月8日"
        ),
    ],
]
SECOND = [
    "信息审核表附页",
    "内容发布单位种植业管理科",
    "发布栏目政府信息公开>通知公告",
    "信息地址https://www.xugu.example/zwgk/1.html",
    "已确认向明远2026年5月8日16:20",
    "已确认向明远2026年5月8日16:21",
    "已确认向明远2026年5月8日16:22",
    "未确认",
    "初审田小禾信息发布责任人通过2026年5月7日09:30",
    "审核冉文博科室负责人通过2026年5月7日15:02",
    "审发向明远分管领导通过2026年5月8日10:11",
    "签字凭据电子签名",
    "盖章凭据电子印章",
    "县政府办公室意见同意发布",
    "收悉2026年5月8日16:40收悉",
]
FOOT = "留痕记录128条，末条链签" + "9f86d081" * 8


def tight(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def rows(document: Document, table: int) -> list[list[str]]:
    return [
        [tight(text) for text in dict.fromkeys(cell.text for cell in row.cells)]
        for row in document.tables[table].rows
    ]


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [tight(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def test_first_page_of_word_is_the_annex_row_by_row() -> None:
    document = opened(form_docx(FORM))
    lines = [tight(one.text) for one in document.paragraphs if one.text.strip()]

    assert lines == ["附件1", "虚谷自治县政府门户网站信息审核表", "信息审核表附页"]
    assert rows(document, 0) == ANNEX


def test_second_page_of_word_holds_the_record() -> None:
    document = opened(form_docx(FORM))
    text = "".join("".join(row) for table in range(1, 5) for row in rows(document, table))
    foot = tight(document.sections[0].footer.paragraphs[0].text)

    assert all(piece in text for piece in SECOND[1:])
    assert foot.startswith(FOOT)


def test_first_page_of_pdf_is_the_annex_in_order() -> None:
    first, second = pages(form_pdf(FORM))
    wording = [
        "附件1",
        "虚谷自治县政府门户网站信息审核表",
        "报送单位",
        "联系人",
        "电话：",
        "邮箱：",
    ]
    wording += ["内容标题", "本单位承诺此信息符合以下要求：", "1．", "2．", "3．", "4．"]
    wording += ["负责人（签字）：向明远", "（单位盖章）", "2026年5月8日"]
    places = [first.find(piece) for piece in wording]

    assert -1 not in places
    assert places == sorted(places)
    assert tight("".join(ANNEX[4][1].split("负责人")[0])) in first
    for row in ANNEX[:4]:
        assert all(piece in first for piece in row)
    assert FOOT in first
    assert "附页" not in first
    assert FOOT in second


def test_first_page_of_pdf_holds_nothing_else() -> None:
    first, _ = pages(form_pdf(FORM))
    for piece in (FOOT, "附件1", "虚谷自治县政府门户网站信息审核表", "第1页共2页"):
        first = first.replace(piece, "", 1)
    for piece in sorted({one for row in ANNEX for one in row}, key=len, reverse=True):
        first = first.replace(piece, "", 1)

    assert first == ""


def test_second_page_of_pdf_holds_the_record() -> None:
    _, second = pages(form_pdf(FORM))

    assert all(piece in second for piece in SECOND)


@pytest.mark.parametrize("write", [form_docx, form_pdf])
def test_same_values_give_the_same_bytes(write: Callable[[ReviewForm], bytes]) -> None:
    assert write(FORM) == write(FORM)


def test_form_before_signing_leaves_room_for_the_pen() -> None:
    blank = replace(FORM, signatory="", signed_on=None, has_media=False)
    word = "".join(rows(opened(form_docx(blank)), 0)[4])
    first, _ = pages(form_pdf(blank))

    for text in (word, first):
        assert "负责人（签字）：（单位盖章）年月日" in text
    assert "是否含图片或视频" in first
    assert rows(opened(form_docx(blank)), 0)[1][-1] == "否"


def test_long_values_keep_the_annex_on_one_page() -> None:
    long = replace(
        FORM,
        unit="虚谷土家族苗族自治县规划和自然资源局（县林业局、县绿化委员会办公室）",
        email="xinxigongkai.lianxiren.youxiang@nyncw.xugu.example.gov.example",
        title="关于转发" + "《关于进一步做好有关工作的通知》" * 4 + "的通知",
    )

    assert len(pages(form_pdf(long))) == 2


def test_markup_in_a_value_stays_text() -> None:
    title = "A&B <w:p/> {{ unit }} #strong[x] *粗* 的通知"
    odd = replace(FORM, title=title)

    assert rows(opened(form_docx(odd)), 0)[3][1] == tight(title)
    assert tight(title) in pages(form_pdf(odd))[0]


def test_office_may_use_its_own_template() -> None:
    own = opened(form_template())
    own.paragraphs[0].text = "附件一"
    buffer = io.BytesIO()
    own.save(buffer)

    assert opened(form_docx(FORM, buffer.getvalue())).paragraphs[0].text == "附件一"
