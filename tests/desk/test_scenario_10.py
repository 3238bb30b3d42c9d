"""S10: a quarter's end. The same marks twice and elsewhere; a county moves whole or not at all."""

import io
import json
import secrets
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from assessment_county import LEADER, QUARTER, frozen, over, problems, scaled, stale, watched
from click.testing import CliRunner
from county import TOWN, County, refused
from databases import EMPTY, named, use
from ledger_county import opened

from shenfa.cli.assess import command
from shenfa.desk.assessment.selectors import quarter_latest, result_of
from shenfa.desk.assessment.services import Found, inspection_confirm, inspection_enter
from shenfa.desk.deployment import DATABASE, Deployment, open_deployment
from shenfa.desk.inspection.kept import Kept
from shenfa.desk.portable.manifest import UnusableCounty
from shenfa.desk.portable.reading import county_read
from shenfa.desk.portable.writing import county_write
from shenfa.desk.trail.selectors import trail_last
from shenfa.desk.trail.services import checkpoint_sign
from shenfa.desk.triggers import defined_triggers, installed_triggers
from shenfa.ledger.result import compute, write_result
from shenfa.trail import public_key

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)


@pytest.fixture
def quarter(county: County, deployment: Deployment) -> tuple[County, bytes]:
    """Return a county with a frozen quarter, and the file it was exported to."""
    scaled(county)
    watched(county, stale("动态", "news"))
    problems(county)
    over(county)
    frozen(county)
    checkpoint_sign(
        origin="虚谷土家族苗族自治县人民政府办公室",
        private_key=deployment.signing_key,
        clock=county.hands.clock,
    )
    out = io.BytesIO()
    county_write(deployment=deployment, out=out, clock=county.hands.clock)
    return county, out.getvalue()


def elsewhere(folder: Path, templates: Path) -> Deployment:
    """Return an empty system on another machine."""
    opened = open_deployment(folder)
    shutil.copy(templates / EMPTY, opened.data / DATABASE)
    use(opened)
    return opened


def again(kept: Path) -> tuple[int, str]:
    """Compute a kept result again, as on a second machine, and return the exit code and what it says."""
    arguments = [QUARTER.code, "--from", str(kept), "--json"]
    ran = CliRunner().invoke(command, arguments, standalone_mode=False)
    return ran.return_value, ran.stdout


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as copy:
        for part in source.namelist():
            content = source.read(part)
            if part == name:
                assert old in content
                content = content.replace(old, new)
            copy.writestr(part, content)
    return out.getvalue()


def test_a_county_arrives_with_the_same_marks_and_the_same_trail(
    quarter: tuple[County, bytes],
    deployment: Deployment,
    sqlite_templates: Path,
    tmp_path: Path,
) -> None:
    county, data = quarter
    before, head = quarter_latest(QUARTER), trail_last()
    assert before is not None
    file = tmp_path / "county.zip"
    file.write_bytes(data)
    key = public_key(deployment.signing_key)
    with pytest.raises(UnusableCounty, match="只能导入空的系统"):
        county_read(deployment=deployment, file=file, kept=Kept())

    there = elsewhere(tmp_path / "there", sqlite_templates)
    taken = county_read(deployment=there, file=file, kept=Kept((key,)))
    after = quarter_latest(QUARTER)
    assert after is not None
    assert (after.result, after.sha256) == (before.result, before.sha256)
    assert write_result(compute(result_of(after.result).inputs)).decode() == before.result
    assert trail_last() == head
    assert taken.count == (head.seq if head else 0)
    assert installed_triggers() == defined_triggers()
    entry = inspection_enter(
        by=county.by(LEADER),
        unit=county.unit(TOWN),
        found=Found("WV-1", county.hands.at.date(), "泄密"),
    )
    with refused("second_person"):
        inspection_confirm(by=county.by(LEADER), inspection=entry.id)

    kept = tmp_path / "result.json"
    kept.write_bytes(before.result.encode())
    assert again(kept) == (0, before.result)
    told = json.loads(before.result)
    told["units"][0]["total"] = 9999
    kept.write_text(json.dumps(told, ensure_ascii=False))
    assert again(kept)[0] == 1


def test_what_was_changed_on_the_way_is_not_taken_in(
    quarter: tuple[County, bytes], deployment: Deployment, sqlite_templates: Path, tmp_path: Path
) -> None:
    """A row, the trail, the manifest: each is found, and nothing of it stays."""
    _, data = quarter
    key = public_key(deployment.signing_key)
    there = elsewhere(tmp_path / "there", sqlite_templates)
    file = tmp_path / "county.zip"
    for name, old, new in (
        ("tables/assessment_quarter.jsonl", b'\\"total\\":', b'\\"Total\\":'),
        ("tables/trail_entry.jsonl", b"assessment.freeze", b"assessment.thawed"),
        ("tables/organisation_unit.jsonl", b'"name"', b'"nome"'),
        ("manifest.json", b'"head": "', b'"head": "0'),
    ):
        file.write_bytes(changed(data, name, old, new))
        with pytest.raises(UnusableCounty):
            county_read(deployment=there, file=file, kept=Kept((key,)))
        assert trail_last() is None
        assert installed_triggers() == defined_triggers()


def test_it_moves_to_the_other_database(
    quarter: tuple[County, bytes], deployment: Deployment, postgres_templates: str, tmp_path: Path
) -> None:
    """Rows are carried as JSON: what SQLite wrote, PostgreSQL holds, and numbers go on after them."""
    county, data = quarter
    before, head = quarter_latest(QUARTER), trail_last()
    file = tmp_path / "county.zip"
    file.write_bytes(data)
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_templates, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {EMPTY}".encode())
    there = replace(
        open_deployment(tmp_path / "there"), database_url=named(postgres_templates, name)
    )
    use(there)
    county_read(deployment=there, file=file, kept=Kept((public_key(deployment.signing_key),)))
    after = quarter_latest(QUARTER)

    assert before is not None
    assert after is not None
    assert (after.result, trail_last()) == (before.result, head)
    assert installed_triggers() == defined_triggers()
    opened(county, "http://zhugou.xugu.example/c.html", words="帐号")
