"""R39, R42: an identity number is found and located wherever a PDF file may keep it."""

import io
from collections.abc import Callable

import pypdf
import pytest
from planting import IDENTITY, OTHER, personal, places, unread
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

N = IDENTITY
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Draw = Callable[[Canvas], object]
Change = Callable[[pypdf.PdfWriter], object]


def drawn(*draw: Draw, compressed: bool = True) -> bytes:
    """An ordinary page with a line of text, and what is drawn on it besides."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=int(compressed))
    canvas.setFont(FONT, 14)
    canvas.drawString(72, 760, "虚谷县困难群众救助公示，咨询电话023-75550107")
    for one in draw:
        one(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(change: Change, data: bytes = b"") -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data or drawn()))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def mode(canvas: Canvas) -> None:
    text = canvas.beginText(72, 500)
    text.setTextRenderMode(3)
    text.textOut(N)
    canvas.drawText(text)


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(72, 500, N)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.4)
    canvas.drawString(72, 500, N)


def boxed(canvas: Canvas) -> None:
    canvas.drawString(72, 500, N)
    canvas.setFillGray(0)
    canvas.rect(60, 490, 300, 30, fill=1)


def white_box(canvas: Canvas) -> None:
    canvas.drawString(72, 500, N)
    canvas.setFillGray(1)
    canvas.rect(60, 490, 300, 30, fill=1, stroke=0)


def see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 500, N)


def turned(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(300, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, N)
    canvas.restoreState()


def letters_apart(canvas: Canvas) -> None:
    for number, one in enumerate(N):
        canvas.drawString(72 + 9 * number, 500, one)


def in_form(canvas: Canvas) -> None:
    canvas.beginForm("stamp")
    canvas.drawString(72, 500, N)
    canvas.endForm()
    canvas.doForm("stamp")


def form_nobody_draws(canvas: Canvas) -> None:
    canvas.beginForm("stamp")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 500, N)
    canvas.endForm()


def text_field(canvas: Canvas) -> None:
    canvas.acroForm.textfield(name="号", value=N, x=72, y=300, width=200)


def unused_default(canvas: Canvas) -> None:
    canvas.acroForm.textfield(name="号", value="A", tooltip=N, x=72, y=300, width=200)


def outline(canvas: Canvas) -> None:
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry(f"附表{N}", "a")


def annotation(writer: pypdf.PdfWriter, **entries: str) -> None:
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): ArrayObject([NumberObject(one) for one in (9, 9, 30, 30)]),
            **{NameObject(f"/{key}"): TextStringObject(text) for key, text in entries.items()},
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def entry(name: str, text: str) -> Change:
    """A string in the catalogue."""

    def change(writer: pypdf.PdfWriter) -> None:
        writer._root_object[NameObject(name)] = TextStringObject(text)

    return change


def stream(name: str, body: bytes, *, packed: bool = True) -> Change:
    def change(writer: pypdf.PdfWriter) -> None:
        made = DecodedStreamObject()
        made.set_data(body)
        kept = made.flate_encode() if packed else made
        writer._root_object[NameObject(name)] = writer._add_object(kept)

    return change


def loose(writer: pypdf.PdfWriter) -> None:
    """An object that nothing refers to."""
    writer._add_object(TextStringObject(f"证号{N}"))


def link(writer: pypdf.PdfWriter) -> None:
    writer.add_annotation(0, Link(rect=(9, 9, 30, 30), url=f"http://a.cn/?id={N}"))


def revised(before: bytes, after: bytes) -> bytes:
    """A file of which a later save replaced the page and left the old one behind."""
    writer = pypdf.PdfWriter(io.BytesIO(before), incremental=True)
    page = pypdf.PdfReader(io.BytesIO(after)).pages[0]
    contents = DecodedStreamObject()
    contents.set_data(page.get_contents().get_data())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(contents.flate_encode())
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def xfa(writer: pypdf.PdfWriter) -> None:
    made = DecodedStreamObject()
    made.set_data(f"<xdp:xdp xmlns:xdp='x'><data><号>{N}</号></data></xdp:xdp>".encode())
    form = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject(),
            NameObject("/XFA"): writer._add_object(made.flate_encode()),
        }
    )
    writer._root_object[NameObject("/AcroForm")] = form


def script(writer: pypdf.PdfWriter) -> None:
    words = TextStringObject(f"var a = '{N}';")
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    action[NameObject("/JS")] = words
    writer._root_object[NameObject("/OpenAction")] = action


def attached(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("名单.txt", f"证号{N}".encode())


def attached_name(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment(f"{N}.txt", "救助公示".encode())


PLANTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: drawn(lambda one: one.drawString(72, 500, N)), "第1页"),
    "letters one by one": (lambda: drawn(letters_apart), "第1页"),
    "turned": (lambda: drawn(turned), "第1页"),
    "unseen": (lambda: drawn(mode), "不显示"),
    "white": (lambda: drawn(white), "白色"),
    "tiny": (lambda: drawn(tiny), "字号过小"),
    "under a black box": (lambda: drawn(boxed), "被遮盖"),
    "under a white box": (lambda: drawn(white_box), "被遮盖"),
    "see-through": (lambda: drawn(see_through), "第1页"),
    "off the page": (lambda: drawn(lambda one: one.drawString(2000, 500, N)), "页面之外"),
    "in a form": (lambda: drawn(in_form), "第1页"),
    "in a form nobody draws": (lambda: drawn(form_nobody_draws), "PDF 内部数据"),
    "field": (lambda: drawn(text_field), "表单项“号”"),
    "tip of a field": (lambda: drawn(unused_default), ""),
    "outline": (lambda: drawn(outline), "书签"),
    "author": (lambda: written(lambda one: one.add_metadata({"/Author": N})), "文档属性“作者”"),
    "property of its own": (
        lambda: written(lambda one: one.add_metadata({"/Ward": f"证号{N}"})),
        "PDF 内部数据",
    ),
    "note": (lambda: written(lambda one: annotation(one, Contents=N)), "第1页批注"),
    "author of a note": (
        lambda: written(lambda one: annotation(one, Contents="核", T=N)),
        "PDF 内部数据",
    ),
    "rich text of a note": (
        lambda: written(lambda one: annotation(one, Contents="核", RC=f"<p>{N}</p>")),
        "PDF 内部数据",
    ),
    "link": (lambda: written(link), "PDF 内部数据"),
    "metadata": (
        lambda: written(stream("/Metadata", f"<?xpacket?><x a='1'>{N}</x>".encode())),
        "PDF 内部数据",
    ),
    "metadata as it is": (
        lambda: written(stream("/Metadata", f"<x a='{N}'></x>".encode(), packed=False)),
        "PDF 内部数据",
    ),
    "piece of another program": (
        lambda: written(stream("/PieceInfo", f"id={N};".encode())),
        "PDF 内部数据",
    ),
    "string of the catalogue": (lambda: written(entry("/Lang", f"号{N}")), "PDF 内部数据"),
    "alternative text": (lambda: written(entry("/ActualText", N)), "PDF 内部数据"),
    "script": (lambda: written(script), "PDF 内部数据"),
    "dynamic form": (lambda: written(xfa), "PDF 内部数据"),
    "object nobody uses": (lambda: written(loose), "PDF 内部数据"),
    "attachment": (lambda: written(attached), "名单.txt"),
    "name of an attachment": (lambda: written(attached_name), "文件名"),
    "name of an action": (
        lambda: written(entry("/Named", f"({N})")),
        "PDF 内部数据",
    ),
    "earlier save": (
        lambda: revised(drawn(lambda one: one.drawString(72, 500, N)), drawn()),
        "此前第1次保存的版本·第1页",
    ),
    "behind the end": (lambda: drawn() + f"\n({N})".encode(), "文件末尾"),
    "before the beginning": (lambda: f"({N})\n".encode() + drawn(), "PDF 内部数据"),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_number_in_a_pdf_file_is_found_and_located(plant: str) -> None:
    build, where = PLANTS[plant]
    found = places(build(), "公示.pdf")

    assert any(where in place for place in found), (found, unread(build(), "公示.pdf"))


def layered() -> bytes:
    """A layer that no program shows unless it is switched on."""
    data = drawn(
        lambda one: one._code.append("/OC /Hidden BDC"),
        lambda one: one.drawString(72, 500, N),
        lambda one: one._code.append("EMC"),
    )

    def hide(writer: pypdf.PdfWriter) -> None:
        layer = DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("底")}
        )
        group = writer._add_object(layer)
        off = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
        writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): off}
        )
        resources = writer.pages[0]["/Resources"].get_object()
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Hidden"): group})

    return written(hide, data)


def test_a_number_on_a_hidden_layer_is_found() -> None:
    assert any("第1页" in place for place in places(layered(), "公示.pdf"))


def test_a_number_that_a_later_save_changed_is_told_with_the_one_that_is_shown() -> None:
    data = revised(
        drawn(lambda one: one.drawString(72, 500, N)),
        drawn(lambda one: one.drawString(72, 500, OTHER)),
    )

    assert any("此前" in place for place in places(data, "公示.pdf", N))
    assert places(data, "公示.pdf", OTHER)[0].startswith("第1页")


def test_an_ordinary_file_hides_nothing() -> None:
    data = written(lambda one: one.add_metadata({"/CreationDate": "D:20261124093011+08'00'"}))

    assert not personal(data, "公示.pdf")
    assert not unread(data, "公示.pdf")


def test_a_file_saved_twice_without_a_change_hides_nothing() -> None:
    assert not personal(revised(drawn(), drawn()), "公示.pdf")
