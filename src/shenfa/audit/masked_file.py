"""Make the masked copy of a file: check it, mask it, build it anew, and look whether it holds.

Nothing is handed out that was not read again: the copy must contain none of what was masked,
in no part of it and in no encoding, and the rules must find nothing in it that blocks.
"""

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from shenfa.audit.examine import Examiner, examine_file
from shenfa.audit.leaks import is_in, leaks, needles_of
from shenfa.audit.masking import SHORTEST, Masked, is_carried, masks_of, plain, refusal
from shenfa.audit.replacing import BY_WORDS, Profile
from shenfa.audit.report import Report
from shenfa.readers import UnreadableDocument
from shenfa.readers.open import FORMATS, kind_of
from shenfa.text import Family, Severity
from shenfa.writers.masked import WRITERS, CopyRefused, Locate, Mask, Original

NO_WRITER = "暂不能生成{title}的脱敏副本，请另存为 .docx、.xlsx 或者 PDF 后再脱敏"
NO_WRITERS = {
    "ofd": "暂不能生成 OFD 的脱敏副本，请在编辑软件中脱敏后重新导出，或者用 OFD 阅读器导出为 PDF 后再脱敏",
    "ppt": "暂不能生成{title}的脱敏副本，请另存为 .pptx 后再脱敏",
}
"""What to do with kinds that have a better way than to become a text or a table."""
HELD = "脱敏副本的{place}中仍有原来的内容，副本已删除，请将原文件交系统管理员"
EMPTY = "去除隐藏内容后的脱敏副本不能读取（{reason}），请核对原稿里看得见的内容"
STILL = "脱敏副本的{place}仍有禁止公开的个人信息，副本已删除，请人工修改原稿后再生成"
NAMED = "副本的文件名应以 {suffixes} 结尾，请改正"
SUFFIXES = {
    "docx": frozenset({".docx"}),
    "xlsx": frozenset({".xlsx"}),
    "pptx": frozenset({".pptx"}),
    "pdf": frozenset({".pdf"}),
    "html": frozenset({".html", ".htm"}),
}
KEY = b"shenfa mask record\n"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the copy is to be made; ``locate`` finds text in pictures where that is installed."""

    profile: Profile = field(default_factory=Profile)
    are_pictures_seen: bool = False
    locate: Locate | None = None


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """The copy, what was masked in the report's document, and what the copy leaves out.

    ``reminders`` counts what the rules still find in the copy and leave to people.
    """

    data: bytes
    report: Report
    masks: tuple[Masked, ...]
    left_out: tuple[str, ...]
    reminders: int = 0

    def digest(self, original: bytes, mask: Masked) -> str:
        """Return by what the holder of the original can prove what stood at a place.

        Keyed with the original itself: numbers are too few for a bare digest to hide them.
        """
        key = hashlib.sha256(KEY + original).digest()
        passage = self.report.document.passages[mask.passage]
        text = passage.text[mask.start : mask.end]
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def masked_file(
    data: bytes, names: tuple[str, str], examiner: Examiner, wishes: Wishes
) -> MaskedFile:
    """Return the masked copy of a file; ``names`` are those of the file and of the copy.

    Raises UnreadableDocument for a file that cannot be read and CopyRefused, with one sentence,
    where a copy cannot be made or does not hold.
    """
    name, copy_name = names
    kind = kind_of(data, name)
    if kind not in WRITERS:
        raise CopyRefused(NO_WRITERS.get(kind, NO_WRITER).format(title=FORMATS[kind].title))
    report = examine_file(data, name, examiner)
    reason = refusal(report, are_pictures_seen=wishes.are_pictures_seen)
    if reason is not None:
        raise reason
    masks = masks_of(report, wishes.profile)
    _need_suffix(copy_name, _suffixes(kind, data))
    plain_masks = tuple(Mask(one.passage, one.start, one.end, one.replacement) for one in masks)
    copy = WRITERS[kind](Original(data, report.document, plain_masks, wishes.locate))
    made = MaskedFile(copy.data, report, masks, copy.left_out)
    return replace(made, reminders=_reminders(made, copy_name, examiner))


def _suffixes(kind: str, data: bytes) -> frozenset[str]:
    """The suffixes that say what the copy is."""
    if kind == "image":
        is_photo = data.startswith(b"\xff\xd8")
        return frozenset({".jpg", ".jpeg"} if is_photo else {".png"})
    return FORMATS["text"].suffixes if kind == "text" else SUFFIXES[kind]


def _need_suffix(name: str, suffixes: frozenset[str]) -> None:
    if PurePath(name).suffix.lower() not in suffixes:
        raise CopyRefused(NAMED.format(suffixes="、".join(sorted(suffixes))))


def _reminders(made: MaskedFile, name: str, examiner: Examiner) -> int:
    """Count what is left to people; refuse a copy that still holds what was masked."""
    needles = needles_of(_secrets(made))
    for part in leaks(made.data, needles):
        raise CopyRefused(HELD.format(place=f"部件 {part} " if part else "文件"))
    try:
        again = examine_file(made.data, name, examiner)
    except UnreadableDocument as error:
        raise CopyRefused(EMPTY.format(reason=error.reason)) from error
    for passage in again.document.passages:
        if is_in(needles, passage.text):
            raise CopyRefused(HELD.format(place=passage.place or "正文"))
    found = [finding for finding in again.findings if finding.family is Family.PRIVACY]
    for finding in found:
        if finding.severity is Severity.BLOCKER:
            raise CopyRefused(STILL.format(place=finding.place or "正文"))
    return sum(finding.severity is not Severity.HINT for finding in found)


def _secrets(made: MaskedFile) -> set[str]:
    """What no part of the copy may hold: all that was masked, but no word it may well say."""
    passages = made.report.document.passages
    found = {
        (passages[one.passage].text[one.start : one.end], one.entity, one.replacement)
        for one in made.masks
    }
    found |= {
        # Also what lies inside a longer mask.
        (passages[one.passage].text[one.start : one.end], one.entity, "")
        for one in made.report.findings
        if one.family is Family.PRIVACY and one.passage is not None and one.entity
    }
    kept = _kept(made)
    return {
        text
        for text, entity, replacement in found
        if text != replacement
        and (text not in kept if entity in BY_WORDS else len(plain(text)) >= SHORTEST)
    }


def _kept(made: MaskedFile) -> str:
    """What the copy is meant to show."""
    passages = made.report.document.passages
    cuts: dict[int, list[Masked]] = {}
    for one in made.masks:
        cuts.setdefault(one.passage, []).append(one)
    texts = []
    for index, passage in enumerate(passages):
        if not is_carried(passage):
            continue
        text = passage.text
        for one in reversed(cuts.get(index, [])):
            text = text[: one.start] + one.replacement + text[one.end :]
        texts.append(text)
    return "\n".join(texts)
