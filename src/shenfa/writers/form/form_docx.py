"""The form as Word: a template the office can edit itself, filled in."""

import io
from importlib.resources import files

from shenfa.writers.form.review_form import ReviewForm, form_values
from shenfa.writers.word_package import timeless


def form_template() -> bytes:
    """Return the template that comes with the package, to start a county's own from."""
    return files("shenfa.writers.form").joinpath("review_form.docx").read_bytes()


def form_docx(form: ReviewForm, template: bytes = b"") -> bytes:
    """Return the form as .docx, from the county's own template where it has one.

    The same values give the same bytes.
    """
    # Comes with the [web] extra, which the library itself does without.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    document = DocxTemplate(io.BytesIO(template or form_template()))
    document.render(form_values(form), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())
