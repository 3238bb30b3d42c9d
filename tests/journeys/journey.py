"""People at their browsers, and a counter of what they type and click.

What signing in and proving oneself again take is not counted: passwords, codes and PINs.
"""

from collections import Counter as Tally
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
from living_desk import PASSWORD, LivingDesk
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
)

ACTS = (Path(__file__).parent / "acts.js").read_text(encoding="utf-8")
COPY = """async (html) => navigator.clipboard.write([
    new ClipboardItem({ "text/html": new Blob([html], { type: "text/html" }) }),
])"""
LOOPBACK = {"127.0.0.1", "localhost"}
WIDE, PHONE = (1440, 900), (390, 844)
PATIENCE = 15_000
"""Milliseconds after which something that does not appear is given up."""


@dataclass
class Counter:
    """What everybody of a journey did, and what their browsers should not have done."""

    acts: list[tuple[str, str, str]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def of(self, kind: str) -> int:
        """Return how often something was done: ``typed`` or ``click``."""
        return sum(act[1] == kind for act in self.acts)

    def told(self) -> str:
        """Return a table of who typed and clicked how much, and what."""
        tally = Tally((who, kind) for who, kind, _ in self.acts)
        names = dict.fromkeys(who for who, _, _ in self.acts)
        lines = [f"typed {self.of('typed')}, clicks {self.of('click')}"]
        for who in names:
            lines.append(f"{who}: typed {tally[who, 'typed']}, clicks {tally[who, 'click']}")
            lines += [f"    {kind:5} {what}" for one, kind, what in self.acts if one == who]
        return "\n".join(lines)

    def listen(self, context: BrowserContext, who: str) -> None:
        """Count in every page of a browser from now on."""

        def act(_source: object, kind: str, what: str) -> None:
            self.acts.append((who, kind, what))

        context.expose_binding("countAct", act)
        context.add_init_script(ACTS)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"{who}: {error.error}"))

    def strangers(self) -> list[str]:
        """Return the requests that left this machine."""
        return [one for one in self.requests if urlsplit(one).hostname not in LOOPBACK]

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https", "ws", "wss"}:
            self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)


@dataclass
class Person:
    """Somebody at a browser of their own."""

    name: str
    secret: str = field(repr=False)
    login: str
    page: Page
    desk: LivingDesk

    def sign_in(self) -> None:
        """Sign in with password and dynamic code."""
        self.open("/sign-in")
        self.page.fill("#login", self.login)
        self.prove(self.page.locator("form", has=self.page.locator("#login")))
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url(lambda address: "/sign-in" not in address)

    def open(self, address: str) -> None:
        """Go to an address, as from a bookmark."""
        self.page.goto(f"{self.desk.address}{address}")

    def prove(self, form: Locator) -> None:
        """Show in a form who one is, with a code that was not used yet."""
        form.locator("input[name=password]").fill(PASSWORD)
        code = form.locator("input[name=code]")
        if self.secret:
            self.desk.move(seconds=30)
            code.fill(pyotp.TOTP(self.secret).at(self.desk.now))

    def words(self) -> str:
        """Return what the page says, with single spaces."""
        return " ".join(self.page.locator("body").inner_text().split())


@dataclass
class Journey:
    """One living desk, and the people who come to it."""

    desk: LivingDesk
    chromium: Browser
    counter: Counter = field(default_factory=Counter)

    def person(self, name: str, size: tuple[int, int] = WIDE) -> Person:
        """Return a person who has signed in, in a browser of their own."""
        context = self._context(size)
        self.counter.listen(context, name)
        query = (
            "SELECT staff_number, totp_secret FROM access_credential JOIN organisation_person"
            " ON organisation_person.id = person_id WHERE name = ?"
        )
        ((login, secret),) = self.desk.rows(query, name)
        person = Person(name, str(secret), str(login), context.new_page(), self.desk)
        person.sign_in()
        return person

    def stranger(self, size: tuple[int, int] = WIDE) -> BrowserContext:
        """Return the browser of somebody who never signs in."""
        context = self._context(size)
        self.counter.listen(context, "anonymous")
        return context

    def copy(self, html: str) -> None:
        """Put HTML on the clipboard, as another program would: no page of ours is asked."""
        context = self.chromium.new_context(
            bypass_csp=True, permissions=["clipboard-read", "clipboard-write"]
        )
        page = context.new_page()
        page.goto(f"{self.desk.address}/site/")
        page.evaluate(COPY, html)
        context.close()

    def settle(self) -> None:
        """Hear of everything that the pages have counted by now."""
        for context in self.chromium.contexts:
            for page in context.pages:
                page.evaluate("() => 1")

    def end(self) -> None:
        """Close every browser; nothing may have left this machine, and no page complained."""
        for context in self.chromium.contexts:
            context.close()

        assert self.counter.strangers() == []
        assert self.counter.complaints == []

    def _context(self, size: tuple[int, int]) -> BrowserContext:
        width, height = size
        context = self.chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN"
        )
        context.set_default_timeout(PATIENCE)
        return context
