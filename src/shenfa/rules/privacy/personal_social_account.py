"""个人的微信号、QQ号

## 检查什么

写明是微信号、QQ号的个人账号。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：张三，微信：⟦zhangsan88⟧
错：联系人李四，QQ号：⟦123456789⟧

```错 table
姓名|微信号
张三|⟦zhang_san88⟧
```

对：微信公众号：xuguzhengwu
对：工作QQ群：123456789
对：微信搜索xuguzhengwu关注我们

## 例外

公众号、服务号、群号和客服账号不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "公开了个人的微信号或者QQ号，请确认是否必要"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.SOCIAL_ACCOUNT, MESSAGE)


RULE = DocumentRule(
    code="PI009",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
