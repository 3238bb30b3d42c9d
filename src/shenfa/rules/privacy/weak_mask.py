"""遮盖不够的号码

## 检查什么

带*号等遮盖的身份证号、手机号、银行卡号。身份证号遮4位以内、手机号遮1位以内、银行卡号遮2位以内等于没有遮，禁止发布；
身份证号遮不到8位（或者出生日期、顺序码都看得见）、手机号遮不到4位、银行卡号露出超过10位的，提醒补遮。

## 为什么

校验位可以反推，遮住几位只剩十的几次方除以十一左右个可能，遮得太少等于公开。

## 示例

错：身份证号⟦50024219******0016⟧
错：手机：⟦138**345678⟧
错：身份证号：⟦50024219800101****⟧
错：手机号⟦138*2345678⟧
错：卡号⟦62179969000***34567⟧

```错 table
姓名|手机号
张三|⟦138xx345678⟧
```

对：身份证号500242********0016
对：身份证号50*************016
对：手机138****5678
对：卡号621799*********4567
对：板材规格2440*1220*18

## 例外

把遮盖写成图片或者黑框的，看不出来。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "号码遮盖的位数太少，请按前2后3（身份证）、前3后4（手机）、后4（银行卡）遮盖"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.WEAK_MASK, MESSAGE)


RULE = DocumentRule(
    code="PI006",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
