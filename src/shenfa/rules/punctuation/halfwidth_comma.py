"""汉字之间误用半角逗号

## 检查什么

汉字之间、汉字与数字之间、行末汉字之后的半角逗号“,”。

## 为什么

国家标准规定逗号的形式是“，”。半角逗号多由输入法切换造成，转成网页后还会破坏断行。

## 示例

错：各位代表⟦,⟧大家上午好。 → 各位代表，大家上午好。
错：会议指出⟦,⟧要抓落实⟦,⟧见实效。 → 会议指出，要抓落实，见实效。
错：截至5月8日⟦, ⟧竹沟镇已完成整改⟦,⟧12个问题全部销号。 → 截至5月8日，竹沟镇已完成整改，12个问题全部销号。
错：各乡镇人民政府⟦,⟧ → 各乡镇人民政府，
错：各乡镇(街道)⟦,⟧县级部门：气温20℃⟦,⟧多云⟦,⟧降水概率5‰ → 各乡镇(街道)，县级部门：气温20℃，多云，降水概率5‰
对：全年接待游客12,000人次。
对：依据GDPR, CCPA等境外法规。
对：详见www.example.gov.cn/list,1.html。
对：演唱歌曲《Hello, 虚谷》。

## 例外

数字分节号、英文句子、夹有英文的书名、网址和程序代码中的半角逗号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import titles, touches

PATTERN = re.compile(
    r",(?:(?<=[\u3400-\u9fff〇”’》）】〕],)(?: *(?=[\u3400-\u9fff〇“‘《（【])|(?=[0-9]|\s*$))"
    r"|(?<=[0-9A-Za-z%％‰℃°²³)],) *(?=[\u3400-\u9fff〇“‘《（【]))"
)

ENGLISH = re.compile("[A-Za-z]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        span = match.span()
        if is_technical(text, *span):
            continue
        if not (ENGLISH.match(text, max(0, span[0] - 1)) and touches(titles(text), *span)):
            yield Hit(*span, "汉字之间应使用全角逗号“，”", "，")


RULE = TextRule(
    code="PU001",
    severity=Severity.ERROR,
    basis=(clause("第4.4条、第5.1条"),),
    check=check,
    triggers=(",",),
)
