"""``shenfa words import``: a sheet becomes part of the county's file, or nothing happens (R42)."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shenfa.cli.main import main

Run = Callable[..., tuple[int, str, str]]
HEADER = "词语,类别,级别,来源\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def run_(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["shenfa", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        with pytest.raises(SystemExit) as leaving:
            main()
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return int(leaving.value.code or 0), out, err

    return run_


def test_imported_words_are_looked_for(run: Run, tmp_path: Path) -> None:
    sheet, county, text = (tmp_path / name for name in ("词表.csv", "本县.toml", "稿.txt"))
    sheet.write_text(HEADER + "云塘甲乙,名称,应改,县委宣传部\n", encoding="gb18030")
    county.write_text('names = ["云塘"]\n', encoding="utf-8")
    text.write_text("会议讨论了云塘 甲乙有关情况。", encoding="utf-8")
    imported = run("words", "import", sheet, "-o", county)
    checked = run("check", text, "--county", county)

    assert imported[0] == 0
    assert "敏感词1条，限制公开主题0项" in imported[1]
    assert checked[0] == 1
    assert "WO901" in checked[1]


def test_one_fault_leaves_everything_as_it_was(run: Run, tmp_path: Path) -> None:
    sheet, county = tmp_path / "词表.csv", tmp_path / "本县.toml"
    sheet.write_text(HEADER + "云塘甲乙,名称,应改,县委宣传部\n云,名称,应改,\n", encoding="utf-8")
    status, out, _ = run("words", "import", sheet, "-o", county)

    assert status == 1
    assert "第3行：词语“云”应为2至50个字" in out
    assert "第3行：缺少来源" in out
    assert not county.exists()


@pytest.mark.parametrize(
    ("content", "before", "sentence"),
    [
        ("单位\n", "", "没有找到表头"),
        (HEADER, "names =", "不是有效的 TOML"),
    ],
)
def test_unusable_files_are_refused(
    run: Run, tmp_path: Path, content: str, before: str, sentence: str
) -> None:
    sheet, county = tmp_path / "词表.csv", tmp_path / "本县.toml"
    county.write_text(before, encoding="utf-8")
    sheet.write_text(content, encoding="utf-8")
    status, _, err = run("words", "import", sheet, "-o", county)

    assert status == 2
    assert sentence in err
    assert county.read_text(encoding="utf-8") == before
