"""完整的手机号

## 检查什么

11位的手机号，包括分段、带+86、全角、换行、汉字数字和扫描误认的写法。公职人员的手机号同样算。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：联系人：张三，电话⟦13812345678⟧。 → 联系人：张三，电话138****5678。
错：手机：⟦138 1234 5678⟧、⟦139-1234-5678⟧
错：+86⟦13812345678⟧
错：微信同号⟦一三八一二三四五六七八⟧
错：文件名：名单_张三_⟦13812345678⟧.xlsx
错：⟦13812345678⟧.0

```错 table
姓名|联系电话
张三|⟦13812345678⟧
```

对：办公电话：023-75550107，转8013
对：服务热线12345，报警电话110，客服400-800-1234
对：手机号138****5678
对：订单号：13812345678
对：总投资13812345678元。
对：户号13812345678，用电量增加。
对：合同编号XM13812345678

```对 table
订单编号|金额
13812345678|100
```

## 例外

县里登记的单位公务号码（本人同意公开、有起止日期）不报；标明是订单号、户号、考号等的11位数字不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.allowed import office_numbers
from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS, hit_of, masked
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "手机号完整公开，请只保留前3位和后4位"


def check(part: Part, context: Context) -> Iterator[Located]:
    passing = office_numbers(context)
    for index, one in scanned(part).found:
        if one.entity is Entity.MOBILE and one.digits not in passing:
            yield Located(index, hit_of(one, MESSAGE, masked(one.digits, 3, 4)))


RULE = DocumentRule(
    code="PI002",
    severity=Severity.BLOCKER,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
)
