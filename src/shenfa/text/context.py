"""What a rule may know about a text beside the text itself."""

import datetime
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from shenfa.text.finding import Severity
from shenfa.text.instruments import Citations
from shenfa.text.kinds import ContentKind
from shenfa.text.roster import Alias, Leader
from shenfa.text.validity import holds_on


@dataclass(frozen=True, slots=True)
class OfficeNumber:
    """A mobile number that a unit uses for its work (单位公务号码); its holder has agreed."""

    number: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether it may be published on ``date``; on an unknown date only without an end."""
        return holds_on(date, self.valid_from, self.valid_to)


class Boundary(StrEnum):
    """What may stand right before and after a listed word.

    With LETTERS a letter or digit at the word's own edge may not go on into another one (the
    248 of A1002481003 is no 248); for words of Chinese characters this is ANYWHERE. With ALONE
    neither characters nor letters nor digits may stand beside the word.
    """

    LETTERS = "letters"
    ANYWHERE = "anywhere"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class SensitiveWord:
    """A word of the county's list of sensitive wording (敏感词); who owns the list dates it.

    ``category`` is the owner's heading, ``source`` where the entry comes from. ``allowed`` are
    longer words in which this one may stand. ``instead`` is the wording to use, where there
    is one.
    """

    word: str
    category: str
    severity: Severity
    source: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    allowed: tuple[str, ...] = ()
    boundary: Boundary = Boundary.LETTERS
    instead: str = ""

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether the entry is in force on ``date``; on an unknown date only without an end."""
        return holds_on(date, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class RestrictedTopic:
    """A subject that the county does not publish without its secrecy reviewer (限制公开主题).

    It is touched where one of ``words`` stands, together with one of ``beside`` in the same
    sentence unless ``beside`` is empty. Reports tell the place only, never ``name`` or words.
    """

    name: str
    words: tuple[str, ...]
    severity: Severity
    source: str
    beside: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether the entry is in force on ``date``; on an unknown date only without an end."""
        return holds_on(date, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class County:
    """The county's own words and numbers.

    ``names`` are proper nouns (units, accounts, columns, places) in which no rule may see a
    mistake of wording. ``citations`` are the documents the county adds to the shipped table;
    ``hinted`` are codes of rules that the county lets give hints only. ``leaders`` is its roster,
    ``aliases`` what its bodies and places are also called. Counties are equal where their
    ``digest`` is, so that a list of a hundred thousand words is a cheap key.
    """

    names: frozenset[str] = field(default=frozenset(), compare=False)
    office_numbers: tuple[OfficeNumber, ...] = field(default=(), compare=False)
    words: tuple[SensitiveWord, ...] = field(default=(), compare=False)
    topics: tuple[RestrictedTopic, ...] = field(default=(), compare=False)
    citations: Citations = field(default=Citations(), compare=False)
    hinted: frozenset[str] = field(default=frozenset(), compare=False)
    leaders: tuple[Leader, ...] = field(default=(), compare=False)
    aliases: tuple[Alias, ...] = field(default=(), compare=False)
    digest: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256()
        rows = (*self.office_numbers, *self.words, *self.topics, self.citations)
        names = (*self.leaders, *self.aliases)
        for entry in (*sorted(self.names), *rows, *sorted(self.hinted), *names):
            digest.update(f"{entry!r}\n".encode())
        object.__setattr__(self, "digest", digest.hexdigest())


class Scope(StrEnum):
    """How far a ruling of the false-alarm court reaches.

    TEXT, UNIT and COUNTY cover one place (words and what is around them) in one manuscript, in
    the texts of one unit, in all texts; ALWAYS the words wherever they stand.
    """

    TEXT = "text"
    UNIT = "unit"
    COUNTY = "county"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose text it is: ids of a unit and a manuscript, empty where nobody said."""

    unit: str = ""
    manuscript: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The kind of content, the date of the text, the county's own tables, and whose text it is.

    Where ``date`` is None the date is unknown, and rules that need one stay silent.
    """

    kind: ContentKind = ContentKind.GENERAL
    date: datetime.date | None = None
    county: County = County()
    belongs: Belonging = Belonging()
