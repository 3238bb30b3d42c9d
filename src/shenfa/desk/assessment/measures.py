"""What facts can be counted by a scale: each measure by its name, and where it comes from.

A name is what a county writes into its scale. How often somebody published, was online or was
liked is no measure and cannot become one (国办函〔2026〕12号).
"""

from collections.abc import Mapping
from functools import cache

from shenfa.patrol.kinds import MEANINGS

PATROL = "patrol."
STALE = {
    "news": "动态要闻类栏目更新不及时",
    "notice": "通知公告类栏目更新不及时",
    "policy": "政策文件类栏目更新不及时",
    "statistics": "办事统计数据更新不及时",
    "messages": "留言公开更新不及时",
}
"""Columns that the national indicators count apart, by the rule of freshness that fired."""
HOME_STALE = "patrol.home_stale"
OTHERS = {
    HOME_STALE: "首页不更新",
    "patrol.missed": "漏巡",
    "problem.found": "挂账问题",
    "problem.due": "到期的挂账问题",
    "problem.serious": "严重表述错误",
    "problem.text": "文字表述问题",
    "problem.privacy": "公开个人信息或者涉密",
    "problem.link": "链接、附件打不开的问题",
    "problem.update": "更新不及时的问题",
    "problem.security": "安全问题",
    "problem.site": "页面和功能问题",
    "problem.unassigned": "问题没有按时落实专人",
    "problem.overdue": "问题没有按期整改",
    "problem.returned": "整改被退回",
    "problem.recurred": "问题再次出现",
    "report.late": "群众纠错没有按期答复",
    "review.late": "审查超期",
    "form.returned": "审核表或者稿件被县府办退回",
    "takedown.late": "紧急下线没有及时确认",
    "live.changed": "公开内容与审定内容不一致",
    "catalogue.late": "目录事项没有按时公开",
    "timer.late": "法定时限超期",
}


@cache
def measure_names() -> Mapping[str, str]:
    """Return the name of every measure."""
    patrol = {f"{PATROL}{kind}": meaning.name for kind, meaning in MEANINGS.items()}
    stale = {f"{PATROL}column_stale.{rule}": name for rule, name in STALE.items()}
    return {**patrol, **stale, **OTHERS}


def measure_of(text: str) -> str | None:
    """Return the measure that is written by its name or as it is."""
    written = text.strip()
    names = measure_names()
    if written in names:
        return written
    return next((measure for measure, name in names.items() if name == written), None)


def measure_name(measure: str) -> str:
    """Return a measure in words."""
    if measure.startswith("inspection."):
        return "检查登记"
    return measure_names().get(measure, measure)
