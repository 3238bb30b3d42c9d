"""“等”前误用顿号

## 检查什么

列举末尾“等”“等等”前面的顿号。

## 为什么

国家标准规定“等”之类的词语前面不用顿号。

## 示例

错：医保、社保⟦、⟧等业务可在窗口办理。 → 医保、社保等业务可在窗口办理。
错：包括水、电、气⟦、⟧等等。 → 包括水、电、气等等。
对：医保、社保等业务可在窗口办理。
对：职称、等级均应如实填写。
对：排队、等候、叫号一体化。
对：克服畏难、等靠要思想。

## 例外

“等级”“等候”“等额”等词开头的“等”不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"、等(?<=[\u3400-\u9fff0-9A-Za-z”’》）]、等)"
    r"(?![级额离待候值高比于同价距温边腰效位份量外次因式号分闲第时深宽压渗差会着到不车人我你他她它一退红靠米信能氮])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(match.start(), match.start() + 1, "“等”前不应使用顿号，请删去", "")


RULE = TextRule(
    code="PU027",
    severity=Severity.ERROR,
    basis=(clause("附录B.1.2"),),
    check=check,
    triggers=("、等",),
)
