"""One process that checks: a crash, a hang and a bug are told, and do no other harm (R49, S27)."""

from collections.abc import Callable

import pytest
from checking_work import dawdle, fall_dead, stumble

from shenfa.desk.review.checking_process import CheckingFailed, in_process, stop_checking

HANGS = 60.0


@pytest.mark.parametrize(
    ("work", "reason"), [(fall_dead, "意外结束"), (dawdle, "没有结束"), (stumble, "ValueError")]
)
def test_the_checking_process_survives_what_it_checks(
    work: Callable[[float], str], reason: str
) -> None:
    with pytest.raises(CheckingFailed) as caught:
        in_process(work, HANGS, 3.0)

    assert reason in str(caught.value)
    assert "13812345678" not in str(caught.value)
    assert in_process(dawdle, 0.0, 30.0) == "late"


def test_a_process_that_was_ended_is_started_again() -> None:
    stop_checking()

    assert in_process(dawdle, 0.0, 30.0) == "late"
