"""职务名称不规范

## 检查什么

“全国人大副委员长”“县人大副主任”“检察院院长”“审计署署长”“中共××省省委书记”“村长”“村官”等称呼。

## 为什么

职务名称应当使用规范的全称或者简称。这是新闻用语惯例，不是法律规定，建议照此修改。

## 示例

错：⟦全国人大副委员长⟧出席 → 全国人大常委会副委员长出席
错：县⟦人大副主任⟧带队调研。 → 县人大常委会副主任带队调研。
错：县⟦检察院院长⟧作工作报告。 → 县检察院检察长作工作报告。
错：⟦中共四川省省委⟧书记 → 中共四川省委书记
错：⟦村长⟧带头修路。 → 村主任带头修路。
对：全国人大常委会副委员长出席
对：县人大常委会副主任带队调研。
对：县检察院检察长作工作报告。
对：新增乡村长者照护之家
对：乡人大主席、大学生村官
对：市人大主任委员会议

## 例外

引号、书名号里的原话和名称不提示。大学生村官是专门称呼，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.worded.cautioned import PRESS_LIST
from shenfa.rules.worded.listed import is_quoted
from shenfa.text import Certainty, Context, Hit, Severity

FORMS = (
    (re.compile(r"全国人大(?P<post>副?委员长)"), "全国人大常委会{post}", Severity.WARNING),
    (
        re.compile(r"(?<=[省市县区州盟旗])人大(?P<post>副?主任)(?!委员|会议)"),
        "人大常委会{post}",
        Severity.WARNING,
    ),
    (re.compile(r"检察院院长"), "检察院检察长", Severity.WARNING),
    (re.compile(r"审计署署长"), "审计署审计长", Severity.WARNING),
    (
        re.compile(r"中共(?P<place>[\u4e00-\u9fff]{2,5}(?P<kind>[省市]))(?P=kind)委"),
        "中共{place}委",
        Severity.WARNING,
    ),
    (
        re.compile(r"(?<![乡农山渔江本该])村长(?![者期远足效久势江河征度大])"),
        "村主任",
        Severity.HINT,
    ),
    (re.compile(r"(?<!大学生)(?<!选调生)村官(?![屯庄])"), "村干部", Severity.HINT),
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for pattern, right, severity in FORMS:
        for match in pattern.finditer(text):
            if is_quoted(text, *match.span()):
                continue
            fix = right.format(**match.groupdict())
            yield Hit(*match.span(), f"建议改为“{fix}”", fix, severity=severity)


RULE = TextRule(
    code="WO005",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(PRESS_LIST,),
    check=check,
    triggers=(
        "全国人大委员长",
        "全国人大副委员长",
        "人大主任",
        "人大副主任",
        "检察院院长",
        "审计署署长",
        *(f"{kind}{kind}委" for kind in "省市"),
        "村长",
        "村官",
    ),
)
