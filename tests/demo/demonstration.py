"""The demonstration as tests look at it: built up to a fixed time, and a browser on its pages."""

import datetime
import json
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pyotp
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from django.test import Client

from shenfa.demo import Credential, build
from shenfa.desk.clock import Clock
from shenfa.desk.deployment import Deployment, open_deployment
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.settings import database_of
from shenfa.web.given import Given, give
from shenfa.web.settings import web_settings

UNTIL = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)
STEP = datetime.timedelta(seconds=30)
NOW = {"at": UNTIL}
"""The time of the process that follows; it goes on with every sign-in, for codes are used once."""
TOLD = "built.json"
KEPT = {"DATABASES", "INSTALLED_APPS", "LOGGING"}
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)"')
PART = re.compile(r"[a-z]-[0-9a-f]{16}|[0-9]+|(?<=attachments/)[^/]+")
OF_A_KIND = 3
"""So many pages that differ only in what they are about are opened."""


@dataclass(frozen=True)
class Demo:
    """The demonstration in a folder, after it was built."""

    folder: Path
    deployment: Deployment = field(init=False)
    told: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Open what lies in the folder."""
        object.__setattr__(self, "deployment", open_deployment(self.folder / "data"))
        object.__setattr__(self, "told", json.loads((self.folder / TOLD).read_text()))

    @property
    def credentials(self) -> dict[str, Credential]:
        """Who can sign in, by staff number."""
        found = (Credential(**one) for one in self.told["credentials"])
        return {one.username: one for one in found}

    @property
    def clock(self) -> Clock:
        """The clock of the process that follows."""
        return Clock(lambda: NOW["at"])

    def id(self, name: str) -> str:
        """Return the id of a person."""
        return PersonRecord.objects.get(name=name).id


@dataclass
class Visitor:
    """Somebody at a browser, who follows links."""

    client: Client = field(default_factory=Client)
    opened: dict[str, int] = field(default_factory=dict)

    def sign_in(self, credential: Credential) -> str:
        """Sign in over HTTP and return where that leads."""
        NOW["at"] += STEP
        secret = credential.totp_secret
        form = {
            "login": credential.username,
            "password": credential.password,
            "code": pyotp.TOTP(secret).at(NOW["at"]) if secret else "",
        }
        answer = self.client.post("/sign-in", form)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    def follow(self, start: str, inside: str = "/", skip: tuple[str, ...] = ("//",)) -> None:
        """Open a page and what it leads to below an address, some of each kind."""
        waiting, seen = [start], Counter[str]()
        while waiting:
            address = waiting.pop(0)
            kind = PART.sub("*", address.partition("?")[0])
            if address in self.opened or seen[kind] >= OF_A_KIND:
                continue
            seen[kind] += 1
            answer = self.client.get(address)
            self.opened[address] = answer.status_code
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                links = _links(answer.content.decode(), address)
                waiting += [
                    one for one in links if one.startswith(inside) and not one.startswith(skip)
                ]


def build_in(folder: Path) -> None:
    """Build the demonstration in a folder, and write down who can sign in."""
    deployment = open_deployment(folder / "data")
    files, django_settings.FILES = django_settings.FILES, deployment.data / "files"
    use(deployment)
    call_command("migrate", verbosity=0)
    begun = time.process_time()
    credentials = build(deployment, UNTIL)
    seconds = time.process_time() - begun
    use(None)
    django_settings.FILES = files
    told = {"seconds": seconds, "credentials": [asdict(one) for one in credentials]}
    (folder / TOLD).write_text(json.dumps(told))


def use(deployment: Deployment | None) -> None:
    """Point Django at the database of a deployment, or at none."""
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        del connections[connection.alias]
    if deployment is not None:
        databases = {"default": database_of(deployment)}
        connections.settings = connections.configure_settings(databases)


def give_pages(demo: Demo, settings: Any) -> None:  # noqa: ANN401 - pytest-django does not name its type
    """Answer requests on the demonstration, as a served process would."""
    for name, value in web_settings(demo.deployment).items():
        if name not in KEPT:
            setattr(settings, name, value)
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    give(Given(demo.clock, demo.deployment))


def _links(page: str, address: str) -> list[str]:
    return [urljoin(address, unescape(link)) for link in LINK.findall(page)]
