"""R59, S10, I27: whoever alters, drops, reorders, back-dates or rewrites is found out."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from county_trail import (
    ENDING,
    IDS,
    KEY,
    LAWFUL,
    ORIGIN,
    PEOPLE,
    PRIVATE,
    Step,
    change,
    checkpoint,
    contents,
    exported,
    play,
)
from hypothesis import given
from hypothesis import strategies as st

from shenfa.trail import (
    Act,
    Broken,
    Contents,
    Entry,
    Unusable,
    Verdict,
    link,
    person_id,
    public_key,
    sign_checkpoint,
    verify,
)

ENTRIES = play(LAWFUL)
COUNT = len(ENTRIES)
HONEST = contents(ENTRIES)
OTHER_PRIVATE = b"\x07" * 32
REWRITTEN = play(change("attribute", reason="改过的理由")(LAWFUL))


def found(packed: Contents, anchors: Sequence[tuple[int, str]] = ()) -> str:
    try:
        return f"OK {verify(exported(packed), [KEY], anchors).count}"
    except Broken as broken:
        return str(broken)


def with_entries(entries: Sequence[Entry]) -> Contents:
    return replace(HONEST, entries=entries)


def back_dated() -> list[Entry]:
    """Insert an old date in the middle and chain the rest anew."""
    chain = ENTRIES[:10]
    for entry in ENTRIES[10:]:
        at = "2020-01-01T00:00:00Z" if entry.seq == 11 else entry.at
        last = replace(chain[-1], at="1970-01-01T00:00:00Z")
        act = Act(entry.actor, at, entry.verb, entry.object, entry.facts)
        chain.append(link(act, last))
    return chain


@pytest.mark.parametrize(
    ("name", "packed", "sentence"),
    [
        ("nothing", HONEST, f"OK {COUNT}"),
        (
            "alter",
            with_entries([*ENTRIES[:4], replace(ENTRIES[4], object="x"), *ENTRIES[5:]]),
            "第5条记录的内容与摘要不符，内容被改动",
        ),
        (
            "drop",
            with_entries([*ENTRIES[:4], *ENTRIES[5:]]),
            "第5条记录序号不连续，此前有记录被删除、插入或调换",
        ),
        (
            "reorder",
            with_entries([*ENTRIES[:4], ENTRIES[5], ENTRIES[4], *ENTRIES[6:]]),
            "第5条记录序号不连续，此前有记录被删除、插入或调换",
        ),
        ("back-date", with_entries(back_dated()), "第11条记录的时间早于上一条，时间被倒填"),
        (
            "cut off the tail",
            contents(ENTRIES[:-1], checkpoints=HONEST.checkpoints),
            f"第{COUNT}条记录起与导出时的条数不符，留痕末尾被截断或添加",
        ),
        (
            "rewrite everything",
            contents(REWRITTEN, checkpoints=HONEST.checkpoints),
            f"第{COUNT}条记录与检查点不符，检查点签署之后此前的记录被改写",
        ),
        (
            "rewrite everything, sign again, keep an old checkpoint",
            contents(
                REWRITTEN, checkpoints=[checkpoint(ENTRIES, COUNT - 2), checkpoint(REWRITTEN)]
            ),
            f"第{COUNT - 2}条记录与检查点不符，检查点签署之后此前的记录被改写",
        ),
        (
            "no checkpoint",
            replace(HONEST, checkpoints=[]),
            "第1条记录起都没有检查点，不能证明留痕未被整体改写",
        ),
        (
            "checkpoints turned round",
            replace(HONEST, checkpoints=[checkpoint(ENTRIES), checkpoint(ENTRIES, 20)]),
            "第2个检查点的时间或记录数少于上一个",
        ),
        (
            "checkpoint altered",
            replace(HONEST, checkpoints=[replace(checkpoint(ENTRIES), count=COUNT - 1)]),
            "第1个检查点的签名与给定的公钥不符，请核对公钥",
        ),
        (
            "somebody else's checkpoints",
            replace(HONEST, origin="别的县"),
            "第1个检查点不属于本导出文件所称的单位",
        ),
        (
            "names swapped",
            replace(
                HONEST,
                people={
                    **PEOPLE,
                    IDS["first"]: PEOPLE[IDS["spare"]],
                    IDS["spare"]: PEOPLE[IDS["first"]],
                },
            ),
            "人员名册中石备的工号与留痕中的编号不符，名册被改动",
        ),
        ("name missing", replace(HONEST, people={}), "第1条记录涉及的人员不在人员名册中"),
        (
            "text altered in the database",
            replace(HONEST, revisions={"r1": "ff" * 32}),
            "版本 r1 在数据库中的现状与留痕不符，数据库被绕过留痕改动",
        ),
        (
            "revision put into the database",
            replace(HONEST, revisions={**HONEST.revisions, "r9": "ff" * 32}),
            "版本 r9 在数据库中的现状与留痕不符，数据库被绕过留痕改动",
        ),
        (
            "release put into the database",
            replace(HONEST, releases={"p1": "live", "p2": "live"}),
            "发布 p2 在数据库中的现状与留痕不符，数据库被绕过留痕改动",
        ),
        (
            "release shown again in the database",
            contents(play((*LAWFUL, *ENDING)), releases={"p1": "live"}),
            "发布 p1 在数据库中的现状与留痕不符，数据库被绕过留痕改动",
        ),
    ],
)
def test_tampering(name: str, packed: Contents, sentence: str) -> None:
    assert found(packed) == sentence, name


def test_wrong_key_is_named() -> None:
    packed = replace(
        HONEST, checkpoints=[sign_checkpoint(OTHER_PRIVATE, ORIGIN, ENTRIES[-1], ENTRIES[-1].at)]
    )

    assert found(packed) == "第1个检查点的签名与给定的公钥不符，请核对公钥"
    assert verify(exported(packed), [KEY, public_key(OTHER_PRIVATE)]).count == COUNT


def test_same_person_under_two_ids_is_named() -> None:
    """I1: three distinct persons are three staff numbers."""
    person = PEOPLE[IDS["first"]]
    twin = replace(person, salt="another")
    packed = replace(HONEST, people={**PEOPLE, person_id(twin.staff_number, twin.salt): twin})

    assert found(packed) == "人员名册中向文的工号对应两个编号，一人有两个账号"


def test_anchor_kept_on_paper_catches_what_was_rewritten_and_signed_again() -> None:
    """The key itself was stolen: only the head printed on a form still tells."""
    rewritten = contents(REWRITTEN)
    head = ENTRIES[-3].hash

    assert found(rewritten) == f"OK {COUNT}"
    assert found(rewritten, [(COUNT - 2, head)]).startswith(f"第{COUNT - 2}条记录与检查点不符")
    assert found(HONEST, [(COUNT - 2, head)]) == f"OK {COUNT}"
    assert "条数不符" in found(HONEST, [(COUNT + 1, head)])


def test_what_the_auditor_should_know_is_a_note_only() -> None:
    late = Step("sign", "first", "patrol.sign", "x1", {})
    entries = play((*LAWFUL, *[late] * 1500))
    packed = contents(entries, checkpoints=[checkpoint(entries, 20)])

    assert verify(exported(packed), [KEY]) == Verdict(
        COUNT + 1500,
        (
            "最新检查点的时间是 2026-11-24T01:19:00Z，比最后一条记录早24小时以上",
            f"最新检查点之后还有{COUNT + 1480}条记录没有签名保护",
            "有1500条记录与发布无关，只核验了前后相接",
        ),
    )


def test_export_is_always_written_alike() -> None:
    assert exported(HONEST).getvalue() == exported(contents(play(LAWFUL))).getvalue()


def test_mixed_algorithms_verify() -> None:
    entries = play(LAWFUL, "sm3")

    assert found(contents(entries)) == f"OK {COUNT}"


PARTS = {
    name: zipfile.ZipFile(exported(HONEST)).read(name)
    for name in ("checkpoints.jsonl", "manifest.json", "names.json", "state.json", "trail.jsonl")
}


def packed_by_hand(parts: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    out.seek(0)
    return out


@given(place=st.integers(0, len(PARTS["trail.jsonl"]) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_of_the_trail_is_found(place: int, byte: int) -> None:
    trail = bytearray(PARTS["trail.jsonl"])
    is_same = trail[place] == byte
    trail[place] = byte
    export = packed_by_hand({**PARTS, "trail.jsonl": bytes(trail)})

    if is_same:
        assert verify(export, [KEY]).count == COUNT
    else:
        with pytest.raises(Broken, match=r"^第[0-9]+条记录"):
            verify(export, [KEY])


@given(place=st.integers(0, len(PARTS["trail.jsonl"]) - 1), size=st.integers(1, 500))
def test_any_missing_stretch_of_the_trail_is_found(place: int, size: int) -> None:
    trail = PARTS["trail.jsonl"]
    export = packed_by_hand({**PARTS, "trail.jsonl": trail[:place] + trail[place + size :]})

    with pytest.raises(Broken, match=r"^第[0-9]+条记录"):
        verify(export, [KEY])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("manifest.json", b'{"format":"shenfa.trail/2"}'),
        ("manifest.json", b"[]"),
        ("manifest.json", b"{"),
        ("names.json", b"\xff"),
        ("names.json", b'{"a":1}'),
        ("state.json", b'{"releases":{}}'),
        ("state.json", b"[" * 100_000),
    ],
)
def test_what_cannot_be_judged_is_unusable(name: str, data: bytes) -> None:
    with pytest.raises(Unusable):
        verify(packed_by_hand({**PARTS, name: data}), [KEY])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 1000, exported(HONEST).read()[:-40]])
def test_what_is_no_export_is_unusable(data: bytes) -> None:
    with pytest.raises(Unusable):
        verify(io.BytesIO(data), [KEY])


@pytest.mark.parametrize("missing", sorted(PARTS))
def test_missing_part_is_unusable(missing: str) -> None:
    with pytest.raises(Unusable):
        verify(packed_by_hand({k: v for k, v in PARTS.items() if k != missing}), [KEY])


def test_two_parts_of_one_name_are_unusable() -> None:
    """Else we would judge the one and people read the other."""
    out = packed_by_hand(PARTS)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("trail.jsonl", b"")

    with pytest.raises(Unusable):
        verify(out, [KEY])


def test_private_key_of_the_tests_is_not_the_public_one() -> None:
    assert KEY == public_key(PRIVATE) != PRIVATE
