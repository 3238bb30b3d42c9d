"""模板提示语没有替换

## 检查什么

模板里的提示语：（此处填写……）、[请输入标题]、单击此处输入文字、（待补充）、（待核实）、此处插入图片等。

## 为什么

提示语还在，说明内容没有填完，不得发布。

## 示例

错：主办单位：⟦（此处填写单位名称）⟧
错：⟦[请输入标题]⟧
错：⟦单击此处输入文字。⟧
错：全年接待游客⟦（待补充）⟧万人次
错：⟦【此处插入图片】⟧
错：联系电话：⟦（待核实）⟧
对：基础设施短板有待补充，数据有待核实。
对：请在此处填写意见并签字。
对：点击“请输入关键词”搜索框查询办事指南。
对：会议时间（暂定）另行通知。

```对 table
姓名|联系方式
（此处填写姓名）|（此处填写手机号）
```

## 例外

表格里的填写说明是给填表人看的，不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import encloses, quotations

OPENING, CLOSING = r"[（(\[【〔［{<《]", r"[）)\]】〕］}>》]"
PATTERN = re.compile(
    rf"{OPENING}\s?(?:此处|这里|在此处?)(?:请|应|需|可)?(?:填写|填入|输入|插入|添加|补充|写明|填|插图|放图|配图)"
    rf"[^（）()\[\]【】]{{0,20}}{CLOSING}"
    rf"|{OPENING}\s?(?:请|请在此处?)(?:输入|填写|填入|插入|补充|替换)[^（）()\[\]【】，。]{{0,14}}{CLOSING}"
    rf"|{OPENING}\s?待(?:补充|补|完善|核实|核|确认|填写|填|定稿|更新|修改|替换|插入)[^（）()\[\]【】，。]{{0,8}}{CLOSING}"
    rf"|{OPENING}\s?(?:内容|数据|标题|图片|正文|时间|地点|名单|姓名|单位名称?)(?:待补充?|待定|待核实?|待填|待更新){CLOSING}"
    r"|(?:单击|点击|单击或点击|单击此处或点击)此处(?:可)?(?:输入|添加|编辑|插入)[^，。\n]{0,12}[。.]?"
    r"|单击或点击此处输入文字[。.]?"
    r"|^\s*(?:待补充|待定稿|待完善|待核实|此处插入图片|此处插图|请输入(?:标题|正文|内容|文字|副标题|摘要))[。.…]*\s*$"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not encloses(quotations(text), match.start()):
            yield Hit(*match.span(), "模板提示语没有替换，请补充内容后删除")


RULE = TextRule(
    code="RE016",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("此处", "这里", "在此", "请输入", "请填", "请插入", "请补充", "请替换"),
        *(
            "待补",
            "待完善",
            "待核",
            "待确认",
            "待填",
            "待定",
            "待更新",
            "待修改",
            "待替换",
            "待插入",
        ),
    ),
    in_cells=False,
)
