"""Text recognition as something that may be there: the [ocr] extra is large."""

from collections.abc import Callable
from importlib import import_module

from shenfa.readers.pictures.spotted import Spotted

MISSING = "未安装文字识别组件，请在能联网的机器上用 pip download 'shenfa[ocr]' 下载后安装"


class OcrMissingError(Exception):
    """The packages or models of text recognition are not installed."""


def load_recogniser() -> Callable[[bytes], tuple[str, ...]]:
    """Return a function from the bytes of a picture to its lines of text, in reading order.

    It works without a network and raises ValueError for bytes that are no picture. Raises
    OcrMissingError where the [ocr] extra is not installed.
    """
    try:
        engine = import_module("shenfa.readers.pictures.ocr_engine")
        recogniser: Callable[[bytes], tuple[str, ...]] = engine.recogniser()
    except (ImportError, FileNotFoundError) as error:
        raise OcrMissingError(MISSING) from error
    return recogniser


def load_locator() -> Callable[[bytes], tuple[Spotted, ...]]:
    """Return a function from the bytes of a picture to the same lines with their places.

    Raises as ``load_recogniser`` does.
    """
    try:
        engine = import_module("shenfa.readers.pictures.ocr_engine")
        locator: Callable[[bytes], tuple[Spotted, ...]] = engine.locator()
    except (ImportError, FileNotFoundError) as error:
        raise OcrMissingError(MISSING) from error
    return locator
