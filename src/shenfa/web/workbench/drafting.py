"""From the form of the writing page to a draft, and the one way in which it is saved."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from shenfa.desk.manuscripts.beginning import copy_of
from shenfa.desk.manuscripts.draft import Draft, DraftFile, from_json
from shenfa.desk.manuscripts.models import ManuscriptRecord, WorkingCopyRecord
from shenfa.desk.manuscripts.selectors import manuscript_get
from shenfa.desk.manuscripts.services import copy_save
from shenfa.desk.manuscripts.uploaded_text import paragraphs_of
from shenfa.desk.refusals import CommandRefused
from shenfa.review.content import Rendering
from shenfa.text import ContentKind
from shenfa.web.workbench.frame import Visitor

SOMEBODY_ELSE = "本浏览器现在登录的是另一人，文字没有保存；请由原来的人员重新登录后再保存"
SCRIPTED = "X-Writing"
"""The header by which the page's script asks for data instead of a page."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A manuscript, the visitor's working copy of it, and what stands in that."""

    manuscript: ManuscriptRecord
    copy: WorkingCopyRecord
    draft: Draft


def desk_of(visitor: Visitor, manuscript: str) -> Desk:
    """Return what the visitor is writing, or refuse. Four queries."""
    record = manuscript_get(manuscript=manuscript, **visitor.looking)
    copy = copy_of(viewer=visitor.acting.person, manuscript=record)
    if copy is None:
        raise CommandRefused("no_copy", "您在该稿件中还没有工作副本，请先开始编辑")
    return Desk(record, copy, from_json(copy.draft))


def draft_from(form: QueryDict, stored: Draft) -> Draft:
    """Return what a form says; what it does not show stays as it is stored."""
    return replace(
        stored,
        kind=kind_from(form.get("kind", ""), stored.kind),
        title=" ".join(form.get("title", "").split()),
        body=_body(form.get("body", "")),
        attachments=_files(form),
        renderings=tuple(_rendering(form, channel) for channel in form.getlist("channel")),
        source_url=form.get("source_url", stored.source_url).strip(),
        is_major="is_major" in form,
        is_urgent="is_urgent" in form,
        maker=form.get("maker", stored.maker),
        signer=form.get("signer", stored.signer),
        corrects=form.get("corrects", stored.corrects),
        public_note=form.get("public_note", stored.public_note),
    )


def kind_from(word: str, otherwise: ContentKind) -> ContentKind:
    """Return a kind by its word."""
    return ContentKind(word) if word in set(ContentKind) else otherwise


def save(request: HttpRequest, visitor: Visitor, desk: Desk) -> WorkingCopyRecord:
    """Save what a form says, if it is the visitor's own and nobody saved in between."""
    need_same_person(request, visitor)
    draft = draft_from(request.POST, desk.draft)
    return copy_save(
        by=visitor.acting,
        manuscript=desk.manuscript.id,
        draft=draft,
        version=version_from(request.POST),
    )


def need_same_person(request: HttpRequest, visitor: Visitor) -> None:
    """Refuse a form that was shown to somebody else: their words are not the visitor's."""
    if request.POST.get("author", visitor.acting.person) != visitor.acting.person:
        raise CommandRefused("another_person", SOMEBODY_ELSE)


def version_from(form: QueryDict) -> int:
    """Return the version that a form started from."""
    text = form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def is_scripted(request: HttpRequest) -> bool:
    """Whether the script of the page asks."""
    return SCRIPTED in request.headers


def _body(text: str) -> str:
    # Without the editor people type plain lines.
    return text if "<" in text else paragraphs_of(text)


def _files(form: QueryDict) -> tuple[DraftFile, ...]:
    names, digests = form.getlist("file_name"), form.getlist("file")
    files = [DraftFile(name.strip(), digest) for name, digest in zip(names, digests, strict=False)]
    dropped, raised = form.get("drop", ""), form.get("raise", "")
    if raised.isdigit() and 0 < int(raised) < len(files):
        at = int(raised)
        files[at - 1], files[at] = files[at], files[at - 1]
    if dropped.isdigit() and int(dropped) < len(files):
        del files[int(dropped)]
    return tuple(files)


def _rendering(form: QueryDict, channel: str) -> Rendering:
    return Rendering(channel, form.get(f"title-{channel}", ""), form.get(f"body-{channel}", ""))
