"""The invariants of the way to release, read from the tables alone (I1–I5, I8–I12, I14, I16, I26).

Nothing of the product judges here: rows are read, bytes are hashed anew, and who wrote what is
what the test itself remembers. What is already public was judged when it was first seen.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from manuscript_county import BODY
from town import TABLES, Town, counts

from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.public import package_get
from shenfa.desk.review.models import DecisionRecord
from shenfa.desk.trail.models import EntryRecord

MARK = "此件公开发布"
POSTS = {1: "information_officer", 2: "section_head", 3: "deputy_in_charge"}
ENTRIES = {
    "manuscripts_revision": ("revision.cut",),
    "review_submission": ("revision.submit",),
    "review_decision": ("review.decide",),
    "review_secrecy": ("secrecy.conclude",),
    "review_attribute": ("attribute.decide",),
    "review_finding_decision": ("finding.decide", "finding.reopen"),
    "review_question": ("question.ask",),
    "form_submitted": ("form.submit",),
    "form_county_decision": ("county.decide",),
    "release_release": ("release.publish",),
    "release_step": (
        "release.replace",
        "release.withdraw",
        "release.archive",
        "release.delete",
        "takedown.hide",
        "takedown.confirm",
    ),
    "release_schedule": ("schedule.set",),
    "organisation_tenure": ("tenure.start",),
}
"""Which entries there must be, one for each row (I26)."""


def broken(town: Town) -> list[str]:
    """Name the invariants that do not hold now; what is public is judged once and then kept."""
    found = [*_chain(town), *_rows(town)]
    for release in ReleaseRecord.objects.select_related("revision__manuscript").order_by("id"):
        if release.id not in town.judged:
            town.judged.add(release.id)
            found += [f"{law} {release.id}" for law in lawless(town, release)]
        found += _shown(release)
    return [*found, *_live()]


def lawless(town: Town, release: ReleaseRecord) -> Iterator[str]:
    """Name what a release that is new breaks."""
    revision = release.revision
    passed = list(revision.decisions.filter(result="passed").order_by("stage", "at"))
    yield from _three(revision, passed)
    if {release.sha256, *(one.sha256 for one in passed)} != {hashed(revision)}:
        yield "I2 bytes"
    authors = town.wrote.get(revision.id, set())
    if any(one.person_id in authors for one in passed):
        yield "I3 author"
    for one in passed:
        yield from _in_post(revision, one)
    yield from _times(release, passed)
    if revision.decisions.filter(result="failed").exists() or hasattr(revision, "end"):
        yield "I8 ended"
    if revision.decisions.filter(result="undetermined").exclude(
        questions__answered_at__isnull=False
    ):
        yield "R49 undetermined"
    yield from _beside(town, revision)
    if revision.kind == "official" and MARK not in revision.body:
        yield "I11 marker"
    yield from _county(release, {one.person_id for one in passed} | authors)
    if revision.manuscript.revisions.filter(number__gt=revision.number).exists():
        yield "I16 not the newest"
    yield from _released_by(release)


def hashed(revision: RevisionRecord) -> str:
    """Return the digest of what goes out, computed here from rows and files."""
    files = [
        (row.name, _digest(row.blob_id), row.blob.size)
        for row in revision.attachments.order_by("position")
    ]
    rows = revision.renderings.values_list("channel_id", "title", "body")
    facts = {
        "format": "shenfa.revision/1",
        "kind": revision.kind,
        "title": revision.title,
        "body": revision.body,
        "attachments": [list(one) for one in files],
        "channels": sorted(list(one) for one in rows),
        "marker": revision.marker_text,
        "source": revision.source_url,
        **({"note": revision.public_note} if revision.public_note else {}),
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def public() -> frozenset[str]:
    """Return the releases that anybody can read now."""
    rows = ReleaseRecord.objects.filter(steps=None).values_list("id", flat=True)
    return frozenset(rows)


def _three(revision: RevisionRecord, passed: list[DecisionRecord]) -> Iterator[str]:
    if [one.stage for one in passed] != [1, 2, 3]:
        yield "I1 three stages"
    if len({one.person_id for one in passed}) != 3:
        yield "I1 three distinct people"
    stages: dict[str, set[int]] = {}
    for one in revision.decisions.all():
        stages.setdefault(one.person_id, set()).add(one.stage)
    if any(len(one) > 1 for one in stages.values()):
        yield "I8 one person, two stages"


def _in_post(revision: RevisionRecord, decision: DecisionRecord) -> Iterator[str]:
    major = revision.is_major and decision.stage == 3
    post = "principal_leader" if major else POSTS[decision.stage]
    held = TenureRecord.objects.filter(
        person=decision.person_id,
        unit=revision.manuscript.unit_id,
        position=post,
        since__lte=decision.at,
        filing__confirmed_at__lte=decision.at,
    ).exclude(until__lte=decision.at)
    if not held.exists():
        yield "I4 post"
    person = PersonRecord.objects.get(id=decision.person_id)
    left = person.disabled_at is not None and person.disabled_at <= decision.at
    if person.employment != "in_house" or left:
        yield "I4 in-house"


def _times(release: ReleaseRecord, passed: list[DecisionRecord]) -> Iterator[str]:
    submission = getattr(release.revision, "submissionrecord", None)
    if submission is None:
        yield "I5 not submitted"
        return
    times = [submission.at, *(one.at for one in passed)]
    if any(later <= earlier for earlier, later in pairwise(times)):
        yield "I5 times"
    if release.released_at < times[-1]:
        yield "I5 released before it was reviewed"


def _beside(town: Town, revision: RevisionRecord) -> Iterator[str]:
    """Audit, findings, gaps, secrecy and attribute, as they were said last (I10, I11)."""
    audit = revision.audits.order_by("number").last()
    if audit is None or not audit.is_finished or audit.gaps.filter(kind="unread").exists():
        yield "I10 audit"
    for finding in audit.findings.exclude(weight="hint") if audit else ():
        said = revision.finding_decisions.filter(finding=finding.key).order_by("id").last()
        authors = town.wrote.get(revision.id, set())
        if finding.weight == "certain_blocker" or said is None or said.decision == "reopen":
            yield "I10 finding"
        elif finding.weight in {"suspected_blocker", "secrecy"} and said.person_id in authors:
            yield "I10 own finding"
    secrecy = revision.secrecy.order_by("id").last()
    if secrecy is None or (secrecy.result, secrecy.sha256) != ("passed", revision.sha256):
        yield "R27 secrecy"
    elif secrecy.person_id in town.wrote.get(revision.id, set()):
        yield "R27 own secrecy"
    attribute = revision.attributes.order_by("id").last()
    if attribute is None or attribute.attribute != "proactive":
        yield "I11 attribute"


def _county(release: ReleaseRecord, involved: set[str]) -> Iterator[str]:
    if not release.channels.filter(channel__kind="main_column").exists():
        return
    form = getattr(release.revision, "formrecord", None)
    sent = form.submissions.order_by("round").last() if form else None
    word = getattr(sent, "decision", None)
    if word is None or (word.result, word.sha256) != ("approved", release.sha256):
        yield "I12 county office"
    elif word.person_id in involved:
        yield "I12 county reviewer was involved"


def _released_by(release: ReleaseRecord) -> Iterator[str]:
    held = TenureRecord.objects.filter(
        person=release.released_by_id,
        position__in=["releaser", "site_administrator"],
        since__lte=release.released_at,
        filing__confirmed_at__lte=release.released_at,
    ).exclude(until__lte=release.released_at)
    if not held.exists():
        yield "R23 releaser"


def _shown(release: ReleaseRecord) -> Iterator[str]:
    """The public gets exactly the approved bytes of what is live, and of nothing else (I14)."""
    is_live = not release.steps.exists()
    package = package_get(release.id)
    if is_live != (package is not None):
        yield f"I14 shown {release.id}"
    elif package is not None and hashlib.sha256(package).hexdigest() != release.sha256:
        yield f"I14 bytes {release.id}"
    for row in release.channels.filter(page__isnull=False) if is_live else ():
        page = blob_path(str(row.page_id)).read_bytes()
        plain = release.revision.body if BODY in release.revision.body else ""
        if plain.encode() not in page:
            yield f"I14 page {release.id}"


def _live() -> Iterator[str]:
    rows = ReleaseRecord.objects.filter(steps=None)
    seen = Counter(rows.values_list("revision__manuscript_id", flat=True))
    yield from (f"I16 live twice {one}" for one, number in seen.items() if number > 1)


def _chain(town: Town) -> Iterator[str]:
    """The chain from where it was read last (I27), and no row of it gone (I19, I28)."""
    for row in EntryRecord.objects.filter(seq__gt=town.read).order_by("seq"):
        data = b"\x01" + bytes.fromhex(town.head) + row.body.encode()
        if (row.seq, row.prev) != (town.read + 1, town.head):
            yield f"I27 order {row.seq}"
        if hashlib.sha256(data).hexdigest() != row.hash:
            yield f"I27 hash {row.seq}"
        town.read, town.head = row.seq, row.hash
        verb = json.loads(row.body)["verb"]
        town.said[verb] += 1
    if EntryRecord.objects.count() != town.read:
        yield "I27 count"


def _rows(town: Town) -> Iterator[str]:
    """As many entries as rows, of each kind (I26)."""
    rows = dict(zip(TABLES, counts(), strict=True))
    for table, verbs in ENTRIES.items():
        if rows[table] != sum(town.said[verb] for verb in verbs):
            yield f"I26 {table}"


def _digest(sha256: str) -> str:
    return hashlib.sha256(blob_path(sha256).read_bytes()).hexdigest()
