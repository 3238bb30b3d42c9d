"""Say what differs: a sentence for each difference, and the whole comparison as text or data."""

from collections.abc import Callable, Iterator, Mapping

from shenfa.audit.compare.alignment import Region
from shenfa.audit.compare.attachment import Missing
from shenfa.audit.compare.comparison import (
    Comparison,
    Copy,
    Difference,
    DifferenceKind,
    Grade,
    Identity,
    Remark,
    Side,
)
from shenfa.audit.compare.regions import Pair
from shenfa.audit.compare.stream import Break, Stream
from shenfa.text import Certainty

COPY_NAMES = {Copy.FORMAL: "正式件", Copy.ELECTRONIC: "电子件"}
IDENTITY_NAMES = {
    Identity.IDENTICAL: "一致",
    Identity.DIFFERENT: "不一致",
    Identity.UNDETERMINED: "有内容未比对，请人工核对",
}
KIND_NAMES = {
    DifferenceKind.TEXT: "文字",
    DifferenceKind.TABLE: "表格",
    DifferenceKind.ATTACHMENT: "附件",
    DifferenceKind.PUNCTUATION: "标点",
}
GRADE_NAMES = {Grade.KEY: "关键", Grade.WORDING: "文字", Grade.MARK: "符号"}
CERTAINTY_NAMES = {
    Certainty.CERTAIN: "确认不同",
    Certainty.SUSPECTED: "识别不清，请人工核对",
}
IDENTITY_TONES = {
    Identity.IDENTICAL: "clean",
    Identity.DIFFERENT: "error",
    Identity.UNDETERMINED: "warning",
}
GRADE_TONES = {Grade.KEY: "error", Grade.WORDING: "warning", Grade.MARK: "hint"}
WITHHELD = "此处两件不同，文中有国家秘密标志，不摘录原文，请对照原件核对"
QUOTED = 40
CONTEXT = 6
SHORT = 12

Style = Callable[[str, str], str]
"""Paint a text in a named tone."""


def plain(text: str, _tone: str) -> str:
    """Paint nothing."""
    return text


def region_sentence(pair: Pair, region: Region, certainty: Certainty) -> str:
    """Say what stands here in the one copy and in the other."""
    formal = pair.formal.quoted(region.start, region.end)
    electronic = pair.electronic.quoted(region.other_start, region.other_end)
    if certainty is Certainty.SUSPECTED:
        advice = "识别不清，请对照原件人工核对"
    elif not electronic:
        advice = "请按正式件补上"
    elif not formal:
        advice = "请删去或者核实"
    else:
        advice = "请按正式件改正"
    if max(len(formal), len(electronic)) <= SHORT:
        ours, theirs = _around(pair, region)
        if ours == theirs and formal:
            return f"“{ours}”中遮盖的内容两件不同，请对照原件核对"
        return f"正式件为“{ours}”，电子件为“{theirs}”，{advice}"
    if not formal and certainty is Certainty.SUSPECTED:
        return f"正式件未读出与电子件“{short(electronic)}”对应的文字，请对照原件人工核对"
    if not electronic:
        return f"电子件缺少“{short(formal)}”，{advice}"
    if not formal:
        return f"电子件多出“{short(electronic)}”，{advice}"
    return f"正式件为“{short(formal)}”，电子件为“{short(electronic)}”，{advice}"


def attachment_sentence(missing: Missing, lacking: Copy) -> str:
    """Say which attachment is missing where."""
    title = missing.attachment.title
    if missing.is_entry_missing and missing.is_annex_missing:
        what = "（附件说明和附件正文）"
    else:
        what = "的附件说明" if missing.is_entry_missing else "的附件正文"
    if lacking is Copy.ELECTRONIC:
        return f"电子件缺少{title}{what}，请按正式件补上"
    return f"电子件多出{title}{what}，正式件没有，请删去或者核实"


def move_sentence(text: str) -> str:
    """Say that text stands elsewhere."""
    return f"“{short(text)}”在电子件中的位置与正式件不同，请按正式件调整"


def displaced_sentence(pair: Pair, region: Region, reason: str) -> str:
    """Say that text stands in another cell."""
    text = short(pair.electronic.quoted(region.other_start, region.other_end))
    ours = pair.formal.place(region.start, region.end)
    theirs = pair.electronic.place(region.other_start, region.other_end)
    return f"表格中“{text}”{reason}不同，正式件在{ours}，电子件在{theirs}，请核对"


def grouping_sentence(pair: Pair, region: Region) -> str:
    """Say that digits are parted at another place."""
    ours = pair.formal.quoted(region.start, region.end)
    theirs = pair.electronic.quoted(region.other_start, region.other_end)
    return f"数字分隔的位置不同，正式件为“{short(ours)}”，电子件为“{short(theirs)}”，请核对"


def short(text: str) -> str:
    """Return the text on one line, its middle left out where it is long."""
    tight = " ".join(text.split())
    return tight if len(tight) <= QUOTED else f"{tight[: QUOTED // 2]}…{tight[-QUOTED // 2 :]}"


def comparison_text(comparison: Comparison, paint: Style = plain) -> str:
    """Return the comparison as lines of text."""
    return "\n".join(_lines(comparison, paint))


def comparison_row(comparison: Comparison) -> Mapping[str, object]:
    """Return the comparison as plain data for JSON."""
    return {
        "schema": "shenfa-compare-1",
        "identity": comparison.identity.value,
        "formal": {"name": comparison.formal.name, "sha256": comparison.formal.sha256},
        "electronic": {
            "name": comparison.electronic.name,
            "sha256": comparison.electronic.sha256,
        },
        "differences": [_difference_row(one) for one in comparison.differences],
        "unread": [_remark_row(one) for one in comparison.unread],
        "tolerated": [_remark_row(one) for one in comparison.tolerated],
    }


def _around(pair: Pair, region: Region) -> tuple[str, str]:
    """What differs in both copies with what stands beside it on the line, a number whole."""
    before = 0
    while (
        region.start > before
        and region.other_start > before
        and not _parts(pair.formal, region.start - before)
        and not _parts(pair.electronic, region.other_start - before)
        and _is_wanted(pair.formal.text[region.start - before - 1], before)
        and pair.formal.text[region.start - before - 1]
        == pair.electronic.text[region.other_start - before - 1]
    ):
        before += 1
    after = 0
    while (
        not _parts(pair.formal, region.end + after)
        and not _parts(pair.electronic, region.other_end + after)
        and _is_wanted(pair.formal.text[region.end + after], after)
        and pair.formal.text[region.end + after] == pair.electronic.text[region.other_end + after]
    ):
        after += 1
    ours = pair.formal.quoted(region.start - before, region.end + after)
    theirs = pair.electronic.quoted(region.other_start - before, region.other_end + after)
    return short(ours), short(theirs)


def _parts(stream: Stream, position: int) -> bool:
    return position >= len(stream.text) or stream.breaks[position] >= Break.LINE


def _is_wanted(character: str, distance: int) -> bool:
    if character.isdecimal() or character in ".,%":
        return distance < 4 * CONTEXT
    return distance < CONTEXT and (character.isalnum() or character in "\"'()-")


def _lines(comparison: Comparison, paint: Style) -> Iterator[str]:
    identity = comparison.identity
    yield f"正式件：{comparison.formal.name}"
    yield f"电子件：{comparison.electronic.name}"
    yield f"结论：{paint(IDENTITY_NAMES[identity], IDENTITY_TONES[identity])}"
    if comparison.differences:
        yield ""
        yield paint(f"■ 差异（{len(comparison.differences)}处）", "error")
        for number, one in enumerate(comparison.differences, start=1):
            yield from _difference(number, one, paint)
    for title, remarks, tone in (
        ("未比对", comparison.unread, "warning"),
        ("不计入差异", comparison.tolerated, "faint"),
    ):
        if remarks:
            yield ""
            yield paint(f"■ {title}（{len(remarks)}处）", tone)
            for remark in remarks:
                yield f"  · {COPY_NAMES[remark.copy]}{remark.place}：{remark.reason}"


def _difference(number: int, one: Difference, paint: Style) -> Iterator[str]:
    labels = f"{KIND_NAMES[one.kind]}·{GRADE_NAMES[one.grade]}·{CERTAINTY_NAMES[one.certainty]}"
    yield f"  {number}. {paint(one.message, 'strong')}"
    yield paint(f"     {labels}", GRADE_TONES[one.grade])
    yield f"     正式件：{one.formal.place}；电子件：{one.electronic.place}"


def _difference_row(one: Difference) -> Mapping[str, object]:
    return {
        "kind": one.kind.value,
        "grade": one.grade.value,
        "certainty": one.certainty.value,
        "formal": _side_row(one.formal),
        "electronic": _side_row(one.electronic),
        "message": one.message,
    }


def _side_row(side: Side) -> Mapping[str, object]:
    return {
        "place": side.place,
        "text": side.text,
        "spans": [
            {"passage": span.passage, "start": span.start, "end": span.end} for span in side.spans
        ],
    }


def _remark_row(remark: Remark) -> Mapping[str, object]:
    return {"copy": remark.copy.value, "place": remark.place, "reason": remark.reason}
