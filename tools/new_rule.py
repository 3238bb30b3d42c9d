"""Start a rule file: tools/new_rule.py FAMILY WHAT_IS_WRONG."""

import sys
from pathlib import Path

from shenfa.audit.rulebook import rulebook
from shenfa.text import FAMILY_CODES, Family

RULES = Path(__file__).parent.parent / "src" / "shenfa" / "rules"
ARGUMENTS = 3
TEMPLATE = '''"""一句话说明错在哪里

## 检查什么

…

## 为什么

…

## 示例

错：原文⟦错处⟧ → 原文改处
对：看似有错而不错的例子
对：另一个不应报告的例子

## 例外

…
"""

from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.text import Basis, Context, Hit, Level, Severity


def check(text: str, _context: Context) -> Iterator[Hit]:
    start = text.find("错处")
    if start != -1:
        yield Hit(start, start + 2, "应改为“改处”", "改处")


RULE = TextRule(
    code="{code}",
    severity=Severity.WARNING,
    basis=(Basis("…", "…", "…", Level.PRACTICE),),
    check=check,
    triggers=("错处",),
)
'''


def main() -> None:
    """Write the file under the next free code of its family."""
    if len(sys.argv) != ARGUMENTS or sys.argv[1] not in set(Family):
        sys.exit(f"用法：tools/new_rule.py {'|'.join(Family)} what_is_wrong")
    family, name = Family(sys.argv[1]), sys.argv[2]
    path = RULES / family / f"{name}.py"
    if path.exists():
        sys.exit(f"{path.name} 已存在，请换一个名称")
    letters = next(code for code, one in FAMILY_CODES.items() if one is family)
    numbers = [int(entry.rule.code[2:]) for entry in rulebook() if entry.rule.family is family]
    code = f"{letters}{max(numbers, default=0) + 1:03d}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEMPLATE.replace("{code}", code), encoding="utf-8")
    print(f"已新建 {family}/{name}.py（{code}），请补写说明、示例和 check()，再运行 tests/rules")


if __name__ == "__main__":
    main()
