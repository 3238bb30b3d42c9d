"""竹沟镇 at its worst: six people who each hold every position, and everybody who must not.

Two of the six sit in the county office as well. Beside them: a contractor, somebody whose
tenures are over, a person with every position of another unit, and the three administrators.
"""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from county import County, Hands
from django.db import connection
from evidence import evidence_of
from manuscript_county import BODY, MARKED

from shenfa.desk.access.reauthentication import Evidence
from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Position

T = TypeVar("T")
SIX = ("向甲", "彭乙", "白丙", "覃丁", "冉戊", "石己")
AUTHOR, FIRST, SECOND, FINAL, SECRECY, RELEASER = SIX
COUNTY_TOO = (SECRECY, RELEASER)
CONTRACTOR, FORMER, STRANGER, LEADER = "严包", "冯离", "莫外", "覃镇长"
ADMINISTRATORS = ("秦系", "秦安", "秦审")
OUTSIDERS = (CONTRACTOR, FORMER, STRANGER, *ADMINISTRATORS)
REVIEWER, KEEPER = "谢审", "田网"
EVERYBODY = (*SIX, *OUTSIDERS, REVIEWER, KEEPER)
OTHER = "云塘乡人民政府"
EVERY = (
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
    Position.PRINCIPAL_LEADER,
    Position.SECRECY_REVIEWER,
    Position.RELEASER,
    Position.DISCLOSURE_OFFICER,
)
IN_COUNTY = (Position.COUNTY_REVIEWER, Position.SITE_ADMINISTRATOR)
MINUTE = datetime.timedelta(minutes=1)
WRONG_DATE = f"{BODY}<p>请于6月31日前报送。</p>"
ILLNESS = f"{BODY}<p>张三患有高血压、糖尿病，给予救助。</p>"
INTERNAL = f"{BODY}<p>内部资料，注意保存</p>"
MOBILE = f"{BODY}<p>联系人手机13812345678。</p>"
UNMARKED = MARKED.replace("（此件公开发布）", "")
TEXTS = (BODY, MARKED, WRONG_DATE, ILLNESS, INTERNAL, MOBILE, UNMARKED)
TABLES = (
    "manuscripts_revision",
    "review_submission",
    "review_decision",
    "review_secrecy",
    "review_attribute",
    "review_finding_decision",
    "review_question",
    "review_end",
    "form_submitted",
    "form_county_decision",
    "release_release",
    "release_channel",
    "release_step",
    "release_schedule",
    "organisation_tenure",
    "organisation_filing",
)
COUNTS = "SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in TABLES)  # noqa: S608 - names of this file


@dataclass(frozen=True)
class Prepared:
    """What stands in every copy of the town: channels, and revisions at each point of the way."""

    at: datetime.datetime
    column: str
    main_column: str
    account: str
    revisions: dict[str, str]
    wrote: dict[str, frozenset[str]]


@dataclass
class Town:
    """One copy of the town, its clock, and what the test itself remembers.

    ``wrote``, ``copies`` and ``uploads`` tell who wrote what; ``judged`` which releases were
    judged; ``said``, ``read`` and ``head`` how far the chain was read, and what stood in it;
    ``refused`` why the last thing tried was refused.
    """

    deployment: Deployment
    prepared: Prepared
    county: County = field(init=False)
    ids: dict[str, str] = field(init=False)
    wrote: dict[str, set[str]] = field(default_factory=dict)
    copies: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    uploads: dict[str, set[str]] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)
    refused: CommandRefused | None = None
    judged: set[str] = field(default_factory=set)
    said: Counter[str] = field(default_factory=Counter)
    read: int = 0
    head: str = "0" * 64

    def __post_init__(self) -> None:
        """Go on where the town was left."""
        self.county = County(Hands(self.prepared.at))
        self.ids = dict(PersonRecord.objects.values_list("name", "id"))
        self.wrote = {one: set(people) for one, people in self.prepared.wrote.items()}

    def by(self, name: str) -> Acting:
        """Return a person as the one acting."""
        return Acting(self.ids[name], self.county.hands.clock)

    def evidence(self, name: str) -> Evidence:
        """Return what a person shows."""
        return evidence_of(self.county, name)

    def revision(self, name: str) -> RevisionRecord:
        """Return a prepared revision, or one by its id."""
        return RevisionRecord.objects.get(id=self.prepared.revisions.get(name, name))

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Try something: done and chained, or one refusal chained and nothing changed (I26)."""
        before, rows = last_seq(), counts()
        self.refused = None
        try:
            done = act()
        except CommandRefused as refusal:
            self.refused, code = refusal, refusal.code
        else:
            assert "command.refuse" not in verbs_after(before)
            return done
        self.refusals[code] += 1
        assert counts() == rows, "a refused command changed something"
        verbs = verbs_after(before)
        assert verbs in (["command.refuse"], []), verbs
        assert verbs or code not in {"move", "gates_closed", "guard"}, code
        return None


def last_seq() -> int:
    """Return the number of the last entry."""
    return EntryRecord.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def verbs_after(seq: int) -> list[str]:
    """Return the verbs of the entries after one."""
    return [row.to_entry().verb for row in EntryRecord.objects.filter(seq__gt=seq).order_by("seq")]


def counts() -> tuple[int, ...]:
    """Return how many rows there are of everything that is chained."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return tuple(cursor.fetchone())
