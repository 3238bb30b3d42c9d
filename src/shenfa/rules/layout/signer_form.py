"""签发人写法不对

## 检查什么

“签发人”后面没有全角冒号，或者没有姓名。

## 为什么

公文格式国家标准规定，签发人由“签发人”三字加全角冒号和签发人姓名组成。

## 示例

```错 kind=official
虚谷水文〔2026〕9号　　签发人⟦ :⟧彭远山
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```
→
```
虚谷水文〔2026〕9号　　签发人：彭远山
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```错 kind=official
虚谷水文〔2026〕9号
⟦签发人⟧ 彭远山
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```错 kind=official
虚谷水文〔2026〕9号
⟦签发人：⟧
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```对 kind=official
虚谷水文〔2026〕9号　　签发人：彭远山
虚谷土家族苗族自治县水利局关于修复水库的请示
县人民政府：
妥否，请批示。
```

```对 kind=official
虚谷土家族苗族自治县水利局关于加强公文管理的通知
各乡镇人民政府：
上行文必须标注签发人，没有签发人:不予受理。
```

## 例外

汉字后面的半角冒号由标点规则指出，这里不重复。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, format_clause, narrow_colon
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

FORM = re.compile(r"签\s*发\s*人\s*(?P<colon>[：:]?)\s*(?P<name>.*)")


def check(part: Part, _context: Context) -> Iterator[Located]:
    signer = elements(part).signer
    match = FORM.match(signer.text) if signer else None
    if signer is None or not match:
        return
    if span := narrow_colon(match):
        yield mark(signer, span, "“签发人”后面应当用全角冒号", "：")
    elif not match["colon"]:
        yield mark(signer, (0, len(match[0][:3])), "“签发人”后面应当有全角冒号", "签发人：")
    elif not match["name"]:
        yield mark(signer, match.span(), "“签发人”后面没有姓名，请补上")


RULE = DocumentRule(
    code="LA082",
    severity=Severity.ERROR,
    basis=(format_clause("第7.2.6条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
