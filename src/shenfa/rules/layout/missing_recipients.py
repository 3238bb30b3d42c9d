"""没有主送机关

## 检查什么

通知、意见、请示、报告、批复、函、议案没有主送机关。

## 为什么

这些文种都有主要受理机关，主送机关是公文的要素。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
虚谷府办发〔2026〕5号
为切实做好2026年防汛抗旱工作，现将有关事项通知如下：
一、压实责任。
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
```

```对 kind=official
虚谷土家族苗族自治县人民政府关于禁止焚烧秸秆的通告
为保护生态环境，现就有关事项通告如下：
```

```对 kind=official
虚谷土家族苗族自治县水利局2025年政府信息公开工作年度报告
为贯彻落实政府信息公开条例，编制本报告。
```

## 例外

公告、通告、命令、决议、公报、纪要不写主送机关；年度报告、工作报告等面向社会的报告不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.official import Elements, elements, format_clause, handling_article, is_attachment
from shenfa.rules.official.lines import document_types
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity, absent

INLINE = re.compile(
    r"(?:各|有关|县|市|[^，。]{0,20}(?:政府|局|委|办|单位|部门|公司))[^。]{0,80}[：:]"
)
PUBLIC_REPORT = re.compile(r"年度报告|年报$|工作报告|预算|决算|执行情况")


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if not found.recipients and _needs_recipients(found) and not is_attachment(part):
        yield absent(f"{found.type}没有主送机关，请补写；如面向社会发布，请核对文种")


def _needs_recipients(found: Elements) -> bool:
    if not found.type or document_types()[found.type][0] != "是":
        return False
    if found.type == "报告" and (
        "关于" not in found.title_text or PUBLIC_REPORT.search(found.title_text)
    ):
        return False
    return not (found.body and INLINE.match(found.body[0].text))


RULE = DocumentRule(
    code="LA031",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(handling_article("第九条"), format_clause("第7.3.2条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
    review="哪些文种必须写主送机关待核",
)
