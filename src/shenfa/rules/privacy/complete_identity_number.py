"""完整的身份证号

## 检查什么

18位和15位的公民身份号码，包括全角数字、数字间有空格短横或者换行、汉字数字、扫描误认的字母，以及写在残疾人证号、学籍号等长号码里的身份证号。
地区代码（含已撤销的）、出生日期和校验位都对得上的为确定；写明是身份证号而校验位不对的，仍会泄露本人信息，列为疑似。

## 为什么

通知要求不得公开自然人完整的身份证号、手机号、银行卡号等，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：张三，身份证号⟦500242198001010016⟧。 → 张三，身份证号50*************016。
错：残疾人证号：⟦500242198001010016⟧44B1
错：李四（⟦513524 19650704 1126⟧）
错：身份证号码：⟦500242198001010019⟧
错：证件号码：⟦500242800101123⟧
错：ID No.:⟦500242198001010016⟧
错：受理编号：⟦500242198001010016⟧

```错 table
姓名|证件号码
张三|⟦500242198001010016⟧
```

对：身份证号：50*************016
对：身份证号500242********1234
对：统一社会信用代码：11500242009123456K
对：项目代码：500242202401010019
对：请携带本人身份证、户口簿到窗口办理。
对：受理编号：500242202606010036

```对 table
单位|统一社会信用代码
竹沟镇某合作社|93500242MA5U000001
```

## 例外

受理编号、备案编号等由地区、日期和流水号组成的编号，日期在2006年以后的不报；15位的号码没有校验位，只在写明是证件号或者紧跟姓名时报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS, hit_of, masked
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "身份证号完整公开，请只保留前2位和后3位"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for index, one in scanned(part).found:
        if one.entity is Entity.ID_CARD:
            yield Located(index, hit_of(one, MESSAGE, masked(one.digits, 2, 3)))


RULE = DocumentRule(
    code="PI001",
    severity=Severity.BLOCKER,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
)
