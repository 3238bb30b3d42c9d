"""An example of a system that receives pushes: what a vendor of a portal would write.

It checks timestamp and signature, shows or removes what the bundle says, and answers with the
public address. Doing the same twice comes to the same.
"""

import hashlib
import hmac
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FRESH = 300


@dataclass
class Receiver:
    """The pages that the portal shows, by release.

    ``broken`` answers with an error; ``meanwhile`` happens while the first push is on its way.
    """

    key: bytes = b""
    now: float = 0.0
    url: str = ""
    broken: bool = False
    meanwhile: Callable[[], object] | None = None
    pages: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    refused: int = 0
    received: int = 0

    def take(self, body: bytes, timestamp: str, signature: str) -> tuple[int, bytes]:
        """Take a push and return what is answered."""
        right = hmac.new(self.key, timestamp.encode() + b"\n" + body, hashlib.sha256).hexdigest()
        is_fresh = timestamp.isdigit() and abs(int(timestamp) - self.now) <= FRESH
        if not is_fresh or not hmac.compare_digest(right, signature):
            self.refused += 1
            return 403, b""
        if self.broken:
            return 500, b""
        self.received += 1
        if (meanwhile := self.meanwhile) is not None:
            self.meanwhile = None
            meanwhile()
        with zipfile.ZipFile(io.BytesIO(body)) as bundle:
            manifest = json.loads(bundle.read("manifest.json"))
            names = bundle.namelist()
            page = bundle.read("page.html") if "page.html" in names else None
        release = manifest["release"]
        if page is None:
            self.pages.pop(release, None)
        else:
            self.pages[release] = page
        self.files[release] = [one for one in names if one.startswith("attachments/")]
        return 200, json.dumps({"link": f"{self.url}/{release}"}).encode()


@contextmanager
def listening(receiver: Receiver) -> Iterator[Receiver]:
    """Let a receiver listen on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        """Passes pushes on, and shows pages in the portal's own frame."""

        def do_POST(self) -> None:
            """Take a push."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(
                *receiver.take(
                    body,
                    self.headers["X-Shenfa-Timestamp"],
                    self.headers["X-Shenfa-Signature"],
                )
            )

        def do_GET(self) -> None:
            """Show a page."""
            page = receiver.pages.get(self.path.strip("/"))
            frame = b"<!DOCTYPE html><p>portal</p>"
            self.answer(404, b"") if page is None else self.answer(200, frame + page)

        def answer(self, status: int, body: bytes) -> None:
            """Send an answer."""
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield receiver
        server.shutdown()
        thread.join()
