"""家庭固定电话

## 检查什么

写明是家庭电话、住宅电话、宅电的固定电话。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：家庭电话：⟦023-75550107⟧
错：宅电⟦75550107⟧

```错 table
姓名|住宅电话
张三|⟦023-75550107⟧
```

对：办公电话：023-75550107
对：联系电话：023-75550107转801
对：家庭电话安装率明显提高。

## 例外

没有写明用途的固定电话视为办公电话，不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "公开了家庭电话，请删去或者只保留后4位"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.HOME_PHONE, MESSAGE)


RULE = DocumentRule(
    code="PI008",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
)
