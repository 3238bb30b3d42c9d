"""``shenfa rules --cases``: which accepted appeals the present rules would raise again."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shenfa.cli.main import main

CASE = {
    "rule": "PU001",
    "verdict": "false_alarm",
    "kind": "general",
    "date": "2026-11-24",
    "before": "竹沟",
    "text": ",",
    "after": "水务发布通知。",
    "passage": "body",
    "faithful": True,
    "scope": "unit",
    "ruled": "2026-11-24",
    "reason": "商标",
}
SILENT = CASE | {"text": "，"}
WHOLE = CASE | {"before": "", "text": "", "after": "", "faithful": False}


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_(content: str, *arguments: str) -> tuple[int, str]:
        path = tmp_path / "cases.jsonl"
        path.write_text(content, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["shenfa", "rules", "--cases", str(path), *arguments])
        with pytest.raises(SystemExit) as leaving:
            main()
        told = capsys.readouterr()
        return int(leaving.value.code or 0), told.out + told.err

    return run_


@pytest.mark.parametrize(
    ("cases", "arguments", "status", "said"),
    [
        ([CASE, SILENT], (), 1, "案例2个，会再次提出1个"),
        ([SILENT], (), 0, "案例1个，会再次提出0个"),
        ([WHOLE], (), 0, "1个不能单独重现，不作数"),
        ([CASE], ("--family", "typo"), 0, "案例0个"),
        ([], (), 0, "案例0个，会再次提出0个"),
    ],
)
def test_cases_are_checked_one_by_one(
    run: Run, cases: list[dict[str, object]], arguments: tuple[str, ...], status: int, said: str
) -> None:
    found, told = run("".join(f"{json.dumps(one)}\n" for one in cases), *arguments)

    assert found == status
    assert said in told
    assert ("竹沟【,】水务发布通知。" in told) is (status == 1)
    assert ("认定为误报：商标" in told) is (status == 1)


def test_another_file_is_no_file_of_cases(run: Run) -> None:
    status, told = run('{"rule": "PU001"}\n')

    assert status == 2
    assert "第1行不是案例" in told
