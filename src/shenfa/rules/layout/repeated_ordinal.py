"""层次序号重复

## 检查什么

同一层次连着用了两次同样的序号，或者Word自动编号之后又手工输入了同样的序号。

## 为什么

公文层次依次用“一、”“（一）”“1.”“（1）”标注。序号重复，引用“第二点”时就不知道指哪一段。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
1.明确责任人。
2.加强值守。
⟦2.⟧畅通信息。
二、强化监测
⟦二、⟧严肃纪律
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
1.明确责任人。
二、强化监测
1.完善网络。
2.及时预警。
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
基本情况
1.全县共有水库12座。
工作安排
1.立即开展排查。
```
"""

from collections.abc import Iterator

from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.ordinals import Fault, mark_ordinal, misnumbered, typed_twice
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    for place, faults in enumerate(misnumbered(elements(part))):
        for ordinal in (one.ordinal for one in faults if one.fault is Fault.REPEATED):
            is_sure = place == 0 and ordinal.level <= 2
            message = f"{ordinal.name}“{ordinal.text}”重复，请重新编号"
            yield mark_ordinal(ordinal, message, None if is_sure else Severity.WARNING)
    for ordinal in typed_twice(elements(part)):
        yield mark_ordinal(ordinal, f"自动编号之后又输入了“{ordinal.text}”，请删去其中一个")


RULE = DocumentRule(
    code="LA041",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.3条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
