"""测试文字没有删除

## 检查什么

Lorem ipsum 填充文字，单独成行的“测试测试”“这是一条测试信息”、asdf、test 等。

## 为什么

测试文字发布到网站，说明调试后没有清理，属于明显错误。

## 示例

错：⟦测试测试⟧
错：⟦这是一条测试信息⟧
错：⟦asdfasdf⟧
错：⟦Lorem ipsum⟧ dolor sit amet
错：⟦test⟧
对：体能测试
对：县医保局测试新系统，测试期间暂停服务。
对：关于开展普通话水平测试的通知

## 例外

句子里的“测试”不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

ALONE = re.compile(
    r"\s*((?:测试){2,}\d*|测试\d{1,6}|测试一下|(?:这是一?[个条篇])?测试(?:信息|文章|标题|新闻|内容|数据|稿件?|文档|页面|栏目|附件|专用)"
    r"|(?:asdf|qwer|zxcv|sdfg|asd|qwe){1,6}|(?:test){1,4}\d{0,4}|tests?|hello\s?world|aaaa+|哈哈哈+)[。.!！]?\s*",
    re.IGNORECASE,
)
FILLER = re.compile(r"lorem\s+ipsum", re.IGNORECASE)
LONGEST = 24
MESSAGE = "疑为测试文字，请删除或换成正式内容"


def check(text: str, _context: Context) -> Iterator[Hit]:
    if len(text) <= LONGEST and (match := ALONE.fullmatch(text)):
        yield Hit(*match.span(1), MESSAGE)
        return
    for match in FILLER.finditer(text):
        yield Hit(*match.span(), MESSAGE)


RULE = TextRule(
    code="RE027",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("测试", "ipsum", "Ipsum", "IPSUM", "哈哈哈", "aaaa", "asd", "qwe", "zxcv", "sdfg"),
        *("test", "Test", "TEST", "ello", "HELLO"),
    ),
)
