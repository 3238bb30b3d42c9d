"""The library: rules compiled into an engine, run over documents, told as reports."""

from shenfa.audit.engine import Engine, audit, compile_engine
from shenfa.audit.report import VERDICT_NAMES, Report, Verdict
from shenfa.audit.rulebook import Entry, find_entry, rulebook
from shenfa.audit.suppress import CountyFileError, Suppression, read_county_file

__all__ = [
    "VERDICT_NAMES",
    "CountyFileError",
    "Engine",
    "Entry",
    "Report",
    "Suppression",
    "Verdict",
    "audit",
    "compile_engine",
    "find_entry",
    "read_county_file",
    "rulebook",
]
