"""Marks of state secrets, of internal papers and of trade secrets (SE).

No message of this family quotes the text and no hit carries a repair: of a secret nothing but
its place may stand in a report or a log.
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS, disclosure_regulations
from shenfa.text import Basis, Level, Part, PassageKind, squeeze

SECRETS_LAW = "保守国家秘密法（2024年修订）"
SECRETS_RULES = "保守国家秘密法实施条例（2024年修订）"
REVIEW_BEFORE_RELEASE = Basis(SECRETS_LAW, clause="第三十五条", level=Level.LAW)
MARKS_ON_CARRIERS = Basis(SECRETS_LAW, clause="第二十二条", level=Level.LAW)
WORK_SECRETS = Basis(SECRETS_LAW, clause="第六十四条", level=Level.LAW)
REVIEW_ITEM_BY_ITEM = Basis(SECRETS_RULES, clause="第四十二条", level=Level.REGULATION)
NO_SECRETS_DISCLOSED = disclosure_regulations("第十四条")
NO_TRADE_SECRETS_DISCLOSED = disclosure_regulations("第十五条")
STATE_SECRET = (
    MARKS_ON_CARRIERS,
    REVIEW_BEFORE_RELEASE,
    REVIEW_ITEM_BY_ITEM,
    NO_SECRETS_DISCLOSED,
    REVIEW_POINTS,
)
INTERNAL = (WORK_SECRETS, REVIEW_BEFORE_RELEASE, REVIEW_POINTS)
TRADE_SECRET = (NO_TRADE_SECRETS_DISCLOSED, REVIEW_POINTS)

MARK_FOUND = "此处有国家秘密标志，请立即停止发布，并报告本单位保密审查员"
MARK_SUSPECTED = "此处疑有国家秘密标志，请停止发布，并交保密审查员判断"
INTERNAL_FOUND = "此处有内部使用标识，请停止发布，经保密审查员重新定性后再处理"

GRADE = "(?:[绝絕]密|[机機]密|[秘祕]密)"
TERM = r"(?:\d{4}年\d{1,2}月\d{1,2}日|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月|月|天|日)|长期)"
STARS = "★☆✦✩✪✫✬✭✮✯✰⭐⭑"
OPENING = r"[【〔\[(<《]?"
CLOSING = r"[】〕\])>》]?"
BARE_MARK = re.compile(
    rf"{OPENING}(?:份号:?)?(?:\d{{6}})?(?P<mark>(?:密级:?)?{GRADE}级?"
    rf"(?:[{STARS}*]|.?(?={TERM}))?{TERM}?)(?:特提|特急|加急|平急)?{CLOSING}"
)
LONGEST_MARK = 40
MARGIN = frozenset(
    {
        PassageKind.HEADER,
        PassageKind.FOOTER,
        PassageKind.PROPERTY,
        PassageKind.FILE_NAME,
        PassageKind.ALTERNATIVE,
        PassageKind.FIELD_CODE,
    }
)
"""Where internal words are a mark by their place alone; elsewhere they need its form."""


def bare_mark(line: str) -> tuple[int, int] | None:
    """Return the span of the secrecy mark in a line that holds nothing else, or None.

    A copy number before it and an urgency after it belong to the same corner of the page.
    """
    if "密" not in line or len(line) > LONGEST_MARK:
        return None
    tight = squeeze(line)
    match = BARE_MARK.fullmatch(tight.text)
    return tight.span(*match.span("mark")) if match else None


def texts_within(part: Part) -> Iterator[Part]:
    """Yield a text and the files embedded in it, each as a text of its own.

    A mark stands at the head of an embedded file as well as of the file around it.
    """
    inside = f"{part.enclosure}/" if part.enclosure else ""
    embedded = {
        passage.enclosure
        for passage in part.document.passages
        if passage.enclosure != part.enclosure and passage.enclosure.startswith(inside)
    }
    yield part
    yield from (Part(part.document, enclosure) for enclosure in sorted(embedded))
