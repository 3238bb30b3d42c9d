"""Which files may go out with a text: known kinds whose content is what the name says.

Programs, pages that run scripts and files with macros are refused, also inside an archive.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from shenfa.desk.refusals import CommandRefused
from shenfa.readers.office.compound import streams

LONGEST_NAME = 200
UNFIT = re.compile(r'[/\\<>:"|?*%]')
MOST_MEMBERS = 10_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
LOCKED = "EncryptedPackage"
"""The stream in which an office program puts a document that has a password."""
MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|_vba_project|_vba_project_cur|macros|vba)(?:/|$)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HARMFUL = _words(
    "exe dll com scr msi bat cmd ps1 vbs vbe js jse wsf wsh hta jar apk sh app lnk reg cpl pif "
    "html htm xhtml shtml mht mhtml svg xml xsl php jsp asp aspx docm dotm xlsm xltm xlam pptm "
    "ppsm potm iso img"
)
MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php)", re.IGNORECASE)
NOT_TYPED = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
"""Bytes that stand in no text, in UTF-8 or GB 18030."""
SNIFFED = 4096

Test = Callable[[bytes], bool]


def need_file_name(name: str) -> str:
    """Return a file name as citizens may see it, or refuse it."""
    text = name.strip()
    is_fit = (
        0 < len(text) <= LONGEST_NAME
        and not UNFIT.search(text)
        and not text.startswith(".")
        and not text.endswith(".")
        and all(unicodedata.category(one)[0] != "C" for one in text)
    )
    if not is_fit:
        raise CommandRefused("file_name", "文件名不得含有路径和特殊字符，且不超过200个字，请改名")
    return unicodedata.normalize("NFC", text)


def need_file_type(name: str, data: bytes) -> None:
    """Refuse a file of a kind that does not go out, is locked, or is not what its name says."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix not in TYPES:
        raise CommandRefused("file_type", "该类型的文件不能作为附件，请改用PDF、OFD或Word文档等")
    if data.startswith(OLE) and LOCKED in streams(data):
        raise CommandRefused("file_type", "文件有口令，请取消口令后上传")
    if not TYPES[suffix](data):
        raise CommandRefused("file_type", "文件内容与扩展名不符，请重新保存后上传")
    if _has_macros(data):
        raise CommandRefused("file_type", "文件含有宏，请另存为不含宏的格式后上传")
    if _has_harmful_members(data):
        raise CommandRefused("file_type", "压缩包内含有程序、网页或带宏的文件，请取出后上传")


def _starts(*magics: bytes, at: int = 0) -> Test:
    return lambda data: data[at:].startswith(magics)


def _member(*names: str) -> Test:
    return lambda data: any(one.lower().startswith(names) for one in _members(data))


def _either(*tests: Test) -> Test:
    return lambda data: any(test(data) for test in tests)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024] and not MARKUP.match(data[:SNIFFED])


def _is_text(data: bytes) -> bool:
    if NOT_TYPED.search(data) or MARKUP.match(data[:SNIFFED].removeprefix(b"\xef\xbb\xbf")):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _members(data: bytes) -> tuple[str, ...]:
    if not data.startswith(b"PK\x03\x04"):
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return ()
    return tuple(names) if len(names) <= MOST_MEMBERS else ()


def _has_macros(data: bytes) -> bool:
    inner = streams(data) if data.startswith(OLE) else _members(data)
    return any(MACROS.search(one.lower()) for one in inner)


def _has_harmful_members(data: bytes) -> bool:
    members = _members(data)
    if "[Content_Types].xml" in members or any(one.lower() == "ofd.xml" for one in members):
        return False  # made of XML by nature; its macros are looked for apart
    return any(PurePath(one).suffix.lower().removeprefix(".") in HARMFUL for one in members)


_OLE_FILE = _starts(OLE)
_WORD, _SHEET, _SLIDES = _member("word/"), _member("xl/"), _member("ppt/")
_MPEG4 = _starts(b"ftyp", b"moov", b"mdat", b"free", b"wide", at=4)
TYPES: dict[str, Test] = {
    "docx": _WORD,
    "xlsx": _SHEET,
    "pptx": _SLIDES,
    "ppsx": _SLIDES,
    "doc": _OLE_FILE,
    "xls": _OLE_FILE,
    "ppt": _OLE_FILE,
    "pps": _OLE_FILE,
    "wps": _either(_OLE_FILE, _WORD),
    "et": _either(_OLE_FILE, _SHEET),
    "dps": _either(_OLE_FILE, _SLIDES),
    "pdf": _is_pdf,
    "ofd": _member("ofd.xml"),
    "zip": lambda data: bool(_members(data)),
    "txt": _is_text,
    "csv": _is_text,
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "jpg": _starts(b"\xff\xd8\xff"),
    "jpeg": _starts(b"\xff\xd8\xff"),
    "gif": _starts(b"GIF87a", b"GIF89a"),
    "bmp": _starts(b"BM"),
    "tif": _starts(b"II*\0", b"MM\0*"),
    "tiff": _starts(b"II*\0", b"MM\0*"),
    "webp": _starts(b"WEBP", at=8),
    "mp4": _MPEG4,
    "m4v": _MPEG4,
    "m4a": _MPEG4,
    "mov": _MPEG4,
    "mp3": _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"),
    "wav": _starts(b"WAVE", at=8),
    "avi": _starts(b"AVI ", at=8),
    "wmv": _starts(bytes.fromhex("3026b2758e66cf11")),
    "wma": _starts(bytes.fromhex("3026b2758e66cf11")),
    "flv": _starts(b"FLV"),
    "ogg": _starts(b"OggS"),
    "webm": _starts(bytes.fromhex("1a45dfa3")),
    "mkv": _starts(bytes.fromhex("1a45dfa3")),
}
