"""Word's automatic numbers are the labels of their passages, as Word itself shows them."""

import io

import docx
import pytest
from word_file import cell, check, paragraph, run, table, word

from shenfa.readers import Options
from shenfa.readers.word.docx import read
from shenfa.readers.word.number_format import written

LINKS = {"rId7": ("numbering", "numbering.xml"), "rId8": ("styles", "styles.xml")}


def level(number: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


OFFICIAL = (
    level(0, "%1、", "chineseCountingThousand")
    + level(1, "（%2）", "chineseCounting")
    + level(2, "%3.")
    + level(3, "（%4）")
)


def definitions(*lists: str, definition: str = OFFICIAL) -> str:
    """Return numbering.xml: one definition, and lists 1, 2 … made from it with their changes."""
    own = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="5"/>{changes}</w:num>'
        for number, changes in enumerate(lists, start=1)
    )
    return (
        f'<w:numbering><w:abstractNum w:abstractNumId="5">{definition}</w:abstractNum>{own}'
        "</w:numbering>"
    )


def item(text: str, at: str = "1:0", style: str = "", mark: str = "") -> str:
    """Return a paragraph in list and level ``at``; "" for no numbering of its own."""
    number, _, depth = at.partition(":")
    listed = f'<w:ilvl w:val="{depth}"/>' if depth else ""
    listed += f'<w:numId w:val="{number}"/>' if number else ""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f"<w:numPr>{listed}</w:numPr>" if listed else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def labels(body: str, numbering: str, styles: str = "<w:styles/>") -> list[str]:
    content = check(word(body, LINKS, word__numbering=numbering, word__styles=styles))
    assert content.gaps == ()
    return [one.label for one in content.passages]


def test_levels_of_an_official_document() -> None:
    """A level starts again below every number above it; text without number counts nothing."""
    body = (
        paragraph("现将有关事项通知如下：")
        + item("压实责任")
        + item("明确责任人。", "1:1")
        + item("县级。", "1:2")
        + item("乡镇。", "1:2")
        + item("村级。", "1:3")
        + item("加强值守。", "1:1")
        + item("县级。", "1:2")
        + item("强化监测")
        + item("完善网络。", "1:1")
    )

    assert labels(body, definitions("")) == [
        *("", "一、", "（一）", "1.", "2.", "（1）", "（二）", "1.", "二、", "（一）"),
    ]


def test_text_is_left_as_it_is() -> None:
    passage = check(word(item("压实责任"), LINKS, word__numbering=definitions(""))).passages[0]

    assert (passage.label, passage.text, passage.place) == ("一、", "压实责任", "正文第1段")


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (("", ""), ["一、", "二、", "三、", "四、"]),
        (
            ("", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            ["一、", "二、", "一、", "二、"],
        ),
        (
            ("", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            ["一、", "二、", "五、", "六、"],
        ),
        (
            ("", f'<w:lvlOverride w:ilvl="0">{level(0, "第%1条")}</w:lvlOverride>'),
            ["一、", "二、", "第3条", "第4条"],
        ),
    ],
)
def test_lists_of_one_definition_share_its_numbers(
    lists: tuple[str, ...], expected: list[str]
) -> None:
    body = item("甲") + item("乙") + item("丙", "2:0") + item("丁", "2:0")

    assert labels(body, definitions(*lists)) == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (level(0, "%1") + level(1, "%1.%2"), ["1", "1.1", "1.2", "2", "2.1"]),
        (
            level(0, "第%1章", "chineseCounting") + level(1, "%1.%2", more="<w:isLgl/>"),
            ["第一章", "1.1", "1.2", "第二章", "2.1"],
        ),
        (
            level(0, "第%1章", "chineseCounting")
            + level(1, "第%2条", "chineseCounting", '<w:lvlRestart w:val="0"/>'),
            ["第一章", "第一条", "第二条", "第二章", "第三条"],
        ),
        (level(0, "%1.", start=3) + level(1, "●", "bullet"), ["3.", "", "", "4.", ""]),
        (level(0, "%1.", "none") + level(1, "%1%2)", "lowerLetter"), ["", "a)", "b)", "", "a)"]),
        (level(0, "%1.", "klingon") + level(1, "%1.%2"), [""] * 5),
        (level(0, "%1."), ["1.", "", "", "2.", ""]),
        (level(0, "%1%2%9.") + level(1, ""), ["1.", "", "", "2.", ""]),
    ],
)
def test_text_of_a_level(definition: str, expected: list[str]) -> None:
    body = item("甲") + item("乙", "1:1") + item("丙", "1:1") + item("丁") + item("戊", "1:1")

    assert labels(body, definitions("", definition=definition)) == expected


def test_styles_number_their_paragraphs() -> None:
    """A style's level is the one that names it; a paragraph may leave the numbering."""
    numbering = definitions(
        "",
        definition=level(0, "%1、", "chineseCounting", '<w:pStyle w:val="Heading1"/>')
        + level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="Heading2"/>'),
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        "<w:styles>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        f'<w:style w:type="paragraph" w:styleId="Heading1">{listed}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Heading2"><w:basedOn w:val="Heading1"/>{listed}'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Heading2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>'
        "</w:styles>"
    )
    body = (
        item("标题", "0", style="Heading1")
        + item("压实责任", "", style="Heading1")
        + item("县级", "", style="Heading2")
        + item("乡镇", "", style="Child")
        + item("村级", ":0", style="Child")
        + item("正文", "", style="Circle")
        + paragraph("正文")
    )

    assert labels(body, numbering, styles) == ["", "一、", "（一）", "（二）", "二、", "", ""]


def test_list_style_behind_a_definition() -> None:
    numbering = (
        '<w:numbering><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Official"/>'
        f'</w:abstractNum><w:abstractNum w:abstractNumId="2">{OFFICIAL}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )
    styles = (
        '<w:styles><w:style w:type="numbering" w:styleId="Official"><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>'
    )

    assert labels(item("甲") + item("乙", "2:0"), numbering, styles) == ["一、", "二、"]


def test_what_word_counts_without_text() -> None:
    """An empty paragraph takes a number unless its mark is deleted or hidden."""
    body = (
        item("甲")
        + item("")
        + item("", mark="<w:del/>")
        + item("", mark="<w:vanish/>")
        + item("乙", mark='<w:vanish w:val="0"/>')
    )

    assert labels(body, definitions("")) == ["一、", "三、"]


def test_cells_are_numbered_in_their_order() -> None:
    cells = cell(item("乙") + item("丙")) + cell(item(""))
    body = item("甲") + table(f"<w:tr>{cells}</w:tr>") + item("丁")

    assert labels(body, definitions("")) == ["一、", "二、", "五、"]


@pytest.mark.parametrize(
    "numbering",
    [
        "<w:numbering/>",
        '<w:numbering><w:num w:numId="1"/></w:numbering>',
        '<w:numbering><w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num></w:numbering>',
        definitions("", definition=""),
        definitions("", definition='<w:lvl/><w:lvl w:ilvl="-1"/><w:lvl w:ilvl="x"/>'),
        definitions("", definition='<w:lvl w:ilvl="0"><w:start w:val="99999999999"/></w:lvl>'),
        definitions('<w:lvlOverride><w:startOverride w:val="x"/></w:lvlOverride>', definition=""),
    ],
)
def test_broken_definitions_show_no_number(numbering: str) -> None:
    assert labels(item("甲"), numbering) == [""]


def test_damaged_part_is_a_gap() -> None:
    content = check(word(item("甲"), LINKS, **{"word/numbering.xml": b"<w:numbering"}))

    assert [one.label for one in content.passages] == [""]
    assert [gap.place for gap in content.gaps] == ["自动编号"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 2 10 11 20 21 101"),
        ("decimalZero", "01 02 10 11 20 21 101"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １０１"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一〇一"),
        ("taiwaneseCounting", "一 二 十 十一 二十 二十一 一〇一"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百零一"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 None"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一〇一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零壹"),
        ("ideographLegalTraditional", "壹 貳 壹拾 壹拾壹 貳拾 貳拾壹 壹佰零壹"),
        ("ideographTraditional", "甲 乙 癸 11 20 21 101"),
        ("ideographZodiac", "子 丑 酉 戌 20 21 101"),
        ("lowerLetter", "a b j k t u wwww"),
        ("upperLetter", "A B J K T U WWWW"),
        ("lowerRoman", "i ii x xi xx xxi ci"),
        ("upperRoman", "I II X XI XX XXI CI"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ 21 101"),
        ("decimalEnclosedCircleChinese", "① ② ⑩ ⑪ ⑳ 21 101"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ ⒇ 21 101"),
        ("ideographEnclosedCircle", "㊀ ㊁ ㊉ 11 20 21 101"),
        ("klingon", "None None None None None None None"),
    ],
)
def test_form_of_the_number(form: str, expected: str) -> None:
    numbers = (1, 2, 10, 11, 20, 21, 101)

    assert " ".join(str(written(form, number)) for number in numbers) == expected


def test_numbers_out_of_reach_are_not_written() -> None:
    numbers = [("decimal", 10000), ("lowerLetter", 0), ("lowerLetter", 9999)]

    assert [written(form, number) for form, number in numbers] == [None, None, None]


def test_list_of_python_docx() -> None:
    document = docx.Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)

    content = read(buffer.getvalue(), "名单.docx", Options())

    assert [one.label for one in content.passages if one.kind.value == "body"] == ["1.", "2.", ""]
