"""The assessment: two people set it, facts make it, a frozen quarter can be computed again (R77–R79)."""

import datetime

import pytest
from assessment_county import (
    ASSESSOR,
    HEAD,
    LEADER,
    QUARTER,
    frozen,
    over,
    problems,
    scaled,
    sheet,
    stale,
    watched,
)
from county import TOWN, County, accepted, refused

from shenfa.desk.assessment.collecting import inputs_of
from shenfa.desk.assessment.models import QuarterRecord
from shenfa.desk.assessment.scale_sheet import (
    ANNEX_COLUMNS,
    ScaleHead,
    annex_rows,
    read_annex,
)
from shenfa.desk.assessment.scales import (
    annex_proposal,
    scale_confirm,
    scale_decline,
    scale_propose,
)
from shenfa.desk.assessment.selectors import result_of, result_seen
from shenfa.desk.assessment.services import (
    Found,
    Minutes,
    inspection_confirm,
    inspection_enter,
    preview_refresh,
    talk_decide,
    talk_hold,
)
from shenfa.desk.refusals import NotFound
from shenfa.ledger.assess import Verdict
from shenfa.ledger.indicators import hundredths, national_scale
from shenfa.ledger.period import quarter_at
from shenfa.ledger.result import compute, write_result
from shenfa.ledger.talks import talk_list

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
DAY = datetime.date(2026, 11, 20)


def test_a_quarter_is_what_its_facts_make_it(county: County) -> None:
    """S10: computed twice the same bytes; each lost point names its record; nothing is counted later."""
    scaled(county)
    observations = watched(county, stale("动态", "news"), stale("其他", "other"))
    problems(county)
    with refused("early"):
        frozen(county)
    over(county)
    with accepted("assessment.freeze"):
        record = frozen(county)

    result = result_of(record.result)
    town = next(one for one in result.units if one.subject == county.unit(TOWN))
    lines = {line.code: line for line in town.lines}
    assert {code: (len(line.facts), line.change) for code, line in lines.items()} == {
        "X1": (2, -400), "X2": (1, -150), "X3": (2, None), "X4": (0, 0),
    }  # fmt: skip
    assert town.total == hundredths("94.5")
    assert town.unknown == ("X3",)
    evidence = [result.inputs.facts[place].evidence for place in lines["X1"].facts]
    assert sorted(evidence) == sorted(f"observation:{one.id}" for one in observations)
    assert write_result(compute(result.inputs)).decode() == record.result
    assert [one.measure for one in result.inputs.facts].count("patrol.missed") == 37

    county.hands.move(days=30)
    assert frozen(county) == record
    assert QuarterRecord.objects.count() == 1


def test_a_veto_overrides_the_sum_once_two_people_stand_for_it(county: County) -> None:
    scaled(county)
    town = county.unit(TOWN)
    found = Found("WV-1", DAY, "公开了涉密文件")
    entry = inspection_enter(by=county.by(ASSESSOR), unit=town, found=found)
    over(county)
    assert not inputs_of(QUARTER, county.hands.at).facts
    with refused("second_person"):
        inspection_confirm(by=county.by(ASSESSOR), inspection=entry.id)
    first = frozen(county)
    inspection_confirm(by=county.by(LEADER), inspection=entry.id)
    with refused("reason"):
        frozen(county)
    second = frozen(county, "检查登记确认后重新计算")

    score = next(one for one in result_of(second.result).units if one.subject == town)
    assert (score.total, score.verdict, score.vetoes) == (10000, Verdict.VETOED, ("WV-1",))
    assert result_of(second.result).site.verdict is Verdict.VETOED
    assert (first.number, second.number) == (1, 2)


def test_the_list_for_talks_leaves_the_decision_to_a_person(county: County) -> None:
    """R78: either threshold is marked, the facts stay with the decision, the talk is linked."""
    scaled(county)
    problems(county)
    over(county)
    record, town = frozen(county), county.unit(TOWN)
    (one,) = talk_list(result_of(record.result))
    assert (one.unit, one.found, one.due, one.late) == (town, 2, 2, 1)
    assert (one.has_many, one.is_weak) == (True, True)
    decision = {"quarter": record.id, "unit": town, "reason": "整改不力"}
    with refused("not_entitled"):
        talk_decide(by=county.by(ASSESSOR), decision="talk", **decision)
    talk = talk_decide(by=county.by(LEADER), decision="talk", **decision)
    assert talk.facts["late"] == 1
    with refused("decided"):
        talk_decide(by=county.by(LEADER), decision="none", **decision)
    county.hands.move(days=2)
    minutes = Minutes(datetime.date(2027, 1, 5), "覃镇长", "限期五个工作日整改到位")
    with accepted("talk.hold"):
        talk_hold(by=county.by(ASSESSOR), talk=talk.id, minutes=minutes)
    with refused("held"):
        talk_hold(by=county.by(ASSESSOR), talk=talk.id, minutes=minutes)


def test_without_thresholds_nobody_is_listed(county: County) -> None:
    scaled(county, ScaleHead(HEAD.title, HEAD.document, HEAD.valid_from))
    problems(county)
    over(county)

    assert talk_list(result_of(frozen(county).result)) == ()


def test_a_unit_sees_its_own_marks(county: County) -> None:
    watched(county, stale("动态", "news"))
    preview_refresh(county.hands.clock)
    quarter = quarter_at(county.hands.at)
    at = county.hands.at

    assert result_seen(viewer=county.id("彭科"), quarter=quarter, at=at).units == {
        county.unit(TOWN)
    }
    assert len(result_seen(viewer=county.id(ASSESSOR), quarter=quarter, at=at).units) == 2
    with pytest.raises(NotFound):
        result_seen(viewer=county.id(ASSESSOR), quarter=quarter.before, at=at)


def test_a_scale_is_set_by_two_people(county: County) -> None:
    scaled(county)
    annex = read_annex(sheet(("WD-4.3", "可用性", "0.1", "5"), columns=ANNEX_COLUMNS), "附件.xlsx")
    proposed = annex_proposal(annex, "国办秘函〔2019〕19号附件", "取得正式附件")
    with refused("not_entitled"):
        scale_propose(by=county.by("彭科"), proposed=proposed)
    record = scale_propose(by=county.by(LEADER), proposed=proposed)
    with refused("second_person"):
        scale_confirm(by=county.by(LEADER), scale=record.id)
    over(county)
    before = inputs_of(QUARTER, county.hands.at).national
    scale_confirm(by=county.by(ASSESSOR), scale=record.id)
    after = inputs_of(QUARTER, county.hands.at).national
    points = [
        next(one.points for one in scale.indicators if one.code == "WD-4.3")
        for scale in (before, after)
    ]

    assert points == [None, 10]
    with refused("decided"):
        scale_decline(by=county.by(ASSESSOR), scale=record.id, reason="重复")
    assert len(list(annex_rows(national_scale()))) == 30
