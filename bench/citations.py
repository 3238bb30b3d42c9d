"""How many wrong citations are found, and how many right ones are left alone.

Sentences are generated from the shipped table by this script alone: it knows nothing of the
rules. A hundred of each kind: right, wrong number, wrong title, repealed, article beyond the
end. Right ones include those that look wrong: repealed since, but not yet on the date of the
text, and texts about the past.
"""

import datetime
import random
import sys
import time
from dataclasses import dataclass

from shenfa.audit.engine import Engine, audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.lexicons import shipped_instruments
from shenfa.text import (
    ContentKind,
    Context,
    Document,
    Family,
    Instrument,
    Passage,
    Severity,
)

EACH = 100
STATE = "中华人民共和国"
TODAY = datetime.date(2026, 10, 12)
FRAMES = (
    "根据{c}的规定，结合我县实际，制定本办法。",
    "依据{c}，县政府决定对该企业给予处罚。",
    "按照{c}有关要求，现将有关事项通知如下。",
    "该行为违反了{c}，应当予以纠正。",
    "各乡镇人民政府、县级有关部门要严格执行{c}，压实工作责任。",
    "为贯彻落实{c}，进一步加强监督管理，特制定本方案。",
    "请各单位遵照{c}办理。",
    "虚谷县人民政府办公室依照{c}规定作出答复。",
    "会议要求，要认真学习{c}，提高依法行政能力。",
    "本通告依据{c}发布，自发布之日起施行。",
)
PAST_FRAMES = (
    "该合同签订于2009年，适用当时的{c}。",
    "{c}废止后，有关事项按照新的规定办理。",
    "1999年，我县依据{c}办理了第一批登记。",
)
CHARACTERS = "事力又小工已的管理法治建设保护安全监督民生农业水电技术合同税收"


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence, the date of its text, and whether something is wrong with it."""

    kind: str
    text: str
    date: datetime.date
    is_wrong: bool


def main() -> None:
    """Print the table, and every sentence that was judged otherwise than it was made."""
    source = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 7)  # noqa: S311 - no secret
    cases = [make(source) for make in MAKERS for _ in range(EACH)]
    rules = tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.CITATION)
    engine = engine_of(rules)
    judged(engine, cases[0])
    start = time.process_time()
    found = {case: judged(engine, case) for case in cases}
    elapsed = time.process_time() - start

    print(f"{'类别':<8}句数  有错  报出  漏报  误报")
    for name in dict.fromkeys(case.kind for case in cases):
        group = [case for case in cases if case.kind == name]
        wrong = [case for case in group if case.is_wrong]
        missed = sum(not found[case] for case in wrong)
        false = sum(found[case] for case in group if not case.is_wrong)
        print(
            f"{name:<8}{len(group):>4}  {len(wrong):>4}  {sum(found[case] for case in group):>4}"
            f"  {missed:>4}  {false:>4}"
        )
    true = sum(found[case] for case in cases if case.is_wrong)
    recall = true / sum(case.is_wrong for case in cases)
    precision = true / sum(found.values())
    print(f"查全率 {recall:.4f}，查准率 {precision:.4f}，{elapsed / len(cases) * 1e6:.0f} 微秒/句")
    for case in cases:
        if found[case] != case.is_wrong:
            print(f"  {'漏' if case.is_wrong else '误'} [{case.kind}] {case.date} {case.text}")


def judged(engine: Engine, case: Case) -> bool:
    """Whether anything above a hint is found."""
    document = Document("bench", (Passage("", case.text),))
    report = audit(engine, document, Context(ContentKind.GENERAL, case.date))
    return any(finding.severity is not Severity.HINT for finding in report.findings)


LIVING = [
    one
    for one in shipped_instruments()
    if not one.ended and one.kind in {"法律", "行政法规"} and one.is_sure
]
NUMBERED = [one for one in LIVING if one.number.startswith("国务院令")]
COUNTED = [one for one in LIVING if one.articles > 10]
REPEALED = [
    (one, one.ended)
    for one in shipped_instruments()
    if one.ended and one.is_sure and one.ended <= TODAY
]
TITLES = {one.title.removeprefix(STATE) for one in shipped_instruments()}


def right(source: random.Random) -> Case:
    """Everything as the table has it, or repealed only later, or told of the past."""
    choice = source.random()
    date = source_date(source, datetime.date(2025, 6, 1))
    if choice < 0.15:
        old, ended = source.choice(REPEALED)
        before = ended - datetime.timedelta(days=source.randint(1, 900))
        return Case("正确", frame(source, marked(source, old)), before, is_wrong=False)
    if choice < 0.3:
        old = source.choice([one for one, ended in REPEALED if ended.year > 2010])
        text = source.choice(PAST_FRAMES).format(c=marked(source, old))
        return Case("正确", text, TODAY, is_wrong=False)
    if choice < 0.6:
        one = source.choice(NUMBERED)
        return Case(
            "正确", frame(source, numbered(source, one, number_of(one))), date, is_wrong=False
        )
    one = source.choice(COUNTED)
    article = source.randint(1, one.articles)
    return Case(
        "正确", frame(source, marked(source, one) + cite(source, article)), date, is_wrong=False
    )


def wrong_number(source: random.Random) -> Case:
    """The number of another order, digits swapped, or one digit off."""
    one = source.choice(NUMBERED)
    own = number_of(one)
    known = set(one.other_numbers)
    while True:
        other = source.choice(
            (
                number_of(source.choice(NUMBERED)),
                int("".join(source.sample(str(own), len(str(own))))),
                own + source.choice((-10, -1, 1, 10)),
            )
        )
        if other != own and other > 0 and not in_ranges(other, known):
            break
    return Case("文号错", frame(source, numbered(source, one, other)), TODAY, is_wrong=True)


def wrong_title(source: random.Random) -> Case:
    """One slip of the keyboard, or a word lost."""
    while True:
        one = source.choice(LIVING)
        name = one.title.removeprefix(STATE)
        if not 5 <= len(name) <= 30:
            continue
        change = source.choice((replaced, dropped, swapped, doubled))
        wrong = change(source, name)
        if wrong not in TITLES and wrong[-1] == name[-1]:
            break
    prefix = STATE if one.title.startswith(STATE) and source.random() < 0.6 else ""
    return Case("标题错", frame(source, f"《{prefix}{wrong}》"), TODAY, is_wrong=True)


def repealed(source: random.Random) -> Case:
    """Cited as current after it ended."""
    one, ended = source.choice(REPEALED)
    date = source_date(source, ended)
    tail = cite(source, source.randint(1, 9)) if source.random() < 0.4 else ""
    return Case("已废止", frame(source, marked(source, one) + tail), date, is_wrong=True)


def beyond(source: random.Random) -> Case:
    """An article that the law does not have."""
    one = source.choice(COUNTED)
    article = one.articles + source.choice((1, 2, 5, source.randint(3, 60)))
    return Case(
        "超条数", frame(source, marked(source, one) + cite(source, article)), TODAY, is_wrong=True
    )


MAKERS = (right, wrong_number, wrong_title, repealed, beyond)


def frame(source: random.Random, citation: str) -> str:
    """Set a citation into a sentence."""
    return source.choice(FRAMES).format(c=citation)


def marked(source: random.Random, one: Instrument) -> str:
    """Write the title in marks, now and then without 中华人民共和国."""
    title = one.title.replace("《", "〈").replace("》", "〉")
    if title.startswith(STATE) and source.random() < 0.4:
        title = title.removeprefix(STATE)
    return f"《{title}》"


def numbered(source: random.Random, one: Instrument, number: int) -> str:
    """Write the title with a number behind it."""
    order = source.choice(
        ("国务院令第{n}号", "国务院第{n}号令", f"{STATE}国务院令第{{n}}号", "国务院令 第{n}号")
    ).format(n=number)
    opening, closing = source.choice(("（）", "()", "（）"))
    return f"{marked(source, one)}{opening}{order}{closing}"


def cite(source: random.Random, article: int) -> str:
    """Write an article, often with paragraph and item."""
    if source.random() < 0.25:
        return f"第{article}条"
    tail = source.choice(("", "", "第一款", "第二款第（三）项", "第一款第二项"))
    return f"第{chinese(article)}条{tail}"


def chinese(number: int) -> str:
    """Write a number in Chinese."""
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + mark
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def number_of(one: Instrument) -> int:
    """Return the number of an order."""
    return int("".join(character for character in one.number if character.isdigit()))


def in_ranges(number: int, ranges: set[str]) -> bool:
    """Tell whether a number lies in one of the spans."""
    spans = [text.partition("-") for text in ranges]
    return any(int(first) <= number <= int(last or first) for first, _, last in spans)


def source_date(source: random.Random, since: datetime.date) -> datetime.date:
    """Return a day between one and today."""
    return since + datetime.timedelta(days=source.randint(0, max(0, (TODAY - since).days)))


def replaced(source: random.Random, name: str) -> str:
    """Put a wrong character."""
    place = source.randrange(1, len(name) - 1)
    return name[:place] + source.choice(CHARACTERS) + name[place + 1 :]


def dropped(source: random.Random, name: str) -> str:
    """Lose a character."""
    place = source.randrange(len(name) - 1)
    return name[:place] + name[place + 1 :]


def swapped(source: random.Random, name: str) -> str:
    """Swap two neighbours."""
    place = source.randrange(len(name) - 2)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def doubled(source: random.Random, name: str) -> str:
    """Write a character twice."""
    place = source.randrange(len(name) - 1)
    return name[: place + 1] + name[place:]


if __name__ == "__main__":
    main()
