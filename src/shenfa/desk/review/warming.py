"""Rules are loaded before somebody waits for them: at the start, beside what else there is to do.

The first check of a process compiles every rule and reads every table, which takes more than a
second. Who writes the first text of the morning should not be the one to wait for it. No Django
here: the process that checks has none.
"""

import datetime
import gc
from collections import defaultdict
from collections.abc import Mapping
from html import escape

from shenfa.audit.rulebook import rulebook
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.writing_check import Written, check_written
from shenfa.desk.wording.county_file import Tables
from shenfa.text import ContentKind

SECONDS = 120.0


def warm_checks(tables: Tables, day: datetime.date) -> None:
    """Load the rules here, then in the process that checks files."""
    load((tables, day))
    try:
        in_process(load, (tables, day), SECONDS)
    except CheckingFailed:
        return  # whoever needs that process next starts it anew, and is told if it fails again


def load(task: tuple[Tables, datetime.date]) -> int:
    """Check what the rules show as their own examples; return how much was found in them.

    What one rule reads only when it finds something is read by this as well.
    """
    tables, day = task
    found = 0
    for kind, lines in _examples().items():
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        found += len(check_written(Written(lines[0], body, kind, day), tables))
    # All of it stays as long as the process: no need to search it for garbage again and again.
    gc.collect()
    gc.freeze()
    return found


def _examples() -> Mapping[ContentKind, list[str]]:
    lines: dict[ContentKind, list[str]] = defaultdict(list)
    for entry in rulebook():
        for one in entry.examples:
            lines[one.context.kind] += [passage.text for passage in one.document.passages]
    return lines
