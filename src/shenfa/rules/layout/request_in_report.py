"""报告夹带请示事项

## 检查什么

报告的标题写成“请示报告”，或者结尾写“妥否，请批示”“请予批准”。

## 为什么

报告用于向上级机关汇报工作、反映情况，不得夹带请示事项；需要上级答复的，另用请示行文。

## 示例

```错 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于大桥受损情况的报告
县人民政府：
竹沟大桥桥墩受损。
⟦妥否，请批示⟧。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
```

```错 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于修复大桥的⟦请示报告⟧
县人民政府：
竹沟大桥桥墩受损。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
```

```对 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于大桥受损情况的报告
县人民政府：
竹沟大桥桥墩受损。修复方案已于4月29日报请批准。
特此报告，请审阅。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
```

```对 kind=official
虚谷土家族苗族自治县竹沟镇人民政府关于修复大桥的请示
县人民政府：
妥否，请批示。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
```

## 例外

只看正文最后三段。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.official import elements, handling_article
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity

ASKING = re.compile(
    r"(?:[妥当]否|是否妥当|可否)[，,]?\s?(?:恭|敬)?请[^，。]{0,6}(?:示|复|准|定|核)"
    r"|(?<!报)(?<!提)请(?:予以?|及时)?(?:批示|批复|批准|审批|核准)"
    r"|恳请[^，。]{0,20}(?:批准|批复|批示|拨付|安排资金)"
)
ASKING_TITLE = "请示报告"
MESSAGE = "报告不得夹带请示事项，请另用请示行文"


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if found.type != "报告":
        return
    last = found.title[-1]
    if last.text.endswith(ASKING_TITLE):
        end = len(last.text)
        yield mark(last, (end - len(ASKING_TITLE), end), MESSAGE)
    for line in found.body[-3:]:
        for match in ASKING.finditer(line.text):
            yield mark(line, match.span(), MESSAGE)


RULE = DocumentRule(
    code="LA085",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(handling_article("第十五条第四项"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
