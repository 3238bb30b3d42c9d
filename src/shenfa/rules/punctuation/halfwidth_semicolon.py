"""汉字之后误用半角分号

## 检查什么

汉字之间或者行末汉字之后的半角分号“;”。

## 为什么

国家标准规定分号的形式是“；”。半角分号多由输入法切换造成。

## 示例

错：明确审核责任⟦;⟧落实保密审查。 → 明确审核责任；落实保密审查。
错：（一）配齐工作人员⟦;⟧ → （一）配齐工作人员；
错：各乡镇(街道)⟦;⟧县级部门 → 各乡镇(街道)；县级部门
错：一是新建3个⟦; ⟧二是改造5个。 → 一是新建3个；二是改造5个。
对：正文中的&nbsp;和&#8220;是网页转义字符。
对：int total = 0; // 合计
对：`甲;乙`是命令行的写法。

## 例外

网页转义字符和程序代码中的半角分号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r";(?:(?<=[\u3400-\u9fff〇”’》）】〕];)(?: *(?=[\u3400-\u9fff〇“‘《（【])|(?=[0-9]|\s*$))"
    r"|(?<=[0-9A-Za-z%％‰℃°²³)];) *(?=[\u3400-\u9fff〇“‘《（【]))"
)
ESCAPE = re.compile(r"&#?[A-Za-z0-9]{1,8}$")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.span()
        if ESCAPE.search(text, max(0, start - 10), start) or is_technical(text, start, end):
            continue
        yield Hit(start, end, "汉字之间应使用全角分号“；”", "；")


RULE = TextRule(
    code="PU004",
    severity=Severity.ERROR,
    basis=(clause("第4.6条"),),
    check=check,
    triggers=(";",),
)
