"""The one door to the network below the desk: a single request, and many at once."""

from shenfa.patrol.fetch.many import BROWSER, Answer, Ask, Terms, visit_many
from shenfa.patrol.fetch.one import (
    AGENT,
    SENTENCES,
    Failure,
    Fetched,
    FetchFailed,
    Policy,
    Request,
    fetch,
)
from shenfa.patrol.fetch.probe import Probe, probe

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
