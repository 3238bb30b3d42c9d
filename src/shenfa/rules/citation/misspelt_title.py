"""法规文件的标题写错

## 检查什么

书名号里的标题与收录的法律、法规、文件标题只差一个字（错字、漏字、多字、前后颠倒）或者一个两字词
（如漏掉“暂行”）、中间夹着空格，而又不是另一部收录的法规；写明“中华人民共和国”而文种不对的（如“条例”写成“办法”）。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。标题差一个字，可能查无此件，也可能指到另一部法规。

## 示例

错：根据⟦《地质灾害防制条例》⟧ → 根据《地质灾害防治条例》
错：根据⟦《中华人民共和国保守国家机密法》⟧第三条 → 根据《中华人民共和国保守国家秘密法》第三条
错：贯彻⟦《行政处法》⟧ → 贯彻《行政处罚法》
错：落实⟦《保障农民工资支付条例》⟧ → 落实《保障农民工工资支付条例》
错：依据⟦《中华人民共和国 行政许可法》⟧ → 依据《中华人民共和国行政许可法》
错：违反⟦《中华人民共和国治安处罚法》⟧ → 违反《中华人民共和国治安管理处罚法》
错：根据⟦《不动产登记条例》⟧ → 根据《不动产登记暂行条例》
错：⟦《中华人民共和国政府信息公开办法》⟧规定 → 《中华人民共和国政府信息公开条例》规定
对：根据《地质灾害防治条例》
对：学习《中华人民共和国刑法》《中华人民共和国宪法》
对：《民法总论》是一部教材。
对：《重庆市地质灾害防治条例》另有规定的，从其规定。
对：《中华人民共和国行政处罚法释义》
对：双方签订《劳动合同》，出示《人民警察证》。
对：国务院公布《中华人民共和国矿产资源法实施条例》，自公布之日起施行。
对：德国的《动物保护法》规定
对：《中华人民共和国动物保护法》（建议稿）

## 例外

差得更多的不判断；收录表以外的地方性法规、规章可能与收录的标题相近，只作疑似提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.directory import STATE, directory
from shenfa.rules.citing.mentions import mentions
from shenfa.rules.citing.slips import meant_title
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Instrument, Severity

KINDS = re.compile(r"(?:法|条例|办法|规定|细则|解释|法典|规则|意见|通知|指引)(?:（.{1,4}）)?$")
ABROAD = re.compile(
    r"(?:美|英|德|法|日|韩|俄|古巴|加拿大|澳大利亚|印度|越南|瑞士|新加坡|香港|澳门|台湾|欧盟|外)[^，。；]{0,12}$"
)
"""Before a title: it may be that of another country or region."""
NEW = re.compile(r"(?:公布|发布|签署|通过|出台|制定|修订|起草|审议)了?$")
"""Before a title: it may be younger than the table."""
BLANK = re.compile(r"\s")
REACH = 30
DRAFT = re.compile(r"\s?[（(][^（）()]{0,6}(?:草案|稿|草稿|文本)[^（）()]{0,8}[）)]|草案|修订草案")


def check(text: str, context: Context) -> Iterator[Hit]:
    known = directory(context.county.citations)
    for mention in mentions(text):
        if not mention.is_marked:
            continue
        if known.find(mention.title):
            if BLANK.search(mention.title):
                bare = BLANK.sub("", text[mention.start : mention.end])
                yield Hit(mention.start, mention.end, "标题中间有空格，请删去", bare)
            continue
        before = text[max(0, mention.start - REACH) : mention.start]
        if ABROAD.search(before) or NEW.search(before) or DRAFT.match(text, mention.end):
            continue
        right = meant_title(mention.title, context.county.citations)
        if right and KINDS.search(right.title):
            yield Hit(
                mention.start,
                mention.end,
                f"没有查到该标题，疑为《{right.title}》，请核对",
                f"《{_as_cited(mention.title, right)}》",
            )


def _as_cited(written: str, right: Instrument) -> str:
    """Return the right title, in full or without 中华人民共和国 as it was written."""
    return right.title if STATE in written else right.title.removeprefix(STATE)


RULE = TextRule(
    code="CI003",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("》",),
)
