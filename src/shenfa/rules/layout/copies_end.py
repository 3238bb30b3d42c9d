"""抄送机关的标点不对

## 检查什么

抄送机关末尾没有句号，“抄送”后面用了半角冒号。

## 为什么

公文格式国家标准规定，“抄送”后标全角冒号，最后一个抄送机关名称后标句号。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
抄送：县委办公室，县人大常委会办公室⟦⟧
虚谷土家族苗族自治县水利局办公室　2026年5月8日印发
```
→
```
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
抄送：县委办公室，县人大常委会办公室。
虚谷土家族苗族自治县水利局办公室　2026年5月8日印发
```

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
抄送⟦ :⟧县委办公室，县人大常委会办公室⟦；⟧
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
抄送：县委办公室，县人大常委会办公室，
县政协办公室。
虚谷土家族苗族自治县水利局办公室　2026年5月8日印发
```

```对 kind=official
各乡镇人民政府：
请将材料抄送县水利局
虚谷土家族苗族自治县水利局
2026年5月8日
```

## 例外

汉字后面的半角冒号由标点规则指出，这里不重复。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause, narrow_colon
from shenfa.rules.official.lines import COPIES
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    copies = elements(part).copies
    for line in copies:
        label = COPIES.match(line.text)
        if label and (span := narrow_colon(label)):
            yield mark(line, span, "“抄送”后面应当用全角冒号", "：")
    if not copies or copies[-1].text.endswith(("。", "。）")):
        return
    last, end = copies[-1], len(copies[-1].text)
    ends_wrong = last.text.endswith(("，", "；", "、", ",", ";", "."))
    yield mark(last, (end - 1 if ends_wrong else end, end), "最后一个抄送机关后面应当用句号", "。")


RULE = DocumentRule(
    code="LA080",
    severity=Severity.ERROR,
    basis=(format_clause("第7.4.2条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
