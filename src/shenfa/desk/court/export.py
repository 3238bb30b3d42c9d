"""Accepted appeals as regression cases: what the rules should not object to again.

Nothing secret goes out: neither a finding that concerns secrecy nor anything of a text that was
purged. Reasons are typed by people, so what is personal in them is covered as in any report.
"""

from collections.abc import Iterator

from django.utils.timezone import localdate

from shenfa.audit import audit, compile_engine
from shenfa.audit.cases import Case, Sentence
from shenfa.audit.telling import shown_texts
from shenfa.desk.court.models import AppealRecord
from shenfa.desk.court.selectors import State, state_of
from shenfa.text import ContentKind, Context, Document, Family, Passage, PassageKind

HOLDING = frozenset({State.IN_FORCE, State.LAPSED})
"""What is still held for a false alarm: a changed rule is just what a case is for."""


def accepted_cases() -> Iterator[Case]:
    """Yield what was ruled a false alarm and not withdrawn, the oldest first. Two queries."""
    rows = AppealRecord.objects.filter(ruling__row__isnull=False, revision__purged_at=None)
    rows = rows.select_related(
        "finding", "revision", "ruling__row__proposal", "ruling__row__withdrawal"
    )
    for appeal in rows.prefetch_related("ruling__row__removals__proposal").order_by("at", "id"):
        is_secret = appeal.finding.to_finding().family is Family.SECRECY
        if not is_secret and state_of(appeal) in HOLDING:
            yield _case(appeal)


def _case(appeal: AppealRecord) -> Case:
    shown, ruling = appeal.shown, appeal.ruling
    return Case(
        rule=appeal.rule,
        kind=ContentKind(shown["kind"]),
        date=localdate(appeal.revision.cut_at),
        sentence=Sentence(
            shown["before"], shown["text"], shown["after"], PassageKind(shown["passage"])
        ),
        is_faithful=shown["faithful"],
        scope=ruling.scope,
        ruled=localdate(ruling.at),
        reason=_covered(ruling.reason),
    )


def _covered(text: str) -> str:
    report = audit(compile_engine(), Document("", (Passage("", text),)), Context())
    return shown_texts(report)[0]
