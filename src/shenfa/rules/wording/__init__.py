"""Wording that is not to be used, or only with care (WO)."""
