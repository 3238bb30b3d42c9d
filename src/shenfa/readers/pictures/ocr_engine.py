"""Recognise the text of pictures with rapidocr and the models in its wheel.

Imported by ocr.py only, because what it needs is an extra. Seals are what makes scans hard to
read: in the red channel they vanish. But so does red text on white and white text on red, so a
picture with red in it is also read in grey, and what only that shows is added.
"""

import io
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path
from threading import Lock

import numpy as np
import rapidocr
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence
from rapidocr.utils.output import RapidOCROutput

from shenfa.readers.pages.text import Glyph, Line, lines
from shenfa.readers.pictures.codes import codes
from shenfa.readers.pictures.spotted import Box, Spotted, Stretch

Pixels = NDArray[np.uint8]
SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1280,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
MOST_PIXELS = 89_000_000
MOST_FRAMES = 200
# A long picture would be shrunk until nobody could read it, so it is read in pieces.
LONGEST = 1.6
RED = 60
NOTABLE_RED = 0.0005
_LOCK = Lock()


def recogniser() -> Callable[[bytes], tuple[str, ...]]:
    """Build the engine. Raises FileNotFoundError where its models are missing."""
    return partial(_recognise, _engine())


def locator() -> Callable[[bytes], tuple[Spotted, ...]]:
    """Build the engine for whoever asks where the lines stand: the same lines, with places."""
    return partial(_located, _engine())


def _engine() -> rapidocr.RapidOCR:
    folder = files(rapidocr) / "models"
    models = [Path(str(one)) for one in folder.iterdir()] if folder.is_dir() else []
    return rapidocr.RapidOCR(
        params={
            **SETTINGS,
            # With a path given, rapidocr never asks its server for a model.
            "Det.model_path": str(_model(models, "det")),
            "Rec.model_path": str(_model(models, "rec")),
        }
    )


def _model(models: list[Path], task: str) -> Path:
    for model in sorted(models, reverse=True):
        if model.suffix == ".onnx" and f"_{task}_" in f"_{model.stem}_":
            return model
    raise FileNotFoundError(f"{task} model of rapidocr")


def _recognise(engine: rapidocr.RapidOCR, data: bytes) -> tuple[str, ...]:
    return tuple(line.text for line in _lines(engine, data))


def _located(engine: rapidocr.RapidOCR, data: bytes) -> tuple[Spotted, ...]:
    return tuple(_spotted(line) for line in _lines(engine, data))


def _lines(engine: rapidocr.RapidOCR, data: bytes) -> list[Line]:
    found: list[Line] = []
    seen: frozenset[str] = frozenset()
    for frame in _frames(data):
        glyphs: list[Glyph] = []
        for top, piece in _pieces(frame):
            glyphs += [_moved(one, top) for one in _read(engine, piece)]
        # The frames of an animation repeat each other; a page may well say a thing twice.
        shown = [*lines(glyphs), *(line for one in codes(frame) for line in lines([one]))]
        found += [line for line in shown if line.text not in seen]
        seen |= frozenset(line.text for line in shown)
    return found


def _spotted(line: Line) -> Spotted:
    stretches: list[Stretch] = []
    position = 0
    for number, chunk in enumerate(line.chunks):
        start = position + (len(chunk.lead) if number else 0)
        position = start + len(chunk.text)
        # A raised or lowered neighbour on the line must lie under the box as well.
        reach = line.size * 0.25
        box = Box(chunk.left, line.baseline - line.size - reach, chunk.right, line.baseline + reach)
        stretches.append(Stretch(start, position, box))
    return Spotted(line.text, tuple(stretches))


def _frames(data: bytes) -> Iterator[Pixels]:
    # The pages of a fax, the frames of an animation.
    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in islice(ImageSequence.Iterator(image), MOST_FRAMES):
                if frame.width * frame.height > MOST_PIXELS:
                    raise ValueError("picture too large")
                upright = ImageOps.exif_transpose(frame).convert("RGBA")
                paper = Image.new("RGBA", upright.size, "white")
                yield np.asarray(Image.alpha_composite(paper, upright).convert("RGB"))
    except (OSError, SyntaxError, Image.DecompressionBombError, EOFError) as error:
        raise ValueError("not a picture") from error


def _pieces(pixels: Pixels) -> Iterator[tuple[int, Pixels]]:
    height, width = pixels.shape[:2]
    longest = int(width * LONGEST)
    if height <= 2 * longest:
        yield 0, pixels
        return
    cuts = [0]
    while height - cuts[-1] > longest:
        # Cut where the rows are emptiest, so that no line of text is cut through.
        start = cuts[-1] + longest // 2
        spread = pixels[start : cuts[-1] + longest, :, 1].std(axis=1)
        cuts.append(start + int(spread.argmin()))
    for top, bottom in pairwise([*cuts, height]):
        yield top, pixels[top:bottom]


def _read(engine: rapidocr.RapidOCR, pixels: Pixels) -> list[Glyph]:
    red, green, blue = (pixels[:, :, channel].astype(np.int16) for channel in range(3))
    glyphs = _boxes(engine, pixels[:, :, 0])
    if ((red - np.maximum(green, blue)) > RED).mean() > NOTABLE_RED:
        grey = ((red * 3 + green * 6 + blue) // 10).astype(np.uint8)
        glyphs += [
            one for one in _boxes(engine, grey) if not any(_overlap(one, other) for other in glyphs)
        ]
    return glyphs


def _boxes(engine: rapidocr.RapidOCR, grey: Pixels) -> list[Glyph]:
    with _LOCK:
        result = engine(np.repeat(grey[:, :, np.newaxis], 3, axis=2))
    if not isinstance(result, RapidOCROutput) or result.boxes is None or result.txts is None:
        return []
    return [
        _glyph(np.asarray(box), text) for box, text in zip(result.boxes, result.txts, strict=True)
    ]


def _glyph(box: NDArray[np.float64], text: str) -> Glyph:
    # A line of a tilted scan is placed by the middle of its lower edge.
    top_left, top_right, bottom_right, bottom_left = box
    return Glyph(
        text,
        float(min(top_left[0], bottom_left[0])),
        float(max(top_right[0], bottom_right[0])),
        float(bottom_left[1] + bottom_right[1]) / 2,
        max(float(bottom_left[1] - top_left[1] + bottom_right[1] - top_right[1]) / 2, 1.0),
    )


def _moved(one: Glyph, down: int) -> Glyph:
    return Glyph(one.text, one.left, one.right, one.baseline + down, one.size)


def _overlap(one: Glyph, other: Glyph) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.baseline - one.size < other.baseline - 0.2 * other.size
        and other.baseline - other.size < one.baseline - 0.2 * one.size
    )
