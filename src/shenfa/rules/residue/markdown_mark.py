"""正文中残留轻量标记符号

## 检查什么

公文、新闻、名单、新媒体、转载等文稿里的 **粗体**、## 标题、[文字](网址)、``` 代码围栏等标记。

## 为什么

这些标记要由软件解释，直接发布时读者会看到星号和井号，多由聊天工具或写作助手复制带入。

## 示例

错：要坚持⟦**以人民为中心**⟧的发展思想。 → 要坚持以人民为中心的发展思想。
错：⟦## ⟧一、总体要求 → 一、总体要求
错：详见⟦[办事指南](https://www.example.com/a)⟧。 → 详见办事指南（https://www.example.com/a）。
错：⟦```⟧
错：⟦| --- | --- |⟧
对：王**、李**、张**等三人
对：身份证号500**************1
对：#虚谷文旅# 桃花开了
对：平方米单价**（含税）**另计
对：5001****（住址略）

## 例外

一般信息不检查：说明文档本身可能就用这种格式写成。打码用的星号不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import EVERY_KIND, ContentKind, Context, Hit, Severity

BOLD = re.compile(
    r"(?<![*\w·])\*\*(?P<a>[\u4e00-\u9fff“《A-Za-z][^*\n]{0,80}[\u4e00-\u9fff”》。！？：:A-Za-z\d])\*\*(?!\*)"
    r"|(?<=[\u4e00-\u9fff])\*\*(?P<b>[\u4e00-\u9fff“《][^*、，；\s\n]{2,40}[\u4e00-\u9fff”》。！？：])\*\*(?=[\u4e00-\u9fff，。、；：])"
)
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?=[\u4e00-\u9fff（(\dA-Za-z])")
LINK = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,60})\]\((?P<target>(?:https?://|/|\./)[^()\s]{1,200})\)"
)
FENCE = re.compile(r"^\s{0,3}(?:```\w{0,12}|\|(?:\s?:?-{3,}:?\s?\|){1,20})\s*$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in BOLD.finditer(text):
        yield Hit(*match.span(), "正文残留加粗标记，请删除星号", match["a"] or match["b"])
    if heading := HEADING.match(text):
        yield Hit(*heading.span(), "正文残留标题标记，请删除井号", "")
    for match in LINK.finditer(text):
        words, target = match["text"], match["target"]
        fix = f"{words}（{target}）" if words else target
        yield Hit(*match.span(), "正文残留链接标记，请改成正常链接", fix)
    if fence := FENCE.match(text):
        yield Hit(*fence.span(), "正文残留代码或表格标记，请删除", "")


RULE = TextRule(
    code="RE015",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    kinds=EVERY_KIND - {ContentKind.GENERAL},
    check=check,
    triggers=("**", "# ", "#\u3000", "](", "```", "---"),
)
