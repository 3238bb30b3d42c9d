"""A paper as PDF."""

from shenfa.writers.paper.paper import Paper, paper_values
from shenfa.writers.printing import printed


def paper_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF/A."""
    return printed("shenfa.writers.paper", "paper.typ", paper_values(paper))
