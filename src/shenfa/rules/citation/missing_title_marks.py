"""法律、法规名称没有加书名号

## 检查什么

“根据”“依据”“依照”“按照”“违反”等词后面的法律全称（以“中华人民共和国”开头）或者条例名称没有加书名号。

## 为什么

国家标准规定法律、法规、文件的名称用书名号。

## 示例

错：根据⟦中华人民共和国行政处罚法⟧第三十条的规定 → 根据《中华人民共和国行政处罚法》第三十条的规定
错：违反⟦中华人民共和国食品安全法⟧的规定 → 违反《中华人民共和国食品安全法》的规定
错：依据⟦地质灾害防治条例⟧第三条，制定本办法。 → 依据《地质灾害防治条例》第三条，制定本办法。
对：根据《中华人民共和国行政处罚法》第三十条的规定
对：依照刑法第二百八十条的规定追究刑事责任
对：《重庆市实施〈中华人民共和国水法〉办法》
对：全国人民代表大会关于修改中华人民共和国宪法的决定
对：依照本条例第三条

## 例外

“刑法”“民法典”等不带国名的法律简称，在法条和法律文书里通常不加书名号，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.directory import STATE, directory
from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Certainty, Context, Hit, Severity
from shenfa.text.regions import encloses, titles

VERBS = r"(?:根据|依据|依照|按照|遵照|违反|触犯|遵守|执行|适用|贯彻|落实|符合)(?:了|国家|我国)?"
LAW = re.compile(
    rf"{VERBS}(?P<title>{STATE}[\u4e00-\u9fff]{{1,26}}?(?:法典|法(?!典|律|规|制|治|院)|条例))(?![》〉])"
)
REGULATION = re.compile(
    rf"{VERBS}(?P<title>[\u4e00-\u9fff]{{2,30}}?条例)(?=第\s?[\d一二三四五六七八九十百]{{1,6}}\s?条)"
)


def check(text: str, context: Context) -> Iterator[Hit]:
    known = directory(context.county.citations)
    for pattern in (LAW, REGULATION):
        for match in pattern.finditer(text):
            title, start = match["title"], match.start("title")
            end = match.end("title")
            instrument = known.find(title)
            # The shortest reading may end too early: …法 within …法实施条例.
            for longer in re.finditer(
                r"[\u4e00-\u9fff]{0,12}?(?:法|条例|办法|细则)", text[end : end + 16]
            ):
                if further := known.find(title + text[end : end + longer.end()]):
                    instrument, end = further, end + longer.end()
                    break
            if instrument and not encloses(titles(text), start):
                yield Hit(
                    start,
                    end,
                    "法律法规名称应使用书名号“《》”",
                    f"《{text[start:end]}》",
                    severity=Severity.HINT if pattern is REGULATION else None,
                )


RULE = TextRule(
    code="CI006",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("标点符号用法", "GB/T 15834—2011", "第4.15条"),),
    check=check,
    triggers=(*(f"{verb}{STATE}" for verb in "据照反犯守行用彻实合了家国"), "条例第"),
)
