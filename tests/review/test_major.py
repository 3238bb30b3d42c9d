"""R25, Q20: criteria suggest what is major; warnings and advice are not."""

import pytest

from shenfa.review.major import major_reasons

CASES = (
    ("关于向文等同志职务任免的通知", "", ("人事任免",)),
    ("虚谷土家族苗族自治县2026年财政预算执行情况", "", ("预算决算",)),
    ("竹沟镇老街片区房屋征收补偿方案", "", ("征收拆迁",)),
    ("关于竹沟镇“3·12”道路运输事故调查报告的批复", "", ("事故调查",)),
    ("竹沟镇情况通报", "塌方造成2人死亡，1人受伤", ("人员伤亡",)),
    ("关于做好汛期地质灾害避险转移工作的通知", "去年因灾1人死亡", ()),
    ("暴雨橙色预警", "可能造成人员伤亡", ()),
    ("竹沟镇开展植树活动", "预算3万元，征收范围内的苗木除外", ()),
)


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_what_is_major(title: str, text: str, expected: tuple[str, ...]) -> None:
    assert major_reasons(title, text) == expected
