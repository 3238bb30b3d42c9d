"""Open a file by its content, whatever its name says, within limits, files in files included."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from shenfa.readers import archive, legacy, media, plain
from shenfa.readers.content import Content, Enclosed, Options, whole
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.office.compound import streams
from shenfa.readers.pages import ofd, pdf
from shenfa.readers.pictures import image
from shenfa.readers.pictures.metadata import ORIGIN as PICTURE
from shenfa.readers.remains.file import remains
from shenfa.readers.remains.numbers import numbers
from shenfa.readers.sheets import xls, xlsx
from shenfa.readers.slides import pptx
from shenfa.readers.web import html
from shenfa.readers.web.web_archive import is_web_archive
from shenfa.readers.word import docx
from shenfa.text import Document, Gap, Passage, PassageKind

Read = Callable[[bytes, str, Options], Content]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: what people call it, the suffixes it may have, and its reader."""

    title: str
    suffixes: frozenset[str]
    read: Read


def _suffixes(text: str) -> frozenset[str]:
    return frozenset(f".{suffix}" for suffix in text.split())


MEDIA = _suffixes("mp4 mov avi wmv flv mkv webm m4v mp3 wav wma m4a aac ogg flac amr")
FORMATS = {
    "docx": Format("Word 文档", _suffixes("docx docm dotx wps"), docx.read),
    "xlsx": Format("Excel 工作簿", _suffixes("xlsx xlsm xltx et"), xlsx.read),
    "pptx": Format("演示文稿", _suffixes("pptx pptm ppsx dps"), pptx.read),
    "ofd": Format("OFD 版式文件", _suffixes("ofd"), ofd.read),
    "zip": Format("ZIP 压缩包", _suffixes("zip"), archive.read),
    "pdf": Format("PDF 文档", _suffixes("pdf"), pdf.read),
    "doc": Format("旧版 Word 或 WPS 文档", _suffixes("doc wps dot rtf"), legacy.read),
    "rtf": Format("RTF 文档", _suffixes("rtf doc"), legacy.read),
    "ppt": Format("旧版演示文稿", _suffixes("ppt pps dps"), legacy.read),
    "xls": Format("旧版 Excel 工作簿", _suffixes("xls et xlt"), xls.read),
    "html": Format("网页", _suffixes("html htm xhtml shtml mht mhtml"), html.read),
    "image": Format("图片", _suffixes("png jpg jpeg gif bmp tif tiff webp"), image.read),
    "media": Format("音视频", MEDIA, media.read),
    "text": Format("文本文件", _suffixes("txt md markdown text csv log"), plain.read),
}
IMAGE_MAGIC = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{8}.{4}[\x0c\x28-\x7c]\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP",
    re.DOTALL,
)
"""How pictures begin; two letters alone (BM) may begin a text as well."""
FOREIGN_ARCHIVES = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "GZIP"))
MAGIC = ((b"%PDF-", "pdf"), (b"{\\rtf", "rtf"))
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
PACKAGES = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)
XML_OFFICE = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "Excel 2003 XML 格式", ".xlsx"),
    (b"schemas.microsoft.com/office/word/2003/wordml", "Word 2003 XML 格式", ".docx"),
)
ABOUT = frozenset({PassageKind.PROPERTY, PassageKind.FILE_NAME})
"""What says something of a file and is no text in it."""
BROKEN = "已损坏，无法打开，请重新保存后再检查"
ENCRYPTED = "设有打开密码，请取消密码后再检查"


def supported_suffixes() -> frozenset[str]:
    """Every suffix a file may have to be read."""
    return frozenset(suffix for format_ in FORMATS.values() for suffix in format_.suffixes)


def open_document(data: bytes, name: str, options: Options = Options()) -> Document:
    """Read a file and everything enclosed in it.

    Raises UnreadableDocument for a file that is empty, too large, encrypted, damaged or of a
    format nobody reads here. An enclosed file that cannot be read is a gap instead.
    """
    if len(data) > options.limits.size:
        limit = options.limits.size // 1024**2
        raise UnreadableDocument(name, f"超过 {limit} MB，请拆分后再检查")
    items = list(
        _read(data, name, options, _Budget(options.limits.unpacked, options.limits.entries))
    )
    passages = [_whole(item) for item in items if isinstance(item, Passage)]
    gaps = tuple(item for item in items if isinstance(item, Gap))
    if not gaps and all(passage.kind in ABOUT for passage in passages):
        raise UnreadableDocument(name, "没有文字，请检查是否选错了文件")
    return Document(
        name,
        (*passages, Passage("文件名", name, PassageKind.FILE_NAME)),
        gaps,
        hashlib.sha256(data).hexdigest(),
    )


def kind_of(data: bytes, name: str) -> str:
    """Return which of ``FORMATS`` a file is, by its content. Raises as ``open_document`` does."""
    limits = Options().limits
    return _sniff(data, name, _Budget(limits.unpacked, limits.entries))


def _whole(passage: Passage) -> Passage:
    text = whole(passage.text)
    return passage if text is passage.text else replace(passage, text=text)


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked, over all levels. The one thing here that changes."""

    unpacked: int
    entries: int

    def spend(self, name: str, archive_: zipfile.ZipFile) -> None:
        infos = archive_.infolist()
        self.entries -= len(infos)
        # Reading never yields more than the declared size, so its sum is a true bound.
        self.unpacked -= sum(info.file_size for info in infos)
        if self.entries < 0:
            raise UnreadableDocument(name, "内含文件过多，请拆分后再检查")
        if self.unpacked < 0:
            raise UnreadableDocument(name, "解压后过大，疑为压缩炸弹，请核实来源")


def _read(
    data: bytes, name: str, options: Options, budget: _Budget, depth: int = 0
) -> Iterator[Passage | Gap]:
    kind = _sniff(data, name, budget)
    content = FORMATS[kind].read(data, name, options)
    yield from content.passages
    yield from content.gaps
    yield from remains(kind, data, content.passages)
    suffix = PurePath(name).suffix.lower()
    if suffix in supported_suffixes() and suffix not in FORMATS[kind].suffixes:
        yield Gap(
            "文件名",
            f"扩展名 {suffix} 与内容不符，实为{FORMATS[kind].title}，已按实际内容检查，请改正文件名",
        )
    for file in content.enclosed:
        yield from _enclosed(file, options, budget, depth + 1)


def _enclosed(
    file: Enclosed, options: Options, budget: _Budget, depth: int
) -> Iterator[Passage | Gap]:
    if depth > options.limits.depth:
        yield Gap(file.place, f"“{file.name}”嵌套过深，未读取，请取出后单独检查")
        return
    try:
        items = list(_read(file.data, file.name, options, budget, depth))
    except UnreadableDocument as error:
        yield Gap(file.place, str(error))
        return
    is_picture = all(isinstance(item, Gap) or item.origin == PICTURE for item in items)
    for item in items:
        if file.is_preview and isinstance(item, Gap):
            continue
        place = f"{file.place}·{item.place}" if item.place else file.place
        if isinstance(item, Gap):
            yield replace(item, place=file.place if is_picture else place)
        elif is_picture:
            # A picture belongs to the text it stands in; it is no file of its own.
            is_seen = item.kind is PassageKind.PICTURE
            yield replace(item, place=file.place if is_seen else f"{file.place}（{item.place}）")
        else:
            inner = f"{file.name}/{item.enclosure}" if item.enclosure else file.name
            yield replace(item, place=place, enclosure=inner)
    if not is_picture or any(numbers(file.name)):
        yield Passage(f"{file.place}·文件名", file.name, PassageKind.FILE_NAME, enclosure=file.name)


def _sniff(data: bytes, name: str, budget: _Budget) -> str:
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise UnreadableDocument(name, "是空文件（0 字节），请重新导出")
    if data.startswith(b"PK\x03\x04"):
        return _package(data, name, budget)
    if data.startswith(OLE_MAGIC):
        return _compound(data, name)
    # Other programs forgive what stands before the mark; in a text file it is only mentioned.
    reach = 1 if suffix in FORMATS["text"].suffixes | FORMATS["html"].suffixes else 1024
    for magic, kind in MAGIC:
        if magic in data[: reach + len(magic) - 1]:
            return kind
    if IMAGE_MAGIC.match(data):
        return "image"
    for magic, title in FOREIGN_ARCHIVES:
        if data.startswith(magic):
            raise UnreadableDocument(name, f"是 {title} 压缩包，请改用 ZIP 格式或解压后再检查")
    return "media" if suffix in MEDIA else _textual(data, name, suffix)


def _textual(data: bytes, name: str, suffix: str) -> str:
    if is_web_archive(data):
        return "html"
    for namespace, title, target in XML_OFFICE:
        if namespace in data[:4096]:
            raise UnreadableDocument(name, f"是 {title}，请另存为 {target} 后再检查")
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if suffix in FORMATS["html"].suffixes:
        return "html"
    is_text = suffix in FORMATS["text"].suffixes
    if is_text or suffix not in supported_suffixes():
        return "text"
    # A binary format by its name, but not by its content: readable text, or damaged.
    try:
        plain.decode(data, name)
    except UnreadableDocument as error:
        title = next(one.title for one in FORMATS.values() if suffix in one.suffixes)
        raise UnreadableDocument(
            name, f"不是有效的 {title}，可能已损坏，请重新保存后再检查"
        ) from error
    return "text"


def _package(data: bytes, name: str, budget: _Budget) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            budget.spend(name, package)
            if any(info.flag_bits & 1 for info in package.infolist()):
                raise UnreadableDocument(name, ENCRYPTED)
            names = package.namelist()
    except (*DAMAGED, ValueError) as error:
        raise UnreadableDocument(name, BROKEN) from error
    if any(member.lower() == "ofd.xml" for member in names):
        return "ofd"
    if "[Content_Types].xml" in names:
        for folder, kind in PACKAGES:
            if any(member.startswith(folder) for member in names):
                return kind
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableDocument(name, "是 OpenDocument 格式，请另存为 .docx 或 .xlsx 后再检查")
    return "zip"


def _compound(data: bytes, name: str) -> str:
    # Only the root counts: a workbook may hold a Word object. A damaged directory is searched.
    root = {path for path in streams(data) if "/" not in path}
    for stream, kind in OLE_STREAMS:
        if stream in root or (not root and f"{stream}\0".encode("utf-16-le") in data):
            if kind == "encrypted":
                raise UnreadableDocument(name, ENCRYPTED)
            return kind
    foreign = "不是能读取的 Office 文档，请另存为 .docx 或 .xlsx 后再检查"
    raise UnreadableDocument(name, foreign if root else BROKEN)
