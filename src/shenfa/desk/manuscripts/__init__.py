"""Manuscripts: the working copy, immutable revisions, attachments, transfer, quarantine."""
