"""Observations in the pages: the list, one with everything that proves it, confirming a cure."""

from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.timezone import localtime

from shenfa.desk.organisation.selectors import person_holds_any, unit_visible
from shenfa.desk.patrol.evidence_files import (
    has_picture,
    picture_path,
    snapshot_path,
    snapshots_of,
)
from shenfa.desk.patrol.listing import GROUPS, Wanted, observation_page
from shenfa.desk.patrol.models import PageSeenRecord
from shenfa.desk.patrol.selectors import observation_get, site_list, unit_of
from shenfa.desk.patrol.services import CONFIRMING, observation_confirm
from shenfa.patrol.kinds import MEANINGS
from shenfa.patrol.report import evidence_rows
from shenfa.patrol.standing import Condition
from shenfa.text import Severity
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.patrol_words import rule_of, shown_observation

TOLD_APART = frozenset({"quote", "message", "reason", "fix", "title", "rule"})
"""Evidence that the page shows in a place of its own."""
FILTERS = ("group", "site", "unit", "kind", "severity", "q")


@signed_in
def observations(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what stands wrong, limited and in pages."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in FILTERS}
    if "group" not in request.GET or asked["group"] not in GROUPS:
        asked["group"] = "open"
    wanted = Wanted(**{key: value for key, value in asked.items() if key != "q"}, words=asked["q"])
    number = request.GET.get("page", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    found = observation_page(
        wanted=wanted, number=int(number) if is_number else 1, **visitor.looking
    )
    today = localtime(visitor.looking["at"]).date()
    units = tuple(unit_visible(**visitor.looking))
    context = {
        "rows": [shown_observation(row, today) for row in found.rows],
        "found": found,
        "asked": asked,
        "groups": [(key, name, _address({**asked, "group": key})) for key, name in GROUPS.items()],
        "kinds": [(kind.value, meaning.name) for kind, meaning in MEANINGS.items()],
        "severities": [one.value for one in Severity],
        "sites": site_list(**visitor.looking),
        "units": units if len(units) > 1 else (),
        "before": _address(asked, found.number - 1) if found.number > 1 else "",
        "after": _address(asked, found.number + 1) if found.number < found.last else "",
    }
    return show(request, visitor, "patrol/observations.html", context)


@signed_in
def observation(request: HttpRequest, visitor: Visitor, observation: str) -> HttpResponseBase:
    """Show one observation with what proves it and what became of it."""
    record = observation_get(observation=observation, **visitor.looking)
    at = visitor.looking["at"]
    code, title = rule_of(record)
    evidence = {key: value for key, value in record.evidence.items() if key not in TOLD_APART}
    unit = unit_of(record).id
    waits = record.condition == Condition.CURED and record.confirmed_at is None
    person = visitor.acting.person
    sees_site = any(one.id == record.site_id for one in site_list(**visitor.looking))
    context = {
        "shown": shown_observation(record, localtime(at).date()),
        "record": record,
        "quote": _quoted(record.evidence),
        "rule": code,
        "rule_title": title,
        "evidence": evidence_rows(evidence),
        "snapshots": snapshots_of(record),
        "has_picture": has_picture(record),
        "changes": record.changes.select_related("person"),
        "seen": PageSeenRecord.objects.filter(site=record.site_id, url=record.target).first(),
        "waits": waits,
        "may_confirm": waits
        and person_holds_any(person=person, unit=unit, positions=CONFIRMING, at=at),
        "sees_site": sees_site,
    }
    return show(request, visitor, "patrol/observation.html", context)


@posted
@signed_in
def confirm(request: HttpRequest, visitor: Visitor, observation: str) -> HttpResponseBase:
    """Confirm that what patrol no longer sees is really gone."""
    note = request.POST.get("note", "")
    observation_confirm(by=visitor.acting, observation=observation, note=note)
    return done(request, "已核验消除", f"/patrol/observations/{observation}")


@signed_in
def picture(request: HttpRequest, visitor: Visitor, observation: str) -> HttpResponseBase:
    """Return the picture of the page."""
    del request
    record = observation_get(observation=observation, **visitor.looking)
    return FileResponse(picture_path(record).open("rb"), content_type="image/png")


@signed_in
def snapshot(
    request: HttpRequest, visitor: Visitor, observation: str, number: int
) -> HttpResponseBase:
    """Return a page as it came, packed: it is looked at outside the workbench, never inside."""
    del request
    record = observation_get(observation=observation, **visitor.looking)
    path = snapshot_path(record, number)
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=path.name,
        content_type="application/gzip",
    )


def _quoted(evidence: dict[str, object]) -> tuple[str, str, str]:
    """Return a quotation as what stands before the fault, the fault, and what follows.

    The message names the wrong words between quotation marks; else all of it is marked.
    """
    quote, message = str(evidence.get("quote", "")), str(evidence.get("message", ""))
    wrong = message.partition("“")[2].partition("”")[0]
    before, found, after = quote.partition(wrong) if wrong else ("", "", "")
    return (before, found, after) if found else ("", quote, "")


def _address(asked: dict[str, str], page: int = 1) -> str:
    kept = {key: value for key, value in asked.items() if value or key == "group"}
    return f"/patrol/observations?{urlencode(kept | ({'page': str(page)} if page > 1 else {}))}"
