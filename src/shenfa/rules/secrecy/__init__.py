"""Marks of state secrets, of internal papers and of trade secrets (SE).

No message of this family quotes the text and no hit carries a repair: of a secret nothing but
its place may stand in a report or a log.
"""

import re
from collections.abc import Iterator

from shenfa.text import Basis, Level, Part, PassageKind, squeeze

SECRETS_LAW = "保守国家秘密法（2024年修订）"
SECRETS_RULES = "保守国家秘密法实施条例（2024年修订）"
REVIEW_BEFORE_RELEASE = Basis(SECRETS_LAW, clause="第三十五条", level=Level.LAW)
MARKS_ON_CARRIERS = Basis(SECRETS_LAW, clause="第二十二条", level=Level.LAW)
WORK_SECRETS = Basis(SECRETS_LAW, clause="第六十四条", level=Level.LAW)
REVIEW_ITEM_BY_ITEM = Basis(SECRETS_RULES, clause="第四十二条", level=Level.REGULATION)
NO_SECRETS_DISCLOSED = Basis(
    "政府信息公开条例", "国务院令第711号", "第十四条", level=Level.REGULATION
)
NO_TRADE_SECRETS_DISCLOSED = Basis(
    "政府信息公开条例", "国务院令第711号", "第十五条", level=Level.REGULATION
)
SAFETY_REVIEW = Basis(
    "关于进一步加强政府网站与政府系统政务新媒体信息内容审核和发布工作的通知",
    clause="三、突出审查重点",
    level=Level.POLICY,
)
STATE_SECRET = (
    MARKS_ON_CARRIERS,
    REVIEW_BEFORE_RELEASE,
    REVIEW_ITEM_BY_ITEM,
    NO_SECRETS_DISCLOSED,
    SAFETY_REVIEW,
)
INTERNAL = (WORK_SECRETS, REVIEW_BEFORE_RELEASE, SAFETY_REVIEW)
TRADE_SECRET = (NO_TRADE_SECRETS_DISCLOSED, SAFETY_REVIEW)

GRADE = "(?:[绝絕]密|[机機]密|[秘祕]密)"
TERM = r"(?:\d{4}年\d{1,2}月\d{1,2}日|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月|月|天|日)|长期)"
STARS = "★☆✦✩✪✫✬✭✮✯✰⭐⭑"
OPENING = r"[【〔\[(<《]?"
CLOSING = r"[】〕\])>》]?"
BARE_MARK = re.compile(
    rf"{OPENING}(?:份号:?)?(?:\d{{6}})?(?P<mark>(?:密级:?)?{GRADE}"
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
