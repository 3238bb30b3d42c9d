"""The county's own tables: rows in force, proposals, their effect, the file in and out (R54, I22)."""

from collections import Counter
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from shenfa.audit.county_sheet import UnreadableListError, county_file_with, read_county_sheet
from shenfa.audit.instrument_sheet import (
    UnreadableInstrumentSheetError,
    county_file_with_instruments,
    read_instrument_sheet,
)
from shenfa.audit.rulebook import find_entry
from shenfa.audit.suppress import CountyFileError
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.wording.county_file import Row
from shenfa.desk.wording.effects import effect_at_once
from shenfa.desk.wording.keepers import may_keep
from shenfa.desk.wording.kinds import BY_TABLE, KINDS, Content, Kind, kept
from shenfa.desk.wording.models import EffectRecord, RowRecord
from shenfa.desk.wording.selectors import (
    county_file,
    effect_latest,
    present_number,
    proposal_get,
    proposal_waiting,
    row_history,
    row_visible,
)
from shenfa.desk.wording.services import (
    Change,
    change_confirm,
    change_decline,
    change_propose,
    file_change,
)
from shenfa.web.workbench.administration.rooms import in_room, show_room
from shenfa.web.workbench.frame import Visitor, done, posted

ON_A_PAGE = 100
MOST_SHOWN = 200
LARGEST = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as a list shows it: its name, and what else there is to know, in words."""

    id: str
    kind: Kind
    name: str
    about: tuple[tuple[str, str], ...]
    record: RowRecord


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text that a proposal changes, and how, rule by rule."""

    revision: RevisionRecord
    is_live: bool
    appear: tuple[tuple[str, str, int], ...]
    go: tuple[tuple[str, str, int], ...]


@in_room("words")
def words(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show one of the tables, and what waits for its second person."""
    kind = BY_TABLE.get(request.GET.get("kind", ""), KINDS[0])
    asked = request.GET.get("q", "").strip()[:100]
    visible = row_visible(**visitor.looking)
    counts = Counter(visible.order_by().values_list("kind", flat=True))
    rows = visible.filter(kind=kind.table, label__contains=asked)
    number = request.GET.get("page", "")
    last = max(1, -(-rows.count() // ON_A_PAGE))
    page = min(max(1, int(number)), last) if number.isdecimal() else 1
    begin = (page - 1) * ON_A_PAGE
    context = {
        "kind": kind,
        "kinds": [(one, counts[one.table]) for one in KINDS],
        "rows": [shown_row(row) for row in rows[begin : begin + ON_A_PAGE]],
        "page": page,
        "last": last,
        "words": asked,
        "waiting": proposal_waiting(**visitor.looking),
        "history": row_history(**visitor.looking)[:10],
        "may": may_keep(**visitor.looking),
        "number": present_number(),
        "today": localdate(visitor.looking["at"]),
    }
    return show_room(request, visitor, "words.html", context)


@posted
@in_room("words")
def propose(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Propose rows to add, or rows to take out."""
    rows = tuple(_typed(request)) if request.POST.get("kind") else ()
    change = Change(request.POST.get("reason", ""), rows, tuple(request.POST.getlist("remove")))
    return _proposed(request, visitor, change)


@posted
@in_room("words")
def taken_in(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Propose what a file holds: the county's TOML, or a sheet of words, topics or documents.

    Every fault of a sheet is named with its row, and nothing is proposed where there is one.
    """
    sent = request.FILES.get("file")
    if not isinstance(sent, Sent) or (sent.size or 0) > LARGEST:
        raise CommandRefused("file", "请选择不超过5MB的 .toml、.xlsx 或 .csv 文件")
    name, data = sent.name or "", sent.read()
    try:
        if name.lower().endswith(".toml"):
            content = data.decode("utf-8-sig")
        else:
            content, faults = _from_sheet(data, name)
            if faults:
                context = {"name": name, "faults": faults[:MOST_SHOWN], "total": len(faults)}
                return show_room(request, visitor, "words_faults.html", context)
        change = file_change(
            content, reason=request.POST.get("reason", ""), is_whole="whole" in request.POST
        )
    except UnicodeDecodeError as error:
        raise CommandRefused("file", "文件不是 UTF-8 编码，请另存后重试") from error
    except (CountyFileError, UnreadableListError) as error:
        raise CommandRefused("file", str(error)) from error
    return _proposed(request, visitor, change)


@in_room("words")
def given_out(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Give out the tables as the file that the command line reads."""
    del request
    if not may_keep(**visitor.looking):
        raise CommandRefused("not_entitled", "词表由负责此项设置的人员导出")
    answer = HttpResponse(
        county_file(present_number()), content_type="application/toml; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename="本县词表.toml"
    )
    return answer


@in_room("words")
def proposal(request: HttpRequest, visitor: Visitor, proposal: str) -> HttpResponseBase:
    """Show a proposal with its effect on the texts there are."""
    record = proposal_get(proposal=proposal, **visitor.looking)
    effect = effect_latest(record)
    number = present_number()
    is_current = effect is not None and effect.base == number
    is_own = record.proposed_by_id == visitor.acting.person
    may = may_keep(**visitor.looking) and record.decided_at is None
    texts = _texts(effect, visitor) if effect else ()
    added = [shown_row(row) for row in record.added.all()[:MOST_SHOWN]]
    removed = [shown_row(one.row) for one in record.removed.all()[:MOST_SHOWN]]
    context = {
        "proposal": record,
        "added": added,
        "removed": removed,
        "more": record.added.count() + record.removed.count() - len(added) - len(removed),
        "effect": effect,
        "is_current": is_current or record.decided_at is not None,
        "texts": texts[:MOST_SHOWN],
        "live": sum(one.is_live for one in texts),
        "appear": sum(count for one in texts for _, _, count in one.appear),
        "go": sum(count for one in texts for _, _, count in one.go),
        "changed": len(texts),
        "may": may,
        "is_own": is_own,
        "refusal": _refusal(is_current=is_current, is_own=is_own) if may else "",
    }
    return show_room(request, visitor, "proposal.html", context)


@posted
@in_room("words")
def effect(request: HttpRequest, visitor: Visitor, proposal: str) -> HttpResponseBase:
    """Work the effect out anew, or leave it to the worker where there are many texts."""
    record = proposal_get(proposal=proposal, **visitor.looking)
    if not may_keep(**visitor.looking):
        raise NotFound("提议")
    if effect_at_once(clock=visitor.acting.clock, proposal=record) is None:
        return done(request, "稿件较多，正在后台计算，请过几分钟再来查看")
    return done(request, "已按现有稿件重新计算")


@posted
@in_room("words")
def confirm(request: HttpRequest, visitor: Visitor, proposal: str) -> HttpResponseBase:
    """Confirm a proposal, as the second person."""
    change_confirm(by=visitor.acting, proposal=proposal)
    return done(request, "已确认，从下一次检查起生效；受影响的在审稿件自动重新检查")


@posted
@in_room("words")
def decline(request: HttpRequest, visitor: Visitor, proposal: str) -> HttpResponseBase:
    """Decline a proposal, or take one's own back."""
    change_decline(by=visitor.acting, proposal=proposal, reason=request.POST.get("reason", ""))
    return done(request, "已退回，词表没有变化")


def _from_sheet(data: bytes, name: str) -> tuple[str, list[str]]:
    """Return a sheet as a county file, and its faults. Raises UnreadableListError."""
    try:
        listed = read_county_sheet(data, name)
    except UnreadableListError as no_words:
        try:
            sheet = read_instrument_sheet(data, name)
        except UnreadableInstrumentSheetError:
            raise no_words from None
        return county_file_with_instruments(sheet, ""), list(sheet.faults)
    return county_file_with(listed, ""), [str(fault) for fault in listed.faults]


def shown_row(record: RowRecord) -> ShownRow:
    """Return a row in words."""
    kind = BY_TABLE[record.kind]
    content: Content = record.content
    first, *rest = kind.fields
    about = (
        (field.title, _told(field.choices, content[field.name]))
        for field in rest
        if field.is_shown and content.get(field.name) not in (None, "", [])
    )
    return ShownRow(record.id, kind, str(content.get(first.name, "")), tuple(about), record)


def _told(choices: tuple[tuple[str, str], ...], value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return dict(choices).get(str(value), str(value))


def _typed(request: HttpRequest) -> list[Row]:
    """Return the rows of the form: of names one a line, of the others one."""
    kind = BY_TABLE.get(request.POST["kind"])
    if kind is None:
        raise CommandRefused("kind", "请选择词表")
    if kind.is_plain:
        name, field = kind.identity[0], kind.fields[0]
        lines = dict.fromkeys(line.strip() for line in request.POST.get(name, "").splitlines())
        return [Row(kind, {name: kept(field, line)}) for line in lines if line]
    typed = {
        field.name: kept(field, request.POST.get(field.name, "").strip()) for field in kind.fields
    }
    return [Row(kind, {key: value for key, value in typed.items() if value not in ("", [])})]


def _proposed(request: HttpRequest, visitor: Visitor, change: Change) -> HttpResponseBase:
    record = change_propose(by=visitor.acting, change=change)
    address = f"/administration/words/{record.id}"
    if effect_at_once(clock=visitor.acting.clock, proposal=record) is None:
        return done(request, "已提出；稿件较多，正在后台计算影响", address)
    return done(request, "已提出，待另一人看过影响后确认", address)


def _refusal(*, is_current: bool, is_own: bool) -> str:
    if is_own:
        return "须由提出人以外的人员确认"
    return "" if is_current else "请先计算对现有稿件的影响，看过以后再确认"


def _texts(effect: EffectRecord, visitor: Visitor) -> tuple[ShownText, ...]:
    """Return the texts that change, as far as the visitor sees them, the public ones first."""
    changes = {row["revision"]: row for row in effect.rows}
    rows = revision_visible(**visitor.looking).filter(id__in=changes)
    found = [
        ShownText(
            row,
            changes[row.id]["is_live"],
            _rules(changes[row.id]["appear"]),
            _rules(changes[row.id]["go"]),
        )
        for row in rows.select_related("manuscript__unit")
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_live, one.revision.title)))


def _rules(counts: dict[str, int]) -> tuple[tuple[str, str, int], ...]:
    return tuple((code, _title(code), count) for code, count in counts.items())


def _title(code: str) -> str:
    entry = find_entry(code)
    return entry.title if entry else code
