"""完整的银行卡号

## 检查什么

16至19位、发卡行代码和校验位都对得上的银行卡号，以及写明是银行卡号、一卡通卡号的同样长的号码。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：银行卡号：⟦6217996900001234567⟧ → 银行卡号：***************4567
错：一卡通账号⟦6217 9969 0000 1234 567⟧
错：开户行某支行，户名张三，⟦6217996900001234567⟧

```错 table
姓名|社保卡账号
张三|⟦6217996900001234567⟧
```

对：户名：竹沟镇人民政府，账号：6217996900001234567
对：投标保证金账户：6217996900001234567
对：订单编号：6217996900001234567
对：银行卡号：****4567
对：对公账号：50050123360000000123

## 例外

户名是单位的账号不报；存折等没有发卡行代码、又没有写明是卡号的账号认不出来。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS, hit_of, masked
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "银行卡号完整公开，请只保留后4位"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for index, one in scanned(part).found:
        if one.entity is Entity.BANK_CARD:
            yield Located(index, hit_of(one, MESSAGE, masked(one.digits, 0, 4)))


RULE = DocumentRule(
    code="PI003",
    severity=Severity.BLOCKER,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
)
