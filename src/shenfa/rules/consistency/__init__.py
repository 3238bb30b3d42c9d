"""Consistency: whether numbers, dates and lists of one text agree with each other (R44)."""
