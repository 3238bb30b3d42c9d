"""Read PDF."""

from shenfa.readers.content import Content, Options


def read(data: bytes, name: str, options: Options) -> Content:
    """Return what the file holds."""
    raise NotImplementedError
