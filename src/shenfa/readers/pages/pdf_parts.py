"""What a PDF file holds besides its pages: properties, bookmarks, forms, notes, attachments."""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pypdfium2
import pypdfium2.raw as pdfium

from shenfa.readers.content import Enclosed, Item
from shenfa.text import Gap, Passage, PassageKind

PROPERTY_NAMES = {
    "Title": "标题",
    "Author": "作者",
    "Subject": "主题",
    "Keywords": "关键词",
    "Creator": "制作程序",
}
# Fields are read as fields; a pop-up repeats the note it belongs to.
SKIPPED = (pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_WIDGET)
FORM_XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
SCRIPT = re.compile(rb"/S\s*/JavaScript\b")
FIELDS_WITH_VALUE = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)


def document_parts(document: pypdfium2.PdfDocument, data: bytes, most: int) -> Iterator[Item]:
    """Yield properties, bookmarks, attachments, and what no reader can judge.

    ``data`` is the file itself: pdfium does not tell of scripts that run on opening.

    Attachments of more than ``most`` bytes together are not unpacked.
    """
    for key, text in document.get_metadata_dict(skip_empty=True).items():
        label = PROPERTY_NAMES.get(key)
        if label and text.strip():
            yield Passage(f"文档属性“{label}”", text, PassageKind.PROPERTY, origin="properties")
    for bookmark in document.get_toc():
        title = bookmark.get_title()
        if title.strip():
            yield Passage("书签", title, PassageKind.PROPERTY, origin="outline")
    yield from _attachments(document, most)
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or SCRIPT.search(data):
        yield Gap("脚本", "文件含有 JavaScript 脚本，未审看，请删除脚本后重新导出")
    if document.get_formtype() in FORM_XFA:
        yield Gap("表单", "是 XFA 动态表单，其中的文字未读取，请打印为普通 PDF 后再检查")


def page_parts(page: pypdfium2.PdfPage, number: int, most: int) -> Iterator[Item]:
    """Yield the notes and form fields of a page, and the files attached to it."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            yield from _note(page, note, number, most)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _note(
    page: pypdfium2.PdfPage, note: "pdfium.FPDF_ANNOTATION", number: int, most: int
) -> Iterator[Item]:
    origin = f"page {number}"
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        if page.formenv:
            yield from _field(page.formenv, note, number)
        else:
            yield Gap(f"第{number}页", "表单项未能读取，请打印为普通 PDF 后再检查")
    if kind not in SKIPPED:
        text = _wide(lambda *room: pdfium.FPDFAnnot_GetStringValue(note, b"Contents", *room))
        if text.strip():
            yield Passage(f"第{number}页批注", text, PassageKind.COMMENT, origin=origin)
    if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
        handle = pdfium.FPDFAnnot_GetFileAttachment(note)
        if handle:
            yield _enclosed(pypdfium2.PdfAttachment(handle, page.pdf), f"第{number}页附件", most)


def _field(
    form: pypdfium2.PdfFormEnv, note: "pdfium.FPDF_ANNOTATION", number: int
) -> Iterator[Item]:
    if pdfium.FPDFAnnot_GetFormFieldType(form, note) not in FIELDS_WITH_VALUE:
        return
    text = _wide(lambda *room: pdfium.FPDFAnnot_GetFormFieldValue(form, note, *room))
    label = _wide(
        lambda *room: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, note, *room)
    ) or _wide(lambda *room: pdfium.FPDFAnnot_GetFormFieldName(form, note, *room))
    if text.strip():
        place = f"第{number}页表单项“{label}”"
        yield Passage(place, text, origin=f"page {number}")


def _attachments(document: pypdfium2.PdfDocument, most: int) -> Iterator[Item]:
    for index in range(document.count_attachments()):
        item = _enclosed(document.get_attachment(index), "附件", most)
        if isinstance(item, Enclosed):
            most -= len(item.data)
        yield item


def _enclosed(attachment: pypdfium2.PdfAttachment, place: str, most: int) -> Enclosed | Gap:
    name = _mended(attachment.get_name())
    size = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(attachment, None, 0, size)
    if size.value > most:
        return Gap(place, f"附件“{name}”过大，未读取，请取出后单独检查")
    try:
        return Enclosed(place, name, bytes(attachment.get_data()))
    except pypdfium2.PdfiumError:
        return Gap(place, f"附件“{name}”已损坏或者是空文件，未能读取，请重新添加附件")


def _mended(name: str) -> str:
    # Some programs write the two bytes of each character as two characters.
    if not name.startswith("þÿ"):
        return name
    with suppress(UnicodeError):
        return name[2:].encode("latin-1").decode("utf-16-be")
    return name


def _wide(ask: "Callable[..., int]") -> str:
    # pdfium says how many bytes it needs, and then fills them.
    size = ask(None, 0)
    room = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    ask(room, size)
    text = bytes(room)[: max(size - 2, 0)].decode("utf-16-le", "replace")
    return _with_line_feeds(text)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
