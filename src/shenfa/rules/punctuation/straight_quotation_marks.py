"""中文文字误用直引号

## 检查什么

引用汉字的直引号“" "”“' '”，以及一边直一边弯的引号。

## 为什么

国家标准规定双引号的形式是“ ” ，单引号的形式是‘ ’。直引号分不出前后，多由输入法切换造成。

## 示例

错：严格落实⟦"三审三校"⟧制度。 → 严格落实“三审三校”制度。
错：做到⟦'四不两直'⟧。 → 做到“四不两直”。
错：严禁以“人力不足⟦"⟧等理由外包。 → 严禁以“人力不足”等理由外包。
错：严禁以⟦"⟧人力不足”等理由外包。 → 严禁以“人力不足”等理由外包。
对：屏幕尺寸为55"，两台55"屏幕放在大厅。
错：可选择“老人模式⟦"⟧、“简易模式⟦"⟧。 → 可选择“老人模式”、“简易模式”。
错：他说：“要落实⟦"四不两直"⟧要求。” → 他说：“要落实‘四不两直’要求。”
对：title: "信息审核办法"
对：<a title="首页">虚谷县</a>
对：It's the "county" of 虚谷.

## 例外

英寸号、网页标签、程序代码和英文引文不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import codes, quotations, touches

HAN = re.compile(r"[\u3400-\u9fff]")
DOUBLE = re.compile(r"\"([^\"“”\n]{1,80})\"")
SINGLE = re.compile(r"'(?<![A-Za-z0-9]')([^'‘’\n]{1,80})'(?![A-Za-z])")
# A straight pair inside a curly one is a pair of its own, not two odd halves.
MIXED = re.compile(
    r"“[^“”\"\n]*\"[^“”\"\n]*\"[^“”\"\n]*”"
    r"|“[^“”\"\n]{1,60}(?P<back>\")|(?P<front>\")[^“”\"\n]{1,60}”"
)
OUT_OF_STEP = re.compile(r"[\s，。、；：！？）》”]")
CODE_BEFORE = re.compile(r"(?:[=:{\[(,\\0-9]|[A-Za-z_]\s?[:=]\s?)$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if '"' in text:
        yield from _mixed(text)
        if text.count('"') % 2 == 0:
            yield from _pairs(text, DOUBLE)
    if text.count("'") > 1:
        yield from _pairs(text, SINGLE)


def _mixed(text: str) -> Iterator[Hit]:
    if "“" not in text and "”" not in text:
        return
    for match in MIXED.finditer(text):
        name = match.lastgroup
        if name and HAN.search(match[0]):
            mark = "”" if name == "back" else "“"
            yield Hit(*match.span(name), "前后引号应一致，使用弯引号", mark)


def _pairs(text: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for match in pattern.finditer(text):
        start, end = match.span()
        if (
            not HAN.search(match[1])
            or OUT_OF_STEP.match(match[1])
            or CODE_BEFORE.search(text, max(0, start - 4), start)
            or text[end : end + 1] == ":"
            or touches(codes(text), start, end)
        ):
            continue
        front, back = "‘’" if touches(quotations(text), start, end) else "“”"
        yield Hit(start, end, f"中文文字应使用引号“{front}{back}”", f"{front}{match[1]}{back}")


RULE = TextRule(
    code="PU009",
    severity=Severity.ERROR,
    basis=(clause("第4.8条"),),
    check=check,
    triggers=('"', "'"),
)
