"""Marks of internal papers: a line of nothing else, or in brackets at an end of a line."""

import re
from collections.abc import Iterator

from shenfa.lexicons import LexiconError, read_lexicon
from shenfa.text import squeeze

ENTRIES = sorted(
    (entry.values for entry in read_lexicon("secrecy_internal_words", ("word", "position"))),
    key=lambda values: -len(values[0]),
)
WORDS = tuple(word for word, _ in ENTRIES)
"""Longest first, so that no word hides a longer one in a pattern."""
WORDS_IN_MARGIN = tuple(word for word, position in ENTRIES if position != "alone")
WORDS_IN_PROSE = tuple(word for word, position in ENTRIES if position == "prose")
RANK = "[省市地厅县区乡镇科局处团师军股]{1,4}级"
LIMIT = (
    rf"(?:此件|本件)?(?:仅|只|限)?发(?:至|到){RANK}(?:以上|干部|领导|单位|及以上)*"
    rf"|(?:此件|本件|仅)?限{RANK}(?:以上|干部|领导|单位|及以上)*(?:阅|阅读|使用|掌握|参阅)?"
)
WORK_MARK = r"工作秘密[★☆]?(?:\d{1,2}(?:年|个月)|长期)?"
WORD = rf"(?:{WORK_MARK}|{'|'.join(map(re.escape, WORDS))}|{LIMIT})"
SIGNS = tuple("勿阅禁密仅内印回妥得宜退注级")
"""Characters one of which every mark holds, however it is spaced: what wakes a rule."""
if strange := [word for word in WORDS if not set(SIGNS) & set(word)]:
    raise LexiconError(
        "secrecy_internal_words.tsv", 1, f"“{strange[0]}”不含任何触发字，请补入 SIGNS"
    )
OPENING, CLOSING = r"[【〔\[(<]", r"[】〕\])>]"
ALONE = re.compile(
    rf"[★☆*]*(?:(?:此件|本件|仅|请)?{OPENING}*{WORD}[!。;★☆*]*{CLOSING}*)+(?:免费交流|仅?供(?:工作|学习)?参考|第?\d{{1,6}}[号期份]?)?[。]?"
)
GROUP = rf"(?:{OPENING}(?:此件|仅|请)?{WORD}+{CLOSING})+"
BRACKETED = re.compile(
    rf"^{GROUP}|{GROUP}$|(?<=[料件录册编报告参单稿案])[【〔\[(](?:内部|保密)[】〕\])]$"
)
BRACKETS = re.compile(r"^\s*[【〔\[(<（［＜]|[】〕\])>）］＞]\s*$")
BLANK = re.compile(r"\s")
LONGEST_LINE = 40
LONGEST_SPACED_LINE = 80


def internal_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the marks in a line."""
    # Without blanks a longer line holds more than the mark; only its brackets can hold one.
    longest = LONGEST_SPACED_LINE if BLANK.search(text) else LONGEST_LINE
    if len(text) > longest and not BRACKETS.search(text):
        return
    tight = squeeze(text)
    if len(tight.text) <= LONGEST_LINE and ALONE.fullmatch(tight.text):
        yield tight.span(0, len(tight.text))
        return
    for match in BRACKETED.finditer(tight.text):
        yield tight.span(*match.span())
