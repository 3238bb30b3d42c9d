"""The county's file is read or refused with a sentence that says where."""

import datetime

import pytest

from shenfa.audit import CountyFileError, read_county_file
from shenfa.text import OfficeNumber

GOOD = """
names = ["酉州环保"]
[[suppression]]
rule = "pu001"
reason = "引用原件"
decided_by = "县府办"
since = 2026-11-24
[[office_number]]
number = "13800000000"
valid_to = 2026-12-31
"""


def test_names_and_decisions_are_read() -> None:
    county, (decision,) = read_county_file(GOOD, "本县.toml")

    assert county.names == {"酉州环保"}
    assert county.office_numbers == (
        OfficeNumber("13800000000", valid_to=datetime.date(2026, 12, 31)),
    )
    assert (decision.rule, decision.since) == ("PU001", datetime.date(2026, 11, 24))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("names", "names ="), "不是有效的 TOML"),
        (('["酉州环保"]', "3"), "names 应为名称列表"),
        (('reason = "引用原件"', ""), "第1条 suppression缺少 reason"),
        (("since = 2026-11-24", ""), "since、until 应为日期"),
        (('"县府办"', "7"), "文字项应加引号"),
        (('"13800000000"', "138"), "应为 11 位手机号"),
        (("2026-12-31", '"年底"'), "valid_from、valid_to 应为日期"),
    ],
)
def test_mistakes_are_named(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(CountyFileError, match=complaint):
        read_county_file(GOOD.replace(*change), "本县.toml")
