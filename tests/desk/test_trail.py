"""One chain, in step with what happened, as services and processes write it: I26, I27, I29."""

import io
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from county import START, County, accepted, refused, verbs
from raw_sql import drop_guards, run

from shenfa.desk.clock import Clock, stamp
from shenfa.desk.deployment import PUBLIC_KEY, Deployment
from shenfa.desk.export import trail_export
from shenfa.desk.organisation import services
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.steps import open_unit
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import NothingChained, command
from shenfa.desk.trail.selectors import trail_entries, trail_last
from shenfa.desk.trail.services import trail_append
from shenfa.review import MoveRefused
from shenfa.trail import Act, MalformedEntry, first_broken

pytestmark = pytest.mark.db
VERIFIER = Path(__file__).parents[2] / "src" / "shenfa" / "trail" / "verify.py"


def verify(deployment: Deployment, folder: Path) -> tuple[int, str]:
    """Export, and judge it as an auditor does: one file, nothing of ours."""
    packed = io.BytesIO()
    trail_export(out=packed, private_key=deployment.signing_key, clock=Clock())
    (folder / "EXPORT.zip").write_bytes(packed.getvalue())
    key = str(deployment.data / PUBLIC_KEY)
    done = subprocess.run(  # noqa: S603 - our own file, our own arguments
        [sys.executable, "-I", "-S", str(VERIFIER), "EXPORT.zip", "--key", key],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip()


def test_the_chain_holds(county: County) -> None:
    """I27: numbered without a gap, each bound to the one before."""
    assert county
    entries = list(trail_entries())

    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert first_broken(entries) is None


def open_and_fail(county: County, error: Exception) -> None:
    """Open a unit, and fail before the command is through."""
    with command("unit.open", "x", county.by("秦系")) as now:
        open_unit(now, "云塘乡人民政府", is_county_office=False)
        raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CommandRefused("why", "不行"), "why"),
        (MoveRefused("不行"), "move"),
    ],
)
def test_a_refusal_undoes_all_and_is_chained_apart(
    county: County, error: Exception, code: str
) -> None:
    """I26, I7: also what was chained before the refusal is undone."""
    before = verbs()
    with pytest.raises(CommandRefused):
        open_and_fail(county, error)

    assert verbs() == [*before, "command.refuse"]
    last = trail_last()
    assert last is not None
    assert (last.actor, last.object) == (county.id("秦系"), "x")
    assert last.facts == {"command": "unit.open", "code": code, "reason": "不行"}
    assert not UnitRecord.objects.filter(name="云塘乡人民政府").exists()


def test_a_guard_of_the_database_is_a_refusal_too(county: County) -> None:
    with refused("guard"), command("unit.open", "x", county.by("秦系")):
        run("UPDATE organisation_unit SET name = '改名'")


def test_a_bug_undoes_all_and_is_not_chained(county: County) -> None:
    with accepted(), pytest.raises(ZeroDivisionError):
        open_and_fail(county, ZeroDivisionError())

    assert UnitRecord.objects.count() == 2


def test_a_change_without_an_entry_is_undone(county: County) -> None:
    """I26 is not left to the care of whoever writes a service."""
    with pytest.raises(NothingChained), command("unit.open", "x", county.by("秦系")):
        UnitRecord.objects.create(id="x", name="x", is_county_office=False, opened_at=START)

    assert not UnitRecord.objects.filter(id="x").exists()


@pytest.mark.parametrize("about", ["", "a\x00b", "\ud800", "长" * 100])
def test_whatever_was_asked_for_its_refusal_is_chained(county: County, about: str) -> None:
    """What cannot be an id is looked for nowhere, and the refusal of it can be chained."""
    with refused("not_found"), command("unit.open", about, county.by("秦系")):
        raise AssertionError("nothing is done about it")


@pytest.mark.parametrize(
    ("verb", "facts"),
    [("unit.open", {}), ("unit.rename", {"name": "x"}), ("unit.open", {"name": True})],
)
def test_what_breaks_the_contract_is_not_chained(
    county: County, verb: str, facts: dict[str, object]
) -> None:
    with pytest.raises(MalformedEntry), command(verb, "x", county.by("秦系")) as now:
        trail_append(act=Act(now.person, stamp(now.at), verb, "x", facts))


def test_nothing_is_chained_outside_a_transaction(county: County) -> None:
    act = Act(county.id("秦系"), stamp(START), "x.y", "x", {})
    with pytest.raises(RuntimeError):
        trail_append(act=act)


def test_the_export_is_in_order(county: County, deployment: Deployment, tmp_path: Path) -> None:
    """I29: what services did, the stand-alone verifier finds possible."""
    with refused("not_entitled"):
        services.unit_open(by=county.by("向文"), name="云塘乡人民政府")
    services.person_disable(by=county.by("秦安"), person=county.id("彭科"), reason="退休")

    assert verify(deployment, tmp_path) == (0, f"OK {len(verbs())} entries")


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE trail_entry SET body = replace(body, '竹沟', '云塘')", "内容与摘要不符"),
        ("UPDATE trail_entry SET hash = prev WHERE seq = 12", "第12条记录的内容与摘要不符"),
        ("DELETE FROM trail_entry WHERE seq = 12", "第12条记录序号不连续"),
        ("UPDATE organisation_person SET staff_number = 'X' WHERE name = '向文'", "名册被改动"),
    ],
)
def test_raw_tampering_is_found(
    county: County, deployment: Deployment, tmp_path: Path, tampering: str, fault: str
) -> None:
    """Whoever owns the database can drop the guards, and is found out."""
    assert county
    drop_guards()
    run(tampering)
    status, sentence = verify(deployment, tmp_path)

    assert status == 1
    assert fault in sentence


PROLOGUE = """
import sys, time
from pathlib import Path
from shenfa.desk.deployment import open_deployment
from shenfa.desk.settings import configure
configure(open_deployment(Path(sys.argv[1]), sys.argv[2]))
from shenfa.desk.clock import Clock
from shenfa.desk.organisation.steps import open_unit
from shenfa.desk.trail.command import Acting, chain, command
by = Acting("system", Clock())
"""


def start(deployment: Deployment, script: str) -> subprocess.Popen[str]:
    """Run a script in a process of its own, on the same database."""
    code = PROLOGUE + textwrap.dedent(script)
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", code, str(deployment.data), deployment.database_url],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_killed_command_leaves_nothing(deployment: Deployment) -> None:
    """Kill -9 in the middle: nothing half done, and the next command goes on."""
    script = """
    with command("unit.open", "x", by) as now:
        open_unit(now, "云塘乡人民政府", is_county_office=False)
        print("inside", flush=True)
        time.sleep(60)
    """
    with start(deployment, script) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        os.kill(process.pid, signal.SIGKILL)

    assert verbs() == []
    assert not UnitRecord.objects.exists()
    County().start()
    assert first_broken(trail_entries()) is None


def test_four_processes_make_one_chain(deployment: Deployment) -> None:
    """I27 under load."""
    script = """
    for number in range(50):
        with command("x.count", "x", by) as now:
            chain(now, "x.count", "x", {"number": number})
    """
    processes = [start(deployment, script) for _ in range(4)]
    assert [process.wait(120) for process in processes] == [0] * 4
    for process in processes:
        process.communicate()

    entries = list(trail_entries())
    assert [entry.seq for entry in entries] == list(range(1, 201))
    assert first_broken(entries) is None
