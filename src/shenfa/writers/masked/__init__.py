"""A masked copy of a file, built anew from what it shows (docs/decisions/0007)."""

from collections.abc import Callable

from shenfa.writers.masked.mask import Copy, CopyRefused, Locate, Mask, Original
from shenfa.writers.masked.pages import masked_pdf
from shenfa.writers.masked.picture import masked_picture
from shenfa.writers.masked.plain import masked_plain
from shenfa.writers.masked.sheets import masked_workbook
from shenfa.writers.masked.slides import masked_slides
from shenfa.writers.masked.web import masked_page
from shenfa.writers.masked.word import masked_word

WRITERS: dict[str, Callable[[Original], Copy]] = {
    "docx": masked_word,
    "xlsx": masked_workbook,
    "pptx": masked_slides,
    "pdf": masked_pdf,
    "image": masked_picture,
    "text": masked_plain,
    "html": masked_page,
}
"""The kinds of which copies are made, by the names ``readers.open.kind_of`` gives them."""

__all__ = ["WRITERS", "Copy", "CopyRefused", "Locate", "Mask", "Original"]
