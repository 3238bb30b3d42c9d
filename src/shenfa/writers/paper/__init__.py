"""A paper of headings, paragraphs and tables, as Word and as PDF: bulletins and lists.

Both need the [web] extra. The same paper gives the same bytes on the same machine.
"""

from shenfa.writers.paper.paper import Paper, Section, Table, paper_values
from shenfa.writers.paper.paper_docx import paper_docx
from shenfa.writers.paper.paper_pdf import paper_pdf

__all__ = ["Paper", "Section", "Table", "paper_docx", "paper_pdf", "paper_values"]
