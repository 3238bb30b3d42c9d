"""The written feedback as Word: a template the office can edit itself, filled in."""

import io
from importlib.resources import files

from shenfa.writers.feedback.feedback_form import FeedbackForm, feedback_values
from shenfa.writers.word_package import timeless


def feedback_docx(form: FeedbackForm, template: bytes = b"") -> bytes:
    """Return the feedback as .docx. The same values give the same bytes."""
    # Comes with the [web] extra, which the library itself does without.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    shipped = files("shenfa.writers.feedback").joinpath("feedback.docx").read_bytes()
    document = DocxTemplate(io.BytesIO(template or shipped))
    document.render(feedback_values(form), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())
