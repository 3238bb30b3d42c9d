"""The parts of a document number (发文字号), for the rules about its form.

A shape counts as a document number where two characters of a code, a bracketed year and a
number with 号 stand together. Numbers of orders, announcements, courts, certificates and
patents have other shapes and are left alone.
"""

import re

from shenfa.rules.official.citations import format_clause

YEAR = r"(?:19|20)\d{2}"
OPENING = "〔\\[(（【［﹝〖<〈《"
CLOSING = "〕\\])）】］﹞〗>〉》"
CODE_END = "发函办字文规通党委令电政教财民农水"
CODE = r"(?<=[\u4e00-\u9fff]{2})(?<!公告)(?<!通告)(?<!编号)(?<!项目)(?<!合同)(?<!专利)(?<!国用)(?<![证案楼第])"
OTHER_PAPER = (
    r"(?![楼栋院线机井厅馆店铺门桥坑段路街室车台风洪])"
    r"(?![^，。；《》（）]{0,6}(?:报告|意见书|结论|鉴定|判决|裁定|调解|公证|证书|决定书|复核|起诉|宗地|地块))"
    r"(?![）)]宗地)"
)
CLAUSE = format_clause("第7.2.5条")
BASIS = (CLAUSE,)


def year_triggers(brackets: str) -> tuple[str, ...]:
    """Return the literals that open a bracketed year of the last or this century."""
    return tuple(f"{bracket}{century}" for bracket in brackets for century in ("19", "20"))


def full_year(short: str) -> str:
    """Return the four digits of a year of which the last two are written."""
    return ("19" if int(short) > 60 else "20") + short


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern over a line, behind a document code."""
    return re.compile(CODE + pattern)
