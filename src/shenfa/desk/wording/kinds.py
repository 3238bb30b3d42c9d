"""The kinds of rows there are, and how each stands in the county's file. Adding one is adding a row.

A row is kept exactly as a table of the file (``[[office_number]]``) writes it, and the one reader
of that file, which the command line uses as well, judges whether it can be used.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shenfa.audit.county_words import BOUNDARIES, SEVERITIES
from shenfa.audit.rulebook import rulebook
from shenfa.text import Scope, Severity

Content = Mapping[str, object]
"""A row as JSON holds it: texts, whole numbers, lists of texts; dates are written as texts."""

BETWEEN = re.compile(r"[、,，;；\s]+")


class Shape(StrEnum):
    """How a field is written."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    RULE = "rule"
    LIST = "list"
    CHOICE = "choice"
    NUMBER = "number"
    ARTICLES = "articles"


class Form(StrEnum):
    """How the file writes the rows of a kind: as tables, a list, a table of numbers, or yes."""

    TABLES = "tables"
    LIST = "list"
    NUMBERS = "numbers"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row, as the file names it and as people read it."""

    name: str
    title: str
    shape: Shape = Shape.TEXT
    is_required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """What may be chosen: as it is kept, and as people read it. The first is the usual one."""
    is_shown: bool = True
    """Whether it tells people anything; ids and digests do not."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row. ``identity`` are the fields that say what the row is about.

    ``form`` is how the file writes its rows; ``refusal`` says what the reader of the file cannot
    know.
    """

    table: str
    title: str
    about: str
    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    form: Form = Form.TABLES
    is_covered: bool = False
    is_ruled: bool = False
    """Whether its rows come from rulings only, and nobody types them."""
    refusal: Callable[[Content], str] = lambda _content: ""

    @property
    def is_plain(self) -> bool:
        """Whether a row is one text, so that many are typed at once."""
        return self.form is Form.LIST


LEVELS = tuple((level.value, name) for name, level in SEVERITIES.items())
SCOPE_NAMES = {
    Scope.TEXT: "本稿",
    Scope.UNIT: "本单位",
    Scope.COUNTY: "全县",
    Scope.ALWAYS: "一律",
}
SCOPES = tuple((scope.value, name) for scope, name in SCOPE_NAMES.items())
BOUNDARY_NAMES = tuple((one.value, name) for name, one in BOUNDARIES.items() if name)
DATED = (
    Field("valid_from", "启用日期", Shape.DATE),
    Field("valid_to", "停用日期", Shape.DATE),
)


def _exception_refusal(content: Content) -> str:
    rules = {entry.rule.code: entry.rule for entry in rulebook()}
    rule = rules.get(str(content.get("rule", "")))
    if rule is None:
        return f"没有“{content.get('rule', '')}”这条规则，请按规则说明填写编号"
    if rule.severity is Severity.BLOCKER:
        return f"{rule.code}是禁止发布的规则，不能设例外"
    return ""


def _ruled_refusal(_content: Content) -> str:
    return "误报认定只能从问题点提请，不能直接填写"


def _rule_refusal(code: str) -> str:
    known = any(entry.rule.code == code for entry in rulebook())
    return "" if known else f"没有“{code}”这条规则，请按规则说明填写编号"


def _hint_refusal(content: Content) -> str:
    return _rule_refusal(str(content.get("rule", "")))


def _floor_refusal(content: Content) -> str:
    rule, floor = str(content.get("rule", "")), str(content.get("floor", ""))
    if not re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", floor):
        return "每万字条数应为数字，如 0.1"
    return "" if rule == "default" else _rule_refusal(rule)


KINDS: tuple[Kind, ...] = (
    Kind(
        table="names",
        title="专有名称",
        about="本县的单位、账号、栏目、地名等，其中的用字不算差错",
        fields=(Field("name", "名称", is_required=True, hint="一行一个，可以粘贴多行"),),
        identity=("name",),
        form=Form.LIST,
    ),
    Kind(
        table="office_number",
        title="公务手机号",
        about="单位用于办公、持有人同意公开的手机号，公开时不算泄露个人信息",
        fields=(
            Field("number", "手机号", is_required=True, hint="11位"),
            Field("valid_from", "起始日期", Shape.DATE),
            Field("valid_to", "截止日期", Shape.DATE),
        ),
        identity=("number",),
        is_covered=True,
    ),
    Kind(
        table="suppression",
        title="长期例外",
        about="某条规则对某段文字不适用；禁止发布的规则不能设例外",
        fields=(
            Field("rule", "规则编号", Shape.RULE, is_required=True, hint="如 PU103"),
            Field("text", "文字", hint="与原文完全一致，空着表示任何文字"),
            Field("document", "文件名", hint="空着表示任何文件"),
            Field("reason", "理由", Shape.LONG, is_required=True),
            Field("decided_by", "决定人", hint="空着即为提出人"),
            Field("since", "起始日期", Shape.DATE, is_required=True),
            Field("until", "截止日期", Shape.DATE),
        ),
        identity=("rule", "text", "document"),
        refusal=_exception_refusal,
    ),
    Kind(
        table="false_alarm",
        title="误报认定",
        about="经认定不是差错的地方，文字或者规则改变以前不再提出；在“误报认定”页面办理",
        fields=(
            Field("rule", "规则编号", Shape.RULE, is_required=True),
            Field("scope", "范围", Shape.CHOICE, is_required=True, choices=SCOPES),
            Field("shown", "文字"),
            Field("place", "位置摘要", is_required=True, is_shown=False),
            Field("version", "规则版本", is_required=True, is_shown=False),
            Field("unit", "单位编号", is_shown=False),
            Field("manuscript", "稿件编号", is_shown=False),
            Field("reason", "理由", Shape.LONG, is_required=True),
            Field("decided_by", "认定人", is_required=True),
            Field("since", "认定日期", Shape.DATE, is_required=True),
        ),
        identity=("rule", "scope", "unit", "manuscript", "place"),
        is_ruled=True,
        refusal=_ruled_refusal,
    ),
    Kind(
        table="sensitive_word",
        title="敏感词",
        about="本县掌握的敏感词和不规范表述，由本县负责其内容和依据",
        fields=(
            Field("word", "词语", is_required=True),
            Field("category", "类别", is_required=True),
            Field("severity", "级别", Shape.CHOICE, is_required=True, choices=LEVELS),
            Field("source", "来源", is_required=True, hint="依据的文件或名单"),
            *DATED,
            Field("allowed", "允许的更长词语", Shape.LIST, hint="用顿号隔开"),
            Field("boundary", "边界", Shape.CHOICE, choices=BOUNDARY_NAMES),
            Field("instead", "改为"),
        ),
        identity=("word", "valid_from", "valid_to"),
    ),
    Kind(
        table="restricted_topic",
        title="限制公开主题",
        about="须经保密审查才能公开的主题，检查结果只指出位置，不重复词语",
        fields=(
            Field("name", "主题", is_required=True),
            Field("words", "词语", Shape.LIST, is_required=True, hint="用顿号隔开"),
            Field("severity", "级别", Shape.CHOICE, is_required=True, choices=LEVELS),
            Field("source", "来源", is_required=True),
            Field("beside", "同句词语", Shape.LIST, hint="空着表示不要求"),
            *DATED,
        ),
        identity=("name", "valid_from", "valid_to"),
    ),
    Kind(
        table="leader",
        title="领导名单",
        about="领导的姓名、职务和排序，用来核对文中的姓名和职务；兼职的一个职务一行",
        fields=(
            Field("name", "姓名", is_required=True),
            Field("post", "职务", is_required=True, hint="如 县委副书记"),
            Field("order", "排序", hint="从1起，空着表示不核对次序"),
            Field("valid_from", "任职日期", Shape.DATE),
            Field("valid_to", "免职日期", Shape.DATE),
            Field("listed", "市管领导", Shape.CHOICE, choices=(("", "否"), ("是", "是"))),
        ),
        identity=("name", "post", "valid_from"),
    ),
    Kind(
        table="alias",
        title="别称和旧称",
        about="单位、乡镇、村的别称和旧称，应当写成什么，哪些内容里可以照写",
        fields=(
            Field("alias", "别称或者旧称", is_required=True),
            Field("name", "应当写成", is_required=True),
            Field("source", "来源", is_required=True),
            Field("kinds", "可以照写的内容", Shape.LIST, hint="如 动态新闻、新媒体"),
            Field("allowed", "允许的更长词语", Shape.LIST, hint="用顿号隔开"),
            *DATED,
        ),
        identity=("alias", "valid_from", "valid_to"),
    ),
    Kind(
        table="instrument",
        title="引用文件",
        about="本县和上级的文件，引用时按此核对标题、文号、条数和是否有效",
        fields=(
            Field("title", "标题", is_required=True, hint="不带书名号"),
            Field("kind", "种类"),
            Field("number", "文号", hint="如 渝府发〔2026〕1号"),
            Field("other_numbers", "其他文号", Shape.LIST, hint="用顿号隔开"),
            Field("issuer", "制发机关"),
            Field("promulgated", "公布日期", Shape.DATE),
            Field("version", "文本日期", Shape.DATE, hint="空着即为公布日期"),
            Field("effective", "施行日期", Shape.DATE),
            Field("ended", "失效日期", Shape.DATE),
            Field("replaced_by", "接替文件"),
            Field("articles", "条数", Shape.NUMBER),
            Field("aliases", "简称", Shape.LIST, hint="用顿号隔开"),
            Field("texts", "条文", Shape.ARTICLES, hint="一行一条，如 第五条 条文，用来核对引文"),
        ),
        identity=("title", "promulgated"),
    ),
    Kind(
        table="citation_numbers",
        title="引用带文号",
        about="登记以后，引用文件没有写文号的地方会提出",
        fields=(Field("citation_numbers", "要求写文号", Shape.CHOICE, choices=(("是", "是"),)),),
        identity=("citation_numbers",),
        form=Form.YES,
    ),
    Kind(
        table="hint_rules",
        title="改为参考的规则",
        about="误报多的规则暂时只作参考，待规则改好后移出；禁止发布的问题不受影响",
        fields=(
            Field("rule", "规则编号", Shape.RULE, is_required=True, hint="一行一个，如 CI003"),
        ),
        identity=("rule",),
        form=Form.LIST,
        refusal=_hint_refusal,
    ),
    Kind(
        table="floors",
        title="误报限值",
        about="测量规则误报时每万字的限值，超过的规则列入应改为参考的名单",
        fields=(
            Field("rule", "规则编号", Shape.RULE, is_required=True, hint="其余规则写 default"),
            Field("floor", "每万字条数", is_required=True, hint="如 0.1"),
        ),
        identity=("rule",),
        form=Form.NUMBERS,
        refusal=_floor_refusal,
    ),
)
BY_TABLE = {kind.table: kind for kind in KINDS}


def label_of(kind: Kind, content: Content) -> str:
    """Return what a row is about, the same for every row about the same thing."""
    parts = [str(content.get(name) or "—") for name in kind.identity]
    while len(parts) > 1 and parts[-1] == "—":
        del parts[-1]
    return " / ".join(parts)


def kept(field: Field, value: object) -> object:
    """Return a value of a file or form as it is kept: what may be chosen by its one name."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    match field.shape, value:
        case Shape.NUMBER, str() if value.isdecimal():
            return int(value)
        case Shape.ARTICLES, _:
            return _articles(value)
        case Shape.RULE, str():
            return value if value == "default" else value.upper()
    if field.shape is Shape.LIST and isinstance(value, str):
        return [one for one in BETWEEN.split(value) if one]
    return {name: key for key, name in field.choices}.get(str(value), value)


def _articles(value: object) -> object:
    """Return articles, a line of a form or an entry of the file each, as texts: 第五条 its words."""
    if isinstance(value, dict):
        return [f"{number} {' '.join(str(text).split())}" for number, text in value.items()]
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value
