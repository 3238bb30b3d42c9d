"""How the rules of privacy speak: never the number itself, always the mask to use."""

from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.scan import scanned
from shenfa.text import Basis, Hit, Level, Located, Part

PERSONAL_INFORMATION_LAW = Basis(
    "中华人民共和国个人信息保护法", clause="第二十五条", level=Level.LAW
)
"""A handler of personal information may not make it public without separate consent."""
SENSITIVE = Basis("中华人民共和国个人信息保护法", clause="第二十八条", level=Level.LAW)
NECESSARY = Basis("中华人民共和国个人信息保护法", clause="第三十四条", level=Level.LAW)
BASIS = (REVIEW_POINTS, PERSONAL_INFORMATION_LAW)


def tell(part: Part, entity: Entity, message: str) -> Iterator[Located]:
    """Yield what was found of one kind, with the message and what is doubtful about it."""
    for index, one in scanned(part).found:
        if one.entity is entity:
            yield Located(index, hit_of(one, message))


def hit_of(found: Found, message: str, fix: str | None = None) -> Hit:
    """Return the hit that a scanner's find makes in its passage."""
    return Hit(
        found.start,
        found.end,
        f"{message}（{found.note}）" if found.note else message,
        fix,
        found.severity,
        found.certainty,
        found.entity.value,
    )


def masked(written: str, head: int, tail: int) -> str:
    """Return the letters and digits of a number with all but its ends hidden."""
    plain = "".join(character for character in written if character.isalnum())
    return f"{plain[:head]}{'*' * (len(plain) - head - tail)}{plain[len(plain) - tail :]}"
