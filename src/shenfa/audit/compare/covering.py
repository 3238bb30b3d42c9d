"""What of two copies may be quoted: nothing personal in full, of a secret not a word (R39–R42)."""

from dataclasses import dataclass

from shenfa.audit.engine import Engine, audit
from shenfa.audit.telling import blackened, is_withheld, shown_texts
from shenfa.text import Context, Document


@dataclass(frozen=True, slots=True)
class Quotable:
    """The texts of the passages of both copies, covered; None where all may be quoted.

    ``is_withheld`` says that one of them bears the mark of a state secret: then neither is
    quoted, for what one says at a place the other says as well.
    """

    formal: tuple[str, ...] | None = None
    electronic: tuple[str, ...] | None = None
    is_withheld: bool = False


def quotable(formal: Document, electronic: Document, engine: Engine) -> Quotable:
    """Return what may be quoted of the two copies."""
    reports = [audit(engine, one, Context()) for one in (formal, electronic)]
    if any(map(is_withheld, reports)):
        return Quotable(blackened(formal), blackened(electronic), is_withheld=True)
    first, second = map(shown_texts, reports)
    return Quotable(first, second)
