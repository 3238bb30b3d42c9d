"""The desk: one Django app per subject, each with models, services and selectors.

Services write and are the only ones to do so; selectors read. Every service that changes
something runs inside ``trail.command``, so that what it did and its entry in the trail are one
transaction. Nothing here is imported before ``settings.configure`` was called, but for
``deployment``, ``settings`` and ``clock``.
"""
