"""The county's roster of leaders and its other names of bodies and places, read row by row."""

import re
from dataclasses import fields

from shenfa.audit.county_row import Names, Row, RowReading
from shenfa.text import KIND_NAMES, Alias, Leader

KINDS = {name: kind for kind, name in KIND_NAMES.items()}
PERSON = re.compile(r"[\u4e00-\u9fff㐀-䶿]{2,5}|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,4}")
SHORTEST, LONGEST = 2, 40


def leader_entry(row: Row, names: Names | None = None) -> Leader:
    """Return the leader of a row. Raises EntryFault."""
    read = RowReading(row, names or {}, [])
    read.check_keys(one.name for one in fields(Leader))
    entry = Leader(
        name=read.needed("name"),
        post=read.needed("post"),
        order=read.count("order"),
        valid_from=read.date("valid_from"),
        valid_to=read.date("valid_to"),
        listed=read.flag("listed"),
    )
    if entry.name and not PERSON.fullmatch(entry.name):
        read.complaints.append(f"{read.name('name')}“{entry.name}”应为姓名，中间不空格")
    if entry.post and not SHORTEST <= len(entry.post) <= LONGEST:
        read.complaints.append(f"{read.name('post')}应为{SHORTEST}至{LONGEST}个字")
    read.check_dates(entry.valid_from, entry.valid_to)
    read.refuse_faults()
    return entry


def alias_entry(row: Row, names: Names | None = None) -> Alias:
    """Return the alias of a row. Raises EntryFault."""
    read = RowReading(row, names or {}, [])
    read.check_keys(one.name for one in fields(Alias))
    entry = Alias(
        alias=read.needed("alias"),
        name=read.needed("name"),
        source=read.needed("source"),
        kinds=read.choices("kinds", KINDS),
        allowed=read.texts("allowed"),
        valid_from=read.date("valid_from"),
        valid_to=read.date("valid_to"),
    )
    if entry.alias and not SHORTEST <= len(entry.alias) <= LONGEST:
        read.complaints.append(f"{read.name('alias')}应为{SHORTEST}至{LONGEST}个字")
    if entry.alias and entry.alias == entry.name:
        read.complaints.append(f"{read.name('alias')}与{read.name('name')}相同，请改正")
    read.complaints.extend(
        f"{read.name('allowed')}“{one}”应为包含“{entry.alias}”的更长词语"
        for one in entry.allowed
        if entry.alias not in one or one == entry.alias
    )
    read.check_dates(entry.valid_from, entry.valid_to)
    read.refuse_faults()
    return entry
