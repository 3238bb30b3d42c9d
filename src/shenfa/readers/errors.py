"""The one failure of the readers; foreign exceptions stop at their border."""


class UnreadableDocument(Exception):  # noqa: N818 - reads as what it is
    """A file that cannot be read at all; the message is one sentence for the person."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}”{reason}")
        self.name = name
        self.reason = reason
