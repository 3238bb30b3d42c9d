"""Every gate, shut by changing one fact of a lawful release (R12, R24–R30, R46–R50, R56–R58)."""

import datetime
from dataclasses import replace

import pytest
from histories import START, play

from shenfa.review import Attribute, Channel, Judgement, Release, Reprint, Source, Standing
from shenfa.review.form import FormState
from shenfa.review.gates import closed_gates
from shenfa.text import ContentKind

CASE = play("author submit, officer pass, head pass, deputy pass")
COLUMN = Channel("通知公告", is_open=True, is_owned=True)
MAIN = replace(COLUMN, is_main_column=True)
NEWS_COLUMN = replace(COLUMN, carries_activity_news=True)
AT = START + datetime.timedelta(hours=2)
RELEASE = Release(
    case=CASE,
    kind=ContentKind.OFFICIAL,
    stored_sha256=CASE.revision.sha256,
    channels=(COLUMN,),
    secrecy_concluded=True,
    attribute=Attribute.PROACTIVE,
    has_marker=True,
    undecided_findings=0,
    unread=(),
    is_newest=True,
    is_releaser=True,
    duties_named=True,
    at=AT,
)
XINHUA = Source("新华网", frozenset({"xinhuanet.example"}))
MEDIA = Source("县融媒体中心", frozenset({"media.example"}), is_county_media=True)


def reprint(
    standing: Standing = Standing.PERMITTED, source: Source | None = XINHUA, **facts: object
) -> Reprint:
    return replace(
        Reprint(Judgement(standing, source), captured=START, published=START, equals_source=True),
        **facts,  # type: ignore[arg-type]  # a table of facts
    )


def check(change: dict[str, object]) -> list[str]:
    return [closed.sentence for closed in closed_gates(replace(RELEASE, **change))]  # type: ignore[arg-type]  # a table of facts


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kind": ContentKind.GENERAL, "has_marker": False},
        {"channels": (MAIN,), "form": FormState.ACCEPTED},
        {"kind": ContentKind.NEWS, "reprint": reprint()},
        {"kind": ContentKind.NEWS, "reprint": reprint(Standing.OTHER, None, has_exception=True)},
        {"kind": ContentKind.NEWS, "names_city_leader": True, "reprint": reprint(source=MEDIA)},
        {"kind": ContentKind.REPOST, "reprint": reprint(Standing.OTHER, None)},
        {"kind": ContentKind.WARNING_RELAY, "has_marker": False},
        {"made_by_unit": False, "transferred": True},
    ],
)
def test_lawful_releases_pass(change: dict[str, object]) -> None:
    assert check(change) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"case": play("author submit, officer pass, head pass")}, "三审没有全部通过"),
        ({"stored_sha256": "b" * 64}, "与审发时不一致"),
        ({"is_newest": False}, "旧版本不能发布"),
        ({"secrecy_concluded": False}, "保密审查结论"),
        ({"attribute": Attribute.ON_REQUEST}, "不是主动公开"),
        ({"attribute": None}, "不是主动公开"),
        ({"has_marker": False}, "此件公开发布"),
        ({"undecided_findings": 2}, "还有2处问题点"),
        ({"unread": ("第2页",)}, "结论不确定"),
        ({"channels": ()}, "没有选定发布渠道"),
        ({"channels": (replace(COLUMN, is_open=False),)}, "已经关停"),
        ({"channels": (replace(COLUMN, is_owned=False),)}, "不属于本单位"),
        ({"channels": (MAIN,)}, "县政府办公室审核同意"),
        ({"channels": (MAIN,), "form": FormState.RETURNED}, "县政府办公室审核同意"),
        ({"is_releaser": False}, "信息发布人员"),
        ({"duties_named": False}, "没有落实到人"),
        ({"made_by_unit": False}, "没有移交记录"),
        ({"kind": ContentKind.NEWS}, "只能转载指定来源"),
        ({"kind": ContentKind.GENERAL, "channels": (NEWS_COLUMN,)}, "只能转载指定来源"),
        ({"kind": ContentKind.NEWS, "names_city_leader": True}, "以县融媒体中心"),
        (
            {"kind": ContentKind.NEWS, "names_city_leader": True, "reprint": reprint()},
            "以县融媒体中心",
        ),
        ({"kind": ContentKind.NEWS, "reprint": reprint(Standing.OTHER, None)}, "批准的例外"),
        ({"kind": ContentKind.NEWS, "reprint": reprint(Standing.LOOK_ALIKE)}, "疑为假冒"),
        ({"kind": ContentKind.NEWS, "reprint": reprint(captured=None)}, "没有保存来源"),
        (
            {"kind": ContentKind.NEWS, "reprint": reprint(published=AT + datetime.timedelta(1))},
            "晚于本次发布",
        ),
        ({"kind": ContentKind.NEWS, "reprint": reprint(equals_source=False)}, "与来源不一致"),
    ],
)
def test_each_gate_is_shut_by_its_own_fact(change: dict[str, object], sentence: str) -> None:
    (only,) = check(change)

    assert sentence in only


def test_every_gate_names_its_clause() -> None:
    closed = closed_gates(replace(RELEASE, attribute=None, channels=(), has_marker=False))

    assert len(closed) == 3
    assert all(one.clause and one.gate.isidentifier() for one in closed)
