"""主送机关后面不是全角冒号

## 检查什么

主送机关一行的末尾没有冒号，用了半角冒号，或者用了别的标点。

## 为什么

公文格式国家标准规定，最后一个主送机关名称后标全角冒号。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府，县政府各部门⟦；⟧
现将有关事项通知如下：
```
→
```
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府，县政府各部门：
现将有关事项通知如下：
```

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府，各街道办事处，县政府各部门⟦，⟧
现将有关事项通知如下：
```

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府，各街道办事处，县政府各部门⟦⟧
现将有关事项通知如下：
```
→
```
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府，各街道办事处，县政府各部门：
现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府，县政府各部门：
现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府公告
2026年第3号
各类市场主体应当依法经营。现就有关事项公告如下：
```

## 例外

汉字后面的半角冒号由标点规则指出，这里不重复。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause, is_plain_colon
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

MESSAGE = "主送机关后面应当用全角冒号“：”"


def check(part: Part, _context: Context) -> Iterator[Located]:
    recipients = elements(part).recipients
    if not recipients:
        return
    last = recipients[-1]
    end = len(last.text)
    if is_plain_colon(last.text, end - 1):
        return
    if last.text.endswith((":", "，", "。", "；", ",", ";", "、")):
        yield mark(last, (end - 1, end), MESSAGE, "：")
    elif not last.text.endswith("："):
        yield mark(last, (end, end), MESSAGE, "：")


RULE = DocumentRule(
    code="LA030",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.2条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
