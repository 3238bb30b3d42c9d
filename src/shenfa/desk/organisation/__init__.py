"""Units, people, tenures of positions, filings and the documents a unit files (R1, R3–R7)."""
