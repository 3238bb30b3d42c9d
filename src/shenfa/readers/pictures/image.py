"""Read pictures by text recognition where it is installed, otherwise leave them to people."""

from shenfa.readers.content import Content, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pictures.metadata import ORIGIN, metadata
from shenfa.text import Gap, GapKind, Passage, PassageKind

PLACE = "图片"
UNREAD = "图片中的文字未读取，请安装文字识别组件后再检查或者人工审看"
NOTHING_FOUND = "图片中未识别出文字，请人工审看"
DAMAGED = "图片已损坏、过大或者格式无法识别，请重新保存后再检查"


def read(data: bytes, name: str, options: Options) -> Content:
    """Return the recognised lines as one passage, and what the file says beside its pixels.

    A picture in which nothing was recognised has not been looked at by anyone, so it is a gap.
    """
    return content_of((_seen(data, name, options), *metadata(data)))


def _seen(data: bytes, name: str, options: Options) -> Passage | Gap:
    if options.recognise is None:
        return Gap(PLACE, UNREAD, GapKind.MEDIA)
    try:
        text = "\n".join(options.recognise(data))
    except ValueError as error:
        raise UnreadableDocument(name, DAMAGED) from error
    if not text.strip():
        return Gap(PLACE, NOTHING_FOUND, GapKind.MEDIA)
    return Passage(PLACE, text, PassageKind.PICTURE, origin=ORIGIN)
