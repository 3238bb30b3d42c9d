"""From the findings of a report to the masks of its copy, or the reason why there is none.

A column of a table is masked as one: where most of its cells hold numbers of one kind, a
number in it that no rule was sure of is masked as well. The same number is masked wherever
else it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.audit.mask import MASK
from shenfa.audit.replacing import BY_WORDS, Profile, Span, replacement
from shenfa.audit.report import Report
from shenfa.text import PRINTED, Family, Finding, GapKind, Passage, PassageKind, Severity
from shenfa.writers.masked import CopyRefused

CARRIED = PRINTED | {PassageKind.PICTURE}
TITLES = re.compile(r"第\d+个工作表名称|网页标题")
"""Properties that the copy shows."""
DROPPED = frozenset({"宏", "脚本"})
"""Places of gaps that no copy carries over."""
IDENTITY_CARD = re.compile("公民身份号码|居民身份证")
"""Words printed on an identity card: beside its number it shows a face and a home."""
UNSURE = "UNMASKED"
"""Stands for the kind of a number that is only known to stand in a masked column."""
SHORTEST = 7
"""Letters and digits of a number that is looked for wherever else it stands."""
LIKE_NUMBER = re.compile(r"(?=(?:\D*\d){6})[0-9A-Za-z０-９Ｘｘ \t-]+")
FEWEST = 2
"""Cells of one kind that make a column."""
UNREAD = "{place}未能读取，不能生成脱敏副本：{reason}"
UNSEEN = "{place}有未识别的图片，不能生成脱敏副本：请先人工审看，确认图片中没有个人信息"
MARKED = "{place}有涉密标志或者内部文件用语，不能生成脱敏副本，请送保密审查员"
UNMASKABLE = "{place}疑有个人信息但是没有可靠的遮盖办法，请人工修改后再生成脱敏副本"


@dataclass(frozen=True, slots=True)
class Masked:
    """Code points ``start`` to ``end`` of a passage: what kind they are, what replaces them.

    ``is_removed`` says that the passage as a whole is not in the copy.
    """

    passage: int
    start: int
    end: int
    entity: str
    replacement: str
    is_removed: bool = False


def masks_of(report: Report, profile: Profile) -> tuple[Masked, ...]:
    """Return the masks in the order of the text; those of one passage never overlap."""
    passages = report.document.passages
    found = list(_from_findings(report, profile))
    found += _columns(passages, found, profile)
    found += _elsewhere(passages, found)
    found += _identity_cards(passages)
    return tuple(_apart(found))


class PicturesUnseen(CopyRefused):
    """Pictures that nobody has looked at yet; who has, says so and asks again."""


def refusal(report: Report, *, are_pictures_seen: bool) -> CopyRefused | None:
    """Return why no copy can be made of a text, None if one can."""
    reason = _refusal(report)
    if reason:
        return CopyRefused(reason)
    if are_pictures_seen:
        return None
    media = (gap for gap in report.document.gaps if gap.kind is GapKind.MEDIA)
    unseen = next(media, None)
    return PicturesUnseen(UNSEEN.format(place=unseen.place)) if unseen else None


def _refusal(report: Report) -> str | None:
    for gap in report.document.gaps:
        if gap.kind is not GapKind.MEDIA and gap.place not in DROPPED:
            return UNREAD.format(place=gap.place, reason=gap.reason)
    for finding in report.findings:
        if finding.severity.rank > Severity.ERROR.rank:
            continue
        if finding.family is Family.SECRECY:
            return MARKED.format(place=finding.place or "全文")
        if finding.family is Family.PRIVACY and not _kind(finding):
            return UNMASKABLE.format(place=finding.place or "全文")
    return None


def is_carried(passage: Passage) -> bool:
    """Whether a copy shows this passage."""
    is_shown = passage.kind in CARRIED or TITLES.fullmatch(passage.place) is not None
    return is_shown and not passage.enclosure


def plain(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


def _kind(finding: Finding) -> str | None:
    """The kind of information a finding is about, None where it is not known or is absent."""
    if finding.passage is None or finding.start == finding.end:
        return None
    # Without a kind it is a number left unmasked in a masked column: it is clear what to hide.
    return finding.entity or (UNSURE if finding.rule == "PI012" else None)


def _from_findings(report: Report, profile: Profile) -> Iterator[Masked]:
    for finding in report.findings:
        kind = _kind(finding)
        if finding.family is not Family.PRIVACY or kind is None or finding.passage is None:
            continue
        passage = report.document.passages[finding.passage]
        text = passage.text[finding.start : finding.end]
        before = passage.text[max(0, finding.start - 4) : finding.start]
        is_alone = passage.cell is not None and passage.text.strip() == text.strip()
        fix = finding.fix
        if fix is None or profile.is_strict or not _hides(fix):
            fix = _replaced(Span(kind, text, before, is_alone), profile)
        yield _masked(passage, (finding.passage, finding.start, finding.end), kind, fix)


def _replaced(span: Span, profile: Profile) -> str:
    if span.entity == UNSURE and not profile.is_strict:
        return MASK * len(plain(span.text))
    return replacement(span, profile)


def _hides(fix: str) -> bool:
    return fix.count(MASK) * 2 >= len(plain(fix)) or fix.count(MASK) >= 4


def _masked(passage: Passage, span: tuple[int, int, int], kind: str, fix: str) -> Masked:
    return Masked(*span, kind, fix, is_removed=not is_carried(passage))


def _columns(
    passages: Sequence[Passage], found: Sequence[Masked], profile: Profile
) -> Iterator[Masked]:
    columns: dict[tuple[str, str, int, int], list[int]] = defaultdict(list)
    for index, passage in enumerate(passages):
        cell = passage.cell
        if cell is not None and cell.header:
            key = (passage.enclosure, passage.origin.partition(" ")[0], cell.table, cell.column)
            columns[key].append(index)
    kinds = {one.passage: one.entity for one in found if one.entity not in BY_WORDS}
    for cells in columns.values():
        own = [kinds[index] for index in cells if index in kinds]
        if len(own) < FEWEST or len(own) * 2 <= len(cells):
            continue
        kind = max(set(own), key=lambda one: (own.count(one), one))
        for index in cells:
            text = passages[index].text
            if index not in kinds and LIKE_NUMBER.fullmatch(text.strip()):
                start = len(text) - len(text.lstrip())
                end = len(text.rstrip())
                fix = _replaced(Span(kind, text[start:end]), profile)
                yield _masked(passages[index], (index, start, end), kind, fix)


def _elsewhere(passages: Sequence[Passage], found: Sequence[Masked]) -> Iterator[Masked]:
    known: dict[str, Masked] = {}
    for one in found:
        text = passages[one.passage].text[one.start : one.end]
        if one.entity not in BY_WORDS and len(plain(text)) >= SHORTEST:
            known.setdefault(text, one)
            known.setdefault(plain(text), one)
    if not known:
        return
    texts = list(known)
    automaton = CharwiseDoubleArrayAhoCorasick(texts)
    for index, passage in enumerate(passages):
        for start, end, number in automaton.find_overlapping(passage.text):
            first = known[texts[number]]
            yield _masked(passage, (index, start, end), first.entity, first.replacement)


def _identity_cards(passages: Sequence[Passage]) -> Iterator[Masked]:
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.PICTURE and IDENTITY_CARD.search(passage.text):
            yield _masked(passage, (index, 0, len(passage.text)), "ID_CARD", "")


def _apart(found: Iterable[Masked]) -> Iterator[Masked]:
    """Yield masks that do not overlap: the longer one, or both as one that shows nothing."""
    last: Masked | None = None
    for one in sorted(found, key=lambda mask: (mask.passage, mask.start, -mask.end)):
        if last is None or last.passage != one.passage or one.start >= last.end:
            if last is not None:
                yield last
            last = one
        elif one.end > last.end:
            length = one.end - last.start
            last = Masked(
                last.passage, last.start, one.end, last.entity, MASK * length, last.is_removed
            )
    if last is not None:
        yield last
