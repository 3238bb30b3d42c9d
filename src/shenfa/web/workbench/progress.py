"""The way of a revision as a row of steps: who did what and when, who is waited for."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localtime

from shenfa.desk.form.progress import FormProgress
from shenfa.desk.form.selectors import OPINIONS
from shenfa.desk.release.models import ReleaseRecord, ScheduleRecord
from shenfa.desk.review.views import CaseView, Step
from shenfa.review import POSITION_NAMES, Stage
from shenfa.review.form import FormState
from shenfa.web.templatetags.desk import word

DONE, NOW, STOP, AHEAD = "done", "now", "stop", ""
NAMES = {Stage.FIRST: "初审", Stage.SECOND: "审核", Stage.FINAL: "审发"}
NUMBERS = {Stage.FIRST: "1", Stage.SECOND: "2", Stage.FINAL: "3"}
APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step. ``mark`` is an icon, ``number`` stands where there is none."""

    name: str
    line: str
    look: str = AHEAD
    mark: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What follows the reviews: the form, the release, a release to come."""

    form: FormProgress | None
    release: ReleaseRecord | None
    schedule: ScheduleRecord | None


def way(view: CaseView, beyond: Beyond) -> tuple[ShownStep, ...]:
    """Return every step of a revision, in the order of the way."""
    return tuple(_steps(view, beyond))


def _steps(view: CaseView, beyond: Beyond) -> Iterator[ShownStep]:
    yield _submission(view)
    yield from (_review(view, step) for step in view.steps)
    yield _secrecy(view)
    if beyond.form is not None:
        yield _form(view, beyond.form)
        yield _county(beyond.form)
    yield _release(view, beyond)


def _when(moment: datetime.datetime) -> str:
    """Return a time as short as a step has room for; the year stands in the trail."""
    return f"{localtime(moment):%m-%d %H:%M}"


def _submission(view: CaseView) -> ShownStep:
    row, name = view.submission, "自审自校 · 制作人员"
    if row is not None:
        return ShownStep(name, f"{row.person.name} {_when(row.at)} 送审", DONE, "check")
    look = STOP if view.end else NOW
    return ShownStep(name, "没有送审" if view.end else "尚未送审", look, "pencil")


def _review(view: CaseView, step: Step) -> ShownStep:
    name = f"{NAMES[step.stage]} · {POSITION_NAMES[step.position]}"
    number = NUMBERS[step.stage]
    last = step.decisions[-1] if step.decisions else None
    if last is None:
        look = NOW if step.is_current else AHEAD
        return ShownStep(name, _awaited(view, step), look, number=number)
    receipt = "（备案未收悉）" if last.is_before_receipt else ""
    line = f"{last.person.name} {_when(last.at)} {word(last.result)}{receipt}"
    match last.result:
        case "passed":
            return ShownStep(name, line, DONE, "check")
        case "failed":
            return ShownStep(name, line, STOP, "x")
        case _:
            return ShownStep(name, line, NOW if step.is_current else AHEAD, number=number)


def _awaited(view: CaseView, step: Step) -> str:
    if view.end is not None:
        return "未进行"
    names = "、".join(person.name for person in step.candidates)
    return f"待 {names}" if names else "没有可以审查的人员"


def _secrecy(view: CaseView) -> ShownStep:
    row = view.secrecy
    if row is None:
        return ShownStep("保密审查", "未进行" if view.end else "尚无结论", mark="lock")
    line = f"{row.person.name} {_when(row.at)} {word(row.result)}"
    passed = row.result == "passed"
    return ShownStep("保密审查", line, DONE if passed else STOP, "check" if passed else "x")


def _form(view: CaseView, form: FormProgress) -> ShownStep:
    name = "信息审核表 · 签字盖章"
    if form.submitted is not None and form.state is not FormState.RETURNED:
        line = f"{form.submitted.person.name} {_when(form.submitted.at)} 报送"
        return ShownStep(name, line, DONE, "check")
    look = NOW if view.stage is Stage.APPROVED else AHEAD
    match form.state:
        case None:
            return ShownStep(name, "三审通过后填写", look, "file-certificate")
        case FormState.RETURNED:
            return ShownStep(name, "已退回，补正后再报", look, "arrow-back")
        case _:
            return ShownStep(name, "正在填写", look, "file-certificate")


def _county(form: FormProgress) -> ShownStep:
    name, decision = "县府办审核", form.decision
    if decision is None:
        waits = form.state is FormState.SUBMITTED
        line = "待县政府办公室审核" if waits else "报送后审核"
        return ShownStep(name, line, NOW if waits else AHEAD, "building-community")
    line = f"{decision.person.name} {_when(decision.at)} {OPINIONS[decision.result]}"
    agreed = decision.result == APPROVED
    return ShownStep(name, line, DONE if agreed else STOP, "check" if agreed else "x")


def _release(view: CaseView, beyond: Beyond) -> ShownStep:
    row, schedule = beyond.release, beyond.schedule
    if row is not None:
        line = f"{row.released_by.name} {_when(row.released_at)} 发布"
        return ShownStep("发布", line, DONE, "check")
    if view.end is not None:
        return ShownStep("发布", "未进行", mark="world")
    if schedule is not None:
        return ShownStep("发布", f"定于 {_when(schedule.due)} 发布", NOW, "clock")
    is_due = view.stage is Stage.APPROVED and (
        beyond.form is None or beyond.form.state is FormState.ACCEPTED
    )
    return ShownStep(
        "发布", "待发布" if is_due else "审发后发布", NOW if is_due else AHEAD, "world"
    )
