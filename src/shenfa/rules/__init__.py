"""One rule per file: its docstring is the user's page, its examples are its tests.

Rules turn text into hits. They see no file, no user and no clock, and do not know each other.
"""
