"""Print annex 1 (政府门户网站信息审核表) as Word and as PDF, and the record behind it.

The first page has the annex's rows, order and wording and nothing else but small print at its
foot; what the annex has no room for stands on a second page. Both need the [web] extra.
"""

from shenfa.writers.form.form_docx import form_docx, form_template
from shenfa.writers.form.form_pdf import form_pdf
from shenfa.writers.form.review_form import (
    COMMITMENTS,
    Confirmation,
    Record,
    ReviewForm,
    ReviewStep,
)

__all__ = [
    "COMMITMENTS",
    "Confirmation",
    "Record",
    "ReviewForm",
    "ReviewStep",
    "form_docx",
    "form_pdf",
    "form_template",
]
