"""The form as Word: a template the office can edit itself, filled in."""

import io
import zipfile
from importlib.resources import files

from shenfa.writers.form.review_form import ReviewForm, form_values

EARLIEST = (1980, 1, 1, 0, 0, 0)


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
    return _timeless(buffer.getvalue())


def _timeless(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, package.read(name))
    return buffer.getvalue()
