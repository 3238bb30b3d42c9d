"""What a Word file holds beside its text: margins, notes, properties, pictures, other files."""

import io
import struct

import docx
import pytest
from word_file import HIDE, check, pack, paragraph, relations, run, table, told, word, xml

from shenfa.readers import UnreadableDocument, open_document
from shenfa.readers.office.ole_package import native_file
from shenfa.text import GapKind, PassageKind

PNG = bytes.fromhex("89504e470d0a1a0a") + b"picture"
BLIP = '<w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r>'


def test_headers_and_footers_of_all_sections() -> None:
    first = (
        '<w:headerReference w:type="default" r:id="h1"/>'
        '<w:headerReference w:type="first" r:id="h2"/><w:footerReference r:id="f1"/>'
    )
    second = '<w:headerReference w:type="even" r:id="h3"/>'
    data = word(
        f"<w:p><w:pPr><w:sectPr>{first}</w:sectPr></w:pPr></w:p><w:sectPr>{second}</w:sectPr>",
        {
            **{f"h{n}": ("header", f"header{n}.xml") for n in (1, 2, 3, 4)},
            "f1": ("footer", "footer1.xml"),
        },
        word__header1=f"<w:hdr>{paragraph('县政府文件')}{paragraph('第二行')}</w:hdr>",
        word__header2=f"<w:hdr>{paragraph('首页')}</w:hdr>",
        word__header3=f"<w:hdr>{paragraph('偶数')}</w:hdr>",
        word__header4=f"<w:hdr>{paragraph('旧页眉')}</w:hdr>",
        word__footer1=f"<w:ftr>{table('版记')}</w:ftr>",
    )

    assert told(data) == [
        ("header", "第1节页眉", "县政府文件"),
        ("header", "第1节页眉第2段", "第二行"),
        ("header", "第1节首页页眉", "首页"),
        ("header", "第2节偶数页页眉", "偶数"),
        ("header", "未使用的页眉", "旧页眉"),
        ("footer", "第1节页脚表第1行第1列", "版记"),
    ]


def test_watermark_in_the_header() -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>'
    data = word(
        '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
        {"h": ("header", "header1.xml")},
        word__header1=f"<w:hdr>{paragraph(mark)}</w:hdr>",
    )

    assert told(data) == [("header", "水印", "内部资料")]


def test_notes_and_comments() -> None:
    data = word(
        paragraph("正文"),
        {
            "n": ("footnotes", "footnotes.xml"),
            "e": ("endnotes", "endnotes.xml"),
            "c": ("comments", "comments.xml"),
        },
        word__footnotes=(
            f'<w:footnotes><w:footnote w:type="separator">{paragraph()}</w:footnote>'
            f"<w:footnote>{paragraph('脚注内容')}</w:footnote></w:footnotes>"
        ),
        word__endnotes=f"<w:endnotes><w:endnote>{paragraph('尾注内容')}</w:endnote></w:endnotes>",
        word__comments=(
            f'<w:comments><w:comment w:author="向某">{paragraph("此处再核")}</w:comment>'
            "</w:comments>"
        ),
    )

    assert told(data)[1:] == [
        ("note", "脚注1", "脚注内容"),
        ("note", "尾注1", "尾注内容"),
        ("comment", "批注1（向某）", "此处再核"),
    ]


def test_properties_variables_and_data() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:creator>向某</dc:creator>'
        "<cp:lastModifiedBy>田某</cp:lastModifiedBy></cp:coreProperties>"
    )
    data = word(
        paragraph("正文"),
        {"s": ("settings", "settings.xml")},
        word__settings='<w:settings><w:docVars><w:docVar w:name="经办" w:val="彭某"/></w:docVars></w:settings>',
        docProps__core=core,
        customXml__item1="<data><name>附加数据</name></data>",
    )

    assert set(told(data)[1:]) == {
        ("property", "文档属性“作者”", "向某"),
        ("property", "文档属性“最后保存者”", "田某"),
        ("property", "文档变量“经办”", "彭某"),
        ("hidden", "自定义 XML 数据", "附加数据"),
    }


def test_pictures_are_handed_on_once_at_their_first_place() -> None:
    links = {key: ("image", f"media/{name}") for key, name in (("a", "1.png"), ("b", "2.png"))}
    links["far"] = ("image", "https://example.gov.cn/3.png")
    described = (
        '<w:r><w:drawing><wp:docPr descr="汛期值守照片"/><a:blip r:link="far"/></w:drawing></w:r>'
    )
    data = word(
        paragraph("第一段")
        + paragraph(BLIP.format("a"), BLIP.format("b"), BLIP.format("a"))
        + paragraph("第二段", described),
        links,
        **{f"word__media__{name}": PNG for name in ("1.png", "2.png", "3.emf", "4.jpg")},
    )
    content = check(data)

    assert [(one.place, one.name) for one in content.enclosed] == [
        ("正文第1段后图片1", "1.png"),
        ("正文第1段后图片2", "2.png"),
        ("文件图片2", "4.jpg"),
    ]
    assert [(gap.place, gap.kind) for gap in content.gaps] == [
        ("正文第2段图片", GapKind.MEDIA),
        ("文件图片1", GapKind.MEDIA),
    ]
    assert told(data)[-1] == ("alternative", "正文第2段替代文字", "汛期值守照片")


def test_chart_with_its_workbook() -> None:
    chart = (
        "<c:chartSpace><c:chart><c:title><c:rich><a:p><a:r><a:t>受理量</a:t></a:r></a:p></c:rich>"
        "</c:title></c:chart></c:chartSpace>"
    )
    data = word(
        paragraph("如图", '<w:r><w:drawing><c:chart r:id="c"/></w:drawing></w:r>'),
        {"c": ("chart", "charts/chart1.xml")},
        word__charts__chart1=chart,
        **{
            "word__charts___rels__chart1.xml.rels": relations(
                {"x": ("package", "../embeddings/data.xlsx")}
            ),
            "word__embeddings__data.xlsx": b"PK workbook",
        },
    )
    content = check(data)

    assert told(data)[1] == ("text_box", "正文第1段图表", "受理量")
    assert [(one.name, one.data) for one in content.enclosed] == [("data.xlsx", b"PK workbook")]
    assert content.gaps == ()


def test_embedded_files() -> None:
    ole = (
        '<w:r><w:object><v:shape><v:imagedata r:id="p"/></v:shape>'
        '<o:OLEObject ProgID="{}" r:id="{}"/></w:object></w:r>'
    )
    data = word(
        paragraph("附表", ole.format("Excel.Sheet.12", "x"))
        + paragraph("公式", ole.format("Equation.3", "q").replace('"p"', '"q2"'))
        + '<w:altChunk r:id="c"/>',
        {
            "p": ("image", "media/p.png"),
            "x": ("package", "embeddings/名单.xlsx"),
            "q": ("oleObject", "embeddings/oleObject1.bin"),
            "q2": ("image", "media/q.wmf"),
            "c": ("aFChunk", "afchunk.html"),
        },
        **{
            "word__media__p.png": PNG,
            "word__media__q.wmf": b"wmf",
            "word__embeddings__名单.xlsx": b"PK",
            "word__embeddings__oleObject1.bin": b"ole",
            "word__afchunk.html": b"<html/>",
        },
    )
    content = check(data)

    assert [one.name for one in content.enclosed] == ["p.png", "名单.xlsx", "afchunk.html"]
    assert [(gap.place, gap.kind) for gap in content.gaps] == [("正文第2段", GapKind.MEDIA)]


@pytest.mark.parametrize(
    ("part", "word_in_reason"),
    [
        ("word__vbaProject.bin", "宏"),
        ("word__activeX__activeX1.xml", "控件"),
        ("word__ink__ink1.xml", "墨迹"),
        ("word__mystery.xml", "未读取"),
        ("strange.dat", "未读取"),
    ],
)
def test_what_cannot_be_read_is_a_gap(part: str, word_in_reason: str) -> None:
    (gap,) = check(word(paragraph("正文"), **{part: b"<x/>"})).gaps

    assert word_in_reason in gap.reason


def test_building_blocks_are_hidden_text_and_prompts_are_not() -> None:
    def block(text: str, kind: str) -> str:
        types = f'<w:types><w:type w:val="{kind}"/></w:types>'
        return (
            f"<w:docPart><w:docPartPr>{types}</w:docPartPr><w:docPartBody>{paragraph(text)}"
            "</w:docPartBody></w:docPart>"
        )

    glossary = f"{block('单击输入', 'bbPlcHdr')}{block('旧落款', 'autoTxt')}"
    data = word(
        paragraph("正文"),
        word__glossary__document=f"<w:glossaryDocument><w:docParts>{glossary}</w:docParts></w:glossaryDocument>",
    )

    assert [kind for kind, _, _ in told(data)[1:]] == ["field_code", "hidden"]


def test_strict_documents_are_read() -> None:
    body = xml(
        f"<w:document><w:body>{paragraph(run('通知'), run('秘', HIDE))}</w:body></w:document>"
    )
    strict = body.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    start = relations({"rId1": ("officeDocument", "word/document.xml")}).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    data = pack({"[Content_Types].xml": b"", "_rels/.rels": start, "word/document.xml": strict})

    assert [text for _, _, text in told(data)] == ["通知", "秘"]


def test_file_made_by_python_docx_has_no_gaps() -> None:
    """Styles, themes and settings are furniture, the thumbnail of its template a preview."""
    document = docx.Document()
    document.add_paragraph("云塘乡通知")
    buffer = io.BytesIO()
    document.save(buffer)
    content = check(buffer.getvalue())

    assert content.gaps == ()
    assert all(file.is_preview for file in content.enclosed)
    assert [one.text for one in content.passages if one.kind is PassageKind.BODY] == ["云塘乡通知"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no archive",
        pack({"word/document.xml": b"<w:document>"}),
        pack({"word/other.xml": b"<a/>"}),
        pack({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        word(paragraph("正文"))[:-40],
    ],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(
        UnreadableDocument, match="不是有效的 Word 文档，可能已损坏，请重新保存后再检查"
    ):
        check(data)


def test_file_in_an_ole_package() -> None:
    """A file dragged into a document keeps its name in the old format."""
    name = "名单.txt".encode("gb18030")
    stream = (
        b"\0\0\0\0\2\0"
        + name
        + b"\0C:\\x\0"
        + b"\0" * 4
        + struct.pack("<I", 2)
        + b"y\0"
        + struct.pack("<I", 4)
        + b"data"
    )

    assert native_file(stream, "oleObject1.bin") == ("名单.txt", b"data")


def test_embedded_file_is_opened_with_its_place() -> None:
    """What is embedded is read like a file of its own, by whoever reads such files."""
    data = word(
        paragraph("附表", '<w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r>'),
        {"x": ("package", "embeddings/名单.docx")},
        **{"word__embeddings__名单.docx": word(paragraph("向某"))},
    )
    document = open_document(data, "通知.docx")

    assert ("正文第1段嵌入文件·正文第1段", "名单.docx", "向某") in {
        (one.place, one.enclosure, one.text) for one in document.passages
    }
