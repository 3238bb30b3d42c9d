"""个人的车牌号

## 检查什么

与车主、驾驶人姓名一同出现的机动车号牌。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：车主张三，号牌⟦渝A12345⟧
错：李四驾驶⟦渝AD12345⟧小轿车

```错 table
车主姓名|车牌号
张三|⟦渝A12345⟧
```

对：公务用车渝A12345
对：违停车辆抓拍：渝A12345，车主张三
对：渝A12345、渝B54321两车相撞。

## 例外

公务用车、营运车辆和依法曝光的违法车辆不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "个人姓名旁公开了车牌号，请确认是否必要"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.PLATE, MESSAGE)


RULE = DocumentRule(
    code="PI010",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
