"""What an author is writing: everything a revision will consist of, as it is typed.

A draft is stored as JSON in the working copy. It is cleaned when it is saved, and checked in
full when a revision is cut from it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shenfa.review.content import Rendering
from shenfa.text import ContentKind


@dataclass(frozen=True, slots=True)
class DraftFile:
    """An uploaded file that goes out, under the name that citizens see."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way to a revision. Empty: not filled in yet.

    ``maker`` made or obtained the information (第一责任人); ``signer`` signed an official
    document. ``corrects`` is the revision that is public and corrected by this one.
    """

    kind: ContentKind
    title: str
    body: str = ""
    attachments: tuple[DraftFile, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    source_url: str = ""
    is_major: bool = False
    is_urgent: bool = False
    maker: str = ""
    signer: str = ""
    obtained_from: str = ""
    corrects: str = ""
    public_note: str = ""


def to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as it is stored."""
    return {**asdict(draft), "kind": draft.kind.value}


def from_json(stored: Mapping[str, Any]) -> Draft:
    """Return a stored draft."""
    return Draft(
        **{
            **stored,
            "kind": ContentKind(stored["kind"]),
            "attachments": tuple(DraftFile(**one) for one in stored["attachments"]),
            "renderings": tuple(Rendering(**one) for one in stored["renderings"]),
        }
    )
