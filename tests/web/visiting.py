"""A person at the pages: signed in with a cookie, with their own device, reading what is shown."""

import re
from dataclasses import dataclass, field
from html import unescape

from county import County
from django.test import Client
from evidence import PIN, evidence_of

from shenfa.desk.access.models import SessionRecord
from shenfa.desk.access.secret import digest_of, new_token
from shenfa.desk.organisation.steps import new_id
from shenfa.web.api.identity import COOKIE
from shenfa.web.workbench.frame import DEVICE_COOKIE


@dataclass
class Visit:
    """The browser of a person who has signed in already."""

    county: County
    name: str
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        """Give them a session and a device."""
        evidence = evidence_of(self.county, self.name)
        at, token = self.county.hands.clock.now(), new_token()
        SessionRecord.objects.filter(digest=evidence.session).update(ended_at=at)
        SessionRecord(
            id=new_id("s"),
            digest=digest_of(token),
            person_id=self.county.id(self.name),
            opened_at=at,
            last_seen=at,
            second_factor=True,
            proved_seq=0,
        ).save(force_insert=True)
        self.client = Client()
        self.client.cookies[COOKIE] = token
        self.client.cookies[DEVICE_COOKIE] = evidence.device

    def page(self, address: str, status: int = 200) -> str:
        """Return a page as text."""
        answer = self.client.get(address)
        text = answer.content.decode()
        assert answer.status_code == status, (answer.status_code, answer.headers, words(text))
        return text

    def post(self, address: str, back: str = "/tasks", **fields: object) -> str:
        """Send a form, follow to the page it leads to, and return that page as text."""
        answer = self.client.post(address, {"back": back, "pin": PIN, **fields}, follow=True)
        text = answer.content.decode()
        assert answer.status_code == 200, (answer.status_code, words(text))
        return text


def words(page: str) -> str:
    """Return what a page says, without mark-up and with single spaces."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
