"""The one door to the network below the desk: a single request, and many at once."""

from shenfa.patrol.fetch.door import fetch, visit_many
from shenfa.patrol.fetch.probe import Probe, probe
from shenfa.patrol.fetch.terms import (
    AGENT,
    BROWSER,
    SENTENCES,
    Answer,
    Ask,
    Failure,
    Fetched,
    FetchFailed,
    Policy,
    Request,
    Terms,
)

__all__ = [
    "AGENT",
    "BROWSER",
    "SENTENCES",
    "Answer",
    "Ask",
    "Failure",
    "FetchFailed",
    "Fetched",
    "Policy",
    "Probe",
    "Request",
    "Terms",
    "fetch",
    "probe",
    "visit_many",
]
