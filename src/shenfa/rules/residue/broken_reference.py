"""引用失效的错误提示留在正文

## 检查什么

“错误！未找到引用源”“错误！未定义书签”“Error! Reference source not found.”等提示。

## 为什么

这是目录、交叉引用失效时软件插入的提示，说明此处原有内容已经丢失，应补全。

## 示例

错：见第⟦错误!未指定主题。⟧章
错：数据来源：⟦错误!链接无效。⟧
错：详见⟦错误!未找到引用源。⟧的规定
错：一、总体要求⟦错误！未定义书签。⟧
错：见⟦Error! Reference source not found.⟧
错：⟦错误！超链接引用无效。⟧
对：这是一个典型错误！未按程序报批就开工建设。
对：发现错误!请及时联系工作人员更正。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"错误\s?[!！]\s?(?:未找到引用源|未定义书签|未指定文档样式|超链接引用无效|未指定书签|书签未定义"
    r"|不能通过编辑域代码创建对象|文档中没有指定样式的文字|未找到索引项|未找到目录项|未提供文档变量"
    r"|未知的文档属性名称|使用“?开始”?选项卡|未指定主文档|未指定主题|链接无效|未定义样式|不能识别的开关参数|公式|文件名无效)[。.]?"
    r"|Error\s?[!！]\s?(?:Reference source not found|Bookmark not defined|No text of specified style"
    r"|Hyperlink reference not valid|Unknown document property name|No table of contents"
    r"|Objects cannot be created)\.?",
    re.IGNORECASE,
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "交叉引用已失效，请补上被引用的内容")


RULE = TextRule(
    code="RE003",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("错误!", "错误！", "错误 !", "错误 ！", "Error!", "ERROR!", "Error！"),
)
