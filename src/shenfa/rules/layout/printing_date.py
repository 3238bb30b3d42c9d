"""印发日期写法不对

## 检查什么

版记中的印发日期用了汉字数字、点或者横线。

## 为什么

公文格式国家标准规定，印发日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位，后加“印发”二字。

## 示例

```错 kind=official
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
虚谷土家族苗族自治县水利局办公室　⟦2026.05.09⟧印发
```
→
```
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
虚谷土家族苗族自治县水利局办公室　2026年5月9日印发
```

```对 kind=official
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县水利局
2026年5月8日
虚谷土家族苗族自治县水利局办公室　2026年5月9日印发
```

```对 kind=official
各乡镇人民政府：
《关于做好防汛工作的通知》已于2026年05月09日印发，请遵照执行。
虚谷土家族苗族自治县水利局
2026年5月8日
```

## 例外

月、日补零的由日期规则指出，这里不重复。
"""

from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.date_form import is_only_padded, right_form
from shenfa.rules.official.lines import PRINTING
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    printing = elements(part).printing
    match = PRINTING.fullmatch(printing.text) if printing else None
    if printing is None or not match or not match["date"] or is_only_padded(match["date"]):
        return
    if right := right_form(match["date"].strip()):
        message = "印发日期应当用阿拉伯数字写全年月日，月、日不补零"
        yield mark(printing, match.span("date"), message, right)


RULE = DocumentRule(
    code="LA081",
    severity=Severity.ERROR,
    basis=(format_clause("第7.4.3条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
