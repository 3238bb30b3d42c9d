"""文首有明电、密电或传真电报标识

## 检查什么

单独成行的内部明电、明传电报、密码电报、传真电报、机要标识，以及电报的等级栏（特提等）。

## 为什么

电报按内部渠道传递，转为公开件须先经发电单位同意并去掉电报标识；密码电报一律不得公开。
命中后只报位置，不摘录原文。

## 示例

错：⟦内部明电⟧
错：⟦明　传　电　报⟧
错：⟦等级：特提⟧
错：⟦等级　特急·明电⟧　　虚谷府办发电〔2026〕1号
错：⟦【密码电报】⟧
错：⟦机要⟧
错：⟦传真电报　等级：特提⟧
对：县防汛办以明传电报形式通知各乡镇做好转移准备。
对：县委机要局开展保密培训。
对：预警等级：特急响应
对：景区等级：4A

## 例外

句子里提到电报的不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import REVIEW_BEFORE_RELEASE, REVIEW_ITEM_BY_ITEM
from shenfa.text import ANYWHERE, Certainty, Context, Hit, PassageKind, Severity, squeeze

NAME = "(?:内部明电|[明密]传电报|密码电报|内部电报|传真电报|明码电报|机要件?|机要文件)"
ALONE = re.compile(
    rf"[【〔\[(<★☆]*{NAME}[】〕\])>★☆]*(?:(?:等级|紧急程度):?)?(?:特提|特急|加急|平急)?"
)
GRADE = re.compile(r"^(?:紧急程度|等级|等\s?级):?(?:特提|(?:特提|特急|加急|平急)[明密]电)")
LONGEST_LINE = 60
MESSAGE = "此处有电报标识，请停止发布，并交保密审查员确认能否公开"


def check(text: str, _context: Context) -> Iterator[Hit]:
    if len(text) > LONGEST_LINE:
        return
    tight = squeeze(text)
    if match := ALONE.fullmatch(tight.text) or GRADE.match(tight.text):
        yield Hit(*tight.span(*match.span()), MESSAGE)


RULE = TextRule(
    code="SE010",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_BEFORE_RELEASE, REVIEW_ITEM_BY_ITEM, REVIEW_POINTS),
    check=check,
    triggers=("电", "机要", "机　要", "机 要", "特提", "特 提"),
    reads=ANYWHERE - {PassageKind.FILE_NAME},
)
