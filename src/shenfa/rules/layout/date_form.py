"""成文日期写法不对

## 检查什么

成文日期没有写成“2026年5月8日”：月、日补零，用了汉字数字，用点、横线连接，年份只写两位，“日”写成“号”。

## 为什么

公文格式国家标准规定，成文日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
⟦2026年05月08日⟧
```
→
```
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
```

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室　⟦二〇二六年五月八日⟧
```

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
⟦2026.5.8⟧
（此件公开发布）
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室
二〇一一年五月八日
```

## 例外

2012年7月1日以前的公文按当时的格式用汉字数字，不报；数字与“年月日”之间的空格不报；署名、日期写在同一行而且只是补零的，由日期规则指出。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark_all
from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.date_form import is_only_padded, right_form
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Line, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    for line in elements(part).dates:
        if is_only_padded(line.text) and not _stands_alone(line, part):
            continue
        if right := right_form(line.text):
            yield mark_all(line, "成文日期应当用阿拉伯数字写全年月日，月、日不补零", right)


def _stands_alone(date: Line, part: Part) -> bool:
    return any(
        line.passage == date.passage and line.text.strip() == date.text and line.start <= date.start
        for line in part.lines
    )


RULE = DocumentRule(
    code="LA051",
    severity=Severity.ERROR,
    basis=(format_clause("第7.3.5.4条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
