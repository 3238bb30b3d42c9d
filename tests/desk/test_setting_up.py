"""A new county begins with one file and one sheet: shown first, then all of it or nothing (R1)."""

from pathlib import Path

import pytest
from county import ADMINISTRATORS, OFFICE, PAPER, County, accepted, refused
from shenfa_command import ADMINISTRATORS as FILE
from shenfa_command import shenfa

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.organisation.sheet import COLUMNS, read_sheet
from shenfa.desk.organisation.steps import Registration
from shenfa.desk.setting_up.beginning import CountyPlan, county_begin, county_preview
from shenfa.desk.setting_up.progress import setup_progress
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Employment

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
GOOD = "云塘乡人民政府,莫有,Y1,在编在岗,主要领导,\n"
BAD = "云塘乡人民政府,莫无,,借调,,\n"


def plan(lines: str = GOOD) -> CountyPlan:
    people = {
        position: Registration(name, f"GL{number}", Employment.IN_HOUSE)
        for number, (position, name) in enumerate(ADMINISTRATORS.items(), start=1)
    }
    text = f"{','.join(COLUMNS)}\n{lines}"
    return CountyPlan(OFFICE, people, PAPER, read_sheet(text.encode(), "表.csv"))


def test_the_preview_leaves_nothing_and_the_beginning_everything(deployment: Deployment) -> None:
    assert deployment
    new = County()
    outcomes = county_preview(by=new.by(), plan=plan())
    assert [one.brings for one in outcomes] == [
        ("单位云塘乡人民政府", "人员莫有", "莫有任主要领导")
    ]
    assert not EntryRecord.objects.exists()
    administrators = ("unit.open", *("person.register", "tenure.start") * 3)
    with accepted(*administrators, "unit.open", "person.register", "tenure.start"):
        county_begin(by=new.by(), plan=plan())
    assert UnitRecord.objects.count() == 2
    with refused("started"):
        county_begin(by=new.by(), plan=plan())


def test_one_wrong_line_and_nothing_begins(deployment: Deployment) -> None:
    """Not even the office is there: nothing is half written."""
    assert deployment
    new = County()
    outcomes = county_preview(by=new.by(), plan=plan(GOOD + BAD))
    assert [one.column for one in outcomes[1].faults] == ["工号", "用工性质"]
    with refused("rows"):
        county_begin(by=new.by(), plan=plan(GOOD + BAD))
    assert not UnitRecord.objects.exists()
    assert not PersonRecord.objects.exists()


def test_the_command_shows_then_begins(deployment: Deployment, tmp_path: Path) -> None:
    file, good, bad = (tmp_path / name for name in ("县.toml", "表.csv", "错.csv"))
    file.write_text(FILE, encoding="utf-8")
    good.write_text(f"{','.join(COLUMNS)}\n{GOOD}", encoding="utf-8")
    bad.write_text(f"{','.join(COLUMNS)}\n{BAD}", encoding="utf-8")
    call = ("setup", file, "--data", deployment.data, "--sheet")
    status, said = shenfa("", *call, bad)
    assert status == 1
    assert "“用工性质”列" in said
    status, said = shenfa("", *call, good, "--dry-run")
    assert (status, UnitRecord.objects.count()) == (0, 0)
    assert "预览完毕，没有写入" in said
    status, said = shenfa("", *call, good)
    assert (status, UnitRecord.objects.count()) == (0, 2)


def test_progress_counts_down_what_is_missing(county: County) -> None:
    steps = setup_progress(viewer=county.id("秦安"), at=county.hands.at)
    done = {step.title for step in steps if step.is_done}
    assert done == {"县政府办公室和三名管理员", "任职备案", "本县词表"}
    sources = next(step for step in steps if step.title == "转载来源名单")
    assert "没有标明县融媒体中心" in sources.missing
