"""How far a county is set up: each step, what is still missing, who does it and where."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.desk.access.selectors import access_overview
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.selectors import channel_visible, leader_list, source_list, source_visible
from shenfa.desk.form.selectors import contact_get
from shenfa.desk.organisation.listing import unit_rows
from shenfa.desk.organisation.selectors import county_office, tenure_list
from shenfa.desk.organisation.staffing import tenure_unfiled_list
from shenfa.desk.release.site import site_get
from shenfa.desk.wording.selectors import present_number
from shenfa.review import POSITION_NAMES, Position
from shenfa.review.duties import ADMINISTRATORS, tenures_at

NEEDED = (
    Position.PRINCIPAL_LEADER,
    Position.DEPUTY_IN_CHARGE,
    Position.COUNTY_REVIEWER,
    Position.SITE_ADMINISTRATOR,
    Position.DISCLOSURE_OFFICER,
)
"""Positions without which the county office cannot do its part."""
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class SetupStep:
    """A step: what is there already, what is missing, whose business it is, and where."""

    title: str
    there: str
    missing: tuple[str, ...]
    who: str
    address: str = ""

    @property
    def is_done(self) -> bool:
        """Return whether nothing is missing."""
        return not self.missing


def setup_progress(*, viewer: str, at: datetime.datetime) -> tuple[SetupStep, ...]:
    """Return the steps in their order. About fifty queries, however large the county is."""
    return tuple(_steps(viewer, at))


def _steps(viewer: str, at: datetime.datetime) -> Iterator[SetupStep]:
    office = county_office()
    held = {tenure.position for tenure in tenures_at(tenure_list(unit=office.id), office.id, at)}
    accounts = access_overview(viewer=viewer, at=at)
    units = unit_rows(viewer=viewer, at=at)
    yield SetupStep(
        "县政府办公室和三名管理员",
        office.name,
        tuple(f"没有在岗的{POSITION_NAMES[one]}" for one in sorted(ADMINISTRATORS - held)),
        "系统启用时登记",
    )
    others = [row for row in units if not row.unit.is_county_office]
    yield SetupStep(
        "单位、人员和岗位",
        f"{len(others)}个单位，{sum(row.people for row in units)}名人员",
        (
            *(() if others else ("还没有登记单位",)),
            *_named("没有登记人员", [row.unit.name for row in others if not row.people]),
            *(f"县政府办公室没有在岗的{POSITION_NAMES[one]}" for one in NEEDED if one not in held),
        ),
        "安全管理员（表格导入），系统管理员（逐个登记单位）",
        "/administration/import",
    )
    unfiled = tenure_unfiled_list(viewer=viewer, at=at)
    leaders = [one.unit.name for one in unfiled if one.position == Position.PRINCIPAL_LEADER]
    yield SetupStep(
        "任职备案",
        "由各单位主要领导确认，县政府办公室收悉",
        (
            *((f"{len(unfiled)}项任职没有备案，不能审查",) if unfiled else ()),
            *_named("主要领导本人还没有确认", leaders),
        ),
        "各单位主要领导",
        "/administration/units?wanting=1",
    )
    yield SetupStep(
        "单位审查设置和机构文件",
        "作者可否兼任初审、工作机构、领导小组、责任追究制度",
        _named("还有缺项", [row.unit.name for row in others if row.wanting]),
        "安全管理员提出，各单位主要领导确认",
        "/administration/units?wanting=1",
    )
    without = [one for one in accounts if not one.has_account]
    unused = [one for one in accounts if one.has_account and not one.is_complete]
    yield SetupStep(
        "账号",
        f"{len(accounts) - len(without)}个账号",
        (
            *((f"{len(without)}人没有账号",) if without else ()),
            *((f"{len(unused)}人没有改初始口令或者没有启用动态码",) if unused else ()),
        ),
        "安全管理员开通，本人启用",
        "/administration/accounts?wanting=1",
    )
    yield from _outward(viewer, at)


def _outward(viewer: str, at: datetime.datetime) -> Iterator[SetupStep]:
    channels = [one for one in channel_visible(viewer=viewer, at=at) if one.closed_at is None]
    main = sum(one.kind == ChannelKind.MAIN_COLUMN for one in channels)
    site = site_get()
    yield SetupStep(
        "网站信息",
        site.name or "显示在公开网站的页脚和标签中",
        (
            *(() if site.name else ("没有登记网站名称",)),
            *(() if site.id_code else ("没有登记网站标识码",)),
        ),
        "网站管理员",
        "/administration/site",
    )
    yield SetupStep(
        "栏目和账号",
        f"{main}个主栏目，{len(channels) - main}个单位栏目和账号",
        (
            *(() if main else ("没有主栏目",)),
            *(() if len(channels) > main else ("没有单位栏目或账号",)),
        ),
        "网站管理员",
        "/administration/channels",
    )
    sources = source_list(at)
    waiting = source_visible(viewer=viewer, at=at).filter(allowed_at=None, removed_at=None).count()
    yield SetupStep(
        "转载来源名单",
        f"{len(sources)}个来源",
        (
            *(() if sources else ("名单是空的，动态类新闻不能发布",)),
            *(
                ()
                if any(source.is_county_media for source in sources)
                else ("没有标明县融媒体中心",)
            ),
            *((f"{waiting}个来源待第二人确认",) if waiting else ()),
        ),
        "网站管理员、县政府办公室，须两人",
        "/administration/sources",
    )
    leaders = leader_list(at)
    yield SetupStep(
        "市管领导名单",
        f"{len(leaders)}人",
        () if leaders else ("名单是空的，调研活动不能与县融媒体中心核对",),
        "网站管理员、县政府办公室，须两人",
        "/administration/leaders",
    )
    yield SetupStep(
        "审核表联系人",
        "审核表末尾的联系人和电话",
        () if contact_get().contact else ("没有登记",),
        "县府办审核员",
        "/administration/site",
    )
    number = present_number()
    yield SetupStep(
        "本县词表",
        f"已变更{number}次" if number else "可以以后再登记",
        (),
        "县政府办公室、网站管理员、安全管理员，须两人",
        "/administration/words",
    )


def _named(what: str, names: list[str]) -> tuple[str, ...]:
    """Return one sentence that names the first of those it is true of."""
    if not names:
        return ()
    rest = f"等{len(names)}个单位" if len(names) > MOST_NAMED else ""
    return (f"{'、'.join(names[:MOST_NAMED])}{rest}{what}",)
