"""Refusals of the desk: what a person is told, with a stable code for programs."""


class CommandRefused(Exception):
    """The command is not allowed; the message tells the person who tried it why."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class NotFound(CommandRefused):
    """There is no such object in what the person may see; another unit's looks alike."""

    def __init__(self, name: str) -> None:
        super().__init__("not_found", f"没有找到该{name}，请核对后重试")
