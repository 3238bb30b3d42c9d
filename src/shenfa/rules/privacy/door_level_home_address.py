"""详细到门牌号的家庭住址

## 检查什么

写到门牌、楼栋、单元、房号的住址，标明是家庭住址的为确定，旁边有姓名、身份证号等人员信息的为疑似。

## 为什么

通知要求不得公开详细到门牌号的家庭住址，个人信息处理者未取得单独同意不得公开个人信息。

## 示例

错：张三，家住⟦云塘乡竹沟村3组12号⟧。
错：家庭住址：⟦虚谷县竹沟镇桂花路12号3幢2单元501⟧
错：村民李四住在⟦竹沟镇滨江国际12幢1203⟧。

```错 table
姓名|住址
张三|⟦竹沟镇桂花路12号⟧
```

对：张三，家住云塘乡竹沟村3组。
对：县政务服务中心地址：竹沟镇桂花路12号3楼。
对：请于5月8日到竹沟镇桂花路12号会议室报名。
对：虚谷县某农业发展有限公司，住所：竹沟镇桂花路88号附3号。

```对 table
单位名称|地址
竹沟镇卫生院|竹沟镇桂花路12号
```

## 例外

写到组、社为止的不算门牌；旁边没有人员信息、也没有标明是住址的不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "家庭住址详细到门牌号，请只写到乡镇、街道或者村"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.HOME_ADDRESS, MESSAGE)


RULE = DocumentRule(
    code="PI004",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
