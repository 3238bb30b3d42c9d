"""Read ZIP archives: every member is a file of its own, opened like any other."""

import io
import zipfile

from shenfa.readers.content import Content, Enclosed, Options
from shenfa.readers.errors import UnreadableDocument

UTF8_NAME = 0x800


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return the members; their size and number were checked before."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = tuple(
                Enclosed(f"压缩包内“{(label := _name(info))}”", label, archive.read(info))
                for info in archive.infolist()
                if not info.is_dir()
            )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(name, "已损坏，无法解压，请重新压缩后再检查") from error
    if not members:
        raise UnreadableDocument(name, "是空的压缩包，请重新压缩")
    return Content(enclosed=members)


def _name(info: zipfile.ZipInfo) -> str:
    # Windows packs Chinese names in GBK without saying so; zipfile then assumes code page 437.
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
