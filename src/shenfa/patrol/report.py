"""The report of a patrol: ``shenfa.patrol/1`` as JSON, and a page for people."""

import datetime
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, PackageLoader

from shenfa.audit.telling import SEVERITY_NAMES
from shenfa.patrol.dating import Dating
from shenfa.patrol.fetch import SENTENCES, Failure
from shenfa.patrol.freshness import ColumnState, column_row, sentence
from shenfa.patrol.freshness.telling import NAMES as STATE_NAMES
from shenfa.patrol.kinds import MEANINGS
from shenfa.patrol.observations import Observation
from shenfa.patrol.reading.dates import CONFIDENCE
from shenfa.patrol.record import Record
from shenfa.patrol.site import Site
from shenfa.text import Severity

SCHEMA = "shenfa.patrol/1"
COLUMN_FIELDS = (
    "url",
    "name",
    "type",
    "rule",
    "period",
    "last_published",
    "age_days",
    "due",
    "state",
    "confirmed",
)
ENVIRONMENT = Environment(
    loader=PackageLoader("shenfa.patrol"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
FILES = frozenset({"snapshots", "screenshot"})
"""Evidence that names files beside the report."""
EVIDENCE_NAMES = {
    "reason": "原因",
    "status": "状态码",
    "seconds": "用时（秒）",
    "leads_to": "跳转到",
    "referrers": "引用页面数",
    "quote": "摘录",
    "message": "说明",
    "fix": "建议改为",
    "title": "标题",
    "rule": "规则",
    "place": "位置",
    "tags": "标签",
    "missing": "缺少",
    "links": "链接",
    "tag": "标签日期",
    "shown": "页面显示",
    "listed": "列表日期",
    "signed": "落款日期",
    "days": "天数",
    "declared": "声明编码",
    "actual": "实际",
    "named": "扩展名",
    "number": "发文字号",
    "column": "栏目",
    "due": "应不晚于",
    "age_days": "距今天数",
    "last_published": "最近更新",
    "words": "词语",
    "url": "网址",
    "how": "方式",
    "element": "元素",
    "text_hash": "文本摘要",
    "title_for_search_engine": "搜索引擎看到的标题",
    "count": "数量",
    "usual": "平时",
    "ends": "到期",
    "begins": "开头字节",
    "characters": "字数",
    "confirmed": "规律已确认",
    "account": "账号",
    "platform": "平台",
    "last_post": "最近发布",
    "time": "审批时间",
    "first_seen": "首次见到",
    "not_there": "当时没有",
    "bytes": "字节数",
    "site_code": "应为",
    "found": "页面上是",
    "published": "标注日期",
    "approved": "审批",
    "snapshots": "页面快照",
    "screenshot": "截图",
    "stage": "确认情况",
}
VALUE_NAMES = {
    **{failure.value: sentence for failure, sentence in SENTENCES.items()},
    "suspected": "首次发现，待再次巡查确认",
    "confirmed": "已由再次巡查确认",
}
"""What people read where the report for programs has a word of theirs."""


@dataclass(frozen=True, slots=True)
class Patrol:
    """Everything that a report tells. ``blocked`` are addresses behind a guard, for a person."""

    site: Site
    started: datetime.datetime
    finished: datetime.datetime
    pages: int
    requests: int
    size: int
    observations: tuple[Observation, ...]
    first_seen: Mapping[str, str]
    columns: tuple[ColumnState, ...]
    records: tuple[Record, ...]
    dating: Dating
    blocked: tuple[str, ...] = ()


Extras = Mapping[str, Mapping[str, object]]
"""Further evidence by the key of an observation: snapshots, a screenshot."""


def report_json(patrol: Patrol, extras: Extras) -> str:
    """Return report.json."""
    found = {
        "schema": SCHEMA,
        "site": patrol.site.target.home,
        "started": patrol.started.isoformat(),
        "finished": patrol.finished.isoformat(),
        "pages": patrol.pages,
        "requests": patrol.requests,
        "bytes": patrol.size,
        "observations": [_observation(one, patrol, extras) for one in patrol.observations],
        "columns": [
            {name: column_row(state)[name] for name in COLUMN_FIELDS} for state in patrol.columns
        ],
        "articles": [
            _article(record, patrol.dating)
            for record in patrol.records
            if record.url in patrol.dating.days
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def report_schema() -> dict[str, object]:
    """Return the JSON schema of the report."""
    text = files("shenfa.patrol").joinpath("report.schema.json").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)
    return found


def report_html(patrol: Patrol, extras: Extras) -> str:
    """Return the page for people: the gravest first, each kind together."""
    counts = Counter(one.severity for one in patrol.observations)
    groups: dict[tuple[Severity, str], list[Observation]] = {}
    for one in patrol.observations:
        groups.setdefault((one.severity, MEANINGS[one.kind].name), []).append(one)
    return ENVIRONMENT.get_template("report.html.j2").render(
        patrol=patrol,
        counts=[(one, SEVERITY_NAMES[one], counts[one]) for one in Severity],
        groups=groups,
        meanings=MEANINGS,
        severity_names=SEVERITY_NAMES,
        evidence=lambda one: _shown(one, extras),
        state_names=STATE_NAMES,
        sentence=sentence,
        shots={key: extra.get("screenshot") for key, extra in extras.items()},
        snapshots={key: extra.get("snapshots", ()) for key, extra in extras.items()},
    )


def _observation(one: Observation, patrol: Patrol, extras: Extras) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "severity": one.severity.value,
        "target": one.target,
        "count": one.count,
        "pages": list(one.pages),
        "evidence": {**one.evidence, **extras.get(one.key, {})},
        "first_seen": patrol.first_seen[one.key],
        "basis": one.basis,
    }


def _article(record: Record, dating: Dating) -> dict[str, object]:
    dated = dating.days[record.url]
    return {
        "url": record.url,
        "title": record.heading or record.title,
        "published": dated.day.isoformat() if dated.day else None,
        "confidence": CONFIDENCE[dated.how],
        "source": record.source,
    }


def evidence_rows(evidence: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return evidence as people read it: without the files, names and values in words."""
    return [
        (EVIDENCE_NAMES.get(name, name), reason_told(value) if name == "reason" else _told(value))
        for name, value in evidence.items()
        if name not in FILES
    ]


def reason_told(value: object) -> str:
    """Return a reason as people read it; that of a failed visit is kept as a code."""
    written = _told(value)
    return SENTENCES[Failure(written)] if written in set(Failure) else written


def _shown(one: Observation, extras: Extras) -> list[tuple[str, str]]:
    return evidence_rows({**one.evidence, **extras.get(one.key, {})})


def _told(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "；".join(map(_told, value))
    if isinstance(value, Mapping):
        return "，".join(f"{EVIDENCE_NAMES.get(k, k)} {_told(v)}" for k, v in value.items() if v)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else _worded(value)


def _worded(value: object) -> str:
    return VALUE_NAMES.get(str(value), str(value))
