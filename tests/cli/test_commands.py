"""The command line as people and scripts use it: output, exit status, sentences."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shenfa.cli.main import main

Run = Callable[..., tuple[int, str, str]]
WRONG = "各位代表,大家上午好。"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def run_(*arguments: str | Path, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["shenfa", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as leaving:
            main()
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return int(leaving.value.code or 0), out, err

    return run_


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"好.txt": "会议圆满结束。", "错.txt": WRONG, "空.txt": "", "疑.txt": "任务约完成。"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (["好.txt"], [], 0),
        (["错.txt"], [], 1),
        (["错.txt"], ["--fail-on", "blocker"], 0),
        (["空.txt"], [], 2),
        (["没有.txt"], [], 2),
        (["没有.txt", "错.txt"], [], 2),
        (["影.mp4"], [], 3),
        (["影.mp4", "错.txt"], [], 1),
        (["好.txt"], ["--kind", "memo"], 2),
        (["好.txt"], ["--date", "昨天"], 2),
        (["好.txt"], ["--colour"], 2),
        ([], [], 2),
    ],
)
def test_exit_status(
    run: Run, folder: Path, files: list[str], options: list[str], status: int
) -> None:
    (folder / "影.mp4").write_bytes(b"\0\1\2")

    assert run("check", *(folder / name for name in files), *options)[0] == status


def test_findings_are_grouped_with_place_reason_basis_and_fix(run: Run, folder: Path) -> None:
    _, out, _ = run("check", folder / "错.txt")

    for piece in (
        "■ 应改（1处）",
        "第1行",
        "原文：各位代表⟦,⟧大家上午好。 → ，",
        "说明：",
        "依据：《标点符号用法》",
        "PU001",
    ):
        assert piece in out
    assert "\033" not in out, "colourless when piped"


def test_other_files_are_still_checked(run: Run, folder: Path) -> None:
    status, out, err = run("check", folder / "空.txt", folder / "错.txt")

    assert status == 2
    assert "PU001" in out
    assert "“空.txt”是空文件" in err


def test_json_is_an_object_for_one_file_and_an_array_for_several(run: Run, folder: Path) -> None:
    one = json.loads(run("check", folder / "错.txt", "--format", "json")[1])
    several = json.loads(run("check", folder / "错.txt", folder / "空.txt", "--format", "json")[1])

    assert one["document"]["name"] == "错.txt"
    assert [row["verdict"] for row in several] == ["review", "undetermined"]


def test_reports_are_written_beside_the_file_or_into_a_folder(run: Run, folder: Path) -> None:
    run("check", folder / "错.txt", "--format", "html", "--format", "docx")
    run("check", folder / "错.txt", "--format", "json", "--out", folder / "报告")

    assert (folder / "错.txt.审查报告.html").read_text("utf-8").startswith("<!doctype html>")
    assert (folder / "错.txt.审查批注.docx").read_bytes().startswith(b"PK")
    assert json.loads((folder / "报告" / "错.txt.审查报告.json").read_text("utf-8"))["findings"]


def test_equal_names_do_not_overwrite_each_other(run: Run, folder: Path) -> None:
    (folder / "乙").mkdir()
    (folder / "乙" / "错.txt").write_text(WRONG, encoding="utf-8")
    run(
        "check",
        folder / "错.txt",
        folder / "乙" / "错.txt",
        "--format",
        "html",
        "--out",
        folder / "o",
    )

    assert len(list((folder / "o").iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("有 空格.txt", "有 空格.txt"),
        ("换\n行.txt", "换↵行.txt"),
        ("红\x1b[31m.txt", "红[U+001B][31m.txt"),
        ("😀.txt", "😀.txt"),
        (os.fsdecode("中国.txt".encode("gb18030")), "中国.txt"),
        ("长" * 82 + ".txt", "长" * 82 + ".txt"),
    ],
)
def test_odd_names_are_shown_on_one_line_and_reports_are_written(
    run: Run, tmp_path: Path, name: str, shown: str
) -> None:
    (tmp_path / name).write_text(WRONG, encoding="utf-8")
    forms = ("--format", "text", "--format", "json", "--format", "html", "--format", "docx")
    status, out, _ = run("check", tmp_path / name, "--out", tmp_path / "o", "--format", "text")
    _, printed, _ = run("check", tmp_path / name, "--out", tmp_path / "p", *forms)

    assert (status, out.splitlines()[0].split("  ")[0]) == (1, shown)
    assert json.loads(printed)["verdict"] == "review"
    assert len(list((tmp_path / "p").iterdir())) == 4


def test_a_text_cannot_move_the_cursor(run: Run, folder: Path) -> None:
    (folder / "控.txt").write_text("清屏\x1b[2J,甲\u202e乙。", encoding="utf-8")
    _, out, _ = run("check", folder / "控.txt")

    assert "[U+001B][2J" in out
    assert not set(out) & {"\x1b", "\u202e"}


def test_a_report_that_cannot_be_written_leaves_the_others_checked(run: Run, folder: Path) -> None:
    (folder / "o" / "错.txt.审查报告.html").mkdir(parents=True)
    files = (folder / "错.txt", folder / "疑.txt")
    status, out, err = run("check", *files, "--format", "html", "--out", folder / "o")

    assert (status, len(out.splitlines())) == (2, 2)
    assert "无法写入" in err
    assert (folder / "o" / "疑.txt.审查报告.html").exists()
    assert not list((folder / "o").glob("*.part"))


def test_check_reads_standard_input(run: Run) -> None:
    status, out, _ = run("check", "-", stdin=WRONG)

    assert status == 1
    assert "标准输入" in out


def test_scan_in_a_pipe(run: Run) -> None:
    """R44: a day that does not exist is found at its place."""
    record = {"id": "a", "text": "经研究，2026年2月30日前完成。"}
    status, out, _ = run("scan", "-", "-o", "-", stdin=json.dumps(record) + "\n")
    row = json.loads(out)

    assert status == 0
    assert [finding["text"] for finding in row["findings"]] == ["2026年2月30日"]
    assert (row["findings"][0]["start"], row["findings"][0]["end"]) == (4, 14)


def test_scan_goes_on_after_a_malformed_line(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id":1,"text":"好。"}\n{坏\n{"id":2,"text":"好。"}\n', encoding="utf-8")
    status, _, err = run("scan", source, "-o", target)
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]

    assert status == 1
    assert [row["id"] for row in rows] == [1, None, 2]
    assert rows[1]["line"] == 2
    assert "有 1 行格式不对" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["scan", "没有.jsonl"], "“没有.jsonl”不存在，请检查路径"),
        (["explain", "ZZ999"], "没有编号为 ZZ999 的规则"),
        (["chek"], "没有命令 chek"),
        (["check"], "缺少 参数 文件…，请补上"),
        (["check", "x", "--kind", "memo"], "选项 --kind 的值不对，应为 official"),
        (["check", "x", "--date", "5月8日"], "选项 --date 的值不对：应写成 2026-11-24 的形式"),
        (["check", "x", "--formt", "json"], "没有选项 --formt"),
        (["check", "x", "--out", "/dev/null/x"], "报告文件夹“/dev/null/x”不存在"),
        (["check", "/dev/null", "--out", __file__], "--out 的值不对，应为文件夹，而不是文件"),
        (["check", "长" * 100], "名称过长，请改短"),
        (["check", "/"], "“/”是文件夹，批量检查请用 shenfa scan"),
        (["scan", "x", "-o", "/"], "选项 -o 的值不对，应为文件，而不是文件夹"),
        (["scan", "/dev/null", "-o", "/dev/null/x"], "无法写入“/dev/null/x”：不存在"),
    ],
)
def test_mistaken_calls_get_one_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    status, _, err = run(*arguments)

    assert status == 2
    assert sentence in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["scan", "-h"], []])
def test_help_is_chinese(run: Run, arguments: list[str]) -> None:
    _, out, _ = run(*arguments)

    assert "用法：shenfa" in out
    for english in ("Usage", "Options", "Commands", "Show this", "[OPTIONS]"):
        assert english not in out


def test_rules_and_explain(run: Run) -> None:
    _, listed, _ = run("rules")
    _, page, _ = run("explain", "pu001")

    assert "PU001  应改" in listed
    assert page.startswith("# PU001 ")
    for part in ("## 检查什么", "## 示例", "## 依据", "GB/T 15834—2011"):
        assert part in page
    assert json.loads(run("rules", "--format", "json")[1])[0]["basis"][0]["title"]
