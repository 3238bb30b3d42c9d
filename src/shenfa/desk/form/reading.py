"""Reading the two copies with what this machine has: text recognition, LibreOffice."""

import io
import shutil
from collections.abc import Callable
from functools import cache

from shenfa.readers import Options, open_document
from shenfa.readers.pictures.ocr import OcrMissingError, load_recogniser
from shenfa.text import Document

Recogniser = Callable[[bytes], tuple[str, ...]]
SMALLER = 0.7
"""Size of the second reading: what it shows as well is no accident of the first."""


@cache
def recogniser() -> Recogniser | None:
    """Return the text recognition where it is installed. It is loaded once."""
    try:
        return load_recogniser()
    except OcrMissingError:
        return None


def open_copy(data: bytes, name: str) -> Document:
    """Read a copy. Raises UnreadableDocument.

    Text recognition takes seconds to load: that is spared where nothing was left unread.
    """
    document = open_document(data, name, Options(office=_office()))
    recognise = recogniser() if document.gaps else None
    if recognise is None:
        return document
    return open_document(data, name, Options(recognise, _office()))


def reread_copy(data: bytes, name: str) -> Document | None:
    """Read a scan once more, smaller, or return None where nothing can be recognised here."""
    recognise = recogniser()
    if recognise is None:
        return None
    return open_document(data, name, Options(_smaller(recognise), _office()))


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _smaller(recognise: Recogniser) -> Recogniser:
    # Pillow comes with the [ocr] extra, without which there is nothing to read again.
    from PIL import Image  # noqa: PLC0415

    def reread(data: bytes) -> tuple[str, ...]:
        buffer = io.BytesIO()
        try:
            with Image.open(io.BytesIO(data)) as image:
                width, height = (max(1, round(side * SMALLER)) for side in image.size)
                image.convert("RGB").resize((width, height)).save(buffer, "PNG")
        except OSError as error:
            raise ValueError("not a picture") from error
        return recognise(buffer.getvalue())

    return reread
