"""中文文字误用半角括号

## 检查什么

括注汉字的，或者夹在中文中的一对半角括号“( )”，连同括号内侧多余的空格。

## 为什么

国家标准规定括号的主要形式是“（）”。半角括号与全角括号混用，排版不齐，检索也容易遗漏。

## 示例

错：明显错误⟦(如可能涉密、涉及个人隐私等)⟧由审核人负责。 → 明显错误（如可能涉密、涉及个人隐私等）由审核人负责。
错：准确性⟦( 包括引用错误、表述错误等)⟧ → 准确性（包括引用错误、表述错误等）
错：地区生产总值⟦(GDP)⟧增长5%。 → 地区生产总值（GDP）增长5%。
错：⟦(1)⟧加强日常巡查。 → （1）加强日常巡查。
错：各乡镇⟦(街道)⟧、县级部门 → 各乡镇（街道）、县级部门
错：各单位填报审核表⟦(见附件(二))⟧。 → 各单位填报审核表（见附件〔二〕）。
错：责任单位（各乡镇⟦(街道)⟧、县级部门） → 责任单位（各乡镇〔街道〕、县级部门）
对：点击“2026年名单(第一批).xlsx”下载。
```对 kind=official
(此件公开发布)
```
对：特殊字符(!@#$%^&*)任选一种
对：面积按公式S=(a+b)h/2计算。
对：原点(0, 0)的最大公约数
对：电话(023)81234567。
对：参见[操作手册](https://www.example.gov.cn/手册)。
对：The county (虚谷县) is in the south-east.
对：流速单位为m/(s·a)，函数f(x)单调。

## 例外

公式、坐标、单位、电话区号、英文句子、网址、文件名和程序代码中的半角括号不在此列；一半全角一半半角的括号见 PU008，公文的“(此件公开发布)”见公开标注类规则。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical, stays_round
from shenfa.rules.rule import TextRule
from shenfa.text import ContentKind, Context, Hit, Severity, squeeze

Pair = tuple[int, int]
BRACKET = re.compile(r"[()（）]")
HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE_BEFORE = re.compile(r"[\u3400-\u9fff〇”’》）】〕%％]")
CHINESE_AFTER = re.compile(r"[\u3400-\u9fff〇“‘《（【，。；：、！？”’》）…—]|$")
COORDINATES = re.compile(r"[-−+0-9.\s]+,[-−+0-9.,\s]+")
FILE_NAME = re.compile(
    r"[0-9A-Za-z_.\-]{0,12}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|txt|zip|rar|jpe?g|png)\b"
)
OPENNESS_MARKER = "(此件公开发布)"
WORD = re.compile(r"[^\W_]")
ITEM_NUMBER = re.compile(r"[0-9]{1,2}")


def check(text: str, context: Context) -> Iterator[Hit]:
    if "(" not in text or (
        context.kind is ContentKind.OFFICIAL and squeeze(text).text == OPENNESS_MARKER
    ):
        return
    pairs = sorted(_pairs(text))
    enclosed = set(_enclosed(pairs))
    wrong = [pair for pair in pairs if text[pair[0]] == "(" and _is_wrong(text, *pair)]
    for whole, inner in _outermost(wrong):
        fix = _repair(text, whole, inner, enclosed)
        yield Hit(*whole, "中文文字应使用全角括号“（）”", fix)


def _pairs(text: str) -> Iterator[Pair]:
    opened: list[tuple[int, str]] = []
    for match in BRACKET.finditer(text):
        if match[0] in "(（":
            opened.append((match.start(), match[0]))
        elif opened:
            start, mark = opened.pop()
            if (mark == "(") == (match[0] == ")"):
                yield start, match.end()


def _is_wrong(text: str, start: int, end: int) -> bool:
    return (
        WORD.search(text, start + 1, end - 1) is not None
        and _is_chinese(text, start, end)
        and not FILE_NAME.match(text, end)
        and not is_technical(text, start, end)
    )


def _enclosed(pairs: list[Pair]) -> Iterator[Pair]:
    reach = -1
    for pair in pairs:
        if pair[1] < reach:
            yield pair
        reach = max(reach, pair[1])


def _outermost(pairs: list[Pair]) -> Iterator[tuple[Pair, list[Pair]]]:
    whole, inner = None, list[Pair]()
    for pair in pairs:
        if whole is not None and pair[1] < whole[1]:
            inner.append(pair)
            continue
        if whole is not None:
            yield whole, inner
        whole, inner = pair, []
    if whole is not None:
        yield whole, inner


def _repair(text: str, whole: Pair, inner: list[Pair], enclosed: set[Pair]) -> str:
    """Return the pair and those inside it with the marks they should have."""
    first = whole[0]
    letters = list(text[slice(*whole)])
    for start, end in (whole, *inner):
        is_nested = (start, end) in enclosed and not stays_round(text, start, end)
        letters[start - first], letters[end - 1 - first] = "〔〕" if is_nested else "（）"
    written = "".join(letters)
    return written[0] + written[1:-1].strip() + written[-1]


def _is_chinese(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    if before == "]":
        return False
    inside = text[start + 1 : end - 1].strip()
    if HAN.search(inside):
        return not (before.isascii() and before.isalpha() and after.isascii() and after.isalpha())
    if not before:
        return bool(ITEM_NUMBER.fullmatch(inside) and HAN.match(after))
    if COORDINATES.fullmatch(inside):
        return False
    return bool(CHINESE_BEFORE.match(before) and CHINESE_AFTER.match(after))


RULE = TextRule(
    code="PU007",
    severity=Severity.ERROR,
    basis=(clause("第4.9条"),),
    check=check,
    triggers=(")",),
)
