"""The trail: chained entries, signed checkpoints, the export and its verifier.

Standard library only. What the verifier needs is written in modules of its own and
assembled by tools/build_verifier.py into verify.py, the one file that also runs alone.
"""

from shenfa.trail.chain import BackDated, first_broken, link
from shenfa.trail.checkpoint import Checkpoint, is_genuine, read_key
from shenfa.trail.entry import Act, Entry, Facts, MalformedEntry, person_id, read_entry, write_entry
from shenfa.trail.export import Contents, Person, write_export
from shenfa.trail.faults import Broken, Unusable
from shenfa.trail.signing import generate_key, public_key, sign, sign_checkpoint, write_key
from shenfa.trail.verbs import VERBS, Verb, wrong_facts
from shenfa.trail.verdict import Verdict, verify

__all__ = [
    "VERBS",
    "Act",
    "BackDated",
    "Broken",
    "Checkpoint",
    "Contents",
    "Entry",
    "Facts",
    "MalformedEntry",
    "Person",
    "Unusable",
    "Verb",
    "Verdict",
    "first_broken",
    "generate_key",
    "is_genuine",
    "link",
    "person_id",
    "public_key",
    "read_entry",
    "read_key",
    "sign",
    "sign_checkpoint",
    "verify",
    "write_entry",
    "write_export",
    "write_key",
    "wrong_facts",
]
