"""A file that is empty, or is not what its name says."""

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
    head = body[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    is_page = head.lower().startswith(MARK_UP)
    is_office_page = any(mark in body[:4096].lower() for mark in OFFICE_MARK_UP)
    if suffix in NAMES:
        # A PDF may have some bytes before its mark.
        return "" if NAMES[suffix] in body[:1024] else _describe(is_page=is_page)
    if suffix in ZIPPED and not body.startswith((ZIP, OLE)):
        return _describe(is_page=is_page)
    if suffix in OLD and is_page and not is_office_page:
        return _describe(is_page=is_page)
    if suffix in {"mp4", "mp3", "jpg", "jpeg", "png", "gif"} and is_page:
        return _describe(is_page=is_page)
    return ""


def _describe(*, is_page: bool) -> str:
    return "网页" if is_page else "其他类型的文件"
