"""层次序号跳号或者颠倒

## 检查什么

同一层次的序号不连续（“一、”之后是“三、”）或者前后颠倒。Word自动编号的序号与手工输入的序号一起核对，自动编号有问题时标在该段第一个字上。

## 为什么

公文层次依次用“一、”“（一）”“1.”“（1）”标注。跳号多半是删改后没有重排，也可能是丢了一段，读者会以为文件不全。

## 示例

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
（一）明确责任人。
⟦（三）⟧加强值守。
⟦三、⟧强化监测
四、严肃纪律
```

```错 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
二、强化监测
⟦四、⟧严肃纪律
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于做好防汛工作的通知
各乡镇人民政府：
现将有关事项通知如下：
一、压实责任
1.5亿元以上项目单独建账。
（一）明确责任人。
（二）加强值守。
二、强化监测
（三）完善网络。
（四）及时预警。
工作要求
1.认真落实。
2.2026年底前报告。
```

```对 kind=official
虚谷土家族苗族自治县人民政府办公室关于规范工程发包的通知
各乡镇人民政府：
现将有关事项通知如下：
一、工作程序
（一）编制文件；（二）发布公告；
（三）组织评审。
二、其他要求
依照《招标投标法实施条例》第八条第
（二）项规定执行。
```

```对 kind=official
虚谷土家族苗族自治县人民政府关于修改城市管理办法的决定
县政府决定对办法作如下修改：
一、将第三条修改为：
“（三）临街门店应当保持整洁；
（五）不得占道经营。”
```

## 例外

序号全文连排（第二部分从“（三）”接着编）是允许的；小数、年份开头的段落不是序号；同一段里连着写的序号，下一段可以接着编；引号里的条款、修改和废止文件的决定不查。
"""

from collections.abc import Iterator

from shenfa.rules.official import elements, format_clause
from shenfa.rules.official.ordinals import Fault, Misnumbered, mark_ordinal, misnumbered, written
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, ContentKind, Context, Located, Part, Severity


def check(part: Part, _context: Context) -> Iterator[Located]:
    for place, faults in enumerate(misnumbered(elements(part))):
        for one in faults:
            if one.fault in (Fault.SKIPPED, Fault.BACKWARDS):
                is_sure = place == 0 and one.ordinal.level <= 2 and not one.opens
                yield mark_ordinal(
                    one.ordinal, _message(one), None if is_sure else Severity.WARNING
                )


def _message(one: Misnumbered) -> str:
    ordinal = one.ordinal
    expected = written(ordinal.level, one.expected)
    problem = "前缺" if one.fault is Fault.SKIPPED else "颠倒，此处应为"
    shown = f"“{ordinal.text}”" if ordinal.line.label else ""
    return f"{ordinal.name}{shown}{problem}“{expected}”，请核对是否漏段或者没有重排"


RULE = DocumentRule(
    code="LA040",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(format_clause("第7.3.3条"),),
    kinds=frozenset({ContentKind.OFFICIAL}),
    check=check,
)
