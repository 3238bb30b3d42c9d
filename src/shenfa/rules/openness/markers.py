"""Find the marker of openness (公开标注) in an official document, and what it says.

Only a line of its own, or a bracket beside the date or among the notes, marks a document. A
phrase inside a sentence or a quotation speaks about markers and is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shenfa.rules.official import elements, is_behind, tight
from shenfa.text import Basis, Level, Line, Part, Passage, PassageKind, fold

ACCEPTED = "此件公开发布"
BASIS = (
    Basis(
        "关于进一步加强政府网站与政府系统政务新媒体信息内容审核和发布工作的通知",
        "",
        "三、突出审查重点",
        Level.POLICY,
    ),
)
ACT = Basis("中华人民共和国政府信息公开条例", "国务院令第711号", "", Level.REGULATION)


class Wording(StrEnum):
    """What a marker says, by its wording."""

    EXACT = "exact"
    VARIANT = "variant"
    MISSPELT = "misspelt"
    EDITED = "edited"
    ON_REQUEST = "on_request"
    REFUSED = "refused"
    LIMITED = "limited"


OPEN_WORDINGS = frozenset({Wording.EXACT, Wording.VARIANT, Wording.MISSPELT, Wording.EDITED})
LABEL = (
    r"(?:(?:政府|政务)?(?:信息)?公开(?:属性|方式|类别|类型|选项|形式|性质|范围|情况)|是否公开|"
    r"信息公开|政务公开)[:：]"
)
THIS = r"(?:此|本|该)(?:件|文件?|公文)"
SHAPES = (
    (Wording.EXACT, re.compile(ACCEPTED)),
    (
        Wording.REFUSED,
        re.compile(
            rf"(?:{THIS})?(?:为|属于?)?(?:不予(?:以)?公开|不(?:宜|得|能|可|准|主动)?公开(?:发布)?|免予公开|"
            r"暂不公开(?:发布)?|[非未勿]公开(?:发布)?|不(?:得)?上网)(?:.{0,4}信息)?"
        ),
    ),
    (
        Wording.ON_REQUEST,
        re.compile(rf"(?:{THIS})?(?:为|属于?)?(?:可)?(?:依|按|凭)申请(?:后)?公开(?:发布)?"),
    ),
    (
        Wording.LIMITED,
        re.compile(
            rf"(?:{THIS})?(?:只|仅)?(?:限)?(?:发至?到?|传达[到至]|阅读到|印发至)[^,，。;；]{{1,16}}[级位员])?.{{0,12}}"
            .replace("[级位员])?", "[级位员团]")
            + rf"|(?:{THIS})?(?:限|仅供|供)?内部(?:发(?:行|布|送)?|使用|掌握|参阅|传阅|公开)"
            rf"|{THIS}(?:限|仅)[^,，。]{{0,12}}"
        ),
    ),
    (
        Wording.EDITED,
        re.compile(
            rf"(?:{THIS})?(?:有删[减节改]|(?:经)?删[减节改]后(?:主动)?公开(?:发布)?|部分公开(?:发布)?|摘要公开(?:发布)?)"
        ),
    ),
    (
        Wording.VARIANT,
        re.compile(
            rf"(?:{THIS})?(?:为|属于?)?(?:予以|可以?|应当?|已|全文|同意|向社会)?(?:主动|全文)?"
            r"公开(?:发行|刊发|发表|印发)?(?:信息)?"
        ),
    ),
)
BOXES = re.compile(r"[☑✓√■☒✔](?P<ticked>主动公开|依申请公开|不予公开)")
OPTION = re.compile(r"[□☐]")
GROUP = re.compile(r"\((?P<inner>[^()]{2,80})\)")
PIECE = re.compile(r"[^,，;；。、()\[\]【】〔〕]+")
ENDS = "()[]【】〔〕。.;；,， \t　"


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: what it says, where its words stand, and the line it stands in.

    ``has_brackets`` tells whether it is set in full-width round brackets, as it should be.
    """

    wording: Wording
    words: Line
    line: Line
    has_brackets: bool
    in_table: bool = False


def markers(part: Part) -> tuple[Marker, ...]:
    """Return every marker in the visible text of ``part``, in order."""
    return _markers(part.passages)


@lru_cache(maxsize=4)
def _markers(passages: tuple[tuple[int, Passage], ...]) -> tuple[Marker, ...]:
    return tuple(
        marker
        for index, passage in passages
        if passage.kind in (PassageKind.BODY, PassageKind.TEXT_BOX, PassageKind.NOTE)
        for marker in _in_passage(index, passage)
    )
