"""The three reviews as histories (R12–R21, R24–R27, R46–R49)."""

import datetime
from dataclasses import replace

import pytest
from histories import MINUTE, SHA, START, WORLD, World, held, play, tenures, why_not

from shenfa.review import Attribute, MoveRefused, Position, Proof, Revision, Stage

TO_SECOND = "author submit, officer pass"
TO_FINAL = "author submit, officer pass, head pass"
APPROVED = "author submit, officer pass, head pass, deputy pass"


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ("author submit", Stage.FIRST),
        (TO_SECOND, Stage.SECOND),
        (TO_FINAL, Stage.FINAL),
        (APPROVED, Stage.APPROVED),
        ("author submit, officer fail", Stage.ENDED),
        ("author submit, author recall", Stage.ENDED),
        ("author submit, officer pass, officer recall", Stage.ENDED),
        ("author submit, officer suspend", Stage.FIRST),
        ("author submit, officer suspend, author answer, officer pass", Stage.SECOND),
        ("author submit, officer suspend, officer ask, author answer", Stage.FIRST),
        ("author submit, officer suspend, author answer, officer fail", Stage.ENDED),
        ("author submit, all pass, head pass, deputy pass", Stage.APPROVED),
        (f"{APPROVED}, county return", Stage.ENDED),
    ],
)
def test_lawful_histories(history: str, stage: Stage) -> None:
    assert play(history).stage is stage


@pytest.mark.parametrize(
    ("history", "last", "reason"),
    [
        ("", "officer pass", "不能执行该操作"),
        ("", "officer submit", "只有撰稿人"),
        ("author submit", "head pass", "信息发布责任人"),
        ("author submit", "deputy pass", "不得代审"),
        (TO_SECOND, "deputy pass", "科室负责人"),
        (TO_SECOND, "officer pass", "科室负责人"),
        ("author submit, all pass", "all pass", "不得一人多审"),
        ("author submit, officer pass, all pass", "all pass", "不得一人多审"),
        (TO_FINAL, "all recall", "上一审级的审查人"),
        ("author submit, officer suspend", "officer pass", "还没有答复"),
        ("author submit, officer suspend", "officer answer", "指定的答复人"),
        ("author submit, officer suspend, author answer", "all pass", "原审查人"),
        ("author submit, officer suspend", "author recall", "已经提出意见"),
        ("author submit", "officer ask", "没有等待答复"),
        ("author submit, officer suspend", "head ask", "不得代审"),
        ("author submit, officer suspend", "all ask", "原审查人"),
        ("author submit, officer suspend, author answer", "officer ask", "没有等待答复"),
        ("author submit, officer fail", "author submit", "已终止"),
        (APPROVED, "author recall", "不能执行该操作"),
        (APPROVED, "deputy return", "县府办审核员"),
        (APPROVED, "all pass", "不能执行该操作"),
    ],
)
def test_refused(history: str, last: str, reason: str) -> None:
    """R13–R18: order, positions, no proxy, one person one stage."""
    assert reason in str(why_not(history, last))


@pytest.mark.parametrize(
    ("history", "last", "change", "reason"),
    [
        (TO_FINAL, "deputy pass", {"secrecy_concluded": False}, "保密审查结论"),
        (TO_FINAL, "deputy pass", {"attribute": None}, "公开属性"),
        (TO_FINAL, "deputy pass", {"attribute": Attribute.ON_REQUEST}, "不是主动公开"),
        ("author submit", "officer pass", {"settled": False}, "没有处置"),
        ("author submit", "officer pass", {"unread": ("第2页",)}, "未能读取"),
        ("author submit", "officer pass", {"looked_at": False}, "人工审看"),
        ("author submit", "officer pass", {"opened": frozenset()}, "1项未打开"),
        ("author submit", "officer fail", {"opened": frozenset()}, "1项未打开"),
        ("", "author submit", {"self_proofed": False}, "自审自校"),
        ("author submit", "officer pass", {"in_house": frozenset({"author"})}, "外包"),
        ("author submit", "officer pass", {"tenures": ()}, "不得代审"),
    ],
)
def test_surroundings_hold_a_pass_back(
    history: str, last: str, change: dict[str, object], reason: str
) -> None:
    world = World(around=replace(WORLD.around, **change))  # type: ignore[arg-type]  # a table of facts

    assert reason in str(why_not(history, last, world))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sha256": "b" * 64}, "内容已经变化"),
        ({"reauthenticated": False}, "重新验证身份"),
        ({"proof": Proof(("格式",))}, "格式、文字"),
        ({"at": START - MINUTE}, "不得代审|早于上一环节"),
        ({"at": START + MINUTE}, "早于上一环节"),
    ],
)
def test_every_decision_is_by_the_person_now_on_these_bytes(
    change: dict[str, object], reason: str
) -> None:
    """R15, R16, R24: hash, re-authentication, proof, time."""
    world = World(move=replace(WORLD.move, **change))  # type: ignore[arg-type]  # a table of facts
    refused = str(why_not("author submit", "officer pass", world))

    assert any(part in refused for part in reason.split("|"))


@pytest.mark.parametrize(
    ("first", "may", "refused"),
    [
        ("author pass", True, False),
        ("author pass", False, True),
    ],
)
def test_the_units_switch_relaxes_the_first_stage_only(
    first: str, may: bool, refused: bool
) -> None:
    """Q16: whether the maker may give the first review is asked for each unit."""
    own = tenures(*(held("author", position) for position in Position))
    world = World(around=replace(WORLD.around, tenures=own, author_may_first_review=may))

    assert (why_not("author submit", first, world) is not None) is refused
    assert "撰稿人" in str(why_not(TO_SECOND, "author pass", world))


def test_a_major_item_ends_with_the_principal_leader() -> None:
    """R25."""
    revision = Revision(
        "r1", SHA, "竹沟镇", frozenset({"author"}), frozenset({"正文"}), is_major=True
    )
    world = World(revision=revision)

    assert "主要领导" in str(why_not(TO_FINAL, "deputy pass", world))
    assert play(f"{TO_FINAL}, principal pass", world).stage is Stage.APPROVED


def test_a_tenure_counts_from_its_filing_and_in_its_unit_only() -> None:
    """R7, R14: a filing takes effect when filed; another unit's head is nobody here."""
    late = replace(held("head", Position.SECTION_HEAD), filed=START + 100 * MINUTE)
    other = held("head", Position.SECTION_HEAD, unit="云塘乡")
    ended = replace(held("head", Position.SECTION_HEAD), until=START)

    for tenure in (late, other, ended):
        world = World(around=replace(WORLD.around, tenures=(tenure,)))
        assert "不得代审" in str(why_not(TO_SECOND, "head pass", world))


def test_reviews_made_before_receipt_are_marked() -> None:
    unreceived = replace(held("officer", Position.INFORMATION_OFFICER), received=None)
    world = World(around=replace(WORLD.around, tenures=(unreceived,)))

    assert play("author submit, officer pass", world).decisions[0].before_receipt
    assert not play("author submit, officer pass").decisions[0].before_receipt


def test_a_refused_move_raises_the_reason() -> None:
    with pytest.raises(MoveRefused, match="不能执行"):
        play("officer pass")


def test_times_are_aware() -> None:
    assert play("author submit").submitted_at == datetime.datetime(
        2026, 11, 24, 1, 1, tzinfo=datetime.UTC
    )


ASKED = "author submit, officer suspend"


def test_a_leavers_question_is_taken_over_by_whoever_follows() -> None:
    """I19, R49: while the asker holds the position nobody else decides; then the successor does."""
    left = replace(held("officer", Position.INFORMATION_OFFICER), until=START + 2 * MINUTE)
    others = tuple(one for one in tenures() if one.person != "officer")
    world = World(around=replace(WORLD.around, tenures=(left, *others)))

    assert why_not(ASKED, "all ask", world) is None
    assert "还没有答复" in str(why_not(ASKED, "all pass", world))
    assert why_not(f"{ASKED}, author answer", "all pass", world) is None
    assert "不得代审" in str(why_not(f"{ASKED}, author answer", "officer pass", world))


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"to": "officer"}, "由他人答复"), ({"note": " "}, "写明问题")],
)
def test_what_a_question_needs(change: dict[str, object], reason: str) -> None:
    """R49: somebody else, and something to ask."""
    world = World(move=replace(WORLD.move, **change))  # type: ignore[arg-type]  # a table of facts

    assert reason in str(why_not("author submit", "officer suspend", world))
