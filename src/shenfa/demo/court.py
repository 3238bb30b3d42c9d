"""The false-alarm court: one place was ruled right for its unit, two wait for a ruling."""

from shenfa.demo.hands import let_pass
from shenfa.demo.world import World, acting
from shenfa.demo.writing import write
from shenfa.desk.court.services import Verdict, appeal_make, ruling_make
from shenfa.desk.review.auditing import revision_audit
from shenfa.desk.review.dossier import Dossier
from shenfa.review import Position
from shenfa.text import Scope

KEY, TOWN = "s-alarm", "ZG"
COMMA = "PU001"
BRAND = "“竹沟,净水”是核准注册的商标，按注册的写法"
REASONS = (BRAND, BRAND, "宣传语照标签实物抄录，标签上就是这样写的")


def play(world: World) -> None:
    """Let the writer bring three commas before the court, and the first reviewer rule on one."""
    revision = write(world, KEY)
    cast, audit = world.casts[TOWN], Dossier(revision).audit
    rows = audit.findings.filter(rule=COMMA).order_by("id") if audit else ()
    appeals = []
    for found, reason in zip(rows, REASONS, strict=True):
        let_pass(world.hands, minutes=1)
        by = acting(world, cast.writer)
        asked = appeal_make(by=by, revision=revision.id, finding=found.key, reason=reason)
        appeals.append(asked.id)
    let_pass(world.hands, minutes=5)
    ruling_make(
        by=acting(world, cast.holder(Position.INFORMATION_OFFICER)),
        appeal=appeals[0],
        verdict=Verdict(Scope.UNIT, "已核对商标注册证，写法无误"),
    )
    revision_audit(clock=world.hands.clock, revision=revision.id)
