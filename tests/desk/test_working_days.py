"""The county loads a year's days off; until then its pages say that the year is missing."""

import datetime
from pathlib import Path

import pytest
from county import START
from django.conf import settings as django_settings
from shenfa_command import shenfa

from shenfa.desk.deployment import CALENDAR, Deployment
from shenfa.desk.inspection.machine import calendar_check
from shenfa.desk.inspection.outcome import Level
from shenfa.desk.working_days import is_working_day, years_missing

HEADER = "date\tkind\tholiday\tsource\tconfidence\tlevel\tvalid_from\tvalid_to\n"
ROWS = "".join(f"2030-01-0{number}\toff\t元旦\t虚构的通知\tV\tpolicy\t\t\n" for number in (1, 2, 3))
WEDNESDAY = datetime.date(2030, 1, 2)
NEW_YEAR = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def calendar_file(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the calendar from the folder of the deployment, as a served county does."""
    monkeypatch.setattr(django_settings, "CALENDAR", deployment.data / CALENDAR)


def test_the_command_loads_a_year_and_keeps_it(deployment: Deployment, tmp_path: Path) -> None:
    assert is_working_day(WEDNESDAY)
    assert years_missing(NEW_YEAR) == (2030,)
    assert calendar_check(NEW_YEAR).level is Level.NOTICE
    sheet = tmp_path / "2030.tsv"
    sheet.write_text(HEADER + ROWS, encoding="utf-8")
    arguments = ("calendar", sheet, "--data", deployment.data)

    status, said = shenfa(deployment.database_url, *arguments)

    assert status == 0
    assert "2026年：248个工作日" in said
    assert "2030年：258个工作日" in said
    assert not is_working_day(WEDNESDAY)
    assert years_missing(NEW_YEAR) == ()
    sheet.write_text(HEADER + "元旦" + ROWS, encoding="utf-8")
    status, said = shenfa(deployment.database_url, *arguments)
    assert status == 2
    assert "第2行" in said
    assert years_missing(NEW_YEAR) == ()


def test_in_december_the_next_year_is_asked_for(deployment: Deployment) -> None:
    """The deployment is new: only the shipped years are known, and 2027 is not announced."""
    assert deployment.data.exists()
    assert years_missing(START) == ()
    assert years_missing(START + datetime.timedelta(days=14)) == (2027,)
