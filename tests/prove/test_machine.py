"""No walk gets round the way to release (R12, R17–R20, R26; I1–I5, I8–I12, I14, I16, I18, I19, I26–I28).

A walk that never publishes proves nothing: what all of them met together is asserted as well.
"""

from collections import Counter
from types import ModuleType

import pytest
from attacks import ATTACKS
from forgetting import forget
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from machine import Walk
from worlds import Worlds

from shenfa.review import gates, transitions

pytestmark = pytest.mark.db


def walk(
    worlds: Worlds, walks: int, steps: int, *, is_random: bool, **change: bool
) -> Counter[str]:
    """Walk so often and so far; return what was met."""
    met: Counter[str] = Counter()
    machine = type("Walks", (Walk,), {"worlds": worlds, "met": met, **change})
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
    met = walk(worlds, 8, 20, is_random=False)

    assert met["public"] > 20, met
    assert met["released"] > 5, met
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
    print(  # noqa: T201 - make prove
        f"{worlds.vendor}：{met['steps']}步，其中{met['public']}步有公开内容，发布{met['released']}次，没有绕过"
    )


FORGOTTEN = (
    ((transitions, "_decide", "撰稿人、编辑人和上传人不得审查自己的稿件"),),
    ((transitions, "_final", "还没有保密审查结论，不能审发（先审查、后公开）"),),
    ((transitions, "_final", "还没有确定公开属性，不能审发"),),
    ((transitions, "_pass", "请完成本审级校对清单：…"),),
    (
        (transitions, "_pass", "还有问题点没有处置，请逐条处置后再通过"),
        (gates, "_findings", "还有…处问题点没有处置，不能发布"),
    ),
    ((gates, "_county", "发往县政府门户网站主栏目，须经县政府办公室审核同意"),),
    ((gates, "_people", "只有信息发布人员（主栏目为网站管理员）可以发布"),),
)


@pytest.mark.prove
@pytest.mark.parametrize("bugs", FORGOTTEN, ids=[bugs[-1][2] for bugs in FORGOTTEN])
def test_the_walks_find_a_bug_that_no_guard_holds(
    worlds: Worlds, bugs: tuple[tuple[ModuleType, str, str], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something forgotten, no guard in the database, no attack: the laws or the verifier see it."""
    for bug in bugs:
        forget(monkeypatch, *bug)
    with pytest.raises(AssertionError):
        walk(worlds, 40, 25, is_random=False, is_guarded=False, with_attacks=False)


@pytest.mark.prove
def test_without_a_bug_the_walks_need_no_guard(worlds: Worlds) -> None:
    """The guards are a second line: the services alone keep the laws."""
    met = walk(worlds, 10, 25, is_random=False, is_guarded=False, with_attacks=False)

    assert met["released"] > 10, met


@pytest.mark.prove
def test_without_guards_the_walks_find_the_attacks(worlds: Worlds) -> None:
    with pytest.raises(AssertionError):
        walk(worlds, 40, 25, is_random=False, is_guarded=False)
