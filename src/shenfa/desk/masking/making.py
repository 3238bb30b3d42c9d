"""What the checking process does to make a masked copy. No Django here: it may crash or be killed."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner
from shenfa.audit.mask_record import RecordRow, record_row
from shenfa.audit.masked_file import Wishes, masked_file
from shenfa.audit.masking import PicturesUnseen
from shenfa.audit.replacing import Profile
from shenfa.desk.review.recognition import reading_options, text_locator
from shenfa.readers import UnreadableDocument
from shenfa.readers.remains.numbers import without_numbers
from shenfa.text import ContentKind, Context
from shenfa.writers.masked import CopyRefused

SUFFIXES = {".docx": ".docx", ".wps": ".docx", ".xlsx": ".xlsx", ".et": ".xlsx", ".pdf": ".pdf"}
AS_THEY_ARE = frozenset({".txt", ".csv", ".md", ".png"})
PHOTOGRAPHS = frozenset({".jpg", ".jpeg"})
MASKABLE = frozenset(SUFFIXES) | AS_THEY_ARE | PHOTOGRAPHS | {".gif", ".bmp", ".tif", ".webp"}
"""Suffixes of which copies are made; the content decides in the end."""
UNNAMED = "附件"
UNREADABLE, UNSEEN, REFUSED, FAILED = "unreadable", "pictures", "refused", "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """A file and how it is to be masked."""

    data: bytes
    name: str
    kind: ContentKind
    date: datetime.date
    profile: Profile
    are_pictures_seen: bool


@dataclass(frozen=True, slots=True)
class Made:
    """The copy and its record, or why there is none; ``code`` says which kind of reason."""

    data: bytes = b""
    name: str = ""
    record: RecordRow | None = None
    reminders: int = 0
    refusal: str = ""
    code: str = ""
    counts: dict[str, int] = field(default_factory=dict)


def make(task: Task) -> Made:
    """Make the copy."""
    examiner = Examiner(compile_engine(), Context(task.kind, task.date), reading_options())
    wishes = Wishes(task.profile, task.are_pictures_seen, text_locator())
    name = copy_name(task.name)
    try:
        made = masked_file(task.data, (task.name, name), examiner, wishes)
    except PicturesUnseen as refusal:
        return Made(refusal=str(refusal), code=UNSEEN)
    except CopyRefused as refusal:
        return Made(refusal=str(refusal), code=REFUSED)
    except UnreadableDocument as error:
        return Made(refusal=str(error), code=UNREADABLE)
    record = record_row(made, task.data, task.profile)
    counts = dict(Counter(one.entity for one in made.masks))
    return Made(made.data, name, record, made.reminders, counts=counts)


def copy_name(name: str) -> str:
    """Return what the copy is called: as the original, without a number of a person in it."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    stem = without_numbers(path.stem).strip(" -_（）()") or UNNAMED
    if suffix in SUFFIXES:
        return stem + SUFFIXES[suffix]
    if suffix in AS_THEY_ARE | PHOTOGRAPHS:
        return stem + suffix
    return f"{stem}.png"
