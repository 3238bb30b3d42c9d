"""Video and sound: nothing here can read them, so people must (人工审看)."""

from shenfa.readers.content import Content, Options
from shenfa.text import Gap, GapKind


def read(_data: bytes, name: str, _options: Options) -> Content:
    """Return the gap that asks people to look and listen."""
    return Content(
        gaps=(Gap("全文", f"“{name}”是音视频，机器无法审看，请人工审看", GapKind.MEDIA),)
    )
