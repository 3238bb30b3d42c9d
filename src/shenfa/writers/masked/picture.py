"""Re-encode a picture: only its pixels, cropped as it is shown, what is masked covered.

Nothing of the old file is carried over, so no camera data, no place of taking, no preview and
nothing behind the edges can be left behind.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shenfa.readers.pictures.spotted import Box, Spotted
from shenfa.writers.masked.mask import Copy, CopyRefused, Locate, Mask, Original, by_passage

if TYPE_CHECKING:
    from PIL import Image

MISSING = "处理图片需要安装文字识别组件（shenfa[ocr]），请安装后再生成脱敏副本"
UNFOUND = "{place}中要遮盖的文字定位不到，请先在原图上遮盖后再生成脱敏副本"
FRAMES = "{place}是多页图片或者动画，请拆成单张图片后再生成脱敏副本"
COVER = (64, 64, 64)
MARGIN = 0.15
"""How far a cover reaches beyond the box of the text, as a part of the box's height."""
QUALITY = 88


@dataclass(frozen=True, slots=True)
class Crop:
    """How much of each side is not shown, as parts of the whole (0 to 1)."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


WHOLE = Crop()


@dataclass(frozen=True, slots=True)
class Covering:
    """What is to be covered in one picture: its recognised text, masks in it, how to find them."""

    text: str
    masks: tuple[Mask, ...]
    place: str
    locate: Locate | None


def masked_picture(original: Original) -> Copy:
    """Return a picture file of the same kind, JPEG where it was one, otherwise PNG."""
    index = 0
    masks = by_passage(original.masks).get(index, ())
    passage = original.document.passages[index]
    data, _suffix = new_picture(
        original.data,
        WHOLE,
        Covering(passage.text, masks, passage.place, original.locate) if masks else None,
    )
    return Copy(data)


def new_picture(data: bytes, crop: Crop, covering: Covering | None) -> tuple[bytes, str]:
    """Return the new picture and its suffix, jpeg or png."""
    image = _opened(data, covering.place if covering else "图片")
    if covering is not None:
        for box in boxes(data, covering):
            _fill(image, box)
        if any(mask.end - mask.start == len(covering.text) for mask in covering.masks):
            # The picture itself is what must not be shown: an identity card has a face.
            _fill(image, Box(0, 0, image.width, image.height))
    width, height = image.size
    edges = (
        round(width * crop.left),
        round(height * crop.top),
        max(round(width * (1 - crop.right)), round(width * crop.left) + 1),
        max(round(height * (1 - crop.bottom)), round(height * crop.top) + 1),
    )
    return encoded(image.crop(edges), is_photo=data.startswith(b"\xff\xd8"))


def boxes(data: bytes, covering: Covering) -> tuple[Box, ...]:
    """Return what to cover in the upright picture. Refuses what cannot be found."""
    if covering.locate is None:
        raise CopyRefused(MISSING)
    try:
        spotted = covering.locate(data)
    except ValueError as error:
        raise CopyRefused(f"{covering.place}无法打开，请重新保存后再生成脱敏副本") from error
    found = tuple(_found(spotted, covering.masks))
    if "\n".join(line.text for line in spotted) != covering.text or not found:
        raise CopyRefused(UNFOUND.format(place=covering.place))
    return found


def encoded(image: "Image.Image", *, is_photo: bool) -> tuple[bytes, str]:
    """Return the file of an image and its suffix."""
    buffer = io.BytesIO()
    if is_photo and image.mode in ("RGB", "L"):
        image.save(buffer, "JPEG", quality=QUALITY)
        return buffer.getvalue(), "jpeg"
    image.save(buffer, "PNG")
    return buffer.getvalue(), "png"


def _found(spotted: Sequence[Spotted], masks: Iterable[Mask]) -> Iterable[Box]:
    for mask in masks:
        begin = 0
        for line in spotted:
            for stretch in line.stretches:
                if begin + stretch.start < mask.end and mask.start < begin + stretch.end:
                    yield stretch.box
            begin += len(line.text) + 1


def _opened(data: bytes, place: str) -> "Image.Image":
    try:
        from PIL import Image, ImageOps  # noqa: PLC0415 - comes with the [ocr] extra
    except ImportError as error:
        raise CopyRefused(MISSING) from error
    try:
        with Image.open(io.BytesIO(data)) as image:
            if getattr(image, "n_frames", 1) > 1:
                raise CopyRefused(FRAMES.format(place=place))
            upright = ImageOps.exif_transpose(image)
            mode = "RGBA" if _is_transparent(upright) else "RGB"
            if upright.mode in ("L", "1"):
                mode = "L"
            # A new image has pixels and nothing else: no EXIF, no comments, no profile.
            bare = Image.new(mode, upright.size)
            bare.paste(upright.convert(mode))
    except (OSError, SyntaxError, Image.DecompressionBombError, EOFError, ValueError) as error:
        raise CopyRefused(f"{place}无法打开，请重新保存后再生成脱敏副本") from error
    return bare


def _is_transparent(image: "Image.Image") -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _fill(image: "Image.Image", box: Box) -> None:
    margin = (box.bottom - box.top) * MARGIN
    edges = (
        max(0, int(box.left - margin)),
        max(0, int(box.top - margin)),
        min(image.width, int(box.right + margin) + 1),
        min(image.height, int(box.bottom + margin) + 1),
    )
    if image.mode == "L":
        image.paste(COVER[0], edges)
    else:
        image.paste((*COVER, 255)[: len(image.getbands())], edges)
