"""Every part of a Word file becomes a passage, an enclosed file or a gap, at its place."""

import pytest
from word_file import (
    BEGIN,
    END,
    HIDE,
    MIDDLE,
    box,
    cell,
    check,
    field,
    paragraph,
    run,
    table,
    told,
    word,
    xml,
)

from shenfa.text import Cell

MERGED, FROM_HERE = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
WIDE = '<w:gridSpan w:val="2"/>'


def test_paragraphs_are_counted_as_people_see_them() -> None:
    """Empty paragraphs and those of tables do not count."""
    data = word(
        paragraph("虚谷土家族苗族自治县人民政府文件")
        + paragraph()
        + table("项目|金额", "修路|十万元")
        + paragraph("各乡镇人民政府：")
    )

    assert [place for _, place, _ in told(data)] == [
        "正文第1段",
        "表1第1行第1列",
        "表1第1行第2列",
        "表1第2行第1列",
        "表1第2行第2列",
        "正文第2段",
    ]


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        (run("竹沟镇", "<w:b/>") + run("人民") + run("政府"), "竹沟镇人民政府"),
        (run("<w:t>姓名</w:t><w:tab/><w:t>电话</w:t><w:br/><w:t>住址</w:t>"), "姓名\t电话\n住址"),
        (
            run("<w:t>0</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>2</w:t>"),
            "0-12",
        ),
        (run('<w:sym w:font="Wingdings" w:char="F0FE"/>') + run("同意"), "\ufffc同意"),
        ("<w:hyperlink r:id='rId9'>" + run("县政府网站") + "</w:hyperlink>", "县政府网站"),
        (
            "<w:sdt><w:sdtPr/><w:sdtContent>" + run("云塘乡") + "</w:sdtContent></w:sdt>",
            "云塘乡",
        ),
        ("<w:smartTag>" + run("二〇二六年") + "</w:smartTag>", "二〇二六年"),
        (
            "<w:ins>" + run("新增") + "</w:ins><w:moveTo>" + run("移来") + "</w:moveTo>",
            "新增移来",
        ),
        ('<w:fldSimple w:instr="PAGE">' + run("1") + "</w:fldSimple>", "1"),
        ("共" + field("NUMPAGES", "9") + run("页"), "9页"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (
            run(
                "<mc:AlternateContent><mc:Choice Requires='w16se'><w:x/></mc:Choice>"
                "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent>"
            ),
            "😊",
        ),
        (run("<w:t> 去掉两端空格 </w:t>"), "去掉两端空格"),
        (run("<w:t>一行\n两行</w:t>"), "一行 两行"),
        (run("不隐藏", "<w:vanish w:val='0'/>"), "不隐藏"),
        ("<w:bookmarkStart w:name='_GoBack'/>" + run("通知"), "通知"),
    ],
)
def test_visible_text(inline: str, text: str) -> None:
    assert told(word(f"<w:p>{inline}</w:p>")) == [("body", "正文第1段", text)]


@pytest.mark.parametrize(
    ("inline", "kind", "why", "text"),
    [
        (
            "<w:del><w:r><w:delText>原稿</w:delText></w:r></w:del>",
            "deleted",
            "已删除的修订",
            "原稿",
        ),
        ("<w:moveFrom>" + run("移走") + "</w:moveFrom>", "deleted", "已删除的修订", "移走"),
        (
            "<w:ins><w:del><w:r><w:delText>又删</w:delText></w:r></w:del></w:ins>",
            "deleted",
            "已删除的修订",
            "又删",
        ),
        (run("藏着", HIDE), "hidden", "隐藏文字", "藏着"),
        (run("藏着", '<w:rStyle w:val="Secret"/>'), "hidden", "隐藏文字", "藏着"),
        (run("白字", '<w:color w:val="FFFFFF"/>'), "hidden", "白色文字", "白字"),
        (run("近白", '<w:color w:val="F8F8F8"/>'), "hidden", "白色文字", "近白"),
        (
            run("涂黑", '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
            "hidden",
            "与底色相同的文字",
            "涂黑",
        ),
        (run("微小", '<w:sz w:val="2"/>'), "hidden", "极小字号文字", "微小"),
        (field("IF 1=1", "")[: -len(END)] + END, "field_code", "域代码", "IF 1=1"),
        (field('HYPERLINK "file:///D:/名单.xlsx"', ""), "field_code", "域代码", None),
        ('<w:fldSimple w:instr="AUTHOR"/>', "field_code", "域代码", "AUTHOR"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>yǒu</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>",
            "note",
            "注音",
            "yǒu",
        ),
        (
            (
                '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="内部"/>'
                '<w:listItem w:displayText="公开"/></w:dropDownList></w:sdtPr></w:sdt>'
            ),
            "field_code",
            "表单选项",
            "内部\n公开",
        ),
    ],
)
def test_unseen_text_follows_the_paragraph(
    inline: str, kind: str, why: str, text: str | None
) -> None:
    styles = (
        '<w:styles><w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Secret">'
        '<w:basedOn w:val="Hidden"/></w:style></w:styles>'
    )
    data = word(
        paragraph("请见", inline, "附件"), {"s": ("styles", "styles.xml")}, word__styles=styles
    )

    visible, unseen = told(data)
    assert visible == ("body", "正文第1段", "请见附件")
    assert unseen[:2] == (kind, f"正文第1段（{why}）")
    assert text is None or unseen[2] == text


@pytest.mark.parametrize(
    ("properties", "around"),
    [
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>', ""),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', ""),
        ('<w:color w:val="FFFFFF"/>', '<w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'),
        ('<w:color w:val="auto"/><w:highlight w:val="black"/>', ""),
        ('<w:color w:val="808080"/>', ""),
    ],
)
def test_light_text_on_dark_ground_is_seen(properties: str, around: str) -> None:
    assert told(word(f"<w:p>{around}{run('封面', properties)}</w:p>")) == [
        ("body", "正文第1段", "封面")
    ]


def test_white_text_in_a_dark_cell_is_seen_in_a_light_one_hidden() -> None:
    white = paragraph(run("金额", WHITE))
    dark = cell(white, '<w:shd w:val="clear" w:fill="2F5496"/>')
    data = word(table(f"<w:tr>{dark}{cell(white)}</w:tr>"))

    assert told(data) == [
        ("body", "表1第1行第1列", "金额"),
        ("hidden", "表1第1行第2列（白色文字）", "金额"),
    ]


def test_white_text_in_a_table_whose_style_paints_is_seen() -> None:
    styles = (
        '<w:styles><w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow">'
        '<w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
    )
    rows = table(f"<w:tr>{cell(paragraph(run('金额', WHITE)))}</w:tr>")
    painted = rows.replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr>')
    data = word(painted, {"s": ("styles", "styles.xml")}, word__styles=styles)

    assert told(data) == [("body", "表1第1行第1列", "金额")]


def test_white_text_on_a_dark_page_is_seen() -> None:
    body = f"<w:body>{paragraph(run('通知', WHITE))}</w:body>"
    page = xml(f'<w:document><w:background w:color="1F3864"/>{body}</w:document>')

    assert told(word("", **{"word__document.xml": page})) == [("body", "正文第1段", "通知")]


def test_insertions_are_marked_in_the_text() -> None:
    """Neighbouring insertions are one span; offsets are code points."""
    data = word(paragraph("😊前", f"<w:ins>{run('甲')}</w:ins><w:ins>{run('乙')}</w:ins>", "后"))

    (passage,) = check(data).passages
    assert (passage.text, passage.inserted) == ("😊前甲乙后", ((2, 4),))


def test_hidden_only_paragraph_stands_after_the_last_visible_one() -> None:
    hidden = paragraph(run("初稿说明", HIDE))
    data = word(hidden + paragraph("正文") + hidden)

    assert [place for _, place, _ in told(data)] == [
        "正文开头（隐藏文字）",
        "正文第1段",
        "正文第1段后（隐藏文字）",
    ]


def test_nested_field_shows_only_the_outer_result() -> None:
    inner = field("MERGEFIELD 性别", "男")
    data = word(
        f"<w:p>{BEGIN}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{MIDDLE}"
        f"{run('先生')}{END}</w:p>"
    )

    assert told(data) == [
        ("body", "正文第1段", "先生"),
        ("field_code", "正文第1段（域代码）", "MERGEFIELD 性别"),
        ("field_code", "正文第1段（域代码）", "IF 男"),
    ]


def test_field_that_never_ends_hides_nothing() -> None:
    data = word(paragraph(BEGIN, "仍然可见"))

    assert told(data) == [("body", "正文第1段", "仍然可见")]


def test_field_over_several_paragraphs() -> None:
    toc = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    data = word(paragraph(BEGIN, toc, MIDDLE, "一、总则") + paragraph("二、附则", END))

    assert [text for _, _, text in told(data)] == ["一、总则", "二、附则"]


def test_heading_has_its_style_name() -> None:
    styles = '<w:styles><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style></w:styles>'
    data = word(
        paragraph("一、总体要求", style="2"), {"s": ("styles", "styles.xml")}, word__styles=styles
    )

    assert check(data).passages[0].style == "heading 1"


def test_merged_cells_appear_once_in_their_columns() -> None:
    wide = cell("联系方式", WIDE)
    tall = cell("姓名", FROM_HERE)
    under = cell(paragraph(), MERGED)
    data = word(
        table(
            f"<w:tr>{tall}{wide}</w:tr>",
            f"<w:tr>{under}{cell('手机')}{cell('邮箱')}</w:tr>",
            "向某|略|无",
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("另报") + "</w:tr>",
        )
    )

    assert [(one.text, one.cell) for one in check(data).passages] == [
        ("姓名", Cell(1, 1, 1)),
        ("联系方式", Cell(1, 1, 2)),
        ("手机", Cell(1, 2, 2)),
        ("邮箱", Cell(1, 2, 3)),
        ("向某", Cell(1, 3, 1, "姓名")),
        ("略", Cell(1, 3, 2, "联系方式/手机")),
        ("无", Cell(1, 3, 3, "联系方式/邮箱")),
        ("另报", Cell(1, 4, 2, "联系方式/手机")),
    ]


def test_text_under_a_merged_cell_is_not_lost() -> None:
    data = word(
        table(
            f"<w:tr>{cell('甲', FROM_HERE)}</w:tr>",
            f"<w:tr>{cell('被盖住', MERGED)}</w:tr>",
        )
    )

    assert told(data)[1] == ("hidden", "表1第2行第1列（被合并的单元格）", "被盖住")


def test_header_rows_marked_by_word() -> None:
    mark = "<w:trPr><w:tblHeader/></w:trPr>"
    title = f"<w:tr>{mark}{cell('低保名单', WIDE)}</w:tr>"
    head = f"<w:tr>{mark}{cell('身份　证号')}{cell('2025')}</w:tr>"
    passages = check(word(table(title, head, "略|1"))).passages

    assert [one.cell.header for one in passages if one.cell] == ["", "", "", "身份证号", "2025"]


def test_cell_with_paragraphs_and_a_table_inside() -> None:
    """The table inside comes after its cell; tables people count keep their numbers."""
    inner = cell(paragraph("甲") + paragraph() + paragraph("乙") + table("内层") + paragraph("丙"))
    data = word(table(f"<w:tr>{inner}</w:tr>") + table("第二张"))

    assert told(data) == [
        ("body", "表1第1行第1列", "甲\n乙\n丙"),
        ("body", "表1第1行第1列内表第1行第1列", "内层"),
        ("body", "表2第1行第1列", "第二张"),
    ]
    assert [one.cell.table for one in check(data).passages if one.cell] == [1, 3, 2]


def test_text_box_is_read_once() -> None:
    data = word(paragraph("前", box(paragraph("框一"), paragraph("框二")), "后"))

    assert told(data) == [
        ("body", "正文第1段", "前后"),
        ("text_box", "文本框1", "框一"),
        ("text_box", "文本框1第2段", "框二"),
    ]


@pytest.mark.parametrize(
    ("fill", "kind"),
    [
        ('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', "hidden"),
        ('<a:solidFill><a:srgbClr val="C00000"/></a:solidFill>', "text_box"),
        ("<a:noFill/>", "text_box"),
    ],
)
def test_white_text_in_a_box_is_hidden_on_white_only(fill: str, kind: str) -> None:
    white = paragraph(run("标语", WHITE))

    assert told(word(paragraph(box(white, fill=fill))))[0][0] == kind


def test_no_character_is_read_twice_or_lost() -> None:
    """Every word planted in any corner is found in exactly one passage (invariant 3)."""
    body = (
        paragraph(
            "甲01", f"<w:ins>{run('甲02')}</w:ins>", run("甲03", HIDE), box(paragraph("甲04"))
        )
        + f"<w:sdt><w:sdtContent>{paragraph('甲05')}</w:sdtContent></w:sdt>"
        + table(f"<w:tr>{cell(paragraph('甲06', box(paragraph('甲07'))) + table('甲08'))}</w:tr>")
        + paragraph(
            "<w:del><w:r><w:delText>甲09</w:delText></w:r></w:del>", field("X 甲10", "甲11")
        )
    )
    texts = "".join(one.text for one in check(word(body)).passages)

    assert sorted(texts.count(f"甲{number:02}") for number in range(1, 12)) == [1] * 11
