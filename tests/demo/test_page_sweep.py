"""Every page that somebody can reach by following links, for every role of the demonstration.

Nothing here knows a page, so a page that is added tomorrow is looked at as well. How long each
took is printed with -s and never asserted; ``bench/pages.py`` measures it.
"""

import pytest
from demonstration import Demo, Visitor
from django.test import Client
from page_checks import faults_of
from page_sweep import Sweep

from shenfa.desk.trail.models import EntryRecord

LOGINS = (
    *("ZG10", "ZG06", "ZG04", "ZG02", "ZG01", "ZG07", "ZG08", "ZG09", "ZG03", "ZG12"),
    *("FB07", "FB09", "FB01", "FB10", "GL01", "GL02", "GL03", "GA02", "YT01"),
)


@pytest.mark.parametrize("login", LOGINS)
def test_every_page_of_a_role_is_in_order(demo: Demo, login: str) -> None:
    visitor = Visitor()
    start = visitor.sign_in(demo.credentials[login])
    signed_in = EntryRecord.objects.count()
    sweep = Sweep(visitor.client, outside=("/site/",))
    sweep.go(start)
    print(login, sweep.told())  # noqa: T201 - times are shown, not judged

    assert sweep.faults() == {}
    since = EntryRecord.objects.filter(seq__gt=signed_in)
    assert {row.to_entry().verb for row in since} <= {"receipt.open"}, "a link has done something"
    assert len(sweep.asked) >= (4 if login in {"GL01", "GL02", "GL03", "ZG12"} else 6)


def test_every_public_page_is_in_order(demo: Demo) -> None:
    assert demo
    sweep = Sweep(Client(), inside="/site/")
    sweep.go("/site/")
    print(sweep.told())  # noqa: T201 - as above

    assert sweep.faults() == {}
    assert len(sweep.asked) > 30


def test_pages_for_nobody_in_particular_are_in_order(demo: Demo) -> None:
    """Signing in, recovering, and what is told of a page that is not there."""
    assert demo
    client = Client()
    for address, status in (("/sign-in", 200), ("/recover", 200), ("/nowhere", 404)):
        answer = client.get(address)
        assert (answer.status_code, faults_of(answer.content.decode())) == (status, []), address


PAGES = """
<html><head></head><body onload="x()"><style>a{}</style><p style="x" id="a"></p><p id="a"></p>
<script>x</script><a href="javascript:x"></a><form method="post"></form></body></html>
"""


def test_the_checks_find_what_they_look_for() -> None:
    """Each question has a page by which it is answered with yes."""
    assert len(faults_of(PAGES)) == 10
