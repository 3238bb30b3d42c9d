"""A lexicon that is not in order is refused with file and line."""

from pathlib import Path

import pytest

from shenfa.lexicons import LexiconError, read_table

HEADER = "word\tright\tsource\tconfidence\tlevel\tvalid_from\tvalid_to\n"
GOOD = "平米\t平方米\tGB 3100—1993\tV\tstandard\t\t\n"


def check(folder: Path, content: str) -> int:
    path = folder / "units.tsv"
    path.write_text(content, encoding="utf-8")
    return len(read_table(path, ("word", "right")))


def test_good_rows_are_read(tmp_path: Path) -> None:
    assert check(tmp_path, HEADER + GOOD) == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("word\tright\n", "第1行：表头"),
        (HEADER + GOOD + GOOD, "第3行：“平米”重复"),
        (HEADER + "平米\t平方米\t\tV\tstandard\t\t\n", "第2行：首列和来源"),
        (HEADER + "平米\t平方米\tGB\tR-L\tstandard\t\t\n", "第2行：置信度"),
        (HEADER + "平米\t平方米\tGB\tV\tstandard\t2026-13-01\t\n", "第2行：置信度、级别或日期"),
        (HEADER + "平米 \t平方米\tGB\tV\tstandard\t\t\n", "第2行：含有首尾空格"),
        (HEADER + "平米\t平方米\n", "第2行：应为7列"),
    ],
)
def test_bad_rows_are_refused(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        check(tmp_path, content)
