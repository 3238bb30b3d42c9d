"""Where a text has the same characters as its captured source, and where it differs.

A capture keeps, for each difference, which characters of our text it touches. A finding that
none of them touches stands so in the source.
"""

from dataclasses import replace
from typing import Any

from shenfa.desk.review.models import CaptureRecord, FindingRecord
from shenfa.review import OpenFinding

Detail = dict[str, Any]  # a row of JSON


def stands_in_source(row: FindingRecord, capture: CaptureRecord | None) -> OpenFinding:
    """Return a finding with whether the source has the same characters there."""
    finding = row.to_finding()
    if capture is None:
        return finding
    return replace(finding, stands_in_source=_is_untouched(row, capture.differences))


def _is_untouched(row: FindingRecord, compared: Detail) -> bool:
    # Something absent has no characters that the source could have as well.
    detail: Detail = row.detail
    if row.part not in compared["parts"] or detail["passage"] is None:
        return False
    return not any(
        difference["part"] == row.part
        and span["passage"] == detail["passage"]
        and span["start"] <= detail["end"]
        and detail["start"] <= span["end"]
        for difference in compared["rows"]
        for span in difference["spans"]
    )
