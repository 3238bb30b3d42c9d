"""写作助手的应答语没有删除

## 检查什么

从人工智能写作助手复制时带进来的应答语，如“作为一个人工智能语言模型”“以下是为您……”
“希望以上内容对您有帮助”“请根据实际情况修改”等。

## 为什么

应答语说明文稿没有经过通读，内容真实性也需要逐项核对。

## 示例

错：⟦作为一个人工智能语言模型⟧，⟦我无法提供实时⟧数据。
错：⟦以下是为您⟧撰写的工作总结：
错：⟦希望以上内容对您有所帮助⟧！
错：⟦当然可以⟧！以下是一份倡议书：
对：人工智能语言模型产业加快发展。
对：以下是为您整理的办事流程，请按步骤办理。
对：希望广大群众积极参与。

## 例外

引号里转述的话不算；面向群众的“以下是为您整理”不算。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons import read_lexicon
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.regions import encloses, quotations

PATTERNS = {
    entry.values[0]: entry.values[1] or re.escape(entry.values[0])
    for entry in read_lexicon("residue_assistant_phrases", ("phrase", "pattern"))
}
PATTERN = re.compile("|".join(PATTERNS.values()))


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not encloses(quotations(text), match.start()):
            yield Hit(*match.span(), "疑为写作助手的应答语，请删除，并逐项核对内容")


RULE = TextRule(
    code="RE026",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=tuple(PATTERNS),
)
