"""The generated site on loopback. It counts how often each address is asked for."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from patrol_town import FOOT, Reply, Town, navigation
from town_faults import build


@dataclass(slots=True)
class Served:
    """A site that is online."""

    home: str
    town: Town
    asked: Counter[str] = field(default_factory=Counter)


class Online(ThreadingHTTPServer):
    """A server at which many may knock at once."""

    request_queue_size = 64
    daemon_threads = True


@contextmanager
def online() -> Iterator[Served]:
    """Serve a freshly built site."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = unused.getsockname()[1]
    server = Online(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    served = Served(f"http://127.0.0.1:{port}/", build(closed))
    server.served = served  # type: ignore[attr-defined]  # the handler reaches its server only
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers from the table; a calendar without end is made up as it is asked for."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer."""
        self.answer(is_head=False)

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.answer(is_head=True)

    def answer(self, *, is_head: bool) -> None:
        """Look the path up and send what is there."""
        served: Served = self.server.served  # type: ignore[attr-defined]  # set above
        served.asked[f"{self.command} {self.path}"] += 1
        reply = served.town.replies.get(self.path) or self.made_up()
        if is_head and reply.refuses_head:
            reply = Reply(b"", status=405)
        if reply.delay:
            time.sleep(reply.delay)
        body = reply.body
        if reply.spider and "spider" in self.headers["User-Agent"]:
            body = reply.spider
        tag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == tag:
            reply, body = Reply(b"", reply.type, 304), b""
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(body)))
            if reply.status == 200:
                self.send_header("ETag", tag)
            if reply.location:
                self.send_header("Location", reply.location)
            self.end_headers()
            if not is_head:
                self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def made_up(self) -> Reply:
        """A month of a calendar, or nothing."""
        parts = urlsplit(self.path)
        if parts.path != "/rl":
            return Reply(b"not there", "text/plain", 404)
        month = int(parts.query.removeprefix("m="))
        html = f'<html><body>{navigation()}<a href="/rl?m={month + 1}">下月</a>{FOOT}</body></html>'
        return Reply(html.encode())

    def handle(self) -> None:
        """Serve a connection; one that is broken off is none of our business."""
        with suppress(ConnectionResetError, BrokenPipeError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""
