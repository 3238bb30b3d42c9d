"""层次序号越级或者次序颠倒

## 检查什么

在“一、”或“（一）”之下直接用“（1）”，或者在“1.”之下用“（一）”。

## 为什么

公文层次依次用“一、”“（一）”“1.”“（1）”标注。只有两层时，“一、”之下可以直接用“1.”。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
⟦（1）⟧明确责任人。
（2）加强值守。
```

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
1.明确责任人。
⟦（一）⟧县级责任人。
（二）乡镇责任人。
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
1.明确责任人。
（1）县级责任人。
二、强化监测
（一）完善网络。
1.安装设备。
（1）雨量计。
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
申报条件如下：
（1）依法登记；
（2）信用良好。
```
"""

from collections.abc import Iterator

from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.ordinals import Fault, mark_ordinal, misnumbered
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity

MESSAGES = {
    Fault.JUMP: "越级，“（1）”之上应当先有“1.”",
    Fault.INVERTED: "次序颠倒，“（一）”应当在“1.”之上",
}


def check(part: Part, _context: Context) -> Iterator[Located]:
    for faults in misnumbered(elements(part)):
        for one in faults:
            if one.fault in MESSAGES:
                yield mark_ordinal(one.ordinal, f"{one.ordinal.name}{MESSAGES[one.fault]}")


RULE = DocumentRule(
    code="LA042",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.3条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
