"""verify.py is one file that runs alone: no package, no site-packages, no network, no database."""

import runpy
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from county_trail import KEY, LAWFUL, contents, exported, many_releases, play

from shenfa.trail import Contents, public_key, verify, write_key
from shenfa.trail.program import main

ROOT = Path(__file__).parent.parent.parent
VERIFIER = ROOT / "src" / "shenfa" / "trail" / "verify.py"
ENTRIES = play(LAWFUL)
HONEST = contents(ENTRIES)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return an auditor's folder: the verifier, a key, and nothing of ours."""
    shutil.copy(VERIFIER, tmp_path / "verify.py")
    (tmp_path / "key.pub").write_text(write_key(KEY, "虚谷县 2026"), encoding="utf-8")
    return tmp_path


def run(desk: Path, packed: Contents, *arguments: str) -> tuple[int, str, str]:
    (desk / "EXPORT.zip").write_bytes(exported(packed).read())
    done = subprocess.run(  # noqa: S603 - our own file, our own arguments
        [sys.executable, "-I", "-S", "verify.py", "EXPORT.zip", "--key", "key.pub", *arguments],
        cwd=desk,
        env={"LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_is_in_step_with_the_modules() -> None:
    built = runpy.run_path(str(ROOT / "tools" / "build_verifier.py"))["build"]()

    assert VERIFIER.read_text(encoding="utf-8") == built, "run tools/build_verifier.py"


def test_needs_the_standard_library_only() -> None:
    lines = VERIFIER.read_text(encoding="utf-8").splitlines()
    imported = {
        line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))
    }

    assert imported <= sys.stdlib_module_names
    assert not imported & {"socket", "urllib", "http", "sqlite3", "subprocess"}


def test_runs_alone(desk: Path) -> None:
    assert run(desk, HONEST) == (0, f"OK {len(ENTRIES)} entries\n", "")


def test_names_the_first_broken_entry(desk: Path) -> None:
    entries = [*ENTRIES[:6], replace(ENTRIES[6], object="x"), *ENTRIES[7:]]

    assert run(desk, replace(HONEST, entries=entries)) == (
        1,
        "第7条记录的内容与摘要不符，内容被改动\n",
        "",
    )


def test_names_the_unlawful_entry(desk: Path) -> None:
    history = [step for step in LAWFUL if step.name != "county"]

    assert run(desk, contents(play(history))) == (
        1,
        "第58条记录发布到县门户主栏目，没有县政府办公室的审核同意\n",
        "",
    )


def test_takes_a_head_from_paper(desk: Path) -> None:
    right = f"{ENTRIES[9].seq}:{ENTRIES[9].hash}"
    wrong = f"{ENTRIES[9].seq}:{'0' * 64}"

    assert run(desk, HONEST, "--anchor", right)[0] == 0
    assert run(desk, HONEST, "--anchor", wrong)[0] == 1
    assert run(desk, HONEST, "--anchor", "0")[0] == 2


@pytest.mark.parametrize(
    "arguments", [["missing.zip", "--key", "k"], ["e.zip", "--key", "missing"]]
)
def test_unusable_input_is_two(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k").write_text(write_key(public_key(bytes(32)), ""), encoding="utf-8")
    Path("e.zip").write_bytes(exported(HONEST).read())

    assert main(arguments) == 2


def test_without_a_key_nothing_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["EXPORT.zip"])

    assert left.value.code == 2
    assert "--key" in capsys.readouterr().err


def test_a_long_chain_verifies() -> None:
    """Some 470 manuscripts, each of them reviewed, checked by the county and released."""
    entries = play(many_releases(10_000))
    verdict = verify(exported(contents(entries)), [KEY])

    assert verdict.count == len(entries) >= 10_000
