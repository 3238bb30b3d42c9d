"""The list of manuscripts, a new one, and the page on which it is written."""

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePath
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from shenfa.desk.manuscripts.beginning import (
    copies_of_others,
    copy_of,
    draft_beginning,
    draft_choices,
    file_sizes,
    requests_of,
    revisions_of,
    transfers_to_take,
    units_to_give_to,
    writer_units,
)
from shenfa.desk.manuscripts.draft import Draft, DraftFile, from_json
from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord
from shenfa.desk.manuscripts.selectors import manuscript_get
from shenfa.desk.manuscripts.services import (
    copy_save,
    file_upload,
    largest_file,
    manuscript_open,
)
from shenfa.desk.manuscripts.uploaded_text import TAKEN, TakenText, UploadedFile, take_text
from shenfa.desk.masking.making import MASKABLE
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.history import live_revision
from shenfa.desk.release.listing import GROUPS, Wanted, manuscript_page
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.text import KIND_NAMES, ContentKind
from shenfa.web.workbench.drafting import kind_from
from shenfa.web.workbench.filters import saved_filters
from shenfa.web.workbench.frame import DEVICE_COOKIE, Visitor, done, show, signed_in

SECONDS = 60.0
REPRINTED = frozenset({ContentKind.REPOST, ContentKind.WARNING_RELAY})
ABOUT = {
    ContentKind.OFFICIAL: "红头文件、通知、方案，须有签发和公开标注",
    ContentKind.NEWS: "工作动态、会议、活动",
    ContentKind.LIST: "救助、补贴、评选等名单公示",
    ContentKind.GENERAL: "服务事项、办事指南、公告",
    ContentKind.POST: "只发政务新媒体账号",
    ContentKind.REPOST: "转载上级、媒体已公开的信息",
    ContentKind.WARNING_RELAY: "气象、地灾等预警，走急件",
}
NOT_TEXT = "该文件不能取出正文，请选择Word、WPS、Excel、PDF、OFD或文本文件，或者从空白开始"


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of a filter: its name, the link that takes it, whether it is taken."""

    name: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of a draft as the page shows it."""

    name: str
    sha256: str
    size: int

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in the text."""
        return is_picture(self.name)

    @property
    def is_maskable(self) -> bool:
        """Whether a masked copy of it can be made."""
        return is_maskable(self.name)


@signed_in
def manuscripts(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the manuscripts that the visitor sees; filters are links that can be kept."""
    asked = {
        name: request.GET.get(name, "").strip() for name in ("own", "q", "group", "kind", "unit")
    }
    wanted = Wanted(
        own=bool(asked["own"]),
        words=asked["q"][:100],
        group=asked["group"] if asked["group"] in GROUPS else "",
        kind=asked["kind"] if asked["kind"] in set(ContentKind) else "",
        unit=asked["unit"],
    )
    number = request.GET.get("page", "")
    page = manuscript_page(
        wanted=wanted, number=int(number) if number.isdigit() else 1, **visitor.looking
    )
    units = list(unit_visible(**visitor.looking))
    groups = {key: name for key, (name, _) in GROUPS.items()}
    context = {
        "page": page,
        "words": wanted.words,
        "asked": asked,
        "owns": _filters(asked, "own", {"": "全部", "1": "我写的"}),
        "groups": _filters(asked, "group", {"": "各种状态", **groups}),
        "kinds": {kind.value: name for kind, name in KIND_NAMES.items()},
        "units": units if len(units) > 1 else (),
        "before": _address(asked, page=page.number - 1) if page.number > 1 else "",
        "after": _address(asked, page=page.number + 1) if page.number < page.last else "",
        "transfers": transfers_to_take(**visitor.looking),
        "may_write": bool(_units(visitor)),
        "saved": saved_filters(visitor),
        "here": _address(asked),
    }
    return show(request, visitor, "manuscripts/list.html", context)


@signed_in
def search(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Lead the search of every page to the list."""
    del visitor
    return redirect(f"/manuscripts?{urlencode({'q': request.GET.get('q', '').strip()})}")


@signed_in
def new(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Open a manuscript: empty, or with what stands in an uploaded document."""
    units = _units(visitor)
    if not units:
        raise CommandRefused("not_entitled", "只有本单位在编在岗人员可以撰稿，请由撰稿人员办理")
    if request.method != "POST":
        kinds = [(kind.value, name, ABOUT[kind]) for kind, name in KIND_NAMES.items()]
        context = {
            "kinds": kinds,
            "units": units,
            "accept": ",".join(f".{suffix}" for suffix in sorted(TAKEN)),
            "largest": largest_file() // 1024**2,
        }
        return show(request, visitor, "manuscripts/new.html", context)
    unit = request.POST.get("unit", "") or units[0].id
    kind = kind_from(request.POST.get("kind", ""), ContentKind.GENERAL)
    draft = draft_beginning(
        person=visitor.acting.person, unit=unit, kind=kind, at=visitor.looking["at"]
    )
    sent = request.FILES.get("file")
    if not isinstance(sent, Sent):
        opened = manuscript_open(by=visitor.acting, unit=unit, draft=draft)
        return redirect(f"/manuscripts/{opened.id}")
    return _from_file(request, visitor, (unit, draft), sent)


@signed_in
def write(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Show the manuscript to whoever writes it, or what there is to begin from."""
    record = manuscript_get(manuscript=manuscript, **visitor.looking)
    person = visitor.acting.person
    copy = copy_of(viewer=person, manuscript=record)
    revisions = revisions_of(record)
    may_write = any(unit.id == record.unit_id for unit in _units(visitor))
    context: dict[str, object] = {
        "manuscript": record,
        "versions": paired(revisions),
        "newest": revisions[0] if revisions else None,
        "others": copies_of_others(viewer=person, manuscript=record),
        "requests": requests_of(record),
        "may_write": may_write,
        "person": person,
        "has_device": DEVICE_COOKIE in request.COOKIES,
    }
    if copy is None or not may_write:
        return show(request, visitor, "manuscripts/manuscript.html", context)
    draft = from_json(copy.draft)
    choices = draft_choices(viewer=person, unit=record.unit_id, at=visitor.looking["at"])
    chosen = {one.channel: one for one in draft.renderings}
    context |= {
        "copy": copy,
        "draft": draft,
        "choices": choices,
        "channel_groups": (
            ("本单位栏目", choices.own),
            ("县门户主栏目（须经县府办审核）", choices.main),
            ("新媒体账号", choices.accounts),
        ),
        "chosen": chosen,
        "kinds": {kind.value: name for kind, name in KIND_NAMES.items()},
        "files": shown_files(draft),
        "is_official": draft.kind is ContentKind.OFFICIAL,
        "is_reprint": draft.kind in REPRINTED,
        "is_post": draft.kind is ContentKind.POST,
        "live": live_revision(record),
        "is_behind": bool(revisions) and revisions[0].number > copy.seen,
        "give_to": units_to_give_to(unit=record.unit_id) if revisions else (),
        "largest": largest_file() // 1024**2,
    }
    return show(request, visitor, "manuscripts/write.html", context)


def paired(
    revisions: tuple[RevisionRecord, ...],
) -> tuple[tuple[RevisionRecord, RevisionRecord | None], ...]:
    """Return each revision with the one before it, the newest first."""
    return tuple(zip_longest(revisions, revisions[1:]))


def shown_files(draft: Draft) -> tuple[ShownFile, ...]:
    """Return the files of a draft as the page shows them. One query."""
    sizes = file_sizes(draft)
    return tuple(
        ShownFile(one.name, one.sha256, sizes.get(one.sha256, 0)) for one in draft.attachments
    )


def is_picture(name: str) -> bool:
    """Whether a file can be shown in the text."""
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))


def is_maskable(name: str) -> bool:
    """Whether a masked copy of a file of this name can be made."""
    return PurePath(name).suffix.lower() in MASKABLE


def _from_file(
    request: HttpRequest, visitor: Visitor, begun: tuple[str, Draft], sent: "Sent[bytes]"
) -> HttpResponseBase:
    """Open a manuscript with the words of a document, which may stay as an attachment."""
    unit, empty = begun
    file = _read(sent)
    taken = _taken(file)
    draft = Draft(
        empty.kind,
        taken.title[:500],
        taken.body,
        renderings=empty.renderings,
        maker=empty.maker,
        signer=empty.signer,
    )
    opened = manuscript_open(by=visitor.acting, unit=unit, draft=draft)
    tables = f"和{taken.tables}个表格" if taken.tables else ""
    said = [f"已取出标题{'、正文' if taken.body else ''}{tables}，请核对", *taken.notes]
    if "keep" in request.POST or taken.is_partial:
        said += _kept(visitor, opened, draft, file)
    return done(request, "；".join(said)[:900], f"/manuscripts/{opened.id}")


def _kept(
    visitor: Visitor, opened: ManuscriptRecord, draft: Draft, file: UploadedFile
) -> tuple[str, ...]:
    """Attach the document itself; if that is refused, the text is there all the same."""
    try:
        upload = file_upload(
            by=visitor.acting, manuscript=opened.id, name=file.name, data=file.data
        )
        attached = Draft(
            draft.kind,
            draft.title,
            draft.body,
            (DraftFile(upload.name, upload.blob_id),),
            draft.renderings,
            maker=draft.maker,
            signer=draft.signer,
        )
        copy_save(by=visitor.acting, manuscript=opened.id, draft=attached, version=1)
    except CommandRefused as refusal:
        return (f"文件没有留作附件：{refusal}",)
    return ()


def _read(sent: "Sent[bytes]") -> UploadedFile:
    name = sent.name or ""
    if name.rsplit(".", 1)[-1].lower() not in TAKEN:
        raise CommandRefused("file_type", NOT_TEXT)
    if (sent.size or 0) > largest_file():
        raise CommandRefused(
            "file_size", f"文件不得超过{largest_file() // 1024**2}MB，请拆分后上传"
        )
    return UploadedFile(name, sent.read())


def _taken(file: UploadedFile) -> TakenText:
    try:
        taken = in_process(take_text, file, SECONDS)
    except CheckingFailed as error:
        raise CommandRefused("file", str(error)) from error
    if taken.refusal:
        raise CommandRefused("file", taken.refusal)
    return taken


def _units(visitor: Visitor) -> tuple[UnitRecord, ...]:
    return writer_units(person=visitor.acting.person, at=visitor.looking["at"])


def _filters(asked: dict[str, str], name: str, choices: dict[str, str]) -> tuple[Filter, ...]:
    return tuple(
        Filter(shown, _address({**asked, name: value}), asked[name] == value)
        for value, shown in choices.items()
    )


def _address(asked: dict[str, str], page: int = 1) -> str:
    kept = {name: value for name, value in asked.items() if value}
    query = urlencode(kept | ({"page": page} if page > 1 else {}))
    return f"/manuscripts?{query}" if query else "/manuscripts"
