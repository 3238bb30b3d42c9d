"""点号出现在行首

## 检查什么

段首的句号、逗号、顿号、分号、冒号、问号、叹号。

## 为什么

国家标准规定点号不出现在一行之首。段首的点号多是误按回车或者复制时断开了段落。

## 示例

```错
各单位要抓紧整改
⟦，⟧并及时上报结果。
```
```错
各单位要抓紧整改
⟦。⟧
```
```对
各单位要抓紧整改，
并及时上报结果。
```
```对
，以及第一行就是标点的残句
各单位要抓紧整改。
```

## 例外

全文第一行和表格不检查；引号、括号后半在行首的由成对检查的规则处理。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.punctuation import clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import Context, Located, Part, Severity

MARKS = tuple("。，、；：？！")
INDENT = " \t\u3000\xa0"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for line in part.lines[1:]:
        text = line.text.lstrip(INDENT)
        if text.startswith(MARKS):
            start = len(line.text) - len(text)
            message = f"“{text[0]}”不应出现在行首，请与上一行连接"
            yield mark(line, (start, start + 1), message)


RULE = DocumentRule(
    code="PU051",
    severity=Severity.WARNING,
    basis=(clause("第5.1.1条"),),
    check=check,
)
