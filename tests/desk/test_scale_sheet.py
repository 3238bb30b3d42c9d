"""The sheet of a county's scale: what cannot be used is refused with its row."""

import pytest
from assessment_county import HEAD, sheet

from shenfa.desk.assessment.scale_sheet import read_scale
from shenfa.ledger.indicators import UnusableScale


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (("X1", "加减", "", "栏目", "", "1", "", "", "", ""), "类别应为"),
        (("X1", "扣分", "", "栏目", "", "一", "", "", "", ""), "最多两位小数"),
        (("X1", "扣分", "", "点赞", "", "1", "", "", "点赞数", ""), "没有“点赞数”这一类事实"),
        (("X1", "扣分", "", "栏目", "", "1", "", "多", "", ""), "触发件数应为整数"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused(row: tuple[str, ...], complaint: str) -> None:
    """国办函〔2026〕12号: likes and hours online are no facts that could be counted."""
    with pytest.raises(UnusableScale, match=complaint):
        read_scale(sheet(row), "办法.xlsx", HEAD)
