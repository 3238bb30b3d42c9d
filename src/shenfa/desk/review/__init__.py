"""The three reviews as they are stored: audit, findings, decisions, questions, sources."""
