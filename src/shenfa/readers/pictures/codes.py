"""QR codes in pictures: what a telephone would read is published with them.

Imported by ocr_engine.py only; OpenCV comes with the recognition of text.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from shenfa.readers.pages.text import Glyph

LEAD = "二维码内容："
MOST_PIXELS = 4_000_000
"""Larger pictures are looked at in a smaller size: a code that a telephone reads is large."""


def codes(pixels: NDArray[np.uint8]) -> Iterator[Glyph]:
    """Yield every code that says something, as a line over its whole square."""
    height, width = pixels.shape[:2]
    scale = min(1.0, (MOST_PIXELS / (height * width)) ** 0.5)
    small = pixels
    if scale < 1:
        size = (round(width * scale), round(height * scale))
        small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    try:
        is_found, texts, corners, _ = cv2.QRCodeDetector().detectAndDecodeMulti(small)
    except cv2.error:
        return  # what it takes for a code may be none
    if not is_found:
        return
    for text, square in zip(texts, np.asarray(corners) / scale, strict=True):
        if text.strip():
            (left, top), (right, bottom) = square.min(axis=0), square.max(axis=0)
            yield Glyph(
                LEAD + " ".join(text.split()),
                float(left),
                float(right),
                float(bottom),
                max(float(bottom - top), 1.0),
            )
