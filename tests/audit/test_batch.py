"""Bulk checks keep order and offsets, go on after a malformed line and lose nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from shenfa.audit.batch import RawRecord, Record, Row, Setup, TextRecord, scan
from shenfa.audit.batch_files import (
    BatchFileError,
    file_writer,
    read_folder,
    read_json_lines,
    read_parquet,
)

WRONG = "各位代表,大家上午好。"


def check(*lines: str | bytes, processes: int = 1) -> list[Row]:
    records = [
        RawRecord(number, line.encode() if isinstance(line, str) else line)
        for number, line in enumerate(lines, start=1)
    ]
    return list(scan(records, Setup(), processes))


def test_a_record_gives_a_row_with_offsets_in_its_text() -> None:
    (row,) = check(json.dumps({"id": "a", "text": f"标题\n{WRONG}"}))
    (finding,) = row["findings"]  # type: ignore[misc]  # a JSON row

    assert (row["id"], row["verdict"], row["gaps"]) == ("a", "review", [])
    assert (finding["rule"], finding["start"], finding["end"]) == ("PU001", 7, 8)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{", "不是有效的 JSON"),
        ("[1]", "应为含 id 和 text"),
        ('{"id": "a"}', "缺少 id 或者 text"),
        ('{"text": "x"}', "缺少 id 或者 text"),
        ('{"id": "a", "text": 3}', "text 应为文字"),
        ('{"id": {}, "text": "x"}', "id 应为文字"),
        ('{"id": "a", "text": "x", "kind": "memo"}', "kind 应为"),
        ('{"id": "a", "text": "x", "date": "2026-02-30"}', "date 应为"),
        (b'{"id": "a", "text": "\xff"}', "不是 UTF-8"),
        ("[" * 100_000, "不是有效的 JSON"),
    ],
)
def test_a_malformed_line_is_answered_and_the_rest_goes_on(line: str | bytes, error: str) -> None:
    first, second = check(line, json.dumps({"id": 7, "text": "好。"}))

    assert (first["id"], first["line"]) == (None, 1)
    assert error in str(first["error"])
    assert (second["id"], second["verdict"]) == (7, "clean")


def test_kind_is_general_unless_said() -> None:
    """Layout and marker rules stay silent on fragments."""
    general, official = check(
        json.dumps({"id": 1, "text": "好。"}),
        json.dumps({"id": 2, "text": "好。", "kind": "official"}),
    )

    assert general["verdict"] == "clean"
    assert official["verdict"] == "blocked"


def test_several_processes_give_the_same_rows_in_the_same_order() -> None:
    lines = [json.dumps({"id": number, "text": WRONG * (number % 7)}) for number in range(5_000)]

    assert check(*lines, processes=2) == check(*lines)


def test_input_is_taken_only_as_fast_as_it_is_checked() -> None:
    """Memory stays flat: of a long input only a few chunks are read ahead."""
    taken = 0

    def records() -> Iterator[Record]:
        nonlocal taken
        for number in range(60_000):
            taken += 1
            yield TextRecord(number, number, "好。")

    rows = scan(records(), Setup(), 2)
    next(rows)

    assert taken < 20_000
    rows.close()


def test_parquet_in_and_out(tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    table = {"id": ["a", "b"], "text": [WRONG, None], "kind": ["general", None]}
    pyarrow.parquet.write_table(pyarrow.table(table), source)
    with file_writer(target) as write:
        for row in scan(read_parquet(source), Setup(), 1):
            write(row)
    first, second = pyarrow.parquet.read_table(target).to_pylist()

    assert (first["id"], first["findings"][0]["rule"], first["error"]) == ("a", "PU001", None)
    assert (second["id"], second["line"], second["error"]) == (None, 2, "text 应为文字")


def test_parquet_without_its_columns_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": ["好"]}), source)

    with pytest.raises(BatchFileError, match="缺少 id"):
        list(read_parquet(source))


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "云塘乡").mkdir()
    (tmp_path / "云塘乡" / "通知.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "空.docx").write_bytes(b"")
    rows = list(scan(read_folder(tmp_path), Setup(), 1))

    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("空.docx", "undetermined"),
        ("云塘乡/通知.txt", "review"),
    ]
    assert "空文件" in rows[0]["gaps"][0]["reason"]  # type: ignore[index]  # a JSON row


def test_output_appears_only_when_complete(tmp_path: Path) -> None:
    def write_half() -> None:
        with file_writer(tmp_path / "out.jsonl") as write:
            write({"id": "a"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()

    assert list(tmp_path.iterdir()) == []


def test_blank_lines_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":1,"text":"x"}\n\n{"id":2,"text":"y"}\n')

    with path.open("rb") as stream:
        assert [row["id"] for row in scan(read_json_lines(stream), Setup(), 1)] == [1, 2]
