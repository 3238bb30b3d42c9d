"""机构名称写错

## 检查什么

把“和”写成“与”、多字漏字的机构名称，如“发展与改革委员会”“退伍军人事务局”；把县人民政府办公室写成“办公厅”。

## 为什么

机构名称由国务院或者上级批准，用字是固定的。

## 示例

错：县⟦发展与改革委员会⟧ → 县发展和改革委员会
错：县⟦人力资源与社会保障⟧局 → 县人力资源和社会保障局
错：县⟦退伍军人事务⟧局 → 县退役军人事务局
错：县人民政府⟦办公厅⟧ → 县人民政府办公室
对：县发展和改革委员会
对：重庆市人民政府办公厅
对：住房和城乡建设局
对：工业与信息化部门
对：《人力资源与社会保障研究》

## 例外

引号、书名号里的不提示。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.worded.listed import is_quoted, is_within
from shenfa.text import Certainty, Context, Hit, Severity

ROWS = read_lexicon("name_misnamed_bodies", ("wrong", "right", "unless"))
OFFICE = re.compile(r"[县乡镇](?:人民)?政府(?P<office>办公厅)")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for entry in ROWS:
        wrong, right, unless = entry.values
        start = text.find(wrong)
        while start != -1:
            end = start + len(wrong)
            if not is_within(text, start, end, tuple(filter(None, unless.split("；")))) and (
                not is_quoted(text, start, end)
            ):
                yield Hit(start, end, f"应为“{right}”，请核对", right)
            start = text.find(wrong, end)
    for match in OFFICE.finditer(text):
        yield Hit(*match.span("office"), "县、乡镇人民政府设的是办公室，请核对", "办公室")


RULE = TextRule(
    code="NA006",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(*(entry.values[0] for entry in ROWS), "府办公厅"),
)
