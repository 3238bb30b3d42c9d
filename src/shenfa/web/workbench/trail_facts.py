"""The facts of an entry as a table for people: what each is called, and what its value means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localtime

from shenfa.desk.exports.names import Names
from shenfa.review import POSITION_NAMES, Position
from shenfa.trail.entry import canonical, is_time
from shenfa.web.templatetags.desk import WORDS
from shenfa.web.workbench.trail_sentences import STAGES
from shenfa.web.workbench.trail_words import moment_of

FACT_NAMES = {
    "name": "名称",
    "author_may_first_review": "作者可否兼任初审",
    "unit": "单位",
    "employment": "用工性质",
    "person": "人员",
    "position": "岗位",
    "since": "起始时间",
    "until": "截止时间",
    "document": "任职文件的摘要",
    "note": "意见或者所见",
    "kind": "种类",
    "activity_news": "是否动态、要闻类",
    "host": "域名",
    "media_centre": "是否县融媒体中心",
    "url": "来源页面",
    "published": "来源的发布时间",
    "copy": "副本或者电子件的摘要",
    "equal": "与来源是否一致",
    "revision": "版本",
    "hash": "版本内容的摘要",
    "maker": "制作或获取人员",
    "authors": "撰稿人",
    "channels": "渠道",
    "channel": "渠道",
    "major": "是否重大信息",
    "marker": "“此件公开发布”标注",
    "leader_visit": "是否市管领导调研活动",
    "requester": "提出人",
    "ruleset": "检查规则的版本",
    "findings": "问题点",
    "gaps": "未读取之处",
    "finding": "问题点编号",
    "decision": "处置",
    "gap": "未读取之处的编号",
    "attribute": "公开属性",
    "stage": "审级",
    "result": "结论",
    "proof": "校对项目",
    "comment": "意见",
    "authenticated": "重新验证身份的人员",
    "method": "验证方式",
    "asked": "答复人",
    "due": "期限",
    "answer": "答复",
    "commitment": "第几项承诺",
    "original": "正式件的摘要",
    "compared": "比对结果",
    "signature": "签字凭据的摘要",
    "seal": "盖章凭据的摘要",
    "signed": "签字日期",
    "first": "第一责任人",
    "leadership": "领导责任",
    "important": "重要责任",
    "by": "取代它的发布",
    "notice": "原址说明",
    "archive": "归档包的摘要",
    "command": "被拒绝的操作",
    "code": "拒绝理由的代码",
    "reason": "理由",
    "to": "去向或者时间",
    "from": "移出单位",
    "second_factor": "是否验证动态码",
    "session": "登录编号",
    "ended": "同时结束的登录",
    "part": "打开的部分",
    "size": "字节数",
    "sha256": "文件的摘要",
    "file": "文件的摘要",
    "upload": "上传编号",
    "count": "条数",
    "checked": "核对件数",
    "unequal": "不一致件数",
    "outcome": "核验结果的代码",
    "waiting": "等待的事项",
    "post": "职务",
    "wanted": "是否接收邮件",
    "way": "送达方式",
    "link": "链接",
    "dated": "文件日期",
    "matters": "重大事项",
    "form": "审核表内容的摘要",
    "number": "台账编号",
    "round": "第几次挂账",
    "origin": "来源",
    "source": "出处",
    "nature": "类别",
    "severity": "程度",
    "measure": "整改措施",
    "responsible": "责任人员",
    "verdict": "复核结果",
    "looks": "看了几处",
    "seen": "所见内容的摘要",
    "rows": "行数",
    "false_alarm": "是否误报",
    "judge": "认定人",
    "problems": "问题",
}
YES = {"yes": "是", "no": "否"}
DIGEST = re.compile("[0-9a-f]{64}")
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its name in the trail, what it is called, its value in words."""

    key: str
    name: str
    value: str
    is_digest: bool = False


def facts_of(facts: Mapping[str, object], names: Names) -> tuple[Fact, ...]:
    """Return the facts of an entry, those with a name first."""
    found = [
        Fact(key, FACT_NAMES.get(key, key), _value(key, value, names), _is_digest(value))
        for key, value in facts.items()
    ]
    return tuple(sorted(found, key=lambda fact: (fact.is_digest, fact.key not in FACT_NAMES)))


def _value(key: str, value: object, names: Names) -> str:
    match value:
        case list():
            return "、".join(_value(key, one, names) for one in value) or "无"
        case dict():
            return _table(value)
        case int():
            return STAGES.get(value, str(value)) if key == "stage" else str(value)
        case _:
            return _words(key, str(value), names)


def _words(key: str, text: str, names: Names) -> str:
    if text in names.objects:
        return names.objects[text].name
    if is_time(text):
        return f"{localtime(moment_of(text)):%Y-%m-%d %H:%M:%S}"
    if key == "position" and text in set(Position):
        return POSITION_NAMES[Position(text)]
    return YES.get(text) or WORDS.get(text, text[:LONGEST]) or "无"


def _table(value: Mapping[str, object]) -> str:
    """Return a table of findings or gaps as how many there are of each weight."""
    counted: dict[str, int] = {}
    for one in value.values():
        word = WORDS.get(str(one), str(one))
        counted[word] = counted.get(word, 0) + 1
    if not counted:
        return "无"
    if all(isinstance(one, str) for one in value.values()):
        return "、".join(f"{word}{number}处" for word, number in counted.items())
    return canonical(value).decode()[:LONGEST]


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None
