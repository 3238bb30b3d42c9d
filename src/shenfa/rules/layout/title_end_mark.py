"""标题末尾有标点

## 检查什么

公文标题末尾的句号、逗号、顿号、分号。

## 为什么

公文标题末尾通行不用标点，建议删去。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛工作的通知⟦。⟧
各乡镇人民政府：
现将有关事项通知如下：
```
→
```
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
```

```对 kind=official
虚谷自治县人民政府关于印发《虚谷自治县城市管理办法（试行）》的通知
各乡镇人民政府：
现印发给你们。
```
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements
from shenfa.rules.rule import DocumentRule
from shenfa.text import Basis, ContentKind, Context, Level, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    title = elements(part).title
    if title and title[-1].text.endswith(("。", "，", "、", "；")):
        end = len(title[-1].text)
        yield mark(title[-1], (end - 1, end), "标题末尾建议不用标点", "")


RULE = DocumentRule(
    code="LA023",
    severity=Severity.WARNING,
    basis=(Basis("公文标题惯例", level=Level.PRACTICE),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
