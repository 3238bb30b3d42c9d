"""``shenfa watch`` and ``shenfa export approved``: for whoever keeps the machine."""

import pytest
from county import OFFICE
from shenfa_command import shenfa, started

from shenfa.desk.deployment import Deployment
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.trail.selectors import trail_entries

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
HOME = "https://www.xugu.example/site/"


def test_the_command_line_watches_and_exports(deployment: Deployment) -> None:
    started()
    data, database = deployment.data, deployment.database_url
    added = shenfa(database, "watch", "add", HOME, "--unit", OFFICE, "--data", data, "--hour", "3")
    again = shenfa(database, "watch", "add", HOME, "--unit", OFFICE, "--data", data)
    listed = shenfa(database, "watch", "list", "--data", data)
    out = data / "approved.jsonl"
    exported = shenfa(database, "export", "approved", "-o", out, "--data", data)

    site = WatchedSiteRecord.objects.get()
    entry = next(one for one in trail_entries() if one.verb == "patrol.watch")
    assert (added[0], site.home, site.hour, entry.actor) == (0, HOME, 3, "system")
    assert (again[0], "该网站已在巡查" in again[1]) == (1, True)
    assert "还没有巡查" in listed[1]
    assert (exported[0], out.read_text(encoding="utf-8")) == (0, "")
