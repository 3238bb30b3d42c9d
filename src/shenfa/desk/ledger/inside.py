"""Looking at what we publish ourselves: the bytes that are served, the files, what lies elsewhere.

The bytes in our database prove nothing where the page is served from a folder or by another
system: the nightly look is repeated there, and the page is fetched.
"""

import hashlib
from collections.abc import Iterator

from shenfa.desk.ledger.correcting import newest_release
from shenfa.desk.ledger.models import ProblemRecord
from shenfa.desk.ledger.outside import Wanted, look_outside
from shenfa.desk.ledger.reading import Bytes, look_at_file, look_at_text, look_for_people, read_page
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.release.live import EQUAL, live_seen
from shenfa.desk.release.models import DeliveryRecord, ReleaseChannelRecord, ReleaseRecord
from shenfa.desk.release.selectors import STATE_NAMES, State, release_state
from shenfa.ledger import Nature, Verdict
from shenfa.ledger.rechecking import Look, Searched

PAGE, FILE, SERVED = "本系统发布的网页", "附件", "公众看到的网页"


def look_inside(problem: ProblemRecord, searched: Searched) -> Iterator[Look]:
    """Look at the newest release of the manuscript, wherever the public reads it."""
    release = newest_release(problem)
    state = release_state(release)
    nature = Nature(problem.nature)
    if state is not State.LIVE:
        yield Look(PAGE, release.id, Verdict.CLEAN, f"该内容{STATE_NAMES[state]}")
    else:
        for row in release.channels.select_related("channel", "release__revision__manuscript"):
            yield from _page(row, nature, searched)
        yield from _files(release, nature, searched)
    yield from _delivered(release, Wanted(nature, searched, ()))


def _page(row: ReleaseChannelRecord, nature: Nature, searched: Searched) -> Iterator[Look]:
    if row.page_id is not None:
        body = blob_bytes(str(row.page_id))
        page = Bytes(PAGE, row.path, body, hashlib.sha256(body).hexdigest())
        text = read_page(page).text
        personal = nature is Nature.PRIVACY
        yield look_for_people(page, text) if personal else look_at_text(page, text, searched)
    seen = live_seen(row)
    verdict = Verdict.CLEAN if seen == EQUAL else Verdict.UNDETERMINED
    told = "与审发的一致" if seen == EQUAL else f"{seen}，公众看到的可能还是旧内容"
    yield Look(SERVED, row.path, verdict, told)


def _files(release: ReleaseRecord, nature: Nature, searched: Searched) -> Iterator[Look]:
    for one in release.revision.to_content().attachments:
        file = Bytes(FILE, one.name, blob_bytes(one.sha256), one.sha256)
        yield look_at_file(file, nature, searched)


def _delivered(release: ReleaseRecord, wanted: Wanted) -> Iterator[Look]:
    """What another system shows at an address is fetched from there, also where it was removed."""
    rows = DeliveryRecord.objects.filter(
        release__revision__manuscript=release.revision.manuscript_id, act="show"
    ).exclude(link="")
    links = tuple(dict.fromkeys(rows.order_by("id").values_list("link", flat=True)))
    yield from look_outside(Wanted(wanted.nature, wanted.searched, links))
