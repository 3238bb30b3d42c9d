"""同一个人的号码遮法不同，可以拼出来

## 检查什么

同一姓名的身份证号、手机号、银行卡号在两列或者两个附件里遮住的位置不同，合起来露出的位数太多。

## 为什么

各处单独看都遮够了，对照起来就成了完整号码。

## 示例

```错 table
姓名|手机号|联系电话
张三|138****5678|⟦1381234****⟧
```

```对 table
姓名|手机号|联系电话
张三|138****5678|138****5678
```

```对 table
姓名|手机号
张三|138****5678
李四|1381234****
```

## 例外

只对照同一份材料（含附件）里的表格，不对照以前公开的材料。
"""

from collections.abc import Iterator

from shenfa.rules.personal.combinations import recombined_masks
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

MESSAGE = "同一个人的号码在别处遮的是另外几位，两处可以拼出完整号码，请统一遮法"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for index, start, end in recombined_masks(scanned(part).tables):
        yield Located(index, Hit(start, end, MESSAGE, entity="WEAK_MASK"))


RULE = DocumentRule(
    code="PI013",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
