"""A whole county in one file that any database can take in: rows as JSON Lines, files, digests.

A backup brings back the same machine, keys included. This carries the county to another one: no
password, session or key goes with it, and what arrives is judged by the verifier.
"""
