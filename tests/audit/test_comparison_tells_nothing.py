"""A comparison of two copies repeats no personal number, and of a secret nothing (R39–R42)."""

import json

import pytest

from shenfa.audit.compare import Comparison, compare, comparison_row, comparison_text, quotable
from shenfa.audit.engine import compile_engine
from shenfa.text import Document, Passage, PassageKind
from shenfa.text.checksums import resident_check_digit

IDENTITY = "50024219800101001"
IDENTITY += resident_check_digit(IDENTITY)
OTHER = "50024219800101003"
OTHER += resident_check_digit(OTHER)
MOBILE = "13896543210"
MARKED = "丙丁设施位于竹沟镇北坡第三号井旁，深四十二米"
ENGINE = compile_engine()


def copy(*lines: str, picture: str = "", header: str = "") -> Document:
    passages = [Passage(f"正文第{at}段", line) for at, line in enumerate(lines, start=1)]
    if picture:
        passages.append(Passage("正文第1段图片", picture, PassageKind.PICTURE))
    if header:
        passages.append(Passage("页眉", header, PassageKind.HEADER))
    return Document("稿件.docx", tuple(passages))


def compared(formal: Document, electronic: Document) -> Comparison:
    return compare(formal, electronic, (), quotable(formal, electronic, ENGINE))


TITLE = "关于公示救助名单的通知"


@pytest.mark.parametrize(
    ("formal", "electronic", "hidden"),
    [
        (copy(TITLE, f"田秀英，{IDENTITY}"), copy(TITLE, f"田秀英，{OTHER}"), (IDENTITY, OTHER)),
        (copy(TITLE, f"田秀英，{IDENTITY}"), copy(TITLE), (IDENTITY,)),
        (copy(TITLE, f"经办人手机{MOBILE}"), copy(TITLE, "经办人"), (MOBILE,)),
        (copy(TITLE, picture=f"手机{MOBILE}"), copy(TITLE), (MOBILE,)),
        (copy(TITLE, header=f"联系人手机{MOBILE}"), copy(TITLE), (MOBILE,)),
        (copy("秘密★1年", TITLE, MARKED), copy(TITLE, MARKED[4:]), (MARKED[:4], "竹沟", "北坡")),
        (copy(TITLE, "附件：1.甲", MARKED), copy("机密★", TITLE), (MARKED[:4], "竹沟")),
    ],
)
def test_nothing_is_repeated(
    formal: Document, electronic: Document, hidden: tuple[str, ...]
) -> None:
    """R39, R40, R42: in the sentences as in the data that a program reads."""
    result = compared(formal, electronic)
    told = comparison_text(result) + json.dumps(comparison_row(result), ensure_ascii=False)

    assert result.differences or result.unread or result.tolerated
    assert [one for one in hidden if one in told] == []


def test_places_are_told_and_a_covered_number_is_called_different() -> None:
    (one,) = compared(copy(f"电话{MOBILE}。"), copy(f"电话{MOBILE[:5]}0{MOBILE[6:]}。")).differences

    assert one.message == "“话138****3210”中遮盖的内容两件不同，请对照原件核对"
    assert one.formal.place == "正文第1段"


def test_what_is_not_personal_is_quoted_as_it_stands() -> None:
    (one,) = compared(copy(TITLE, "每亩1200元"), copy(TITLE, "每亩1300元")).differences

    assert one.message == "正式件为“每亩1200元”，电子件为“每亩1300元”，请按正式件改正"
