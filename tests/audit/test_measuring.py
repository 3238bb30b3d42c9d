"""Which rule cries wolf is counted over a body of texts, and told with samples (R42)."""

import pytest

from shenfa.audit import CountyFileError
from shenfa.audit.batch import LostRecord, Setup, TextRecord, reports
from shenfa.audit.measuring import measure, read_floors
from shenfa.text import Severity

TEXTS = ("各位代表,大家上午好。" * 2, "没有问题。", "会议指出,要抓落实。")


def test_findings_are_counted_by_rule() -> None:
    records = [*(TextRecord(n, n, text) for n, text in enumerate(TEXTS)), LostRecord(9, "读不了")]
    measurement = measure(reports(records, Setup()), {"": 0.5}, 2)

    (comma,) = [one for one in measurement.rules if one.code == "PU001"]
    assert (measurement.texts, measurement.unread) == (3, 1)
    assert measurement.characters == sum(map(len, TEXTS))
    assert comma.counts == {Severity.ERROR: 3}
    assert comma.rate == pytest.approx(3 * 10_000 / measurement.characters)
    assert comma.is_above_floor
    assert [told.text for told in comma.samples] == [",", ","]


def test_floors_are_read() -> None:
    floors = read_floors("[floors]\ndefault = 0.2\nci003 = 1\n", "本县.toml")

    assert floors == {"": 0.2, "CI003": 1.0}
    assert read_floors("", "本县.toml") == {}
    with pytest.raises(CountyFileError, match="floors 应写成"):
        read_floors('[floors]\nCI003 = "许多"\n', "本县.toml")
