"""Openness: whether an official document says that it may be published (R50)."""
