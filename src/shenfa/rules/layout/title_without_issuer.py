"""标题没有发文机关名称

## 检查什么

公文标题直接以“关于”开头。

## 为什么

公文标题由发文机关名称、事由和文种组成。上网以后没有红头，标题里不写发文机关，读者不知道是谁发的。

## 示例

```错 kind=official
⟦关于⟧做好2026年防汛工作的通知
虚谷府办发〔2026〕5号
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
关于做好2026年防汛工作的通知
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
```

## 例外

会议纪要的版头已经写明机关，标题不查。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, handling_article
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

OPENING = "关于"


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    title = found.title
    if title and title[0].text.startswith(OPENING) and found.type != "纪要":
        yield mark(title[0], (0, len(OPENING)), "标题没有发文机关名称，请写明由谁发文")


RULE = DocumentRule(
    code="LA024",
    severity=Severity.HINT,
    basis=(handling_article("第九条第七项"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
