"""Names of people in running text and in lists: surnames, ways of address, kinship."""

import re
from functools import cache

from shenfa.lexicons import read_lexicon

EDGE = r"\s,:;。、()|/\"“”<>\[\]【】_\-!?\d*"
ETHNIC = r"[\u4e00-\u9fff]{1,6}[·•][\u4e00-\u9fff]{1,8}"
AFTER = (
    r"(?=$|居住|治疗|收|受|常|得了|感染|检出|被诊断|一次性|本月|老两口|母子|父子|夫妻|家中|家里|家属|名下|领取|[\s,:;。、()|/\"“”<>\[\]【】_\-!?]|\d|[*]|同志|先生|女士|小姐|老人|大爷|大娘|奶奶|爷爷|同学|本人|住院|住|家住|家在|家|现住|系|因|患|于|的|服役|确诊|被|手机|电话|身份证"
    r"|男|女|一家|一户|夫妇|之[父母妻夫子女]|其|在|说|称|以及|和|与|及|今年|现年|近日|等|不幸|身患|罹患|突发|病情|经|到|向|为|是|不慎|驾驶|微信|QQ|邮箱|出生|生前|去世|病故|申请|户籍|长期|多年|自幼|先后|查出|常年|目前|[年曾已]|从|把|将|送|手里|术[前后]|手术|入院|出院|就[医诊]|自[述称幼]|从小|曾[经因患]|再次|突然|意外|车祸|父亲|母亲|妻子|丈夫|儿子|女儿|孙[子女]|爱人|老伴|双[目眼腿耳]|卧床|独自|依靠|每[月年]|一直|已经|身体|需要?|无力|没有|参加|报名|户籍|户(?=[,，(:])|籍贯|持有|通过|使用)"
)


@cache
def _roles() -> tuple[str, ...]:
    return tuple(entry.values[0] for entry in read_lexicon("privacy_person_roles", ("role",)))


@cache
def _common_words() -> frozenset[str]:
    """Words that look like a name because they begin with a surname."""
    entries = read_lexicon("privacy_common_words", ("word",))
    return frozenset(entry.values[0] for entry in entries)


@cache
def _surname() -> str:
    words = [entry.values[0] for entry in read_lexicon("privacy_surnames", ("surname", "rank"))]
    double = "|".join(word for word in words if len(word) > 1)
    return rf"(?:{double}|[{''.join(word for word in words if len(word) == 1)}])"


@cache
def _in_text() -> re.Pattern[str]:
    # The surname is tried first: looking back for a hundred roles is dear.
    after_role = "|".join(rf"(?<={re.escape(role)})" for role in _roles())
    boundary = rf"(?:^|(?<=[{EDGE}])|{after_role})"
    plain = rf"(?={_surname()}){boundary}{_surname()}[\u4e00-\u9fff]{{1,2}}?{AFTER}"
    return re.compile(rf"{plain}|(?:^|(?<=[{EDGE}])|{after_role}){ETHNIC}")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(
        rf"{_surname()}[\u4e00-\u9fff]{{1,3}}|{ETHNIC}|[\u4e00-\u9fff][某*]{{1,2}}[\u4e00-\u9fff]?"
    )


@cache
def _at_end() -> re.Pattern[str]:
    name = rf"{_surname()}[\u4e00-\u9fff]{{1,2}}|{ETHNIC}"
    roles = "|".join(map(re.escape, _roles()))
    return re.compile(rf"(?:^|[{EDGE}]|{roles})(?P<name>{name})[\s,(:、_\-/|]{{0,3}}$")


def has_name(text: str) -> bool:
    """Return whether the folded text speaks of a person by name."""
    return any(_is_name(match[0]) for match in _in_text().finditer(text))


def name_ends(text: str) -> list[int]:
    """Return where the names in the text end."""
    return [match.end() for match in _in_text().finditer(text) if _is_name(match[0])]


def is_name(text: str) -> bool:
    """Return whether the text, a cell of a list, is a name and nothing else."""
    text = text.replace(" ", "")
    return _alone().fullmatch(text) is not None and _is_name(text)


def ends_with_name(text: str) -> bool:
    """Return whether a name stands right before what follows the text."""
    match = _at_end().search(text[-24:])
    return match is not None and _is_name(match["name"])


def _is_name(word: str) -> bool:
    # 常女士 tells no name.
    if word[1:] in ("女士", "先生", "小姐", "老师", "医生"):
        return False
    return word not in _common_words() and word[:2] not in _common_words()
