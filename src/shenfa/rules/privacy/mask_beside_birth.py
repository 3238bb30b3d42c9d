"""前6后4的身份证号旁有出生日期或者年龄

## 检查什么

身份证号遮成前6后4，而同一行或者同一句写有出生日期、年龄。

## 为什么

前6后4加上出生日期只剩一个可能，加上年龄约剩三十三个。

## 示例

错：张三，1980年1月1日出生，身份证号⟦500242********0016⟧
```错 table
姓名|出生日期|身份证号
张三|1980-01-01|⟦500242********0016⟧
```

对：张三，身份证号500242********0016
对：张三，1980年1月1日出生，身份证号50*************016

```对 table
姓名|入党时间|身份证号
张三|2010-01-01|500242********0016
```

## 例外

出生日期写在另一个附件里的，由“同一个人的号码遮法不同，可以拼出来”检查。
"""

from collections.abc import Iterator

from shenfa.rules.personal.combinations import masks_beside_birth, masks_beside_birth_in_text
from shenfa.rules.personal.scan import passages_of, scanned
from shenfa.rules.personal.telling import BASIS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity

MESSAGE = "身份证号只遮了出生日期，旁边又写明出生日期或者年龄，请改为前2后3遮盖或者删去出生日期"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for table in scanned(part).tables:
        for index, start, end in masks_beside_birth(table):
            yield Located(index, Hit(start, end, MESSAGE, entity="WEAK_MASK"))
    for index, passage in passages_of(part):
        if passage.cell is None and "*" in passage.text:
            for start, end in masks_beside_birth_in_text(passage.text):
                yield Located(index, Hit(start, end, MESSAGE, entity="WEAK_MASK"))


RULE = DocumentRule(
    code="PI014",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
)
