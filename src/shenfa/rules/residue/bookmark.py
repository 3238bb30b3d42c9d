"""正文中残留书签标记

## 检查什么

文字处理软件转换后留在正文里的书签，如 [bookmark: _GoBack]、{BOOKMARK 名称}、[书签: 名称]，
以及裸露的 _Toc、_Ref、_Hlk 编号。

## 为什么

书签是软件内部的定位记号，读者看到就是错误。

## 示例

错：⟦[bookmark: _GoBack]⟧要严格落实审核制度。 → 要严格落实审核制度。
错：⟦[bookmark: _Toc12345678]⟧一、总体要求⟦[bookmark: _Hlk9876]⟧ → 一、总体要求
错：二、⟦{BOOKMARK _GoBack}⟧重点任务 → 二、重点任务
错：⟦_Toc123456789⟧三、保障措施 → 三、保障措施
对：点击浏览器的“书签”（bookmark）可以收藏本页。
对：参见文件 data_Table123 的说明。

## 例外

讲解软件用法、单独提到书签功能的文字不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"[\[【]\s?(?:bookmark|书签)(?:\s?(?:start|end))?\s?[:：]\s?[^\[\]【】\n]{0,60}[\]】]"
    r"|\{\s?bookmark(?:start|end)?\s[^{}\n]{0,60}\}"
    r"|(?<![A-Za-z0-9_\\\"“])(?<!REF )_(?:GoBack|(?:Toc|Ref|Hlk|Hlt)\d{3,12})(?![A-Za-z0-9_])",
    re.IGNORECASE,
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "正文残留书签标记，请删除", "")


RULE = TextRule(
    code="RE001",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("bookmark", "BOOKMARK", "Bookmark", "书签:", "书签："),
        *("_GoBack", "_Toc", "_Ref", "_Hlk", "_Hlt"),
    ),
)
