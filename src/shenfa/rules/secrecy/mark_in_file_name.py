"""文件名或文档属性中的密级字样

## 检查什么

文件名、文档属性（标题、主题、关键词等）中前后不成词的密级字样。

## 为什么

涉密文件改存后，密级字样常留在文件名和属性里，会随附件一并公开。
命中后只报位置，不摘录原文。

## 示例

```错 passage=file_name
（⟦机密⟧）防汛物资储备情况.docx
```

```错 passage=file_name
⟦秘密⟧-会议材料.pdf
```

```错 passage=file_name
虚谷县⟦机密文件⟧.docx
```

```对 passage=file_name
机密文件管理办法.docx
```

```错 passage=property
主题：⟦绝密⟧
```

```对 passage=file_name
保守国家秘密法宣传方案.docx
```

```对 passage=file_name
花园的秘密.docx
```

```对 passage=property
关键词：商业秘密保护
```

## 例外

带星号的标志由“密级★保密期限”规则报告。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import GRADE, STARS, STATE_SECRET
from shenfa.text import Certainty, Context, Hit, PassageKind, Severity

MARK = re.compile(
    rf"(?<![\u4e00-\u9fff]){GRADE}(?:级|件|文件)?(?![\u4e00-\u9fff{STARS}*＊])"
    r"|(?<=[\u4e00-\u9fff])(?<!商业)(?:[绝絕]密|[机機]密)级?(?:文件|材料|资料|件)(?![\u4e00-\u9fff])"
    r"|(?<![\u4e00-\u9fff])(?:[绝絕]密|[机機]密)级?(?:材料|资料)(?![\u4e00-\u9fff])"
    rf"|(?<=密级[:：]){GRADE}"
)
MESSAGE = "文件名或文档属性中有密级字样，请停止发布，并交保密审查员判断"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in MARK.finditer(text):
        yield Hit(*match.span(), MESSAGE)


RULE = TextRule(
    code="SE014",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=STATE_SECRET,
    check=check,
    triggers=("密",),
    reads=frozenset({PassageKind.FILE_NAME, PassageKind.PROPERTY, PassageKind.ALTERNATIVE}),
)
