"""The entries about a manuscript as sentences: who, in which position, did what, when.

The trail keeps ids, digests and short reasons. The names are looked up here, so a sentence
reads like a register and the entry behind it stays what was chained.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shenfa.desk.manuscripts.beginning import unit_names
from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord
from shenfa.desk.organisation.selectors import person_names, tenure_list
from shenfa.desk.trail.command import SYSTEM
from shenfa.review import POSITION_NAMES
from shenfa.review.duties import Tenure
from shenfa.text import KIND_NAMES, ContentKind
from shenfa.trail import VERBS, Entry
from shenfa.web.templatetags.desk import WORDS

STAGES = {1: "初审", 2: "审核", 3: "审发"}
COUNTY = {"approved": "审核同意", "form_returned": "退回补表", "text_returned": "退回改稿"}
PASSING = {"passed": "good", "failed": "bad", "undetermined": "wait"}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as it is read. ``look`` is good, bad, wait or empty."""

    seq: int
    at: datetime.datetime
    who: str
    positions: str
    what: str
    why: str = ""
    look: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What ids stand for."""

    people: Mapping[str, str]
    units: Mapping[str, str]
    versions: Mapping[str, str]

    def person(self, value: object) -> str:
        return self.people.get(str(value), str(value))

    def version(self, facts: Mapping[str, object]) -> str:
        return self.versions.get(str(facts.get("revision", "")), "")


Tell = Callable[[Mapping[str, object], _Known], str]


def told(
    entries: Iterable[Entry], manuscript: ManuscriptRecord, revisions: Iterable[RevisionRecord]
) -> tuple[Event, ...]:
    """Return the entries as sentences. Three queries."""
    known = _Known(
        people={key: person.name for key, person in person_names().items()},
        units=unit_names(),
        versions={row.id: f"第{row.number}版" for row in revisions},
    )
    tenures = tenure_list(unit=manuscript.unit_id)
    return tuple(_event(entry, known, tenures) for entry in entries)


def _event(entry: Entry, known: _Known, tenures: tuple[Tenure, ...]) -> Event:
    at = _moment(entry.at)
    facts = entry.facts
    held = [
        POSITION_NAMES[tenure.position]
        for tenure in tenures
        if tenure.person == entry.actor and tenure.holds_at(at)
    ]
    is_refused = entry.verb == "command.refuse"
    result = str(facts.get("result", ""))
    return Event(
        seq=entry.seq,
        at=at,
        who="系统" if entry.actor == SYSTEM else known.person(entry.actor),
        positions="、".join(dict.fromkeys(held)),
        what=_what(entry, known),
        why=_why(facts),
        look="bad" if is_refused else PASSING.get(result, ""),
        is_refused=is_refused,
    )


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)


def _what(entry: Entry, known: _Known) -> str:
    tell = SENTENCES.get(entry.verb)
    if tell is not None:
        return tell(entry.facts, known)
    verb = VERBS.get(entry.verb)
    return f"{verb.meaning}{known.version(entry.facts)}" if verb else f"办理（{entry.verb}）"


def _why(facts: Mapping[str, object]) -> str:
    for name in ("reason", "comment", "note", "answer"):
        value = facts.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def _word(facts: Mapping[str, object], name: str) -> str:
    value = str(facts.get(name, ""))
    return WORDS.get(value, value)


def _count(facts: Mapping[str, object], name: str) -> int:
    value = facts.get(name)
    return len(value) if isinstance(value, dict | list) else 0


def _stage(facts: Mapping[str, object]) -> str:
    value = facts.get("stage")
    return STAGES.get(value, "") if isinstance(value, int) else ""


def _kind(facts: Mapping[str, object]) -> str:
    value = str(facts.get("kind", ""))
    return KIND_NAMES[ContentKind(value)] if value in set(ContentKind) else value


def _cut(facts: Mapping[str, object], known: _Known) -> str:
    authors = facts.get("authors")
    names = "、".join(map(known.person, authors)) if isinstance(authors, list) else ""
    major = "，为重大信息" if facts.get("major") == "yes" else ""
    maker = known.person(facts.get("maker"))
    return f"形成{known.version(facts)}，制作或获取人员{maker}，撰稿人{names}{major}"


def _audited(facts: Mapping[str, object], known: _Known) -> str:
    ended = "" if facts.get("result") == "finished" else "，没有得出结果，结论不确定"
    return f"自动检查{known.version(facts)}，问题点{_count(facts, 'findings')}处{ended}"


def _asked(facts: Mapping[str, object], known: _Known) -> str:
    return f"{_stage(facts)}结果不确定，请{known.person(facts.get('asked'))}答复"


def _published(facts: Mapping[str, object], known: _Known) -> str:
    first, leader = known.person(facts.get("first")), known.person(facts.get("leadership"))
    return (
        f"发布{known.version(facts)}到{_count(facts, 'channels')}个渠道，"
        f"第一责任人{first}，领导责任{leader}"
    )


SENTENCES: dict[str, Tell] = {
    "command.refuse": lambda facts, _: f"操作被拒绝：{facts.get('reason', '')}",
    "manuscript.open": lambda facts, _: f"建立稿件（{_kind(facts)}）",
    "manuscript.upload": lambda facts, _: f"上传文件，{facts.get('size', 0)}字节",
    "revision.cut": _cut,
    "revision.submit": lambda facts, known: f"自审自校{known.version(facts)}并送审",
    "revision.recall": lambda facts, known: f"撤回{known.version(facts)}",
    "audit.finish": _audited,
    "finding.decide": lambda facts, known: (
        f"处置{known.version(facts)}的一处问题：{_word(facts, 'decision')}"
    ),
    "finding.reopen": lambda facts, known: f"重新打开{known.version(facts)}的一处问题",
    "gap.view": lambda facts, known: f"人工审看{known.version(facts)}的图片或音视频",
    "receipt.open": lambda facts, known: f"打开{known.version(facts)}的正文、渠道文本或者附件",
    "attribute.decide": lambda facts, known: (
        f"确定{known.version(facts)}的公开属性为{_word(facts, 'attribute')}"
    ),
    "review.decide": lambda facts, known: (
        f"{_stage(facts)}{known.version(facts)}，{_word(facts, 'result')}"
    ),
    "question.ask": _asked,
    "question.answer": lambda facts, _: f"答复{_stage(facts)}提出的问题",
    "secrecy.conclude": lambda facts, known: (
        f"保密审查{known.version(facts)}，{_word(facts, 'result')}"
    ),
    "source.capture": lambda facts, known: f"为{known.version(facts)}存证来源并比对",
    "source.except": lambda facts, known: f"批准{known.version(facts)}的转载例外",
    "lowering.request": lambda facts, known: f"提出{known.version(facts)}之后不再按重大信息办理",
    "major.lower": lambda facts, known: f"确认{known.version(facts)}之后不再按重大信息办理",
    "purge.request": lambda facts, known: f"提出清除{known.version(facts)}的内容",
    "quarantine.purge": lambda facts, known: f"确认清除{known.version(facts)}的内容，摘要保留",
    "transfer.give": lambda facts, known: (
        f"移交给{known.units.get(str(facts.get('to')), '其他单位')}"
    ),
    "transfer.take": lambda _facts, _known: "接收移交",
    "form.commit": lambda facts, _: f"作出审核表第{facts.get('commitment')}项承诺",
    "form.submit": lambda _facts, _known: "报送审核表、正式件和电子件",
    "filling.open": lambda _facts, _known: "建立审核表",
    "filling.change": lambda _facts, _known: "修改审核表",
    "copies.attach": lambda _facts, _known: "上传正式件或者电子件",
    "copies.compare": lambda facts, _: f"比对正式件和电子件，差异{_count(facts, 'differences')}处",
    "difference.close": lambda _facts, _known: "逐处说明正式件和电子件的一处差异",
    "notice.escalate": lambda _facts, _known: "超过期限没有办理，已提醒",
    "live.mismatch": lambda _facts, _known: "发现网上内容与审定的不一致",
    "overdue.takedown": lambda _facts, _known: "紧急下线超过一天没有确认，已提醒",
    "erasure.finish": lambda _facts, _known: "清除的内容已从网页和存档中删除",
    "county.decide": lambda facts, _: (
        f"县政府办公室{COUNTY.get(str(facts.get('result')), '作出决定')}"
    ),
    "schedule.set": lambda _facts, _known: "设定定时发布",
    "schedule.cancel": lambda _facts, _known: "取消定时发布",
    "delivery.retry": lambda _facts, _known: "要求重新送达",
    "release.publish": _published,
    "release.replace": lambda _facts, _known: "已发布的内容被新版取代",
    "release.withdraw": lambda _facts, _known: "撤销发布",
    "release.archive": lambda _facts, _known: "归档",
    "release.delete": lambda _facts, _known: "归档后从网站删除",
    "takedown.hide": lambda _facts, _known: "紧急下线",
    "takedown.confirm": lambda _facts, _known: "确认紧急下线",
}
"""What each verb reads like. Verbs of other modules fall back on the meaning in the contract."""
