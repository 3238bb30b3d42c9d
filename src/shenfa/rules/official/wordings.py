"""What a marker of openness (公开标注) can say, and the wordings people use for it."""

import re
from enum import StrEnum

ACCEPTED = "此件公开发布"
"""The only wording with which an official document may go online (R50)."""


class Wording(StrEnum):
    """What a marker says, by its wording."""

    EXACT = "exact"
    VARIANT = "variant"
    MISSPELT = "misspelt"
    EDITED = "edited"
    ON_REQUEST = "on_request"
    REFUSED = "refused"
    LIMITED = "limited"

    @property
    def outcome(self) -> str:
        """What it comes to: one of three that keep a document back, or ``open``."""
        return "open" if self in OPEN else self.value


OPEN = frozenset({Wording.EXACT, Wording.VARIANT, Wording.MISSPELT, Wording.EDITED})
THIS = "(?:[此本该](?:件|文件?|公文))"
LABEL = re.compile(
    r"(?:(?:政府|政务)?(?:信息)?公开(?:属性|方式|类别|类型|选项|形式|性质|范围|情况)|是否公开|"
    r"信息公开|政务公开|附注):"
)
LED = re.compile(THIS)
SHAPES = (
    (Wording.EXACT, re.compile(ACCEPTED)),
    (
        Wording.REFUSED,
        re.compile(
            rf"{THIS}?(?:为|属于?)?(?:不予(?:以)?公开|不(?:宜|得|能|可|准|主动)?公开(?:发布)?|"
            r"免予公开|暂不公开(?:发布)?|[非未勿]公开(?:发布)?|不(?:得|宜)?上网)(?:类|信息)?"
        ),
    ),
    (
        Wording.ON_REQUEST,
        re.compile(rf"{THIS}?(?:为|属于?)?可?[依按凭]申请后?公开(?:发布)?(?:类|信息)?"),
    ),
    (
        Wording.LIMITED,
        re.compile(
            rf"{THIS}?[只仅限]{{0,2}}(?:印?发至|印?发到|传达[到至]|阅读?[到至])[^:]{{1,20}}"
            rf"|{THIS}?(?:仅?限|仅?供)?内部(?:发[行布送]?|使用|掌握|参阅|传阅|公开)"
            rf"|{THIS}仅?[限供][^:]{{1,12}}"
        ),
    ),
    (
        Wording.EDITED,
        re.compile(
            rf"{THIS}?(?:有删[减节改]|经?删[减节改]后(?:主动)?公开(?:发布)?|部分公开(?:发布)?|"
            r"摘要公开(?:发布)?)"
        ),
    ),
    (
        Wording.VARIANT,
        re.compile(
            rf"{THIS}?(?:为|属于?)?(?:予以|可以?|应当?|已|同意|向社会)?(?:主动|全文)?公开"
            r"(?:发布|发行|刊发|发表)?(?:类|信息)?"
        ),
    ),
)


def wording_of(words: str) -> Wording | None:
    """Return what the words say, None where they are no marker. Blanks must be gone.

    One wrong, missing, added or swapped character is a slip of the accepted wording.
    """
    for wording, pattern in SHAPES:
        if pattern.fullmatch(words):
            return wording
    return Wording.MISSPELT if is_slip(words) else None


def is_slip(words: str) -> bool:
    """Return whether one edit turns the words into the accepted wording."""
    length = len(ACCEPTED)
    if words == ACCEPTED or abs(len(words) - length) > 1:
        return False
    start = 0
    while start < min(len(words), length) and words[start] == ACCEPTED[start]:
        start += 1
    rest, wanted = words[start:], ACCEPTED[start:]
    return (
        rest[1:] == wanted[1:]
        or rest == wanted[1:]
        or rest[1:] == wanted
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )
