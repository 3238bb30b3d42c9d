"""Each sentence of the domain forgotten, alone and with the database's guards: who answers then.

The pure core has its own table (tests/review/test_every_interleaving.py). Here the real services
run on both databases. A row states which layer holds the line, and the test holds the row to it;
every sentence by which the domain refuses has its row, or stands in WITHOUT with the reason.
"""

import mutants_beside
import mutants_of_releases
import mutants_of_reviews
import pytest
from forgetting import forget, sentences
from mutants import Layer, Row, answered_by
from raw_sql import drop_guards
from worlds import Worlds, living

from shenfa.review import attribute, findings, gates, release, secrecy, transitions

ROWS = (*mutants_of_reviews.ROWS, *mutants_of_releases.ROWS, *mutants_beside.ROWS)
MODULES = (transitions, gates, findings, secrecy, attribute, release)
WITHOUT = {
    "请先完成并签署自审自校，再送审": "送审这一动作就是签署",
    "作出审查决定前请重新验证身份": "服务另在同一事务中验证，见 test_access_reauthentication",
    "作出保密审查结论前请重新验证身份": "同上",
    "请写明答复内容": "服务先已拒绝空的答复",
    "请写明理由": "服务先已拒绝空的理由",
    "三审应由三个不同的人完成，不能发布": "数据库的唯一约束使这样的三审无从存在",
    "来源的发布时间晚于本次发布，请核对": "存证时已拒绝将来的时间，时钟不能倒退",
    "信息由其他单位制作，没有移交记录，不能发布": "没有移交的，形成版本时已拒绝",
    "栏目或账号不属于本单位，不能发布": "别的单位的渠道，形成版本时已拒绝，渠道的单位不能更改",
    "只有县府办审核员可以退回已审发的稿件": "退回改稿由县府办的结论办理，见下表 form",
    "县府办审核员不得审核自己经手的稿件": "同上",
    "退回应写明理由": "同上",
}
"""What no attempt reaches, and why. The form itself: tests/desk/test_form*.py."""


def test_every_sentence_has_its_row() -> None:
    said = frozenset[tuple[str, str, str]]().union(*map(sentences, MODULES))
    rows = {(row.module.__name__.rpartition(".")[2], row.function, row.words) for row in ROWS}

    assert {one for one in said - rows if one[2] not in WITHOUT} == set()
    assert len(rows) == len(ROWS)


def test_what_nobody_sees_has_its_reason() -> None:
    for row in ROWS:
        is_unseen = {row.then, row.last} & {Layer.NOBODY, Layer.LAWS}
        assert bool(row.why) == bool(is_unseen), row.name


@pytest.mark.db
@pytest.mark.prove
@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_who_answers_when_a_sentence_is_forgotten(
    row: Row, worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living(worlds) as town:
        row.act(town)
        assert town.refused is not None, "the domain must refuse what the row tries"
        words = row.words.split("…")
        assert all(one in str(town.refused) for one in words), str(town.refused)
    forget(monkeypatch, row.module, row.function, row.words)
    with living(worlds) as town:
        then = answered_by(town, row.act)
    with living(worlds) as town:
        drop_guards()
        last = answered_by(town, row.act)

    assert (then, last) == (row.then, row.last)
