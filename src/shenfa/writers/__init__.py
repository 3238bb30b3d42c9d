"""Write what was found back into Word: comments at the very characters they speak of."""

from shenfa.writers.docx_comments import Note, annotate
from shenfa.writers.review_copy import review_copy

__all__ = ["Note", "annotate", "review_copy"]
