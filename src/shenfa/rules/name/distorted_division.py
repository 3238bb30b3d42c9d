"""自治地方、省市名称写错

## 检查什么

自治区、自治州、自治县的名称漏字、多字、民族次序颠倒，如“酉阳土家族自治县”“新疆维吾尔族自治区”；
名称较长的市漏字、颠倒，如“齐齐哈市”。

## 为什么

行政区划名称写错是严重的表述错误，政府网站通报过“齐齐哈市”。自治地方的名称由法律和国务院批准，一个字也不能改。

## 示例

错：⟦酉阳土家族自治县⟧ → 酉阳土家族苗族自治县
错：⟦酉阳苗族土家族自治县⟧人民政府 → 酉阳土家族苗族自治县人民政府
错：⟦新疆维吾尔族自治区⟧ → 新疆维吾尔自治区
错：⟦广西壮自治区⟧ → 广西壮族自治区
错：⟦齐齐哈市⟧ → 齐齐哈尔市
对：酉阳土家族苗族自治县
对：新疆维吾尔自治区、广西壮族自治区
对：齐齐哈尔市
对：酉阳自治县、广西自治区
对：湖南、贵州等省的土家族苗族自治县

## 例外

“酉阳自治县”是通用的简称，不提示。
"""

import re
from collections.abc import Iterator
from functools import cache

from shenfa.rules.naming.regions import autonomous_names, regions
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.worded.slips import is_one_slip
from shenfa.text import Certainty, Context, Hit, Severity

AUTONOMOUS = re.compile(r"自治[区州县旗]")
PEOPLES = re.compile(r"(?:维吾尔|哈萨克|柯尔克孜|蒙古|各族|[\u4e00-\u9fff]{1,4}?族)+")
LONG = 5
REACH = 20
STEM = 2


@cache
def _stems() -> dict[str, dict[str, str]]:
    """Return the right name by the kind of autonomy and the name of the place."""
    found: dict[str, dict[str, str]] = {}
    for name in sorted(autonomous_names()):
        kind = name[-3:]
        for stem in range(STEM, len(name) - 3):
            if PEOPLES.fullmatch(name, stem, len(name) - 3):
                found.setdefault(kind, {})[name[:stem]] = name
    return found


@cache
def _slips() -> dict[str, str]:
    """Return what long names become by one character lost or two swapped."""
    names = [name for name in regions().uppers if len(name) >= LONG and "自治" not in name]
    slips: dict[str, str] = {}
    for name in names:
        for place in range(1, len(name) - 1):
            slips[name[:place] + name[place + 1 :]] = name
            if place < len(name) - 2:
                swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
                slips[swapped] = name
    return {wrong: right for wrong, right in slips.items() if wrong not in regions().parents}


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in AUTONOMOUS.finditer(text):
        if wrong := _distorted(text, match):
            start, right = wrong
            yield Hit(start, match.end(), f"应为“{right}”，请核对", right)
    for slip, name in _slips().items():
        at = text.find(slip)
        if at != -1 and name not in text[max(0, at - 2) : at + len(name) + 2]:
            yield Hit(at, at + len(slip), f"应为“{name}”，请核对", name)


def _distorted(text: str, match: re.Match[str]) -> tuple[int, str] | None:
    """Return where a distorted name begins, the earliest, and the right name."""
    end, kind = match.end(), match[0]
    names = [name for name in autonomous_names() if name.endswith(kind)]
    if any(text.endswith(name, 0, end) for name in names):
        return None
    found = [
        (start, name)
        for name in names
        for start in range(max(0, end - len(name) - 1), end - len(name) + 2)
        if text[start] == name[0] and is_one_slip(text[start:end], name)
    ]
    for stem, name in _stems().get(kind, {}).items():
        start = text.rfind(stem, max(0, end - REACH), end)
        if start != -1 and PEOPLES.fullmatch(text, start + len(stem), match.start()):
            found.append((start, name))
    # 西自治区 in 广西自治区 is no 西藏自治区 that lost a character.
    starts = {name[:2] for name in names}
    return min((one for one in found if text[one[0] - 1 :][:2] not in starts), default=None)


RULE = TextRule(
    code="NA005",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("自治区", "自治州", "自治县", "自治旗", *_slips()),
    serious=True,
)
