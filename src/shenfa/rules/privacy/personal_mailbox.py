"""个人的电子邮箱

## 检查什么

姓名旁的公共邮箱，以及用手机号作名称的邮箱。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：张三，邮箱⟦zhangsan@qq.com⟧
错：邮箱：⟦13812345678@139.com⟧

```错 table
姓名|邮箱
张三|⟦zhangsan@163.com⟧
```

对：县政府办公室邮箱：xgbgs@163.com
对：投稿邮箱：xugu@cq.gov.cn
对：报名表发至邮箱xugubm@qq.com

## 例外

单位邮箱、报名和投诉邮箱不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "公开了个人邮箱，请改用单位邮箱或者删去"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.EMAIL, MESSAGE)


RULE = DocumentRule(
    code="PI011",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
