"""公文没有发文字号

## 检查什么

公文全文找不到发文字号。令、公告、通告、纪要可以用“第5号”“2026年第3号”等编号。

## 为什么

发文字号是公文的要素，由机关代字、年份、发文顺序号组成。上网的文本没有发文字号，群众无法引用，机关无法核对；转换格式时也常常丢失。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作，文件依据为虚谷府发〔2025〕3号。
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
```

```对 kind=official
虚谷府办发〔2026〕5号
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
```

```对 kind=official
虚谷土家族苗族自治县人民政府令
第5号
《虚谷自治县城市管理办法》已经县政府常务会议通过，现予公布。
```

```对 kind=official
虚谷土家族苗族自治县人民代表大会常务委员会关于批准决算的决议
（2026年7月28日虚谷土家族苗族自治县人民代表大会常务委员会第三十五次会议通过）
会议决定，批准2025年县级决算。
```

## 例外

决议、公报、会议通过的决定和在会议上作的报告不用发文字号。令没有编号的作提醒，公告、通告、纪要、议案没有编号的供参考。
"""

import re
from collections.abc import Iterator

from shenfa.rules.official import (
    Elements,
    elements,
    format_clause,
    handling_article,
    is_attachment,
    is_number,
    tight,
)
from shenfa.rules.rule import DocumentRule
from shenfa.text import PRINTED, ContentKind, Context, Hit, Located, Part, Severity

LABELLED = re.compile(r"(?:发文字号|文\s*号)\s*[：:]\s*\S")
UNNUMBERED = frozenset({"决议", "公报"})
NUMBERED_APART = {
    "命令": Severity.WARNING,
    "令": Severity.WARNING,
    "公告": Severity.HINT,
    "通告": Severity.HINT,
    "纪要": Severity.HINT,
    "议案": Severity.HINT,
}


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if (
        _has_number(found)
        or found.type in UNNUMBERED
        or _stands_elsewhere(part)
        or is_attachment(part)
    ):
        return
    message = "公文没有发文字号，请补上机关代字、年份和序号，如在转换格式时丢失请对照原文"
    severity = NUMBERED_APART.get(found.type, Severity.ERROR)
    yield Located(None, Hit(0, 0, message, severity=severity))


def _has_number(found: Elements) -> bool:
    return (
        found.number is not None
        or found.serial is not None
        or any(LABELLED.match(line.text) for line in found.metadata)
        or found.is_adopted
        or ("第" in found.title_text and found.title_text.rstrip("）)").endswith("号"))
    )


def _stands_elsewhere(part: Part) -> bool:
    """Whether a table cell, a text box or the page header holds the number."""
    return any(
        is_number(tight(text))
        for _, passage in part.passages
        if passage.kind in PRINTED and len(passage.text) <= 80
        for text in passage.text.split("\n")
    )


RULE = DocumentRule(
    code="LA001",
    severity=Severity.ERROR,
    basis=(handling_article("第九条"), format_clause("第7.2.5条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
