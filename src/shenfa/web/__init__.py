"""Pages and REST API over the desk: parse, call one service or selector, answer.

Nothing is decided here and no table is known here. Every command of a page is a command of the
API as well, so that page, program and test go through the same service.
"""
