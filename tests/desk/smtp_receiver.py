"""An example of a mail server on the loopback: takes letters, or refuses them as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default


@dataclass
class MailBox:
    """The letters that arrived. ``refuses`` is what it answers to every recipient."""

    port: int = 0
    refuses: str = ""
    letters: list[Message] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    def answer(self, line: str) -> str:
        """Return the answer to a command."""
        word = line[:4].upper()
        if word == "RCPT":
            if self.refuses:
                return self.refuses
            self.recipients.append(line.partition("<")[2].rstrip(">"))
        return {"DATA": "354 go on", "QUIT": "221 bye", "EHLO": "250 here"}.get(word, "250 ok")


@contextmanager
def mail_box() -> Iterator[MailBox]:
    """Let a mail box listen on the loopback."""
    box = MailBox()

    class Handler(socketserver.StreamRequestHandler):
        """One connection."""

        def say(self, text: str) -> None:
            """Answer."""
            self.wfile.write(f"{text}\r\n".encode())

        def handle(self) -> None:
            """Answer commands until the other side leaves."""
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                self.say(box.answer(line))
                if line[:4].upper() == "DATA":
                    self.take()
                if line[:4].upper() == "QUIT":
                    return

        def take(self) -> None:
            """Take a letter up to the single dot."""
            lines = iter(self.rfile.readline, b".\r\n")
            box.letters.append(message_from_bytes(b"".join(lines), policy=default))
            self.say("250 taken")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
