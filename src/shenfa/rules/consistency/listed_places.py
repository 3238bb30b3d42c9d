"""列举的乡镇、单位与所说的个数不符

## 检查什么

“竹沟镇、云塘乡、石门街道等2个乡镇（街道）”“包括竹沟镇、云塘乡3个乡镇”一类列举与数目不符。

## 为什么

列出的比所说的多，或者没有“等”字却比所说的少，必有一处写错。

## 示例

错：⟦竹沟镇、云塘镇、石门镇等2个镇⟧完成任务。
错：⟦大坪村、龙洞村、红花村4个村⟧开展试点。
对：竹沟镇、云塘镇、石门镇等12个镇完成任务。
对：在大坪村、龙洞村、红花村3个村开展试点。
对：竹沟镇大坪村、龙洞村和云塘镇红花村3个村开展试点。
对：在大坪村、龙洞村、红花村等3个村开展试点。
对：竹沟镇、云塘镇、石门镇2个村开展试点。

## 例外

只查每一项都以同一个字（村、镇、乡、县、区、市、省、局、组）结尾、单位也是这个字的列举。
"""

import re
from collections.abc import Iterator

from shenfa.rules.counting.listings import COUNT, count_of
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

KINDS = "村镇乡县区市省局"
LIST = re.compile(
    rf"(?P<items>(?:[\u4e00-\u9fff]{{1,10}}?(?P<kind>[{KINDS}])[、和及与]){{1,30}}"
    rf"[\u4e00-\u9fff]{{1,10}}?(?P=kind))(?P<others>等)?(?P<count>{COUNT})个(?P<unit>[{KINDS}])(?![区委属级域场])"
)
ITEM = re.compile(r"[、和及与]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in LIST.finditer(text):
        kind = match["unit"]
        items = ITEM.split(match["items"])
        count = count_of(match["count"])
        if count is None or not all(
            item.endswith(kind) and item.count(kind) == 1 for item in items
        ):
            continue
        if len(items) > count or (len(items) < count and not match["others"]):
            message = f"列出了{len(items)}个，这里却说{count}个，请核对"
            yield Hit(match.start(), match.end(), message)


RULE = TextRule(
    code="CO008",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(f"个{kind}" for kind in KINDS),
)
