"""Print the written feedback on repairs (整改情况书面反馈) as Word and as PDF.

A letter of the unit to the county office, and a table with a line for each problem: before and
after, where, by whom, on which day. Both need the [web] extra.
"""

from shenfa.writers.feedback.feedback_docx import feedback_docx
from shenfa.writers.feedback.feedback_form import FeedbackForm, FeedbackLine
from shenfa.writers.feedback.feedback_pdf import feedback_pdf

__all__ = ["FeedbackForm", "FeedbackLine", "feedback_docx", "feedback_pdf"]
