"""指名道姓的疾病病种

## 检查什么

同一句话或者表格同一行里，人名与具体病名同时出现。

## 为什么

通知要求不得公开详细的疾病病种等信息，医疗健康信息是敏感个人信息。

## 示例

错：村民张三患⟦肺癌⟧，家庭困难。
错：李四因⟦尿毒症⟧住院治疗。
错：王五，男，确诊为⟦精神分裂症⟧

```错 table
姓名|病种
张三|⟦乳腺癌⟧
```

对：张三因病致贫，纳入低保。
对：县医院专家李四讲解高血压防治知识。
对：全县糖尿病患者规范管理率达到百分之六十。
对：化解群众身边的顽瘴痼疾，防止产生麻痹思想。
对：张三办理了门诊慢特病手续。
对：患有精神障碍的居民由所在乡镇落实监护。

## 例外

没有人名的病种统计、政策和科普不报；人名已经隐去的（张某）不报。
"""

from collections.abc import Iterator

from shenfa.rules.personal.found import Entity
from shenfa.rules.personal.telling import BASIS, SENSITIVE, tell
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Located, Part, Severity

MESSAGE = "公开了个人的疾病病种，请改为“因病”等概括说法"


def check(part: Part, _context: Context) -> Iterator[Located]:
    return tell(part, Entity.DISEASE, MESSAGE)


RULE = DocumentRule(
    code="PI005",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=(*BASIS, SENSITIVE),
    check=check,
)
