"""Formats of fixed pages: PDF and OFD."""
