"""Names: whether bodies, places and leaders are called what they are called now (R42, R44)."""
