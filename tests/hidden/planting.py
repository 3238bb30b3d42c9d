"""What the tests of hiding places share: a number to hide, and where a check says it is."""

import datetime
import io
import unicodedata
import zipfile
from collections.abc import Mapping
from functools import cache

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner, examine_file
from shenfa.readers import Options
from shenfa.text import ContentKind, Context
from shenfa.text.checksums import resident_check_digit

STEM = "50024219680319413"
IDENTITY = STEM + resident_check_digit(STEM)
OTHER_STEM = "50024219750826528"
OTHER = OTHER_STEM + resident_check_digit(OTHER_STEM)
DAY = datetime.date(2026, 11, 24)
COUNTS = frozenset({"blocker", "error"})


@cache
def examiner() -> Examiner:
    """Every rule, on a list, as `shenfa check --kind list` has it."""
    return Examiner(compile_engine(), Context(ContentKind.LIST, DAY), Options())


def places(data: bytes, name: str, number: str = IDENTITY) -> list[str]:
    """Return file and place of every blocking finding about this number."""
    report = examine_file(data, name, examiner())
    told = []
    for finding in report.findings:
        if finding.entity != "ID_CARD" or finding.passage is None:
            continue
        passage = report.document.passages[finding.passage]
        text = unicodedata.normalize("NFKC", passage.text[finding.start : finding.end])
        is_it = "".join(one for one in text if one.isalnum()).upper() == number
        if is_it and finding.severity.value in COUNTS:
            told.append(f"{passage.enclosure}·{passage.place}".strip("·"))
    return told


def personal(data: bytes, name: str) -> list[str]:
    """Return the place of everything personal a check finds, certain or not."""
    report = examine_file(data, name, examiner())
    return [
        f"{finding.rule} {finding.place}"
        for finding in report.findings
        if finding.family.value == "privacy" and finding.passage is not None
    ]


def unread(data: bytes, name: str) -> list[str]:
    """Return the places that nobody read."""
    return [gap.place for gap in examine_file(data, name, examiner()).document.gaps]


def repacked(data: bytes, parts: Mapping[str, bytes | str], comment: bytes = b"") -> bytes:
    """Return an archive with some parts put in the place of others or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
        new.comment = comment
    return buffer.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return an archive with a piece of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part).decode()
    assert old in text, f"{old} is not in {part}"
    return repacked(data, {part: text.replace(old, new, 1)})


def members(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
