"""A backup of a deployment in one file, and the way back, judged by the verifier.

On PostgreSQL the database is dumped by its own program; the file then holds the rest.
"""
