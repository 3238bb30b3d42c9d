"""No walk gets round the way to release (R12, R17–R20, R26; I1–I5, I8–I12, I14, I16, I18, I19, I26–I28).

A walk that never publishes proves nothing: what all of them met together is asserted as well.
"""

from collections import Counter

import pytest
from attacks import ATTACKS
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from machine import Walk
from worlds import Worlds

pytestmark = pytest.mark.db
RULES = 24


def walk(worlds: Worlds, walks: int, steps: int, *, is_random: bool) -> Counter[str]:
    """Walk so often and so far; return what was met."""
    met: Counter[str] = Counter()
    machine = type("Walks", (Walk,), {"worlds": worlds, "met": met})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not is_random,
            database=None,
            phases=[Phase.generate] if not is_random else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    return met


def test_no_walk_gets_round_the_reviews(worlds: Worlds) -> None:
    """The same short walks every time."""
    met = walk(worlds, 6, 20, is_random=False)

    assert met["public"] > 20, met
    assert met["released"] > 8, met
    assert met["raw refused"] >= 3, met
    assert met["verified"] >= 6, met
    assert sum(number for what, number in met.items() if what.startswith("refused ")) > 40, met


@pytest.mark.prove
def test_no_long_walk_gets_round_the_reviews(worlds: Worlds) -> None:
    """Many walks, another way each time, and the attacks with SQL among them."""
    met = walk(worlds, 40, 30, is_random=True)

    assert met["public"] > 300, met
    assert met["released"] > 60, met
    assert met["raw refused"] >= 10, met
    assert sum(f"rule raw {kind}" in met for kind in ATTACKS) >= 8, met
    print(f"{met['steps']}步，其中{met['public']}步有公开内容，发布{met['released']}次，没有绕过")  # noqa: T201 - make prove
