"""标有内部资料、注意保存一类的内部标识

## 检查什么

单独成行，或用括号单独标出的内部使用标识：内部资料、内部文件、注意保存、不得外传、会后收回、
仅供参阅、领导参阅件、发至某级、工作秘密、不宜公开等，可以几个连写。

## 为什么

有这类标识的材料未经重新定性不得公开；其中的工作秘密同样受法律保护。
命中后只报位置，不摘录原文。

## 示例

错：⟦内部资料　注意保存⟧
错：⟦【内部资料】【注意保存】⟧
错：关于有关情况的汇报⟦（内 部 使 用）⟧
错：⟦（此件发至县处级）⟧
错：⟦★内部文件，严禁外传★⟧
错：⟦会后收回⟧
错：⟦内部资料　免费交流⟧
错：县级机关通讯录⟦（内部）⟧
对：请各考生妥善保管准考证，考后注意保存。
对：景区内部资料陈列室面向游客免费开放。
对：各部门要加强内部文件流转管理。
对：加油站内严禁拍照、严禁吸烟。
对：通知要求发至各乡镇级单位。

```错 passage=comment
⟦内部资料⟧
```

## 例外

句子里的同样词语不算标识；新媒体中单独成行的“请妥善保管”等只作提醒；“不得外传”等自述性语句由“文中声明不得外传”检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.internal_words import SIGNS, internal_marks
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import INTERNAL, INTERNAL_FOUND, MARGIN
from shenfa.text import ANYWHERE, Certainty, ContentKind, Context, Hit, Severity

ADVICE = re.compile(r"[^\u4e00-\u9fff]*请?(?:注意保存|妥善保管|严禁拍照)[^\u4e00-\u9fff]*")


def check(text: str, context: Context) -> Iterator[Hit]:
    for span in internal_marks(text):
        # A post says in a line of its own what readers should do with their tickets.
        is_advice = context.kind is ContentKind.POST and ADVICE.fullmatch(text)
        yield Hit(*span, INTERNAL_FOUND, severity=Severity.WARNING if is_advice else None)


RULE = TextRule(
    code="SE007",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=INTERNAL,
    check=check,
    triggers=SIGNS,
    reads=ANYWHERE - MARGIN,
)
