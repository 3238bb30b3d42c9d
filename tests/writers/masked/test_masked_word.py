"""What a masked Word document takes over and what it does not, piece by piece."""

import io
import zipfile

import pytest
from word_file import BEGIN, END, HIDE, MIDDLE, word

from shenfa.readers import Options
from shenfa.readers.word.docx import read
from shenfa.text import Document
from shenfa.writers.masked import CopyRefused, Mask, Original
from shenfa.writers.masked.word import masked_word


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(properties: str, text: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def copied(data: bytes, *masks: Mask) -> tuple[str, tuple[str, ...]]:
    """Return the main part of the copy and what was left out."""
    document = Document("稿件.docx", read(data, "稿件.docx", Options()).passages)
    copy = masked_word(Original(data, document, masks))
    with zipfile.ZipFile(io.BytesIO(copy.data)) as file:
        return file.read("word/document.xml").decode(), copy.left_out


def words(body: str, *masks: Mask) -> str:
    """Return the characters of the copy of a body."""
    text, _ = copied(word(body), *masks)
    return "|".join(
        piece.partition(">")[2].partition("</w:t>")[0]
        for piece in text.split("<w:t")[1:]
        if piece[0] in " >"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("看得见"), run("隐藏", HIDE)), "看得见"),
        (paragraph(run("甲"), f'<w:ins w:id="1" w:author="石">{run("乙")}</w:ins>'), "甲|乙"),
        (
            paragraph(run("甲"), '<w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del>'),
            "甲",
        ),
        (
            paragraph(run("甲"), properties='<w:rPr><w:del w:id="1"/></w:rPr>')
            + paragraph(run("乙")),
            "甲|乙",
        ),
        (
            paragraph(
                BEGIN,
                "<w:r><w:instrText>MERGEFIELD 电话</w:instrText></w:r>",
                MIDDLE,
                run("结果"),
                END,
            ),
            "结果",
        ),
        (paragraph(f'<w:hyperlink w:anchor="a">{run("链接")}</w:hyperlink>'), "链接"),
        (
            paragraph(
                f"<w:sdt><w:sdtPr><w:alias w:val='别名'/></w:sdtPr><w:sdtContent>{run('内容')}"
                "</w:sdtContent></w:sdt>"
            ),
            "内容",
        ),
        (paragraph("<w:r><w:object/></w:r>", run("后")), "（此处的嵌入对象未带入脱敏副本）|后"),
        (
            table(cell("", "表"), "<w:trPr><w:del/></w:trPr>" + cell("", "删")),
            "表",
        ),
        (
            table(cell("<w:vMerge w:val='restart'/>", "上"), cell("<w:vMerge/>", "被盖住")),
            "上",
        ),
    ],
)
def test_only_what_is_seen_is_written(body: str, expected: str) -> None:
    assert words(body) == expected


@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        (Mask(0, 2, 6, "**"), "电话|**|67号"),
        (Mask(0, 0, 2, "某"), "某|1386|67号"),
        (Mask(0, 1, 8, "某"), "电某|号"),
        (Mask(0, 1, 9, ""), "电"),
    ],
)
def test_a_mask_reaches_over_runs(mask: Mask, expected: str) -> None:
    body = paragraph(*(run(piece) for piece in ("电话", "1386", "67号")))

    assert words(body, mask) == expected


def test_text_of_shapes_is_kept_and_their_names_are_not() -> None:
    box = (
        "<w:r><w:drawing><wp:inline><wp:extent cx='1' cy='1'/>"
        "<wp:docPr id='1' name='石干事的框' descr='13900000001'/><a:graphic><a:graphicData uri='u'>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph(run('框里'))}</w:txbxContent></wps:txbx>"
        "<wps:spPr><a:prstGeom prst='roundRect'><a:avLst><a:gd name='adj' fmla='val 9'/></a:avLst>"
        "</a:prstGeom></wps:spPr>"
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    text, left_out = copied(word(paragraph(run("前"), box)))

    assert "框里" in text
    assert 'name="adj"' in text
    assert "石干事" not in text
    assert "13900000001" not in text
    assert left_out == ()


def test_an_old_text_box_is_refused() -> None:
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph(run('框里'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    with pytest.raises(CopyRefused, match="旧式文本框"):
        copied(word(paragraph(run("前"), box)))


def test_a_mask_in_a_formula_is_refused() -> None:
    formula = "<m:oMath><m:r><m:t>13900000001</m:t></m:r></m:oMath>"
    with pytest.raises(CopyRefused, match="公式"):
        copied(word(paragraph(run("甲"), formula)), Mask(0, 1, 12, "*"))
