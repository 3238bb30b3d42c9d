"""OFD files with the peculiarities that different programs write into them."""

import io
import zipfile
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

import pytest

from shenfa.readers.content import Content, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pages.ofd import read
from shenfa.text import Cell, Gap, GapKind, PassageKind

PLAIN = Options()
NONE: Mapping[str, str | bytes] = MappingProxyType({})
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE, LEFT, PITCH = 5.6, 28.0, 10.0
PER_LINE = 27
PARAGRAPH = (
    "为深入贯彻落实党中央、国务院决策部署，扎实做好全县2026年困难群众救助补助工作，切实兜住兜准兜牢"
    "民生底线，经县政府第32次常务会议研究同意，现将有关事项通知如下，请结合实际认真抓好贯彻落实。"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def text(x: float, y: float, content: str, more: str = "", inside: str = "") -> str:
    """A text object with a distance for every character, equal ones as a run."""
    steps = [SIZE if ord(character) >= 0x2E80 else SIZE / 2 for character in content[:-1]]
    words: list[str] = []
    while steps:
        run = next((i for i, one in enumerate(steps) if one != steps[0]), len(steps))
        words.append(f"g {run} {steps[0]}" if run > 1 else str(steps[0]))
        steps = steps[run:]
    delta = f'DeltaX="{" ".join(words)}"' if words else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - SIZE} 170 8" Font="1" Size="{SIZE}" {more}>'
        f'{inside}<ofd:TextCode X="0" Y="{SIZE}" {delta}>{escape(content)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def wrapped(top: float, content: str) -> str:
    """A paragraph with an indented first line."""
    objects, line, room, indent = "", "", float(PER_LINE - 2), 2 * SIZE
    for character in content:
        width = 0.5 if ord(character) < 0x2E80 else 1.0
        if width > room and character not in "，。、":
            objects += text(LEFT + indent, top, line)
            top, line, room, indent = top + PITCH, "", float(PER_LINE), 0.0
        line += character
        room -= width
    return objects + text(LEFT + indent, top, line)


PROSE = wrapped(40, PARAGRAPH)


def page(objects: str, head: str = "") -> str:
    return (
        f"<ofd:Page {SPACE}>{head}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
        "</ofd:Page>"
    )


def make(
    *pages: str, document: str = "", common: str = "", files: Mapping[str, str | bytes] = NONE
) -> bytes:
    """An OFD file; ``files`` are further parts."""
    entries = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number, _page in enumerate(pages, start=1)
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocInfo><ofd:Title>通知</ofd:Title>"
        "<ofd:Author>田秀英</ofd:Author><ofd:CustomDatas>"
        '<ofd:CustomData Name="密级">内部</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>'
        "<ofd:DocRoot>/Doc_0/document.XML</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{entries}</ofd:Pages>{document}</ofd:Document>",
    }
    parts |= {
        f"Doc_0/Pages/Page_{number}/Content.xml": one for number, one in enumerate(pages, start=1)
    }
    parts |= files
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def texts(content: Content, kind: PassageKind = PassageKind.BODY) -> list[str]:
    return [one.text for one in content.passages if one.kind is kind]


def test_wrapped_lines_are_one_passage_and_properties_are_read() -> None:
    number = text(100, 285, "— 1 —")
    content = read(make(page(PROSE + text(120, 120, "2026年5月8日") + number)), "x.ofd", PLAIN)

    assert [(one.kind, one.place, one.text) for one in content.passages] == [
        (PassageKind.BODY, "第1页第1段", PARAGRAPH),
        (PassageKind.BODY, "第1页第2段", "2026年5月8日"),
        (PassageKind.FOOTER, "第1页页脚", "— 1 —"),
        (PassageKind.PROPERTY, "文档属性“标题”", "通知"),
        (PassageKind.PROPERTY, "文档属性“作者”", "田秀英"),
        (PassageKind.PROPERTY, "自定义属性“密级”", "内部"),
    ]
    assert not content.gaps


WHITE = '<ofd:FillColor Value="255 255 255"/>'
BOX = (
    '<ofd:PathObject ID="9" Boundary="20 190 80 20" Fill="true"{}>'
    "<ofd:AbbreviatedData>M 0 0 L 80 0 L 80 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
)


@pytest.mark.parametrize(
    ("objects", "place"),
    [
        (text(LEFT, 200, "内部掌握", 'Visible="false"'), "第1页隐藏文字（不显示）"),
        (text(LEFT, 200, "内部掌握", 'Alpha="0"'), "第1页隐藏文字（不显示）"),
        (text(LEFT, 200, "内部掌握", "", WHITE), "第1页隐藏文字（白色）"),
        (text(-100, 200, "内部掌握"), "第1页隐藏文字（页面之外）"),
        (text(LEFT, 200, "内部掌握") + BOX.format(""), "第1页隐藏文字（被遮盖）"),
        (BOX.format("") + text(LEFT, 200, "内部掌握", "", WHITE), ""),
        (text(LEFT, 200, "内部掌握") + BOX.format(' Alpha="90"'), ""),
    ],
)
def test_text_that_nobody_sees_is_hidden(objects: str, place: str) -> None:
    content = read(make(page(PROSE + objects)), "x.ofd", PLAIN)
    found = [one for one in content.passages if one.text == "内部掌握"]

    assert [(one.kind, one.place) for one in found] == [
        (PassageKind.HIDDEN, place) if place else (PassageKind.BODY, "第1页第2段")
    ]


def test_templates_composed_units_and_scaled_objects_are_read() -> None:
    template = '<ofd:TemplatePage ID="7" BaseLoc="tpls/form.xml"/>'
    shared = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    unit = (
        f'<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5">'
        f"<ofd:Content>{text(0, 6, '开户单位')}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    scaled = text(0, 0, "竹沟镇", 'CTM="2 0 0 2 0 0"').replace(
        'Boundary="0 -5.6 170 8"', 'Boundary="28 80 170 8"'
    )
    body = page(
        scaled + '<ofd:CompositeObject ID="3" ResourceID="5" Boundary="28 150 80 20"/>',
        '<ofd:Template TemplateID="7"/>',
    )
    data = make(
        body,
        common=template + shared,
        files={"Doc_0/Tpls/form.xml": page(text(28, 30, "申请表")), "Doc_0/publicres.xml": unit},
    )

    assert texts(read(data, "x.ofd", PLAIN)) == ["申请表", "竹沟镇", "开户单位"]


def test_ruled_table_has_cells_with_headers() -> None:
    lines = "".join(
        f'<ofd:PathObject Boundary="20 100 90 40"><ofd:AbbreviatedData>{data}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for data in (
            *(f"M 0 {y} L 90 {y}" for y in (0, 10, 20, 30)),
            *(f"M {x} 0 L {x} 30" for x in (0, 30, 90)),
        )
    )
    rows = (("姓名", "证件号码"), ("田秀英", "AB1234567"), ("向前进", "CD1234567"))
    words = "".join(
        text(22 + 30 * column, 107 + 10 * row, one)
        for row, pair in enumerate(rows)
        for column, one in enumerate(pair)
    )
    cells = [one for one in read(make(page(lines + words)), "x.ofd", PLAIN).passages if one.cell]

    assert [one.text for one in cells] == [one for pair in rows for one in pair]
    assert cells[3].cell == Cell(1, 2, 2, "证件号码")


def with_picture(objects: str, data: bytes = PNG) -> bytes:
    resource = (
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image">'
        "<ofd:MediaFile>image_1.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    files: dict[str, str | bytes] = {
        "Doc_0/Res/image_1.png": data,
        "Doc_0/DocumentRes.xml": resource,
    }
    shared = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    return make(page(objects), common=shared, files=files)


LARGE = '<ofd:ImageObject ID="8" ResourceID="4" Boundary="0 0 210 297"/>'
SMALL = '<ofd:ImageObject ID="8" ResourceID="4" Boundary="100 200 15 15"/>'


def test_pictures_large_enough_for_text_are_enclosed_files() -> None:
    content = read(with_picture(LARGE + LARGE), "x.ofd", PLAIN)

    assert [(one.place, one.name, one.data) for one in content.enclosed] == [
        ("第1页图片1", "image_1.png", PNG)
    ]
    assert not read(with_picture(PROSE + SMALL), "x.ofd", PLAIN).enclosed


def test_a_picture_in_a_format_nobody_reads_is_a_gap_for_people() -> None:
    content = read(with_picture(LARGE, b"\x97JB2"), "x.ofd", PLAIN)

    assert content.gaps == (Gap("第1页图片1", "图片的格式无法读取，请人工审看", GapKind.MEDIA),)


def test_text_beneath_the_picture_of_a_scan_is_ordinary_text() -> None:
    unseen = PROSE.replace("<ofd:TextObject ", '<ofd:TextObject Alpha="0" ')
    content = read(with_picture(LARGE + unseen), "x.ofd", PLAIN)

    assert texts(content) == [PARAGRAPH]
    assert not content.enclosed


def test_notes_bookmarks_and_attachments_are_read() -> None:
    document = (
        "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>/Doc_0/Attachs/Attachments.xml</ofd:Attachments>"
        '<ofd:Outlines><ofd:OutlineElem Title="内部名单"/></ofd:Outlines>'
    )
    index = (
        f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Page_1.xml</ofd:FileLoc>'
        "</ofd:Page></ofd:Annotations>"
    )
    turned = text(50, 100, "征求意见稿", 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    notes = (
        f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="1" Type="Watermark"><ofd:Appearance>{turned}'
        '</ofd:Appearance></ofd:Annot><ofd:Annot ID="2" Type="Highlight">'
        "<ofd:Remark>此处电话要删</ofd:Remark></ofd:Annot></ofd:PageAnnot>"
    )
    attached = (
        f'<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="名单">'
        '<ofd:FileLoc>a.txt</ofd:FileLoc></ofd:Attachment><ofd:Attachment ID="2" Name="缺失">'
        "<ofd:FileLoc>b.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"
    )
    data = make(
        page(PROSE),
        document=document,
        files={
            "Doc_0/Annots/Annotations.xml": index,
            "Doc_0/Annots/Page_1.xml": notes,
            "Doc_0/Attachs/Attachments.xml": attached,
            "Doc_0/Attachs/a.txt": "云塘乡",
        },
    )
    content = read(data, "x.ofd", PLAIN)
    found = [(one.kind, one.place, one.text) for one in content.passages]

    assert found[1:3] == [
        (PassageKind.TEXT_BOX, "第1页水印", "征求意见稿"),
        (PassageKind.COMMENT, "第1页批注", "此处电话要删"),
    ]
    assert found[-1] == (PassageKind.PROPERTY, "书签", "内部名单")
    assert [(one.name, one.data.decode()) for one in content.enclosed] == [("名单.txt", "云塘乡")]
    assert content.gaps == (Gap("附件", "附件“缺失.txt”已损坏或者缺失，未能读取，请重新添加附件"),)


def test_a_damaged_page_is_a_gap_and_the_others_are_read() -> None:
    content = read(make("<ofd:Page", page(PROSE)), "x.ofd", PLAIN)

    assert content.gaps == (Gap("第1页", "已损坏，未能读取，请重新导出后再检查"),)
    assert content.passages[0].place == "第2页第1段"


BROKEN = "“x.ofd”已损坏，无法打开，请重新导出后再检查"
ENTITY = '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 no archive", BROKEN),
        (make(page(PROSE), files={"Doc_0/Document.xml": "<broken"}), BROKEN),
        (make(page(PROSE), files={"Doc_0/Document.xml": ENTITY}), BROKEN),
        (make(), "“x.ofd”没有页面，请重新导出后再检查"),
        (
            make(files={"Doc_0/Document.xml": "?", "Encryptions.xml": "?"}),
            "“x.ofd”设有打开密码，请取消密码后再检查",
        ),
    ],
    ids=["archive", "document", "entity", "no page", "encrypted"],
)
def test_unreadable_files_are_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "x.ofd", PLAIN)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    "code",
    ['X="0" Y="5.6"', 'X="0" Y="5.6" DeltaX="5.6"', 'X="0" Y="5.6" DeltaX="g 9999999 5.6"'],
    ids=["no distances", "too few", "too many"],
)
def test_distances_may_be_missing(code: str) -> None:
    one = (
        f'<ofd:TextObject Boundary="28 40 170 8" Size="5.6"><ofd:TextCode {code}>'
        "云塘乡人民政府</ofd:TextCode></ofd:TextObject>"
    )

    assert texts(read(make(page(one)), "x.ofd", PLAIN)) == ["云塘乡人民政府"]
