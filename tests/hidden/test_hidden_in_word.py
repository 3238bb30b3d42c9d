"""R39, R42: an identity number is found and located wherever a Word file may keep it."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from planting import IDENTITY, personal, places, repacked, replaced, unread

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = " ".join(
    (
        f'xmlns:w="{MAIN}"',
        f'xmlns:r="{OFFICE}"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:o="urn:schemas-microsoft-com:office:office"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    )
)
N = IDENTITY
TEXT = "虚谷县民政局关于公示2026年困难群众救助名单的通知"


def letter(body: str = "", **styles: str) -> bytes:
    """An ordinary letter, with more paragraphs behind it."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    for piece in parse_xml(f"<w:body {SPACES}>{body}</w:body>"):
        document.element.body.insert(-1, piece)
    for name, look in styles.items():
        style = document.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        style.element.append(parse_xml(f"<w:rPr {SPACES}>{look}</w:rPr>"))
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def r(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def part(name: str, xml: str, owner: str = "document", kind: str = "x") -> bytes:
    """The letter with one more part that the body refers to."""
    data = letter()
    link = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{name}"/></Relationships>'
    data = replaced(data, f"word/_rels/{owner}.xml.rels", "</Relationships>", link)
    return repacked(data, {f"word/{name}": xml})


def rooted(tag: str, inside: str) -> str:
    return f"<{tag} {SPACES}>{inside}</{tag}>"


def inherited_vanish() -> bytes:
    """Hidden by a style that is based on a hidden one."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    kind = docx.enum.style.WD_STYLE_TYPE.CHARACTER
    document.styles.add_style("Base", kind).font.hidden = True
    document.styles.add_style("Next", kind).base_style = document.styles["Base"]
    document.paragraphs[0].add_run(N).style = document.styles["Next"]
    return saved(document)


def white() -> bytes:
    document = docx.Document()
    run = document.add_paragraph(TEXT).add_run(N)
    run.font.color.rgb = RGBColor(255, 255, 255)
    return saved(document)


def tiny() -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT).add_run(N).font.size = Pt(1)
    return saved(document)


def properties() -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.core_properties.comments = f"已核对{N}"
    return saved(document)


def version() -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.core_properties.version = N
    return saved(document)


def split_runs() -> bytes:
    return letter(p(r(N[:5]) + r(N[5:11], "<w:b/>") + r(N[11:])))


SHAPE = '<w:r><w:pict><v:shape style="width:1pt">{}</v:shape></w:pict></w:r>'
CHOICE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback>"
    "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
BOX = f"<v:textbox><w:txbxContent>{p(r(N))}</w:txbxContent></v:textbox>"
DRAWING = (
    "<w:r><w:drawing><wp:inline><wp:extent cx='1' cy='1'/><wp:docPr id='7' name='{}' descr='{}'/>"
    "</wp:inline></w:drawing></w:r>"
)
FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{}</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"

PLANTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "split over runs": (split_runs, "正文第2段"),
    "hidden by inherited style": (inherited_vanish, "隐藏文字"),
    "white": (white, "白色"),
    "tiny": (tiny, "字号"),
    "tracked deletion": (
        lambda: letter(p(f"<w:del w:id='1'><w:r><w:delText>{N}</w:delText></w:r></w:del>")),
        "正文",
    ),
    "moved away": (lambda: letter(p(f"<w:moveFrom w:id='1'>{r(N)}</w:moveFrom>")), "正文"),
    "field instruction": (lambda: letter(p(FIELD.format(f"QUOTE {N}", r("甲")))), "域代码"),
    "page field with a number": (lambda: letter(p(FIELD.format(f"PAGE {N}", r("1")))), "域代码"),
    "field data": (
        lambda: letter(
            p(
                f"<w:r><w:fldChar w:fldCharType='begin'><w:fldData>{N}</w:fldData></w:fldChar></w:r>"
                "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            )
        ),
        "word/document.xml",
    ),
    "form field": (
        lambda: letter(
            p(
                "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput>"
                f"<w:default w:val='{N}'/></w:textInput></w:ffData></w:fldChar></w:r>"
                "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            )
        ),
        "表单选项",
    ),
    "choices of a control": (
        lambda: letter(
            CONTROL.format(
                f"<w:dropDownList><w:listItem w:displayText='甲' w:value='{N}'/></w:dropDownList>",
                p(r("甲")),
            )
        ),
        "",
    ),
    "tag of a control": (
        lambda: letter(CONTROL.format(f"<w:tag w:val='{N}'/>", p(r("甲")))),
        "word/document.xml",
    ),
    "title of a control": (
        lambda: letter(CONTROL.format(f"<w:alias w:val='{N}'/>", p(r("甲")))),
        "word/document.xml",
    ),
    "bookmark": (
        lambda: letter(p(f"<w:bookmarkStart w:id='9' w:name='身份{N}'/><w:bookmarkEnd w:id='9'/>")),
        "word/document.xml",
    ),
    "smart tag": (
        lambda: letter(
            p(
                f"<w:smartTag w:element='x'><w:smartTagPr><w:attr w:name='a' w:val='{N}'/>"
                f"</w:smartTagPr>{r('甲')}</w:smartTag>"
            )
        ),
        "word/document.xml",
    ),
    "custom mark-up": (
        lambda: letter(
            p(
                "<w:customXml w:element='人'><w:customXmlPr><w:placeholder w:val='甲'/>"
                f"<w:attr w:name='号' w:val='{N}'/></w:customXmlPr>{r('甲')}</w:customXml>"
            )
        ),
        "word/document.xml",
    ),
    "author of a change": (
        lambda: letter(p(f"<w:ins w:id='1' w:author='{N}'>{r('甲')}</w:ins>")),
        "word/document.xml",
    ),
    "comment": (
        lambda: part(
            "comments.xml",
            rooted("w:comments", f"<w:comment w:id='0' w:author='甲'>{p(r(N))}</w:comment>"),
            kind="comments",
        ),
        "批注1",
    ),
    "author of a comment": (
        lambda: part(
            "comments.xml",
            rooted("w:comments", f"<w:comment w:id='0' w:author='{N}'>{p(r('甲'))}</w:comment>"),
            kind="comments",
        ),
        "word/comments.xml",
    ),
    "people": (
        lambda: part("people.xml", rooted("w:people", f"<w:person w:author='{N}'/>")),
        "word/people.xml",
    ),
    "footnote": (
        lambda: part(
            "footnotes.xml",
            rooted("w:footnotes", f"<w:footnote w:id='2'>{p(r(N))}</w:footnote>"),
            kind="footnotes",
        ),
        "脚注1",
    ),
    "footnote nobody refers to": (
        lambda: part(
            "footnotes2.xml", rooted("w:footnotes", f"<w:footnote w:id='2'>{p(r(N))}</w:footnote>")
        ),
        "word/footnotes2.xml",
    ),
    "variable": (
        lambda: replaced(
            letter(),
            "word/settings.xml",
            "</w:settings>",
            f"<w:docVars><w:docVar w:name='甲' w:val='{N}'/></w:docVars></w:settings>",
        ),
        "文档变量",
    ),
    "name of a variable": (
        lambda: replaced(
            letter(),
            "word/settings.xml",
            "</w:settings>",
            f"<w:docVars><w:docVar w:name='{N}' w:val='甲'/></w:docVars></w:settings>",
        ),
        "word/settings.xml",
    ),
    "data source of a mail merge": (
        lambda: replaced(
            letter(),
            "word/settings.xml",
            "</w:settings>",
            f"<w:mailMerge><w:query w:val='SELECT {N}'/></w:mailMerge></w:settings>",
        ),
        "word/settings.xml",
    ),
    "style name": (
        lambda: replaced(letter(), "word/styles.xml", 'w:val="Normal"', f'w:val="样式{N}"'),
        "word/styles.xml",
    ),
    "numbering": (
        lambda: replaced(
            letter(),
            "word/numbering.xml",
            "</w:numbering>",
            "<w:abstractNum w:abstractNumId='99'><w:lvl w:ilvl='0'>"
            f"<w:lvlText w:val='{N}'/></w:lvl></w:abstractNum></w:numbering>",
        ),
        "word/numbering.xml",
    ),
    "font name": (
        lambda: replaced(
            letter(), "word/fontTable.xml", "</w:fonts>", f"<w:font w:name='{N}'/></w:fonts>"
        ),
        "word/fontTable.xml",
    ),
    "web settings": (
        lambda: replaced(
            letter(),
            "word/webSettings.xml",
            "</w:webSettings>",
            f"<w:divs><w:div w:id='{N}'/></w:divs></w:webSettings>",
        ),
        "word/webSettings.xml",
    ),
    "theme": (
        lambda: replaced(letter(), "word/theme/theme1.xml", 'name="Office', f'name="{N}'),
        "word/theme/theme1.xml",
    ),
    "core property": (properties, "文档属性“备注”"),
    "core property nobody lists": (version, "docProps/core.xml"),
    "program property": (
        lambda: (
            replaced(
                letter(), "docProps/app.xml", "<Company>", f"<Template>{N}.dotm</Template><Company>"
            )
            if b"<Company>" in letter()
            else replaced(
                letter(),
                "docProps/app.xml",
                "</Properties>",
                f"<Template>{N}</Template></Properties>",
            )
        ),
        "docProps/app.xml",
    ),
    "custom property": (
        lambda: repacked(
            letter(),
            {
                "docProps/custom.xml": "<Properties><property name='证号'><v>"
                f"{N}</v></property></Properties>"
            },
        ),
        "自定义属性“证号”",
    ),
    "name of a custom property": (
        lambda: repacked(
            letter(),
            {
                "docProps/custom.xml": f"<Properties><property name='{N}'><v/></property></Properties>"
            },
        ),
        "docProps/custom.xml",
    ),
    "custom data": (
        lambda: repacked(letter(), {"customXml/item1.xml": f"<a><b>{N}</b></a>"}),
        "自定义 XML 数据",
    ),
    "attribute of custom data": (
        lambda: repacked(letter(), {"customXml/item1.xml": f"<a b='{N}'/>"}),
        "customXml/item1.xml",
    ),
    "comment in a part": (
        lambda: replaced(letter(), "word/document.xml", "<w:body>", f"<!-- {N} --><w:body>"),
        "word/document.xml",
    ),
    "instruction in a part": (
        lambda: replaced(letter(), "word/document.xml", "<w:body>", f"<?x {N}?><w:body>"),
        "word/document.xml",
    ),
    "glossary": (
        lambda: part(
            "glossary/document.xml",
            rooted(
                "w:glossaryDocument",
                f"<w:docParts><w:docPart><w:docPartBody>{p(r(N))}</w:docPartBody></w:docPart>"
                "</w:docParts>",
            ),
            kind="glossaryDocument",
        ),
        "文档部件",
    ),
    "name of a building block": (
        lambda: part(
            "glossary/document.xml",
            rooted(
                "w:glossaryDocument",
                f"<w:docParts><w:docPart><w:docPartPr><w:name w:val='{N}'/></w:docPartPr>"
                f"<w:docPartBody>{p(r('甲'))}</w:docPartBody></w:docPart></w:docParts>",
            ),
            kind="glossaryDocument",
        ),
        "word/glossary/document.xml",
    ),
    "header of no section": (
        lambda: part("header9.xml", rooted("w:hdr", p(r(N))), kind="header"),
        "未使用的页眉",
    ),
    "inserted file": (
        lambda: repacked(part("chunk.html", f"<html><body>{N}</body></html>", kind="aFChunk"), {}),
        "chunk.html",
    ),
    "old text box": (lambda: letter(p(SHAPE.format(BOX))), "文本框1"),
    "text box for old programs only": (lambda: letter(p(CHOICE.format(p(r(N))))), ""),
    "old watermark": (
        lambda: letter(p(SHAPE.format(f"<v:textpath string='{N}'/>"))),
        "正文",
    ),
    "name of an old shape": (
        lambda: letter(p(f"<w:r><w:pict><v:shape id='s{N}' o:spid='x'/></w:pict></w:r>")),
        "word/document.xml",
    ),
    "alternative text": (lambda: letter(p(DRAWING.format("图", N))), "替代文字"),
    "name of a picture": (lambda: letter(p(DRAWING.format(N, ""))), "word/document.xml"),
    "caption of a table": (
        lambda: letter(
            f"<w:tbl><w:tblPr><w:tblDescription w:val='{N}'/></w:tblPr><w:tblGrid/>"
            f"<w:tr><w:tc>{p(r('甲'))}</w:tc></w:tr></w:tbl>"
        ),
        "word/document.xml",
    ),
    "cached values of a chart": (
        lambda: part(
            "charts/chart1.xml",
            rooted(
                "c:chartSpace",
                f"<c:val><c:numRef><c:numCache><c:pt idx='0'><c:v>{N}</c:v></c:pt></c:numCache>"
                "</c:numRef></c:val>",
            ),
            kind="chart",
        ),
        "chart1.xml",
    ),
    "labels of a chart": (
        lambda: part(
            "charts/chart1.xml",
            rooted(
                "c:chartSpace",
                f"<c:cat><c:strCache><c:pt><c:v>{N}</c:v></c:pt></c:strCache></c:cat>",
            ),
            kind="chart",
        ),
        "图表数据",
    ),
    "formula of a chart": (
        lambda: part(
            "charts/chart1.xml", rooted("c:chartSpace", f"<c:f>'{N}'!A1</c:f>"), kind="chart"
        ),
        "chart1.xml",
    ),
    "smart art": (
        lambda: part(
            "diagrams/data1.xml",
            rooted(
                "dgm:dataModel",
                f"<dgm:pt><dgm:t><a:p><a:r><a:t>{N}</a:t></a:r></a:p></dgm:t></dgm:pt>",
            ),
            kind="diagramData",
        ),
        "智能图形",
    ),
    "smart art as drawn before": (
        lambda: part(
            "diagrams/drawing1.xml",
            rooted("dgm:drawing", f"<a:p><a:r><a:t>{N}</a:t></a:r></a:p>"),
            kind="diagramDrawing",
        ),
        "diagrams/drawing1.xml",
    ),
    "address of a link": (
        lambda: replaced(
            letter(),
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="h" Type="{OFFICE}/hyperlink" Target="http://a.cn/?id={N}" '
            'TargetMode="External"/></Relationships>',
        ),
        "document.xml.rels",
    ),
    "address in percent signs": (
        lambda: replaced(
            letter(),
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="h" Type="{OFFICE}/hyperlink" '
            f'Target="http://a.cn/?id={N[:6]}%20{N[6:14]}%20{N[14:]}" '
            'TargetMode="External"/></Relationships>',
        ),
        "document.xml.rels",
    ),
    "name of a part": (
        lambda: repacked(letter(), {f"word/media/{N}.xml": "<a/>"}),
        "",
    ),
    "unknown part": (
        lambda: repacked(letter(), {"word/other.xml": f"<a>{N}</a>"}),
        "word/other.xml",
    ),
    "binary part": (
        lambda: repacked(letter(), {"word/fonts/font1.odttf": b"\x00\x01" + N.encode("utf-16-le")}),
        "word/fonts/font1.odttf",
    ),
    "key map": (
        lambda: repacked(letter(), {"word/customizations.xml": f"<a b='{N}'/>"}),
        "word/customizations.xml",
    ),
    "ribbon": (
        lambda: repacked(letter(), {"customUI/customUI.xml": f"<a label='{N}'/>"}),
        "customUI/customUI.xml",
    ),
    "trash": (
        lambda: repacked(letter(), {"[trash]/0000.dat": N.encode()}),
        "[trash]/0000.dat",
    ),
    "comment of the archive": (lambda: repacked(letter(), {}, comment=N.encode()), "压缩包注释"),
    "behind the archive": (lambda: letter() + N.encode(), "文件末尾"),
    "content types": (
        lambda: replaced(
            letter(),
            "[Content_Types].xml",
            "</Types>",
            f'<Default Extension="x{N}" ContentType="a/b"/></Types>',
        ),
        "[Content_Types].xml",
    ),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_number_in_a_letter_is_found_and_located(plant: str) -> None:
    build, where = PLANTS[plant]
    found = places(build(), "通知.docx")

    assert found, unread(build(), "通知.docx")
    assert any(where in place for place in found), found


def test_an_ordinary_letter_hides_nothing() -> None:
    assert not personal(letter(), "通知.docx")
    assert not unread(letter(), "通知.docx")
