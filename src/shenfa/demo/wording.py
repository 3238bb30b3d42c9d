"""The county's own tables: some in force from the beginning, some wait for their second person."""

from shenfa.demo.identities import OFFICE_MOBILE
from shenfa.demo.staff import OFFICE, SECURITY_KEEPER
from shenfa.demo.world import World, acting
from shenfa.desk.access.models import Loss
from shenfa.desk.access.recovery import recovery_request
from shenfa.desk.channels.services import (
    LeaderProposal,
    SourceProposal,
    leader_propose,
    source_propose,
)
from shenfa.desk.wording.county_file import rows_of
from shenfa.desk.wording.effects import effect_compute
from shenfa.desk.wording.models import ProposalRecord
from shenfa.desk.wording.services import Change, change_confirm, change_propose
from shenfa.review import Position

IN_FORCE = """
names = ["虚谷油茶", "虚谷发布", "滨河步道", "酉溪渡口"]

[[office_number]]
number = "{number}"

[[suppression]]
rule = "PU019"
reason = "县志和文物名录沿用原书写法，经县政府办公室研究不作改动"
text = "（"
decided_by = "龙开泰"
since = 2026-01-01
until = 2027-12-31
"""
WORDS = """
[[sensitive_word]]
word = "便民服务中心"
category = "机构名称"
severity = "提醒"
source = "县政府办公室机构更名提示（演示）"
valid_from = 2026-01-01
instead = "便民服务站"
"""
FORGETFUL = "SP"
"""A unit where somebody has forgotten their password."""
NAMES = 'names = ["石坪镇古茶园", "云塘水厂"]'


def settle_wording(world: World) -> None:
    """Put the first tables in force, before anything is written."""
    content = IN_FORCE.format(number=OFFICE_MOBILE)
    proposal = _propose(world, _reviewer(world), "启用时登记", content)
    change_confirm(by=acting(world, SECURITY_KEEPER), proposal=proposal.id)


def leave_waiting(world: World) -> None:
    """Leave something for the second person in every list that takes two."""
    reviewer = _reviewer(world)
    keeper = world.casts[OFFICE].holder(Position.SITE_ADMINISTRATOR)
    _propose(world, reviewer, "按更名提示统一机构名称", WORDS)
    _propose(world, keeper, "登记新建水厂和茶园名称", NAMES)
    source_propose(
        by=acting(world, keeper),
        proposal=SourceProposal(
            "市农业农村委员会",
            "nyncw.wulingshi.example",
            is_county_media=False,
            since=world.hands.at,
        ),
    )
    leader_propose(
        by=acting(world, reviewer),
        proposal=LeaderProposal("覃守正", "县政协主席", world.hands.at),
    )
    town = world.casts[FORGETFUL]
    recovery_request(
        by=acting(world, town.holder(Position.PRINCIPAL_LEADER)),
        person=world.people[town.writer],
        kind=Loss.PASSWORD,
        reason="本人忘记口令，已当面核对身份",
    )


def _propose(world: World, name: str, reason: str, content: str) -> ProposalRecord:
    change = Change(reason, rows_of(content))
    proposal = change_propose(by=acting(world, name), change=change)
    effect_compute(clock=world.hands.clock, proposal=proposal)
    return proposal


def _reviewer(world: World) -> str:
    return world.casts[OFFICE].holder(Position.COUNTY_REVIEWER)
