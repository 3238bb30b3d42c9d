"""存量: pages that were public before the county began with this system, counted apart.

They are registered once, before the first release. From then on whatever changes goes through
three reviews; nothing here makes a page public.
"""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from shenfa.desk.organisation.authority import need_position
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import BaselineRecord, ReleaseRecord
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command
from shenfa.review import Position
from shenfa.trail.entry import is_plain

LONGEST_URL, LONGEST_TITLE = 500, 300


@dataclass(frozen=True, slots=True)
class BaselinePage:
    """A page as it is registered: where it is, its title, the digest of its text."""

    url: str
    title: str
    sha256: str
    seen: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """How many pages were new, and how many were registered already with the same digest."""

    new: int
    known: int


def baseline_import(*, by: Acting, pages: Sequence[BaselinePage]) -> Registered:
    """Register pages, all or none, by the command line or the site administrator."""
    with command("baseline.import", "baseline", by) as now:
        if by.person != SYSTEM:
            need_position(now, county_office_id(), Position.SITE_ADMINISTRATOR)
        if ReleaseRecord.objects.exists():
            raise CommandRefused("too_late", "已有信息经本系统发布，不能再登记存量页面")
        known = dict(BaselineRecord.objects.values_list("url", "sha256"))
        fresh: dict[str, BaselinePage] = {}
        for number, page in enumerate(pages, start=2):
            _need_page(number, page)
            before = fresh[page.url].sha256 if page.url in fresh else known.get(page.url)
            if before is None:
                fresh[page.url] = page
            elif before != page.sha256:
                raise CommandRefused("twice", f"第{number}行的网址已登记过不同的内容，请核对")
        BaselineRecord.objects.bulk_create(
            BaselineRecord(
                url=page.url,
                sha256=page.sha256,
                title=page.title,
                seen_at=page.seen or now.at,
                registered_by=by.person,
                registered_at=now.at,
            )
            for page in fresh.values()
        )
        facts = {"count": len(fresh), "digest": _digest(fresh)}
        chain(now, "baseline.import", "baseline", facts)
        return Registered(len(fresh), len(pages) - len(fresh))


def baseline_count() -> int:
    """Return how many pages are 存量. One query."""
    return BaselineRecord.objects.count()


def _need_page(number: int, page: BaselinePage) -> None:
    is_address = page.url.startswith(("http://", "https://")) and is_plain(page.url)
    if not is_address or len(page.url) > LONGEST_URL:
        raise CommandRefused("url", f"第{number}行的网址不完整，应以 http:// 或 https:// 开头")
    if not page.title or len(page.title) > LONGEST_TITLE or not is_plain(page.title):
        raise CommandRefused("title", f"第{number}行的标题不能为空，且不超过{LONGEST_TITLE}个字")


def _digest(pages: dict[str, BaselinePage]) -> str:
    """Return the digest of what was registered, so that nothing can be slipped in later."""
    lines = sorted([page.url, page.title, page.sha256] for page in pages.values())
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
