"""From findings to masks: what replaces what, what is masked beside it, what is refused."""

import datetime

import pytest

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner, examine_document
from shenfa.audit.leaks import leaks, needles_of
from shenfa.audit.masking import masks_of, refusal
from shenfa.audit.replacing import AddressLevel, Profile, Span, replacement
from shenfa.text import Cell, ContentKind, Context, Document, Gap, GapKind, Passage
from shenfa.text.checksums import resident_check_digit
from shenfa.writers.masked.package import archive

STANDARD, STRICT = Profile(), Profile(is_strict=True)
TO_TOWN = Profile(address=AddressLevel.TOWN)


def identity(serial: int) -> str:
    first = f"50024219800101{serial:03d}"
    return first + resident_check_digit(first)


@pytest.mark.parametrize(
    ("span", "profile", "expected"),
    [
        (Span("ID_CARD", "500242198001010016"), STANDARD, "50*************016"),
        (Span("ID_CARD", "500242 19800101 0016"), STANDARD, "50*************016"),
        (Span("ID_CARD", "500242"), STANDARD, "******"),
        (Span("MOBILE", "139-1234-5678"), STANDARD, "139****5678"),
        (Span("BANK_CARD", "6217996900000000003"), STANDARD, "***************0003"),
        (Span("ID_CARD", "500242198001010016"), STRICT, "***"),
        (Span("WEAK_MASK", "50024219******0016"), STANDARD, "50*************016"),
        (Span("WEAK_MASK", "138**345678"), STANDARD, "138****5678"),
        (Span("HOME_ADDRESS", "云塘乡竹沟村3组12号"), STANDARD, "云塘乡竹沟村"),
        (Span("HOME_ADDRESS", "云塘乡竹沟村3组12号"), TO_TOWN, "云塘乡"),
        (Span("HOME_ADDRESS", "虚谷县竹沟镇桂花路12号3幢501"), STANDARD, "虚谷县竹沟镇"),
        (Span("HOME_ADDRESS", "桂花路12号"), STANDARD, "***"),
        (Span("DISEASE", "尿毒症", "张三因"), STANDARD, "病"),
        (Span("DISEASE", "尿毒症", is_alone=True), STANDARD, "患病"),
        (Span("DISEASE", "尿毒症", "确诊为"), STANDARD, "疾病"),
        (Span("DISEASE", "尿毒症"), STRICT, "***"),
    ],
)
def test_replacement(span: Span, profile: Profile, expected: str) -> None:
    """R51–R53, R55, with the masks of Q24."""
    assert replacement(span, profile) == expected


def masked(document: Document) -> list[tuple[int, str, str]]:
    context = Context(ContentKind.LIST, datetime.date(2026, 5, 8))
    report = examine_document(document, Examiner(compile_engine(), context))
    passages = report.document.passages
    return [
        (one.passage, passages[one.passage].text[one.start : one.end], one.replacement)
        for one in masks_of(report, STANDARD)
    ]


def test_a_column_is_masked_as_one() -> None:
    """A number with a slip of the pen among numbers is masked like them."""
    numbers = [identity(1), identity(2), identity(3), "5002421980010100"]
    cells = tuple(
        Passage(f"C{row}", text, cell=Cell(1, row, 1, "号码"))
        for row, text in enumerate(numbers, start=2)
    )

    assert masked(Document("a.xlsx", cells))[-1] == (3, numbers[3], "50***********100")


def test_a_number_is_masked_wherever_else_it_stands() -> None:
    first = Passage("第1段", f"身份证号{identity(5)}")
    second = Passage("第2段", f"受理编号{identity(5)}")
    found = masked(Document("a.docx", (first, second)))

    assert [one[0] for one in found] == [0, 1]
    assert found[0][2] == found[1][2]


@pytest.mark.parametrize(
    ("passages", "gaps", "reason"),
    [
        ((Passage("正文第1段", "秘密★1年"),), (), "正文第1段有涉密标志"),
        ((Passage("正文第1段", "甲"),), (Gap("表1", "已损坏"),), "表1未能读取"),
        (
            (Passage("正文第1段", "甲"),),
            (Gap("图片1", "未读取", GapKind.MEDIA),),
            "图片1有未识别的图片",
        ),
        ((Passage("正文第1段", "甲"),), (Gap("宏", "未读取"),), None),
    ],
)
def test_refusal_names_the_place(
    passages: tuple[Passage, ...], gaps: tuple[Gap, ...], reason: str | None
) -> None:
    context = Context(ContentKind.GENERAL, datetime.date(2026, 5, 8))
    document = Document("a.docx", passages, gaps)
    report = examine_document(document, Examiner(compile_engine(), context))
    found = refusal(report, are_pictures_seen=False)

    assert str(found or "").startswith(reason) if reason else found is None


def test_pictures_that_people_have_seen_are_no_obstacle() -> None:
    gap = Gap("图片1", "未读取", GapKind.MEDIA)
    document = Document("a.docx", (Passage("正文第1段", "甲"),), (gap,))
    report = examine_document(document, Examiner(compile_engine(), Context()))

    assert refusal(report, are_pictures_seen=True) is None


NUMBER = "13912345678"
DISGUISES = {
    "plain": NUMBER.encode(),
    "utf-16": NUMBER.encode("utf-16-le"),
    "cut by tags": b"<t>139</t><t>1234</t><t>5678</t>",
    "entities": b"<t>139&#49;2345678</t>",
    "separated": b"139 1234-5678",
    "full width": "１３９１２３４５６７８".encode(),
    "float": b"<v>1.3912345678E10</v>",
    "gb18030": f"电话{NUMBER}".encode("gb18030"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_leaks_are_seen_through_every_disguise(disguise: str) -> None:
    needles = needles_of([NUMBER])
    part = DISGUISES[disguise]

    assert leaks(part, needles)
    assert leaks(archive({"a/b.xml": part, "c.bin": part}), needles)


def test_nothing_is_seen_where_nothing_is() -> None:
    data = archive({"a.xml": b"<t>139****5678</t><v>13900000001</v>", NUMBER[:10]: b""})

    assert leaks(data, needles_of([NUMBER, "甲"])) == ()
