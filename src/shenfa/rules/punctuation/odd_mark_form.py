"""使用了非标准字形的标点

## 检查什么

半角片假名标点“｡ ､”、小写变体“﹐ ﹑ ﹔ ﹕ ﹖ ﹗ ﹙ ﹚”、双撇引号“〝 〞”等不是标准字形的标点，以及句末的全角圆点“．”。

## 为什么

国家标准规定了每种标点的形式。这些变体多由图片识别或者格式转换带入，检索时匹配不到。

## 示例

错：会议要求⟦﹐⟧各部门抓好落实⟦｡⟧ → 会议要求，各部门抓好落实。
错：各部门要落实责任⟦．⟧ → 各部门要落实责任。
错：做到⟦〝⟧四不两直⟦〞⟧。 → 做到“四不两直”。
对：1．拟发布内容符合要求。
对：会议要求，各部门抓好落实。
对：一．

## 例外

序号后的全角圆点不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

STANDARD = {
    "｡": "。",
    "､": "、",
    "﹐": "，",
    "﹑": "、",
    "﹔": "；",
    "﹕": "：",
    "︰": "：",
    "﹖": "？",
    "﹗": "！",
    "﹙": "（",
    "﹚": "）",
    "〝": "“",
    "〞": "”",
    "〟": "”",
    "｢": "“",
    "｣": "”",
}
PATTERN = re.compile(f"[{''.join(STANDARD)}]|．(?<=[\u3400-\u9fff”》）]．)(?=\\s*$)")
NUMBERING = re.compile(r"\s*[（(]?[一二三四五六七八九十甲乙丙丁]{1,3}．\s*")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        mark = STANDARD.get(match[0], "。")
        if not NUMBERING.fullmatch(text):
            yield Hit(*match.span(), f"标点字形不标准，应使用“{mark}”", mark)


RULE = TextRule(
    code="PU011",
    severity=Severity.ERROR,
    basis=(clause("第4章"),),
    check=check,
    triggers=(*STANDARD, "．"),
)
