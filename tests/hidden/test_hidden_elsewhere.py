"""R39, R42: slides, OFD, web pages, archives and plain text keep numbers in corners as well."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pptx
import pytest
from planting import IDENTITY, personal, places, repacked, replaced, unread
from pptx.util import Emu

N = IDENTITY
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SLIDES = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {DRAWING}'
Change = Callable[["pptx.presentation.Presentation"], object]


def slides(change: Change | None = None) -> bytes:
    """An ordinary presentation of two slides with a change."""
    presentation = pptx.Presentation()
    for title in ("困难群众救助工作汇报", "下一步打算"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = title
    if change is not None:
        change(presentation)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def box(presentation: "pptx.presentation.Presentation", left: int = 0) -> object:
    shape = presentation.slides[1].shapes.add_textbox(Emu(left), Emu(0), Emu(99999), Emu(99999))
    shape.text_frame.text = N
    return shape


def note(presentation: "pptx.presentation.Presentation") -> None:
    presentation.slides[1].notes_slide.notes_text_frame.text = N


def hidden_slide(presentation: "pptx.presentation.Presentation") -> None:
    box(presentation)
    presentation.slides[1]._element.set("show", "0")


def master(presentation: "pptx.presentation.Presentation") -> None:
    tree = presentation.slide_master.shapes._spTree
    shape = box(presentation)
    tree.append(shape._element)


def layout(presentation: "pptx.presentation.Presentation") -> None:
    presentation.slide_layouts[6].shapes._spTree.append(box(presentation)._element)


def named(presentation: "pptx.presentation.Presentation") -> None:
    shape = box(presentation)
    shape.text_frame.text, shape.name = "甲", f"框{N}"


def described(presentation: "pptx.presentation.Presentation") -> None:
    shape = box(presentation)
    shape.text_frame.text = "甲"
    shape._element.nvSpPr.cNvPr.set("descr", N)


def table(presentation: "pptx.presentation.Presentation") -> None:
    shapes = presentation.slides[0].shapes
    shapes.add_table(1, 1, Emu(9), Emu(9), Emu(999), Emu(999)).table.cell(0, 0).text = N


def dropped(presentation: "pptx.presentation.Presentation") -> None:
    box(presentation)
    ids = presentation.slides._sldIdLst
    ids.remove(ids[1])


def added(part: str, xml: str) -> Callable[[], bytes]:
    return lambda: repacked(slides(), {part: xml})


def changed(part: str, old: str, new: str) -> Callable[[], bytes]:
    return lambda: replaced(slides(), part, old, new)


PRESENTATIONS: dict[str, tuple[Callable[[], bytes], str]] = {
    "shape": (lambda: slides(box), "第2页"),
    "table": (lambda: slides(table), "第1页表格第1行第1列"),
    "notes": (lambda: slides(note), "第2页备注"),
    "off the slide": (lambda: slides(lambda one: box(one, -999_999_999)), "页面外"),
    "hidden slide": (lambda: slides(hidden_slide), "第2页"),
    "slide of no show": (lambda: slides(dropped), "未列入放映"),
    "master": (lambda: slides(master), "母版"),
    "layout nobody uses": (lambda: slides(layout), "版式"),
    "name of a shape": (lambda: slides(named), "slide2.xml"),
    "alternative text": (lambda: slides(described), "第2页替代文字"),
    "comment": (
        added(
            "ppt/comments/comment1.xml",
            f"<p:cmLst {SLIDES}><p:cm><p:text>{N}</p:text></p:cm></p:cmLst>",
        ),
        "批注",
    ),
    "author": (
        added(
            "ppt/commentAuthors.xml",
            f"<p:cmAuthorLst {SLIDES}><p:cmAuthor id='0' name='{N}'/></p:cmAuthorLst>",
        ),
        "批注作者",
    ),
    "tags": (
        added("ppt/tags/tag1.xml", f"<p:tagLst {SLIDES}><p:tag name='a' val='{N}'/></p:tagLst>"),
        "tag1.xml",
    ),
    "history of changes": (
        added("ppt/changesInfos/changesInfo1.xml", f"<chgInfo {DRAWING} a='{N}'/>"),
        "changesInfo1.xml",
    ),
    "handout": (
        added(
            "ppt/handoutMasters/handoutMaster1.xml",
            f"<p:handoutMaster {SLIDES}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id='1' name='x'/>"
            f"</p:nvSpPr><p:txBody><a:p><a:r><a:t>{N}</a:t></a:r></a:p></p:txBody></p:sp>"
            "</p:spTree></p:cSld></p:handoutMaster>",
        ),
        "",
    ),
    "name of a show": (
        changed(
            "ppt/presentation.xml",
            "</p:presentation>",
            f"<p:custShowLst><p:custShow name='{N}' id='0'/></p:custShowLst></p:presentation>",
        ),
        "ppt/presentation.xml",
    ),
    "prompt of a layout": (
        changed("ppt/slideLayouts/slideLayout1.xml", "Click to edit", f"{N} Click"),
        "slideLayout1.xml",
    ),
    "picture drawn by lines": (
        added("ppt/media/image9.svg", f"<svg><text>{N}</text></svg>"),
        "image9.svg",
    ),
    "thumbnail": (
        lambda: repacked(slides(), {"docProps/thumbnail.wmf": N.encode("utf-16-le")}),
        "thumbnail.wmf",
    ),
}


@pytest.mark.parametrize("plant", PRESENTATIONS)
def test_a_number_in_a_presentation_is_found_and_located(plant: str) -> None:
    build, where = PRESENTATIONS[plant]
    found = places(build(), "汇报.pptx")

    assert any(where in place for place in found), (found, unread(build(), "汇报.pptx"))


def test_an_ordinary_presentation_hides_nothing() -> None:
    assert not personal(slides(), "汇报.pptx")


SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def line(text: str, more: str = "", *, top: int = 40) -> str:
    step = " ".join("3" for _ in text[1:])
    return (
        f'<ofd:TextObject ID="1" Boundary="20 {top} 170 8" Font="1" Size="5.6" {more}>'
        f'<ofd:TextCode X="0" Y="5.6" DeltaX="{step}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(
    objects: str = "", layer: str = "", document: str = "", more: Mapping[str, str | bytes] = {}
) -> bytes:
    """An ordinary page with more objects, in a second layer, and further parts."""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocInfo><ofd:Title>公示</ofd:Title>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        f'<ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages>{document}</ofd:Document>',
        "Doc_0/Page.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{line('困难群众救助公示')}"
        f"</ofd:Layer><ofd:Layer {layer}>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
        **more,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


COVER = (
    '<ofd:PathObject ID="9" Boundary="10 75 190 20" Fill="true"><ofd:FillColor Value="0 0 0"/>'
    "<ofd:AbbreviatedData>M 0 0 L 190 0 L 190 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
)
NOTES = "<ofd:Annotations>Notes.xml</ofd:Annotations>"
PAGE_NOTES = (
    f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Note.xml</ofd:FileLoc></ofd:Page>'
    "</ofd:Annotations>"
)
OFDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: ofd(line(N, top=80)), "第1页"),
    "hidden layer": (lambda: ofd(line(N, top=80), layer='Visible="false"'), "第1页"),
    "unseen": (lambda: ofd(line(N, 'Visible="false"', top=80)), "第1页"),
    "no colour": (lambda: ofd(line(N, 'Alpha="0"', top=80)), "第1页"),
    "under a box": (lambda: ofd(line(N, top=80) + COVER), "被遮盖"),
    "off the page": (lambda: ofd(line(N, top=900)), "页面之外"),
    "note": (
        lambda: ofd(
            document=NOTES,
            more={
                "Doc_0/Notes.xml": PAGE_NOTES,
                "Doc_0/Note.xml": f"<ofd:PageAnnot {SPACE}><ofd:Annot Type='Highlight'><ofd:Remark>"
                f"{N}</ofd:Remark></ofd:Annot></ofd:PageAnnot>",
            },
        ),
        "第1页批注",
    ),
    "parameter of a note": (
        lambda: ofd(
            document=NOTES,
            more={
                "Doc_0/Notes.xml": PAGE_NOTES,
                "Doc_0/Note.xml": f"<ofd:PageAnnot {SPACE}><ofd:Annot Creator='{N}'><ofd:Parameters>"
                "</ofd:Parameters></ofd:Annot></ofd:PageAnnot>",
            },
        ),
        "Doc_0/Note.xml",
    ),
    "custom tag": (
        lambda: ofd(more={"Doc_0/Tags/CustomTag.xml": f"<a {SPACE}><b>{N}</b></a>"}),
        "CustomTag.xml",
    ),
    "custom data": (
        lambda: replaced(
            ofd(),
            "OFD.xml",
            "</ofd:DocInfo>",
            f"<ofd:CustomDatas><ofd:CustomData Name='号'>{N}</ofd:CustomData></ofd:CustomDatas>"
            "</ofd:DocInfo>",
        ),
        "自定义属性“号”",
    ),
    "bookmark": (
        lambda: ofd(document=f"<ofd:Outlines><ofd:OutlineElem Title='{N}'/></ofd:Outlines>"),
        "书签",
    ),
    "named place": (
        lambda: ofd(document=f"<ofd:Bookmarks><ofd:Bookmark Name='{N}'/></ofd:Bookmarks>"),
        "Document.xml",
    ),
    "action": (
        lambda: ofd(document=f"<ofd:Actions><ofd:URI URI='http://a.cn/{N}'/></ofd:Actions>"),
        "Document.xml",
    ),
    "attachment": (
        lambda: ofd(
            document="<ofd:Attachments>Files.xml</ofd:Attachments>",
            more={
                "Doc_0/Files.xml": f"<ofd:Attachments {SPACE}><ofd:Attachment Name='表.txt'>"
                "<ofd:FileLoc>list.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>",
                "Doc_0/list.txt": f"证号{N}",
            },
        ),
        "表.txt",
    ),
    "page nobody lists": (
        lambda: ofd(more={"Doc_0/Old.xml": f"<ofd:Page {SPACE}>{line(N)}</ofd:Page>"}),
        "Doc_0/Old.xml",
    ),
    "seal": (lambda: ofd(more={"Doc_0/Signs/Seal.esl": b"\x30\x82" + N.encode()}), "Seal.esl"),
    "older version": (
        lambda: ofd(more={"Doc_0/Versions/V1.xml": f"<v a='{N}'/>"}),
        "V1.xml",
    ),
}


@pytest.mark.parametrize("plant", OFDS)
def test_a_number_in_an_ofd_file_is_found_and_located(plant: str) -> None:
    build, where = OFDS[plant]
    found = places(build(), "公示.ofd")

    assert any(where in place for place in found), (found, unread(build(), "公示.ofd"))


def test_an_ordinary_ofd_file_hides_nothing() -> None:
    assert not personal(ofd(), "公示.ofd")
    assert not unread(ofd(), "公示.ofd")


WEB: dict[str, tuple[str, str]] = {
    "hidden field": (f"<input type=hidden value='{N}'>", ""),
    "value of a field": (f"<input type=text value='{N}'>", ""),
    "password": (f"<input type=password value='{N}'>", ""),
    "submit": (f"<button value='{N}'>查</button>", ""),
    "choice": (f"<select><option value='{N}'>甲</option></select>", ""),
    "data": (f"<p data-id='{N}'>甲</p>", "data-id"),
    "comment": (f"<!-- {N} -->", "网页注释"),
    "comment of Word": (f"<!--[if gte mso 9]><xml><o:a>{N}</o:a></xml><![endif]-->", "网页注释"),
    "alternative text": (f"<img alt='{N}' src='data:,'>", "替代文字"),
    "tip": (f"<p title='{N}'>甲</p>", "提示"),
    "address": (f"<a href='/x?id={N}'>甲</a>", "链接"),
    "address of a picture": (f"<img src='/x/{N}.jpg'>", ""),
    "address of a frame": (f"<iframe src='/x?id={N}'></iframe>", ""),
    "sources": (f"<img srcset='/x/{N}.jpg 2x' src='data:,'>", ""),
    "name": (f"<p id='r{N}'>甲</p>", ""),
    "class": (f"<p class='r-{N}'>甲</p>", ""),
    "for scripts off": (f"<noscript>{N}</noscript>", ""),
    "template": (f"<template><p>{N}</p></template>", "网页模板"),
    "attribute in a template": (f"<template><p data-a='{N}'></p></template>", ""),
    "content of a style": (f"<style>p::after{{content:'{N}'}}</style>", ""),
    "comment of a style": (f"<style>/* {N} */</style>", ""),
    "style of an element": (f'<p style="background:url(/x/{N}.png)">甲</p>', ""),
    "script": (f"<script>var a = {{id: '{N}'}};</script>", "脚本1"),
    "comment of a script": (f"<script>// {N}\nvar a;</script>", ""),
    "bare name in a script": (f"<script>x.a{N} = 1;</script>", ""),
    "data for scripts": (f"<script type='application/json'>{{\"id\":{N}}}</script>", "脚本1"),
    "escapes in a script": (f"<script>var a='\\u0035{N[1:]}';</script>", "脚本1"),
    "handler": (f"<p onclick=\"f('{N}')\">甲</p>", "onclick"),
    "hidden": (f"<div style='display:none'>{N}</div>", "隐藏"),
    "hidden by class": (f"<style>.x{{display:none}}</style><div class=x>{N}</div>", "隐藏"),
    "white": (f"<p style='color:#fff'>{N}</p>", "白色"),
    "size zero": (f"<p style='font-size:0'>{N}</p>", "字号"),
    "off the page": (f"<p style='position:absolute;left:-9999px'>{N}</p>", "隐藏"),
    "drawing": (f"<svg><text>{N}</text><desc>{N}</desc><metadata>{N}</metadata></svg>", ""),
    "drawing as an address": (
        '<img src="data:image/svg+xml,%3Csvg%3E%3Ctext%3E' + N + '%3C/text%3E%3C/svg%3E">',
        "",
    ),
    "details": (f"<details><summary>更多</summary>{N}</details>", ""),
    "dialog": (f"<dialog>{N}</dialog>", ""),
    "entities": ("<p>" + "".join(f"&#{ord(one)};" for one in N) + "</p>", "正文"),
    "split over elements": (f"<p>{N[:6]}<b>{N[6:14]}</b><i>{N[14:]}</i></p>", "正文"),
    "zero width": ("<p>" + "\u200b".join(N) + "</p>", "正文"),
    "list of words": (f"<datalist><option value='{N}'></datalist>", ""),
    "frame with a page": (f"<iframe srcdoc='<p>{N}</p>'></iframe>", "内嵌"),
    "object": (f"<object data='/x?{N}'>甲</object>", ""),
    "parameter": (f"<object><param name='a' value='{N}'></object>", ""),
    "custom element": (f"<x-a b='{N}'></x-a>", ""),
    "cdata": (f"<![CDATA[{N}]]>", ""),
    "instruction": (f"<?x {N}?>", ""),
}
HEAD: dict[str, tuple[str, str]] = {
    "title": (f"<title>{N}</title>", "网页标题"),
    "description": (f"<meta name=description content='{N}'>", "描述"),
    "refresh": (f"<meta http-equiv=refresh content='0;url=/x?{N}'>", ""),
    "generator": (f"<meta name=generator content='{N}'>", ""),
    "link": (f"<link rel=canonical href='/x/{N}'>", ""),
    "base": (f"<base href='/x/{N}/'>", ""),
}


@pytest.mark.parametrize("plant", WEB)
def test_a_number_in_a_web_page_is_found_and_located(plant: str) -> None:
    inside, where = WEB[plant]
    page = f"<!doctype html><meta charset=utf-8><title>公示</title><body><p>公示</p>{inside}</body>"
    found = places(page.encode(), "公示.html")

    assert any(where in place for place in found), (found, unread(page.encode(), "公示.html"))


@pytest.mark.parametrize("plant", HEAD)
def test_a_number_in_the_head_of_a_page_is_found(plant: str) -> None:
    inside, where = HEAD[plant]
    page = f"<!doctype html><html><head><meta charset=utf-8>{inside}</head><body>公示</body></html>"
    found = places(page.encode(), "公示.html")

    assert any(where in place for place in found), found


def archived(*members: tuple[zipfile.ZipInfo | str, bytes], comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
        archive.comment = comment
    return buffer.getvalue()


def commented() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("说明.txt")
    info.comment = f"证号{N}".encode()
    return info


def forgotten() -> bytes:
    """A member that the list of the archive no longer names."""
    with_both = archived(("名单.txt", f"证号{N}。".encode() * 3), ("说明.txt", "救助公示".encode()))
    (first, second) = zipfile.ZipFile(io.BytesIO(with_both)).infolist()
    end = with_both.rindex(b"PK\x05\x06")
    start = with_both.index(b"PK\x01\x02")
    later = with_both.index(b"PK\x01\x02", start + 4)
    listed = with_both[later:end]
    tail = bytearray(with_both[end:])
    tail[8:12] = b"\1\0\1\0"
    tail[12:16] = len(listed).to_bytes(4, "little")
    tail[16:20] = start.to_bytes(4, "little")
    assert first.filename != second.filename
    return with_both[:start] + listed + bytes(tail)


ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "member": (lambda: archived(("名单.txt", f"证号{N}".encode())), "压缩包内“名单.txt”"),
    "name of a member": (lambda: archived((f"{N}.txt", "救助公示".encode())), "文件名"),
    "folder": (lambda: archived((f"{N}/说明.txt", "救助公示".encode())), "文件名"),
    "comment": (
        lambda: archived(("说明.txt", "救助公示".encode()), comment=f"证号{N}".encode("gb18030")),
        "压缩包注释",
    ),
    "comment on a member": (lambda: archived((commented(), "救助公示".encode())), "的注释"),
    "deleted member": (forgotten, "未列出的 名单.txt"),
    "behind the archive": (
        lambda: archived(("说明.txt", "救助公示".encode())) + N.encode(),
        "文件末尾",
    ),
    "archive in an archive": (
        lambda: archived(("里.zip", archived(("名单.txt", f"证号{N}".encode())))),
        "名单.txt",
    ),
}


@pytest.mark.parametrize("plant", ARCHIVES)
def test_a_number_in_an_archive_is_found_and_located(plant: str) -> None:
    build, where = ARCHIVES[plant]
    found = places(build(), "材料.zip")

    assert any(where in place for place in found), (found, unread(build(), "材料.zip"))


@pytest.mark.parametrize(
    "data",
    [
        N.encode("utf-16"),
        f"证号,{N}\n".encode("gb18030"),
        "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in N).encode(),
        "\u00a0".join((N[:6], N[6:14], N[14:])).encode(),
    ],
)
def test_a_number_in_a_text_is_found_in_every_encoding(data: bytes) -> None:
    assert places(data, "名单.csv")
