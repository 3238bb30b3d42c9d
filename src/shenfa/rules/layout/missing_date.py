"""公文没有成文日期

## 检查什么

公文全文找不到单独成行的成文日期，也没有会议通过的日期。

## 为什么

成文日期是公文的要素，署会议通过或者发文机关负责人签发的日期，决定公文从何时生效，也决定公开期限从何时起算。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请于2026年5月20日前报送名单。
虚谷土家族苗族自治县人民政府办公室
附件1
登记表
年　月　日
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
虚谷土家族苗族自治县人民政府办公室　2026年5月8日
```

```对 kind=official
虚谷土家族苗族自治县人民代表大会常务委员会关于批准决算的决议
（2026年7月28日虚谷土家族苗族自治县人民代表大会常务委员会第三十五次会议通过）
会议决定，批准2025年县级决算。
```

## 例外

纪要的日期写法不一，不查；附件表格里的“年　月　日”空格不算日期。
"""

from collections.abc import Iterator

from shenfa.rules.official import Elements, elements, format_clause, handling_article, is_attachment
from shenfa.rules.official.lines import date_in
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, PassageKind, Severity, absent
from shenfa.text.dates import written_dates

ELSEWHERE = frozenset({PassageKind.BODY, PassageKind.TEXT_BOX})


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    is_dated = found.type == "纪要" or _has_date(found) or _stands_elsewhere(part)
    if not is_dated and not is_attachment(part):
        yield absent("公文没有成文日期，请在署名之下补上，如在转换格式时丢失请对照原文")


def _has_date(found: Elements) -> bool:
    above = (*found.captions, *found.metadata)
    return bool(found.dates) or any(
        line.text.startswith(("成文日期", "（", "(", "—")) and any(written_dates(line.text))
        for line in above
    )


def _stands_elsewhere(part: Part) -> bool:
    """Whether a text box or a cell without a column header holds the date."""
    return any(
        date_in(text.strip()) is not None
        for _, passage in part.passages
        if passage.kind in ELSEWHERE
        and (passage.cell is not None or passage.kind is PassageKind.TEXT_BOX)
        and not (passage.cell and passage.cell.header)
        for text in passage.text.split("\n")
    )


RULE = DocumentRule(
    code="LA050",
    severity=Severity.ERROR,
    basis=(handling_article("第九条"), format_clause("第7.3.5.4条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
