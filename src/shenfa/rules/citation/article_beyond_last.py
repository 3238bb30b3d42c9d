"""引用的条次超过法规的总条数

## 检查什么

引用的“第几条”比该法律、法规的最后一条还大。汉字和阿拉伯数字的写法都检查；款、项不单独判断。

## 为什么

县政府办公室的通知把“引用错误”列为审查重点。不存在的条文不能作为依据。

## 示例

错：根据《中华人民共和国行政处罚法》⟦第八十七条⟧的规定
错：依据《政府信息公开条例》第三条、⟦第六十条⟧第二款
错：违反《地质灾害防治条例》第六章⟦第50条⟧规定
错：依照行政处罚法⟦第九十九条⟧处罚
对：根据《中华人民共和国行政处罚法》第八十六条的规定
对：依照刑法第一百三十四条之一处罚
对：《刑法修正案（八）》第九十九条
对：《虚谷县地质灾害防治办法》第九十条
对：总统根据宪法第231条向国会提出

```对 date=2010-05-08
根据《中华人民共和国行政处罚法》第八十七条
```

## 例外

文稿日期早于收录文本的，可能引用旧文本，不提示；晚于收录截止时间的，法规可能又有修改，标为疑似。
款、项是否存在要对照条文，只有县里登记了条文的才能核对。
"""

import re
from collections.abc import Iterator

from shenfa.rules.citing.articles import beyond_last
from shenfa.rules.citing.cited import TRIGGERS, cited
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

ABROAD = re.compile(r"国会|总统|议会|参议院|众议院|首相|联邦")
"""A bare 宪法 in such a line is that of another country."""


def check(text: str, context: Context) -> Iterator[Hit]:
    if "条" in text:
        for one in cited(text, context.county.citations):
            if not one.mention.is_marked and ABROAD.search(text):
                continue
            for article in one.mention.articles:
                yield from beyond_last(article, one.instrument, context)


RULE = TextRule(
    code="CI008",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=TRIGGERS,
)
