"""同一标题前后写了两个文号

## 检查什么

同一份法规、文件在一篇文稿里出现两个不同的文号。

## 为什么

一份文件只有一个文号，前后不一，必有一处写错。

## 示例

```错
根据《关于做好2026年防汛工作的通知》（虚谷府办发〔2026〕5号），成立工作专班。
各村要按照《关于做好2026年防汛工作的通知》（⟦虚谷府办发〔2026〕15号⟧）要求落实责任。
```

```错
依据《虚谷县燃放烟花爆竹管理规定》（县政府令第3号）和有关要求
《虚谷县燃放烟花爆竹管理规定》（⟦县政府令第5号⟧）第三条
```

```对
根据《关于做好2026年防汛工作的通知》（虚谷府办发〔2026〕5号），成立工作专班。
按照《关于做好2026年防汛工作的通知》(虚谷府办发〔2026〕5号)要求落实责任。
```

```对
《关于部分节假日安排的通知》（国办发明电〔2025〕7号）
《关于部分节假日安排的通知》（国办发明电〔2024〕12号）
```

```对
《虚谷县集镇管理办法》（虚谷府发〔2020〕3号公布，虚谷府发〔2024〕9号修改）
《虚谷县集镇管理办法》（虚谷府发〔2020〕3号）
```

## 例外

标题没有写明年份、而文号年份和序号都不同的，可能是历年的同名文件，不提示。收录了文号的法规见 CI002。
"""

from collections.abc import Iterator

from shenfa.rules.citing.directory import directory, key_of
from shenfa.rules.citing.mentions import Mention, mentions
from shenfa.rules.citing.numbers import Number
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity


def check(part: Part, context: Context) -> Iterator[Located]:
    known = directory(context.county.citations)
    first: dict[str, tuple[Number, ...]] = {}
    for line in part.lines:
        if "号" not in line.text or "》" not in line.text:
            continue
        for one in mentions(line.text):
            if not one.numbers or not one.is_marked:
                continue
            instrument = known.find(one.title)
            if instrument and instrument.number:
                continue
            numbers = first.setdefault(key_of(one.title), one.numbers)
            other = next((right for right in numbers if _contradict(one, numbers, right)), None)
            if other:
                at, end = one.numbers[0].start, one.numbers[0].end
                message = "与前文同一标题的文号不一致，请核对"
                yield Located(line.passage, Hit(line.start + at, line.start + end, message))


def _contradict(one: Mention, numbers: tuple[Number, ...], right: Number) -> bool:
    if len(one.numbers) > 1 or any(one.numbers[0].is_same(number) for number in numbers):
        return False
    wrong = one.numbers[0]
    if len(wrong.value) != len(right.value):
        return False
    if len(wrong.value) == 1:
        return wrong.series == right.series
    # Papers of the same name come out every year, under another number each time.
    return wrong.value[0] == right.value[0] or wrong.value[1] == right.value[1]


RULE = DocumentRule(
    code="CI012",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_POINTS,),
    check=check,
)
