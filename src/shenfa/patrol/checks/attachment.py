"""A file that is empty, or is not what its name says."""

import io
import zipfile
from collections.abc import Iterator

from shenfa.patrol.address import suffix_of
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting

ZIPPED = frozenset({"docx", "xlsx", "pptx", "ofd", "zip"})
OLD = frozenset({"doc", "xls", "ppt", "wps", "et", "dps"})
OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK"
MARK_UP = (b"<!doctype html", b"<html", b"<head", b"<?xml version", b"<script", b"<meta")
OFFICE_MARK_UP = (b"office:excel", b"office:word", b"schemas-microsoft-com", b"progid=")
PROGRAM = b"MZ"
PDF = b"%PDF"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
OTHERS = frozenset({"txt", "csv", "rtf", "mp3", "mp4", "jpg", "jpeg", "png", "gif"})
INSIDE = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}
OFFICE = {"word": "Word 文档", "xl": "Excel 工作簿", "ppt": "演示文稿"}
NAMES = {"pdf": b"%PDF", "rar": b"Rar!", "7z": b"7z\xbc\xaf"}


def check(url: str, body: bytes) -> Iterator[Sighting]:
    """Yield what is wrong with a file that came whole."""
    if not body:
        yield Sighting(Kind.ATTACHMENT_ZERO_BYTES, url, url, {"bytes": 0})
        return
    suffix = suffix_of(url)
    actual = _actual(suffix, body)
    if actual:
        evidence = {"named": suffix, "actual": actual, "begins": body[:16].hex()}
        yield Sighting(Kind.ATTACHMENT_TYPE_MISMATCH, url, url, evidence)


def _actual(suffix: str, body: bytes) -> str:
    """What a file is, empty where it is as good as what its name says."""
    if body.startswith(PROGRAM) and suffix in ZIPPED | OLD | NAMES.keys() | OTHERS:
        return "程序"
    head = body[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    is_page = head.lower().startswith(MARK_UP)
    what = "网页" if is_page else "其他类型的文件"
    if suffix in NAMES:
        # A PDF may have some bytes before its mark.
        return "" if NAMES[suffix] in body[:1024] else what
    if suffix in ZIPPED:
        return _zipped(suffix, body) if body.startswith((ZIP, OLE)) else what
    if suffix in OLD:
        return _old(body, is_page=is_page)
    return what if suffix in {"mp4", "mp3", "jpg", "jpeg", "png", "gif"} and is_page else ""


def _old(body: bytes, *, is_page: bool) -> str:
    """What a file is that calls itself one of an old office; such offices also wrote pages."""
    if body.startswith((PDF, *PICTURES)):
        return "PDF 文件" if body.startswith(PDF) else "图片"
    is_office_page = any(mark in body[:4096].lower() for mark in OFFICE_MARK_UP)
    return "网页" if is_page and not is_office_page else ""


def _zipped(suffix: str, body: bytes) -> str:
    """What an office file is if its name says otherwise, by the folder within it."""
    if suffix not in INSIDE or not body.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    folders = {name.partition("/")[0] for name in names}
    if INSIDE[suffix] in folders:
        return ""
    return next((OFFICE[one] for one in OFFICE if one in folders), "压缩包")
