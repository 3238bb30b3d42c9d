"""Twenty documents, five kinds in four formats: all planted faults are found, nothing else."""

import pytest

from planted import FOLDER, FORMATS, read_source
from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner, examine_file
from shenfa.text import Context

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_all_found_and_nothing_else(name: str, form: str) -> None:
    """R39, R43, R44, R50: through every reader the same findings."""
    source = read_source(name)
    data = FORMATS[form](source)
    examiner = Examiner(compile_engine(), Context(source.kind, source.date))
    report = examine_file(data, f"稿件.{form}", examiner)
    passages = report.document.passages
    found = sorted(
        (
            finding.family.value,
            ""
            if finding.passage is None
            else passages[finding.passage].text[finding.start : finding.end],
        )
        for finding in report.findings
    )

    assert found == sorted(source.faults)
    assert not report.document.gaps
