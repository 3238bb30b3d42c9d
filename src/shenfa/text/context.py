"""What a rule may know about a text beside the text itself."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from shenfa.text.instruments import Citations


class ContentKind(StrEnum):
    """The seven kinds of content, each with its profile of rules."""

    OFFICIAL = "official"
    NEWS = "news"
    LIST = "list"
    GENERAL = "general"
    POST = "post"
    REPOST = "repost"
    WARNING_RELAY = "warning_relay"


EVERY_KIND = frozenset(ContentKind)

KIND_NAMES = {
    ContentKind.OFFICIAL: "公文",
    ContentKind.NEWS: "动态新闻",
    ContentKind.LIST: "公示名单",
    ContentKind.GENERAL: "一般信息",
    ContentKind.POST: "新媒体",
    ContentKind.REPOST: "转载",
    ContentKind.WARNING_RELAY: "预警转发",
}


@dataclass(frozen=True, slots=True)
class OfficeNumber:
    """A mobile number that a unit uses for its work (单位公务号码); its holder has agreed."""

    number: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether it may be published on ``date``; on an unknown date only without an end."""
        if date is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_to is None or date <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class County:
    """The county's own words and numbers.

    ``names`` are proper nouns (units, accounts, columns, places) in which no rule may see a
    mistake of wording. ``citations`` are the documents the county adds to the shipped table;
    ``hinted`` are codes of rules that the county lets give hints only.
    """

    names: frozenset[str] = frozenset()
    office_numbers: tuple[OfficeNumber, ...] = ()
    citations: Citations = Citations()
    hinted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """The kind of content, the date of the text and the county's own tables.

    Where ``date`` is None the date is unknown, and rules that need one stay silent.
    """

    kind: ContentKind = ContentKind.GENERAL
    date: datetime.date | None = None
    county: County = County()
