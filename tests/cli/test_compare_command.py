"""``shenfa compare`` as people and scripts use it: output, exit status, sentences."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from shenfa.cli.compare import command

FORMAL = "关于报送材料的通知\n请于10月25日前报送。\n"
FILES = {
    "正式件.txt": FORMAL.encode(),
    "一致.html": "<p>关于报送材料的通知</p><p>请于10月25日前报送。</p>".encode(),
    "不一致.txt": FORMAL.replace("25", "20").encode(),
    "有图.html": "<p>关于报送材料的通知</p><p>请于10月25日前报送。</p><img src='a.png'>".encode(),
    "空.txt": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def run(folder: Path, *names: str) -> tuple[int, str, str]:
    arguments = [
        name if name.startswith("-") or "." not in name else str(folder / name) for name in names
    ]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    status = result.return_value if result.exception is None else 2
    return int(status), result.stdout, result.stderr


@pytest.mark.parametrize(
    ("electronic", "status"),
    [("一致.html", 0), ("不一致.txt", 1), ("有图.html", 3), ("空.txt", 2), ("没有.txt", 2)],
)
def test_exit_status(folder: Path, electronic: str, status: int) -> None:
    assert run(folder, "正式件.txt", electronic)[0] == status


@pytest.mark.parametrize(
    ("electronic", "pieces"),
    [
        ("一致.html", ["结论：一致"]),
        (
            "不一致.txt",
            [
                "结论：不一致",
                "差异（1处）",
                "正式件为“请于10月25日前报送”，电子件为“请于10月20日前报送”，请按正式件改正",
                "文字·关键·确认不同",
                "正式件：第2行；电子件：第2行",
            ],
        ),
        ("有图.html", ["结论：有内容未比对，请人工核对", "未比对（1处）"]),
    ],
)
def test_text_shows_every_difference_at_its_place(
    folder: Path, electronic: str, pieces: list[str]
) -> None:
    _, out, _ = run(folder, "正式件.txt", electronic)

    for piece in pieces:
        assert piece in out


def test_json_has_exact_spans(folder: Path) -> None:
    _, out, _ = run(folder, "正式件.txt", "不一致.txt", "--format", "json")
    row = json.loads(out)
    (one,) = row["differences"]

    assert row["schema"] == "shenfa-compare-1"
    assert row["identity"] == "different"
    assert len(row["formal"]["sha256"]) == 64
    assert (one["kind"], one["grade"], one["certainty"]) == ("text", "key", "certain")
    assert one["formal"] == {
        "place": "第2行",
        "text": "5",
        "spans": [{"passage": 0, "start": 16, "end": 17}],
    }


@pytest.mark.parametrize(
    ("electronic", "sentence"),
    [("空.txt", "是空文件（0 字节），请重新导出"), ("没有.txt", "不存在，请检查路径")],
)
def test_unusable_files_say_why(folder: Path, electronic: str, sentence: str) -> None:
    _, out, err = run(folder, "正式件.txt", electronic)

    assert not out
    assert sentence in err
