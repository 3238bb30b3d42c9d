"""What makes a number, an address or an illness a piece of personal information.

Shared by the rules of the privacy family: one scan of a text assigns every digit to at most
one finding, and each rule picks those of its own kind.
"""
