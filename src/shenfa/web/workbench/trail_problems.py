"""What the acts of the ledger read like in the trail: by the number of the problem."""

from collections.abc import Callable, Mapping

from shenfa.ledger import ORIGIN_NAMES, VERDICT_NAMES, Origin, Verdict

Facts = Mapping[str, object]


def _number(facts: Facts) -> str:
    return f"问题{facts.get('number', '')}"


def _origin(facts: Facts) -> str:
    value = str(facts.get("origin", ""))
    return ORIGIN_NAMES[Origin(value)] if value in set(Origin) else value


def _verdict(facts: Facts) -> str:
    value = str(facts.get("verdict", ""))
    return VERDICT_NAMES[Verdict(value)] if value in set(Verdict) else value


def _ruled(facts: Facts) -> str:
    is_false_alarm = facts.get("false_alarm") == "yes"
    return f"认定{_number(facts)}{'是' if is_false_alarm else '不是'}误报"


def _sheet(facts: Facts) -> str:
    return (
        f"导入第三方反馈{facts.get('rows', 0)}行，新增{facts.get('new', 0)}，"
        f"不收{facts.get('rejected', 0)}"
    )


PROBLEM_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "problem.open": lambda facts: f"{_number(facts)}挂账（{_origin(facts)}）",
    "problem.see": lambda facts: f"{_number(facts)}又被看到（{_origin(facts)}），并入原编号",
    "problem.recur": lambda facts: f"{_number(facts)}销号后再次出现，重新挂账",
    "problem.assign": lambda facts: f"落实{_number(facts)}的整改责任人",
    "problem.fix": lambda facts: f"报告{_number(facts)}已整改",
    "problem.check": lambda facts: f"复核{_number(facts)}：{_verdict(facts)}",
    "problem.return": lambda facts: f"退回{_number(facts)}的整改",
    "problem.strike_off": lambda facts: f"{_number(facts)}销号，登记责任人员",
    "problem.appeal": lambda facts: f"提请认定{_number(facts)}为误报",
    "problem.rule": _ruled,
    "problem.reopen": lambda facts: f"撤回误报认定，{_number(facts)}重新挂账",
    "problem.hand_over": lambda facts: f"{_number(facts)}改派单位",
    "feedback.import": _sheet,
    "feedback.send": lambda facts: f"报送整改情况书面反馈{facts.get('number', '')}",
    "feedback.accept": lambda facts: f"认可书面反馈{facts.get('number', '')}",
    "feedback.return": lambda facts: f"退回书面反馈{facts.get('number', '')}",
}
"""What each verb of the ledger reads like."""
