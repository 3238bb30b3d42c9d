"""护照、通行证等证件号码

## 检查什么

写明是护照、港澳通行证、台胞证、永久居留证、出生医学证明、社保卡号的完整号码。证件种类和格式在词库中，可以增补。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：张三，护照号码：⟦E12345678⟧
错：港澳居民来往内地通行证⟦H12345678⟧

```错 table
姓名|护照号
张三|⟦EA1234567⟧
```

对：产品型号E12345678
对：请携带护照、港澳居民来往内地通行证原件。
对：护照号E*****678

## 例外

没有写明证件种类的字母加数字多为型号、合同号，不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "公开了护照、通行证等证件的完整号码，请遮盖"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.TRAVEL_DOC, MESSAGE)


RULE = DocumentRule(
    code="PI007",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
