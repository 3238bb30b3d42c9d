"""Punctuation: the mechanically checkable clauses of GB/T 15834-2011."""
