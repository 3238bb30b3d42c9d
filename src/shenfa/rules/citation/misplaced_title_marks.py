"""书名号的位置不对

## 检查什么

书名号只括住标题的一部分，把文种留在外面；或者把“第几条”也括进书名号；或者一对书名号括住两部法规。

## 为什么

国家标准规定书名号标示书名、文件名，应当完整括住标题，不多不少，一个标题用一对。

## 示例

错：根据⟦《地质灾害防治》条例⟧的规定 → 根据《地质灾害防治条例》的规定
错：违反⟦《中华人民共和国食品安全》法⟧ → 违反《中华人民共和国食品安全法》
错：依据⟦《行政处罚法第三十条》⟧ → 依据《行政处罚法》第三十条
错：学习⟦《行政处罚法、行政许可法》⟧ → 学习《行政处罚法》《行政许可法》
对：根据《地质灾害防治条例》的规定
对：《食品安全》杂志
对：依据《行政处罚法》第三十条
对：《最高人民法院关于适用〈中华人民共和国刑法〉第六十四条有关问题的批复》
对：《刑法第三百一十三条的解释》
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.directory import Directory, directory
from shenfa.rules.citing.mentions import TITLE
from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Severity

TAIL = re.compile(r"(?:实施)?(?:法典|法|条例|暂行条例|办法|规定|细则)")
ARTICLE = re.compile(
    r"(?P<title>.{2,40}?)(?P<article>第[\d一二三四五六七八九十百千零〇]{1,8}条[^《》]{0,12})"
)
PAIR = re.compile(r"[、，,]|和|及")
WRONG_PLACE = "书名号应当完整括住标题，不多不少"


def check(text: str, context: Context) -> Iterator[Hit]:
    known = directory(context.county.citations)
    for match in TITLE.finditer(text):
        title = match["title"]
        if known.find(title):
            continue
        tail = TAIL.match(text, match.end())
        if tail and known.find(title + tail[0]):
            yield Hit(match.start(), tail.end(), WRONG_PLACE, f"《{title}{tail[0]}》")
        elif fix := _with_article(title, known) or _two_titles(title, known):
            yield Hit(*match.span(), WRONG_PLACE, fix)


def _with_article(title: str, known: Directory) -> str | None:
    match = ARTICLE.fullmatch(title)
    if match and known.find(match["title"]) and not re.search("的|解释|问题", match["article"]):
        return f"《{match['title']}》{match['article']}"
    return None


def _two_titles(title: str, known: Directory) -> str | None:
    names = PAIR.split(title)
    if len(names) > 1 and all(known.find(name) for name in names):
        return "".join(f"《{name}》" for name in names)
    return None


RULE = TextRule(
    code="CI007",
    severity=Severity.ERROR,
    basis=(Basis("标点符号用法", "GB/T 15834—2011", "第4.15条"),),
    check=check,
    triggers=("》",),
)
