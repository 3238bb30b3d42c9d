"""A revision as a Word copy for the desk of who corrects it: the findings as comments.

Everything is taken from the stored findings, which were masked before they were stored, and the
text is covered at the same places: the copy tells nothing that the page does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.timezone import localdate

from shenfa.audit.mask import BLACK
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.examining import TextPart, document_of
from shenfa.desk.review.models import FindingRecord
from shenfa.desk.review.views import CaseView, ShownFinding
from shenfa.rules.secrecy import MARKS_ON_CARRIERS
from shenfa.text import ContentKind, Family, Passage, Severity
from shenfa.writers import Note, review_copy

BODY, CHANNEL = "正文", "渠道："
MOST_NOTES = 2_000
"""Comments with which Word still works."""
WEIGHTS = {
    "certain_blocker": "禁止发布",
    "suspected_blocker": "疑似禁止发布",
    "secrecy": "涉密",
    "error": "应改",
    "warning": "提醒",
    "hint": "参考",
}


def word_copy(view: CaseView) -> bytes:
    """Return the text of a revision with everything that was found and said, as .docx."""
    record = view.revision
    if record.purged_at is not None:
        raise NotFound("批注副本")
    if view.audit is None:
        raise CommandRefused("not_audited", "该版本正在检查，请稍候再下载")
    kind, day = ContentKind(record.kind), localdate(record.cut_at)
    document = document_of(TextPart(BODY, record.title, record.body, kind, day))
    rows = [one.finding for one in view.findings]
    passages = _blackened(document.passages) if _is_withheld(rows) else document.passages
    name = f"第{record.number}版批注副本"
    return review_copy(_covered(passages, rows), (*_gaps(view), *_notes(view)), name)


def _is_withheld(rows: Iterable[FindingRecord]) -> bool:
    """Return whether some part bears the mark of a state secret; then nothing but places is told."""
    return any(
        row.detail["family"] == Family.SECRECY
        and row.detail["severity"] == Severity.BLOCKER
        and str(MARKS_ON_CARRIERS) in row.detail["basis"]
        for row in rows
    )


def _blackened(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(
        replace(one, text="".join(c if c.isspace() else BLACK for c in one.text))
        for one in passages
    )


def _covered(passages: tuple[Passage, ...], rows: Iterable[FindingRecord]) -> tuple[Passage, ...]:
    texts = [list(one.text) for one in passages]
    for row in rows:
        place, start, end = (row.detail[name] for name in ("passage", "start", "end"))
        if row.part != BODY or place is None:
            continue
        if row.detail["family"] == Family.SECRECY:
            texts[place][start:end] = BLACK * (end - start)
        elif row.detail["family"] == Family.PRIVACY and len(row.detail["text"]) == end - start:
            texts[place][start:end] = row.detail["text"]
    return tuple(
        replace(one, text="".join(text)) for one, text in zip(passages, texts, strict=True)
    )


def _notes(view: CaseView) -> Iterator[Note]:
    names = dict(view.revision.renderings.values_list("channel_id", "channel__name"))
    for number, shown in enumerate(view.findings[:MOST_NOTES], start=1):
        row = shown.finding
        text = "\n".join(_lines(number, shown))
        if row.part == BODY:
            detail = row.detail
            yield Note(detail["passage"], detail["start"], detail["end"], text)
        else:
            head, _, channel = row.part.partition("：")
            part = f"{head}：{names.get(channel, channel)}"
            yield Note(None, 0, 0, text, f"{part}　{row.detail['place']}")


def _lines(number: int, shown: ShownFinding) -> Iterator[str]:
    row, detail = shown.finding, shown.finding.detail
    yield f"{number}．【{WEIGHTS[row.weight]}】{detail['title']}"
    yield detail["message"]
    if detail["fix"] is not None:
        yield f"建议改为：{detail['fix']}" if detail["fix"] else "建议删去"
    yield f"依据：{'；'.join(detail['basis'])}（{row.rule}）"
    for said in shown.decisions:
        yield f"{said.person.name}：{said.reason or '已确认'}"


def _gaps(view: CaseView) -> Iterator[Note]:
    for shown in view.gaps:
        gap = shown.gap
        yield Note(None, 0, 0, f"【未读取】{gap.reason}", f"{gap.part}　{gap.place}")
