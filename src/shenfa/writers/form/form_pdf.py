"""The form as PDF."""

from shenfa.writers.form.review_form import ReviewForm, form_values
from shenfa.writers.printing import printed


def form_pdf(form: ReviewForm) -> bytes:
    """Return the form as PDF/A."""
    return printed("shenfa.writers.form", "review_form.typ", form_values(form))
