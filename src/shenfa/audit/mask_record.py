"""What is kept on paper of a masking: what was masked where, never what it was."""

import hashlib
from typing import TypedDict

from shenfa.audit.leaks import is_in, needles_of
from shenfa.audit.masked_file import MaskedFile
from shenfa.audit.replacing import Profile

COVERED = "（此处名称含个人信息）"


class MaskRow(TypedDict):
    """One piece: ``mask`` is what the copy says, None where the whole passage was left out."""

    place: str
    entity: str
    mask: str | None
    digest: str


class RecordRow(TypedDict):
    """The whole record; the digests are keyed with the original (decision 7)."""

    original_sha256: str
    copy_sha256: str
    ruleset: str
    profile: str
    address: str
    left_out: list[str]
    masks: list[MaskRow]


def record_row(made: MaskedFile, original: bytes, profile: Profile) -> RecordRow:
    """Return the record of a masking, ready for JSON."""
    passages = made.report.document.passages
    needles = needles_of(passages[one.passage].text[one.start : one.end] for one in made.masks)
    rows: list[MaskRow] = []
    for one in made.masks:
        place = passages[one.passage].place
        rows.append(
            {
                # The title of a sheet or the writer of a comment is part of a place.
                "place": COVERED if is_in(needles, place) else place,
                "entity": one.entity,
                "mask": None if one.is_removed else one.replacement,
                "digest": made.digest(original, one),
            }
        )
    return {
        "original_sha256": hashlib.sha256(original).hexdigest(),
        "copy_sha256": hashlib.sha256(made.data).hexdigest(),
        "ruleset": made.report.ruleset,
        "profile": "strict" if profile.is_strict else "standard",
        "address": profile.address.value,
        "left_out": list(made.left_out),
        "masks": rows,
    }
