"""The accepted marker where no reader of the published page will see it as text."""

from shenfa.rules.official.once import once
from shenfa.rules.official.wordings import ACCEPTED
from shenfa.text import Line, Part, PassageKind, fold

PLACES = {
    PassageKind.PICTURE: "图片里",
    PassageKind.ALTERNATIVE: "图片的替代文字里",
    PassageKind.FILE_NAME: "文件名里",
    PassageKind.PROPERTY: "文件属性里",
    PassageKind.COMMENT: "批注里",
    PassageKind.HIDDEN: "隐藏文字里",
    PassageKind.DELETED: "已删除的修订里",
    PassageKind.HEADER: "页眉里",
    PassageKind.FOOTER: "页脚里",
    PassageKind.SPEAKER_NOTE: "演讲者备注里",
    PassageKind.FIELD_CODE: "域代码里",
}


def _read(part: Part) -> tuple[PassageKind, Line] | None:
    for kind in PLACES:
        for index, passage in part.passages:
            if passage.kind is kind and (line := _accepted(index, passage.text)):
                return kind, line
    return None


accepted_elsewhere = once(_read)
"""The kind of passage and the words, where a part shows the marker outside its text."""


def _accepted(index: int, text: str) -> Line | None:
    folded = fold(text)
    kept = [offset for offset, one in enumerate(folded.text) if not one.isspace()]
    at = "".join(folded.text[offset] for offset in kept).find(ACCEPTED)
    if at < 0:
        return None
    start, end = folded.span(kept[at], kept[at + len(ACCEPTED) - 1] + 1)
    return Line(index, start, text[start:end])
