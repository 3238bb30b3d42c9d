"""What the checking process reads with: recognition of text in pictures, where it is installed.

The engine is loaded at the first picture and kept, as long as the process lives.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from shenfa.readers import Options
from shenfa.readers.pictures.ocr import OcrMissingError, load_locator, load_recogniser
from shenfa.readers.pictures.spotted import Spotted

ENGINE = "rapidocr"
MOST_KNOWN = 500
_KNOWN: OrderedDict[bytes, tuple[str, ...]] = OrderedDict()
"""The text of the last pictures, by their digest."""


@cache
def reading_options() -> Options:
    """Return how files are read here."""
    return Options(_recognised if find_spec(ENGINE) else None)


def text_locator() -> Callable[[bytes], tuple[Spotted, ...]] | None:
    """Return what finds the text of pictures, None where nothing can."""
    return _located if find_spec(ENGINE) else None


def _recognised(data: bytes) -> tuple[str, ...]:
    """Recognise a picture once: it comes again when its copy is made and when that is checked."""
    key = hashlib.sha256(data).digest()
    if key not in _KNOWN:
        _KNOWN[key] = _lines(data)
        while len(_KNOWN) > MOST_KNOWN:
            _KNOWN.popitem(last=False)
    return _KNOWN[key]


def _lines(data: bytes) -> tuple[str, ...]:
    recognise = _recogniser()
    try:
        # Nothing recognised is a picture for people to look at, and so is one that is damaged.
        return recognise(data) if recognise else ()
    except ValueError:
        return ()


@cache
def _recogniser() -> Callable[[bytes], tuple[str, ...]] | None:
    try:
        return load_recogniser()
    except OcrMissingError:
        return None


def _located(data: bytes) -> tuple[Spotted, ...]:
    locate = _locator()
    return locate(data) if locate else ()


@cache
def _locator() -> Callable[[bytes], tuple[Spotted, ...]] | None:
    try:
        return load_locator()
    except OcrMissingError:
        return None
