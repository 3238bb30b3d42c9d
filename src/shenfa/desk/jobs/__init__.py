"""Work that nobody asks for: derived from the state of the desk, at its times (decision 6)."""
