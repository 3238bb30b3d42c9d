"""文字中夹有零宽字符

## 检查什么

夹在文字中间的零宽空格、零宽连字、字节顺序标记、方向控制符和软连字符。

## 为什么

这些字符看不见，却会使检索、复制和号码核对出错，也常被用来躲避审核。

## 示例

错：虚谷⟦\u200b⟧县人民政府 → 虚谷县人民政府
错：⟦\ufeff⟧关于印发方案的通知 → 关于印发方案的通知
错：电话⟦\u00ad⟧12345 → 电话12345
对：虚谷县人民政府
对：一家人👨\u200d👩\u200d👧其乐融融

## 例外

表情符号和少数民族文字中起连接作用的零宽字符不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

# Joiners shape emoji and some scripts, so they are wrong only beside Chinese or ASCII.
JOINERS = "\u200c\u200d"
OTHERS = (
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
PATTERN = re.compile(f"[{JOINERS}{OTHERS}]+")
ARABIC = re.compile("[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
ORDINARY = re.compile(r"[\x00-\x7f\u3000-\u9fff\uff01-\uff60]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if ARABIC.search(text):
        return
    for match in PATTERN.finditer(text):
        after = text[match.end() : match.end() + 1]
        if all(one in JOINERS for one in match[0]) and after and not ORDINARY.match(after):
            continue
        yield Hit(*match.span(), "此处夹有看不见的零宽字符，请删除", "")


RULE = TextRule(
    code="RE013",
    severity=Severity.WARNING,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(JOINERS + OTHERS),
)
