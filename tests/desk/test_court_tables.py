"""The county's documents, quiet rules and floors in its tables: effect first, two people (R54)."""

import tomllib

import pytest
from county import County, refused
from review_county import Reviewing, audit

from shenfa.audit.measuring import read_floors
from shenfa.audit.suppress import CountyFileError
from shenfa.desk.review.models import AuditRecord
from shenfa.desk.wording.county_file import Row, file_of, rows_of, tables_of
from shenfa.desk.wording.effects import audits_anew, effect_compute
from shenfa.desk.wording.kinds import BY_TABLE
from shenfa.desk.wording.models import EffectRecord
from shenfa.desk.wording.selectors import county_file, county_tables, present_number
from shenfa.desk.wording.services import Change, change_confirm, change_propose, file_change

FILE = """
hint_rules = ["PU001", "CI003"]
citation_numbers = true

[floors]
default = 0.2
CI003 = 1

[[instrument]]
title = "虚谷自治县河道管理办法"
kind = "规范性文件"
number = "虚谷府发〔2025〕7号"
issuer = "虚谷土家族苗族自治县人民政府"
promulgated = 2025-03-01
effective = 2025-04-01
articles = 20
aliases = ["河道办法"]
texts = { "第五条" = "河道内禁止“乱倒”垃圾。", 7 = "本办法自2025年4月1日起施行。" }
"""
BODY = "<p>根据《虚谷自治县河道管理办法》（虚谷府发〔2025〕9号）,现通知如下。</p>"


def put_in_force(county: County, *rows: Row) -> EffectRecord:
    """Propose, work out the effect, and let another person confirm."""
    proposal = change_propose(by=county.by("谢审"), change=Change("登记", rows))
    effect = effect_compute(clock=county.hands.clock, proposal=proposal)
    change_confirm(by=county.by("秦安"), proposal=proposal.id)
    return effect


def test_every_kind_goes_in_and_out_of_the_file() -> None:
    """What the command line reads is what the tables hold, whatever the order of the rows."""
    rows = rows_of(FILE)
    told = file_of(reversed(rows))

    assert [row.kind.table for row in rows].count("floors") == 2
    assert set(map(repr, rows_of(told))) == set(map(repr, rows))
    before, after = tables_of(FILE).county, tables_of(told).county
    assert after.digest == before.digest
    assert after.hinted == {"PU001", "CI003"}
    assert after.citations.wants_numbers
    [law] = after.citations.instruments
    assert (law.articles, dict(law.texts)[5]) == (20, "河道内禁止“乱倒”垃圾。")
    assert read_floors(told, "x") == {"": 0.2, "CI003": 1.0}
    assert tomllib.loads(told)["floors"] == {"default": 0.2, "CI003": 1}


@pytest.mark.parametrize(
    "content",
    ["floors = 1", "[floors]\nCI003 = 'much'", "citation_numbers = 'yes'", "hint_rules = 'CI003'"],
)
def test_what_the_file_cannot_say(content: str) -> None:
    with pytest.raises(CountyFileError):
        rows_of(content)


@pytest.mark.db
def test_the_effect_is_shown_first_and_texts_are_checked_anew(county: County) -> None:
    """A document of the county finds the wrong number; a quiet rule gives hints only."""
    reviewing = Reviewing(county)
    revision = reviewing.cut(body=BODY)
    audit(county, revision)
    first = AuditRecord.objects.get(revision=revision)
    assert first.findings.get(rule="PU001").weight == "error"
    effect = put_in_force(county, *rows_of(FILE))
    [changed] = effect.rows
    assert changed["revision"] == revision.id
    assert sum(changed["appear"].values()) >= 2
    county.hands.move(minutes=1)

    assert audits_anew(county.hands.clock) == 1
    last = AuditRecord.objects.filter(revision=revision).latest("number")
    assert last.findings.get(rule="PU001").weight == "hint"
    told = [one.detail["message"] for one in last.findings.filter(rule__startswith="CI")]
    assert any("虚谷府发〔2025〕7号" in message for message in told), told
    again = file_change(county_file(present_number()), reason="再次", is_whole=True)
    assert (again.add, again.remove) == ((), ())


@pytest.mark.db
@pytest.mark.parametrize("vendor", ["sqlite"])
@pytest.mark.parametrize(
    ("table", "content"),
    [
        ("hint_rules", {"rule": "XX999"}),
        ("floors", {"rule": "XX999", "floor": "0.1"}),
        ("floors", {"rule": "CI003", "floor": "很多"}),
        ("floors", {"rule": "CI003", "floor": "0.1\n[[suppression]]"}),
        ("instrument", {"title": "办法", "number": "不是文号"}),
        ("instrument", {"title": "办法", "articles": "十"}),
        ("instrument", {"title": "办法", "texts": ["没有条号"]}),
        ("instrument", {"title": "办法", "replaced_by": "新办法"}),
    ],
)
def test_what_cannot_be_proposed(county: County, table: str, content: dict[str, object]) -> None:
    with refused("row"):
        change_propose(
            by=county.by("谢审"), change=Change("登记", (Row(BY_TABLE[table], content),))
        )
    assert county_tables().county.citations.instruments == ()
