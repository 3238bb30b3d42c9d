"""The gates before release: each a pure question with one sentence that names the clause.

All of them are asked at release and again when a scheduled release falls due (I15). The same
answers stand on the page before anybody presses a button.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shenfa.review.case import REVIEWS, Attribute, Case, Result, Stage
from shenfa.review.form import FormState
from shenfa.review.sources import Judgement, Standing
from shenfa.text import ContentKind

RELAYED = frozenset({ContentKind.WARNING_RELAY})


@dataclass(frozen=True, slots=True)
class Reprint:
    """What is known of the source of a reprint.

    ``captured`` is when our copy of the source was stored; ``equals_source`` that our text
    agrees with it, or that every difference was decided; ``published`` the source's own time.
    """

    judgement: Judgement
    captured: datetime.datetime | None
    published: datetime.datetime | None
    equals_source: bool
    has_exception: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One place a revision goes to: a column of a site, or a new-media account."""

    id: str
    is_open: bool
    is_owned: bool
    is_main_column: bool = False
    carries_activity_news: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """Everything the gates look at, as it is at the moment of release.

    ``stored_sha256`` is the hash recomputed from the stored bytes; ``is_newest`` that no later
    revision was cut; ``names_city_leader`` that the text reports a visit of a leader managed
    by the municipality (市管领导); ``has_exception`` that news of other sources, or the unit's
    own, was approved (R56).
    """

    case: Case
    kind: ContentKind
    stored_sha256: str
    channels: tuple[Channel, ...]
    secrecy_concluded: bool
    attribute: Attribute | None
    has_marker: bool
    undecided_findings: int
    unread: tuple[str, ...]
    is_newest: bool
    is_releaser: bool
    duties_named: bool
    at: datetime.datetime
    made_by_unit: bool = True
    transferred: bool = False
    reprint: Reprint | None = None
    has_exception: bool = False
    names_city_leader: bool = False
    form: FormState | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A gate that is shut: its name, the sentence for the person, and the clause."""

    gate: str
    sentence: str
    clause: str


def closed_gates(release: Release) -> tuple[Closed, ...]:
    """Return every gate that is shut, in the order of the way; none means: may be released."""
    return tuple(
        Closed(gate.__name__.strip("_"), sentence, clause)
        for gate, clause in GATES
        for sentence in gate(release)
    )


def _reviews(release: Release) -> Iterator[str]:
    case = release.case
    passed = {
        decision.stage: decision.person
        for decision in case.decisions
        if decision.result is Result.PASSED
    }
    if case.stage is not Stage.APPROVED or set(passed) != set(REVIEWS):
        yield "三审没有全部通过，不能发布"
    elif len(set(passed.values())) < len(REVIEWS):
        yield "三审应由三个不同的人完成，不能发布"


def _bytes(release: Release) -> Iterator[str]:
    if release.stored_sha256 != release.case.revision.sha256:
        yield "稿件内容与审发时不一致，不能发布，请重新送审"
    if not release.is_newest:
        yield "稿件已有更新的版本，旧版本不能发布"


def _secrecy(release: Release) -> Iterator[str]:
    if not release.secrecy_concluded:
        yield "没有保密审查结论，不能发布"


def _attribute(release: Release) -> Iterator[str]:
    if release.attribute is not Attribute.PROACTIVE:
        yield "公开属性不是主动公开，不能发布"


def _marker(release: Release) -> Iterator[str]:
    if release.kind is ContentKind.OFFICIAL and not release.has_marker:
        yield "公文未明确标注“此件公开发布”，不能上网"


def _findings(release: Release) -> Iterator[str]:
    if release.undecided_findings:
        yield f"还有{release.undecided_findings}处问题点没有处置，不能发布"
    for place in release.unread:
        yield f"有内容未能读取，结论不确定，不能发布：{place}"


def _source(release: Release) -> Iterator[str]:
    activity = release.kind is ContentKind.NEWS or any(
        channel.carries_activity_news for channel in release.channels
    )
    if release.kind in RELAYED:
        # Whoever may issue a warning may be relayed, but word for word.
        if release.reprint is not None:
            yield from _compared(release, release.reprint)
        return
    if release.reprint is None:
        if release.names_city_leader:
            yield "市管领导调研活动以县融媒体中心发布的新闻为准，请转载其报道"
        elif activity and not release.has_exception:
            yield "动态类新闻原则上只能转载指定来源，自行采写须有批准的例外"
        return
    yield from _reprint(release, release.reprint, activity=activity)


def _reprint(release: Release, reprint: Reprint, *, activity: bool) -> Iterator[str]:
    source = reprint.judgement.source
    if reprint.judgement.standing is Standing.LOOK_ALIKE and source is not None:
        yield f"来源网址与{source.name}相似但不属于该单位，疑为假冒，请核实"
    if release.names_city_leader and not (source and source.is_county_media):
        yield "市管领导调研活动以县融媒体中心发布的新闻为准，请转载其报道"
    elif activity and reprint.judgement.standing is Standing.OTHER and not reprint.has_exception:
        yield "动态类新闻只能转载指定来源，其他来源须有批准的例外"
    yield from _compared(release, reprint)


def _compared(release: Release, reprint: Reprint) -> Iterator[str]:
    if reprint.captured is None or reprint.published is None:
        yield "没有保存来源页面和发布时间，不能转载"
    elif reprint.published > release.at:
        yield "来源的发布时间晚于本次发布，请核对"
    if not reprint.equals_source:
        yield "转载内容与来源不一致，请逐处核对"


def _channels(release: Release) -> Iterator[str]:
    if not release.channels:
        yield "没有选定发布渠道"
    for channel in release.channels:
        if not channel.is_open:
            yield "栏目或账号已经关停，不能发布"
        if not channel.is_owned:
            yield "栏目或账号不属于本单位，不能发布"
    if not release.made_by_unit and not release.transferred:
        yield "信息由其他单位制作，没有移交记录，不能发布"


def _county(release: Release) -> Iterator[str]:
    main = any(channel.is_main_column for channel in release.channels)
    if main and release.form is not FormState.ACCEPTED:
        yield "发往县政府门户网站主栏目，须经县政府办公室审核同意"


def _people(release: Release) -> Iterator[str]:
    if not release.is_releaser:
        yield "只有信息发布人员（主栏目为网站管理员）可以发布"
    if not release.duties_named:
        yield "第一责任人、领导责任、重要责任没有落实到人，不能发布"


Gate = Callable[[Release], Iterator[str]]
GATES: tuple[tuple[Gate, str], ...] = (
    (_reviews, "通知二：严格执行“三审三校”，不得代审、一人多审、一人审完"),
    (_bytes, "通知二：未经审批的政府信息不得公开"),
    (_secrecy, "《保守国家秘密法》第三十五条；通知二"),
    (_attribute, "《政府信息公开条例》第十四条至第十七条；通知三"),
    (_marker, "通知三：未明确标注为“此件公开发布”的公文不上网"),
    (_findings, "通知三：审查结果不确定的信息不上网"),
    (_source, "通知三：动态类新闻原则上只能转载指定来源"),
    (_channels, "通知二：谁审查谁公开"),
    (_county, "通知二：主栏目信息报县政府办公室审核后发布"),
    (_people, "通知二：第一责任人、领导责任、重要责任"),
)
