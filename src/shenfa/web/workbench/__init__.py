"""The pages that people of the county live in. Each parses, calls one service or selector, shows.

A page never decides: what a button may do is asked of the same functions as the command itself,
and the sentence of a refusal is shown as it is.
"""
