"""What the attachments of one manuscript give away together, though each is masked well.

No Django here, as in the checking of single parts; only traces of their rows are kept that long.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

from shenfa.audit.rulebook import find_entry
from shenfa.desk.review.examining import KEY_LENGTH, Examined, FoundFinding
from shenfa.review import weight_of
from shenfa.rules.personal.traces import Exposed, exposed_across
from shenfa.rules.privacy.recombined_masks import ACROSS, RULE

Parts = Sequence[tuple[str, Examined]]


def laid_together(parts: Parts) -> Examined:
    """Return a finding for every mask that another part undoes."""
    return Examined(tuple(_findings(parts)))


def _findings(parts: Parts) -> Iterator[FoundFinding]:
    weight = weight_of(RULE.severity, RULE.certainty, RULE.family)
    for one in exposed_across([one.traces for _, one in parts]):
        part, other = parts[one.text][0], parts[one.other][0]
        facts = json.dumps(
            (part, other, RULE.code, one.trace.place, one.trace.passage, one.trace.start),
            ensure_ascii=False,
        )
        key = hashlib.sha256(facts.encode()).hexdigest()[:KEY_LENGTH]
        yield FoundFinding(key, weight, RULE.code, part, _detail(one, other))


def _detail(one: Exposed, other: str) -> dict[str, object]:
    entry = find_entry(RULE.code)
    return {
        "severity": RULE.severity.value,
        "certainty": RULE.certainty.value,
        "family": RULE.family.value,
        "serious": RULE.serious,
        "place": one.trace.place,
        "passage": one.trace.passage,
        "start": one.trace.start,
        "end": one.trace.end,
        "title": entry.title if entry else RULE.code,
        "text": "",
        "before": "",
        "after": "",
        "message": f"{ACROSS[one.together]}（见{other}）",
        "fix": None,
        "basis": [str(basis) for basis in RULE.basis],
    }
