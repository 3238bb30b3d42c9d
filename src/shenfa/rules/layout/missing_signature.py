"""没有发文机关署名

## 检查什么

正文或者附件说明之后直接是成文日期，或者正文之后既无署名也无日期。

## 为什么

发文机关署名是公文的要素，署发文机关全称或者规范化简称，与印章一致。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
请认真做好防汛工作。
2026年5月8日
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
虚谷土家族苗族自治县人民政府令
第5号
《虚谷自治县城市管理办法》已经县政府常务会议通过，现予公布，自2026年5月1日起施行。
县长　　向青山
2026年3月10日
```

```对 kind=official
虚谷土家族苗族自治县人民政府常务会议纪要
县政府第31次常务会议研究了防汛工作。会议议定以下事项。
```

## 例外

纪要、决议、公报、会议通过的决定和在会议上作的报告不署名；看不准是不是署名的一行不报。
"""

from collections.abc import Iterator

from shenfa.rules.official import Elements, elements, format_clause, handling_article, is_attachment
from shenfa.rules.official.lines import is_note, is_organ, is_signature
from shenfa.rules.rule import DocumentRule
from shenfa.text import (
    PRINTED,
    Certainty,
    ContentKind,
    Context,
    Located,
    Part,
    PassageKind,
    Severity,
    absent,
)

UNSIGNED = frozenset({"纪要", "决议", "公报"})
SENTENCE_ENDS = ("。", "！", "；", "：", "特此通知", "特此函告", "特此报告", "特此公告", "此复")


def check(part: Part, _context: Context) -> Iterator[Located]:
    found = elements(part)
    if (
        found.signature
        or found.below
        or found.type in UNSIGNED
        or found.is_adopted
        or not _ends_without(found)
        or _stands_elsewhere(part)
        or is_attachment(part)
    ):
        return
    yield absent("没有发文机关署名，请在成文日期上方补上发文机关全称或者规范化简称")


def _ends_without(found: Elements) -> bool:
    """Whether the text above the date can only be body or list of attachments."""
    if found.attachments:
        return len(found.attachments[-1].names) == 1
    rows = [line for line in found.body if not is_note(line.text)]
    return bool(rows) and rows[-1].text.endswith(SENTENCE_ENDS) and not is_signature(rows[-1].text)


def _stands_elsewhere(part: Part) -> bool:
    return any(
        is_organ(passage.text.strip())
        for _, passage in part.passages
        if passage.kind in PRINTED
        and (passage.cell is None or not passage.cell.header)
        and (passage.cell is not None or passage.kind is PassageKind.TEXT_BOX)
    )


RULE = DocumentRule(
    code="LA053",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(handling_article("第九条"), format_clause("第7.3.5条")),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
