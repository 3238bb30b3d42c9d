"""``shenfa instruments import`` and ``shenfa rules --measure`` as people use them (R43)."""

import io
import json
import lzma
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shenfa.cli.main import main

Run = Callable[..., tuple[int, str, str]]


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


def test_imported_documents_are_checked(run: Run, tmp_path: Path) -> None:
    sheet, county, text = (tmp_path / name for name in ("目录.csv", "本县.toml", "稿.txt"))
    sheet.write_text("标题,文号\n虚谷县集镇管理办法,虚谷府发〔2020〕3号\n", encoding="gb18030")
    text.write_text("按照《虚谷县集镇管理办法》（虚谷府发〔2020〕8号）办理。", encoding="utf-8")
    imported = run("instruments", "import", sheet, "-o", county)
    checked = run("check", text, "--county", county)

    assert imported[0] == 0
    assert "文件1份" in imported[1]
    assert checked[0] == 1
    assert "CI002" in checked[1]


def test_one_fault_leaves_everything_as_it_was(run: Run, tmp_path: Path) -> None:
    sheet, county = tmp_path / "目录.csv", tmp_path / "本县.toml"
    sheet.write_text("标题,文号\n虚谷县集镇管理办法,第三号\n", encoding="utf-8")
    status, out, _ = run("instruments", "import", sheet, "-o", county)

    assert status == 1
    assert "第2行：文号“第三号”不是文号" in out
    assert not county.exists()


@pytest.mark.parametrize("name", ["语料.txt", "语料.txt.xz", "语料.jsonl", "语料"])
def test_a_corpus_is_measured(run: Run, tmp_path: Path, name: str) -> None:
    corpus, county = tmp_path / name, tmp_path / "本县.toml"
    county.write_text("[floors]\ndefault = 100000\nPU001 = 1\n", encoding="utf-8")
    text = "各位代表,大家上午好。\n"
    if name == "语料":
        corpus.mkdir()
        (corpus / "稿.txt").write_text(text, encoding="utf-8")
    elif name.endswith(".jsonl"):
        corpus.write_text(json.dumps({"id": 1, "text": text}), encoding="utf-8")
    elif name.endswith(".xz"):
        corpus.write_bytes(lzma.compress(text.encode()))
    else:
        corpus.write_text(text, encoding="utf-8")
    status, out, _ = run("rules", "--measure", corpus, "--county", county)
    told = json.loads(run("rules", "--measure", corpus, "--format", "json")[1])

    assert status == 0
    assert 'hint_rules = ["PU001"]' in out
    assert "【,】" in out
    assert told["rules"][0]["code"] == "PU001"
    assert told["rules"][0]["findings"] == {"error": 1}


def test_a_broken_archive_is_refused(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "语料.txt.xz"
    corpus.write_bytes(b"no archive")
    status, _, err = run("rules", "--measure", corpus)

    assert status == 2
    assert "不是有效的 xz 文件" in err
