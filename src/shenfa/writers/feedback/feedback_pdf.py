"""The written feedback as PDF."""

from shenfa.writers.feedback.feedback_form import FeedbackForm, feedback_values
from shenfa.writers.printing import printed


def feedback_pdf(form: FeedbackForm) -> bytes:
    """Return the feedback as PDF/A."""
    return printed("shenfa.writers.feedback", "feedback.typ", feedback_values(form))
