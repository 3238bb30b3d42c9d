"""固定表述漏项或者次序不对

## 检查什么

“四个意识”“四个自信”“五位一体”、新发展理念、社会主义核心价值观、乡村振兴总要求等固定表述，各项齐全而次序不对的，
以及点明名称又逐项列举时少了一项的。

## 为什么

县政府办公室的通知把“表述错误”列为审查重点。这些表述的项目和次序是固定的。

## 示例

错：牢固树立⟦政治意识、核心意识、大局意识、看齐意识⟧ → 牢固树立政治意识、大局意识、核心意识、看齐意识
错：贯彻⟦创新、绿色、协调、开放、共享⟧的新发展理念 → 贯彻创新、协调、绿色、开放、共享的新发展理念
错：增强“四个意识”（⟦政治意识、大局意识、看齐意识⟧）
对：增强政治意识、大局意识、核心意识、看齐意识
对：贯彻创新、协调、绿色、开放、共享的新发展理念
对：推动创新、绿色、共享发展
对：增强责任意识、大局意识
对：反对形式主义、官僚主义
对：把文化自信和道路自信、理论自信、制度自信并列

## 例外

只列出一部分而没有点明名称的，可能本来就只说这几项，不提示。次序以党的文献为准，条目待核。
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.lexicons import read_lexicon
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

JOINT = r"(?:、|和|与|及|，)"
APART = re.compile(r"[和与及][^、]*、")
"""和 before the last joint tells two groups apart: 文化自信和道路自信、理论自信."""
REACH = 30


@dataclass(frozen=True, slots=True)
class FixedSet:
    """An ordered set, and the pattern of a list of its items in any order."""

    name: str
    items: tuple[str, ...]
    listed: re.Pattern[str]


def _fixed_sets() -> Iterator[FixedSet]:
    for entry in read_lexicon("wording_sets", ("name", "items")):
        name, items = entry.values[0], tuple(entry.values[1].split("、"))
        item = "|".join(map(re.escape, items))
        yield FixedSet(
            name.partition("（")[0],
            items,
            re.compile(rf"(?:{item})(?:{JOINT}(?:{item})){{{len(items) - 2},}}"),
        )


SETS = tuple(_fixed_sets())


def check(text: str, _context: Context) -> Iterator[Hit]:
    for one in SETS:
        if one.items[0] in text or one.items[1] in text:
            for match in one.listed.finditer(text):
                if not APART.search(match[0]):
                    yield from _judged(text, match, one)


def _judged(text: str, match: re.Match[str], one: FixedSet) -> Iterator[Hit]:
    found = re.findall("|".join(map(re.escape, one.items)), match[0])
    whole = "、".join(one.items)
    if len(found) == len(set(found)) == len(one.items):
        if tuple(found) != one.items:
            yield Hit(*match.span(), f"“{one.name}”的次序是{whole}", whole)
    elif len(found) == len(set(found)) == len(one.items) - 1:
        before = text[max(0, match.start() - REACH) : match.start()]
        goes_on = re.match(rf"{JOINT}?等|{JOINT}[\u4e00-\u9fff]", text[match.end() :])
        is_named = re.search(rf"{re.escape(one.name)}”?[（(：:，]?(?:即|是|为)?$", before)
        if is_named and not goes_on:
            yield Hit(*match.span(), f"“{one.name}”是{whole}，请补全")


RULE = TextRule(
    code="WO009",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(
        f"{item}{joint}" for one in SETS for item in one.items for joint in ("、", "和", "与")
    ),
    review="各项表述和次序待逐条核对原文",
)
