"""Writing in the town; what the test itself remembers of who wrote what is kept in it."""

from dataclasses import replace

from county import TOWN
from manuscript_county import MARKED, TEXT
from town import UNMARKED, Town

from shenfa.desk.manuscripts import services as manuscripts
from shenfa.desk.manuscripts.draft import Draft, DraftFile, from_json
from shenfa.desk.manuscripts.models import RevisionRecord, WorkingCopyRecord
from shenfa.desk.review.auditing import revision_audit
from shenfa.review.content import Rendering
from shenfa.text import ContentKind

TITLE = "竹沟镇便民服务中心延长服务时间"
OFFICIAL = (MARKED, UNMARKED)


def draft_of(town: Town, body: str, *channels: str) -> Draft:
    """Return a draft with this text for these channels."""
    kind = ContentKind.OFFICIAL if body in OFFICIAL else ContentKind.GENERAL
    renderings = tuple(Rendering(one, "", "") for one in channels or (town.prepared.column,))
    signer = town.ids["白副"] if kind is ContentKind.OFFICIAL else ""
    return Draft(kind, TITLE, body, renderings=renderings, signer=signer)


def open_text(town: Town, name: str, body: str, *channels: str) -> str:
    """Open a manuscript with a text; empty where it is refused."""
    unit, draft = town.county.unit(TOWN), draft_of(town, body, *channels)
    opened = town.attempt(
        lambda: manuscripts.manuscript_open(by=town.by(name), unit=unit, draft=draft)
    )
    if opened is None:
        return ""
    town.copies[opened.id, name] = {town.ids[name]}
    return opened.id


def begin(town: Town, name: str, manuscript: str, colleague: str = "") -> None:
    """Begin to write in a manuscript, from the newest revision or where a colleague stands."""
    author = town.ids[colleague] if colleague else ""
    begun = town.attempt(
        lambda: manuscripts.copy_start(by=town.by(name), manuscript=manuscript, author=author)
    )
    if begun is not None:
        others = town.copies.get((manuscript, colleague), set())
        town.copies.setdefault((manuscript, name), {town.ids[name]}).update(others)


def write(town: Town, name: str, manuscript: str, body: str) -> None:
    """Save another text in the person's own copy."""
    copy = _copy(town, name, manuscript)
    if copy is not None:
        wanted = draft_of(town, body)
        draft = replace(from_json(copy.draft), body=body, kind=wanted.kind, signer=wanted.signer)
        _save(town, name, copy, draft)


def upload(town: Town, name: str, manuscript: str, attached_by: str) -> None:
    """Bring a file, which another person may attach."""
    brought = town.attempt(
        lambda: manuscripts.file_upload(
            by=town.by(name), manuscript=manuscript, name="一览.txt", data=TEXT
        )
    )
    copy = _copy(town, attached_by, manuscript)
    if brought is None or copy is None:
        return
    file = DraftFile(brought.name, brought.blob_id)
    _save(town, attached_by, copy, replace(from_json(copy.draft), attachments=(file,)))
    town.uploads.setdefault(manuscript, set()).add(town.ids[name])


def cut(town: Town, name: str, manuscript: str, *, checked: bool = True) -> str:
    """Cut a revision of the person's copy, and check it."""
    copy = _copy(town, name, manuscript)
    if copy is None:
        return ""
    made = town.attempt(
        lambda: manuscripts.revision_cut(
            by=town.by(name), manuscript=manuscript, version=copy.version
        )
    )
    if made is None:
        return ""
    earlier = RevisionRecord.objects.filter(manuscript=manuscript).values_list("id", flat=True)
    before = [town.wrote.get(one, set()) for one in earlier]
    files = town.uploads.get(manuscript, set()) if made.attachment_count else set()
    own = town.copies.get((manuscript, name), set())
    town.wrote[made.id] = {town.ids[name]}.union(own, files, *before)
    if checked:
        audit(town, made.id)
    return made.id


def audit(town: Town, revision: str) -> None:
    """Check a revision."""
    town.attempt(lambda: revision_audit(clock=town.county.hands.clock, revision=revision))


def _copy(town: Town, name: str, manuscript: str) -> WorkingCopyRecord | None:
    return WorkingCopyRecord.objects.filter(manuscript=manuscript, author=town.ids[name]).first()


def _save(town: Town, name: str, copy: WorkingCopyRecord, draft: Draft) -> None:
    town.attempt(
        lambda: manuscripts.copy_save(
            by=town.by(name),
            manuscript=copy.manuscript_id,
            draft=draft,
            version=copy.version,
        )
    )
