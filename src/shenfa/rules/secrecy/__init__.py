"""Marks that a text is secret or for internal use only (R39, R40)."""
