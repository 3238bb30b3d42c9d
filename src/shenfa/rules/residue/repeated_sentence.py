"""同一句话重复

## 检查什么

同一段里十二字以上的一句话接连出现两次。

## 为什么

多由重复粘贴造成，属于明显的文字错误。

## 示例

错：要严格落实防汛值班值守制度。⟦要严格落实防汛值班值守制度。⟧ → 要严格落实防汛值班值守制度。
错：会议听取了关于上半年工作情况的汇报。⟦会议听取了关于上半年工作情况的汇报。⟧会议强调安全生产。
对：加油！加油！加油！
对：要严格落实防汛值班值守制度。要严格落实值班值守报告制度。
对：谁来种地？谁来种地？这是必答题。

## 例外

短句的反复是修辞，不算。
"""

from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

SHORTEST = 12


def check(text: str, _context: Context) -> Iterator[Hit]:
    if text.count("。") < 2:
        return
    start, previous = 0, ""
    for sentence in text.split("。")[:-1]:
        end = start + len(sentence) + 1
        if len(sentence) >= SHORTEST and sentence.strip() == previous:
            yield Hit(start, end, "与上一句完全相同，请删除重复的一句", "")
        previous = sentence.strip()
        start = end


RULE = TextRule(
    code="RE025",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
)
