"""Bulk checks keep order and offsets, go on after a malformed line and lose nothing."""

import io
import json
import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from shenfa.audit.batch import RawRecord, Record, Row, Setup, TextRecord, scan
from shenfa.audit.batch_files import (
    LONGEST_LINE,
    BatchFileError,
    read_folder,
    read_json_lines,
    read_parquet,
)
from shenfa.audit.batch_output import file_writer
from shenfa.audit.batch_pool import WorkerLost

WRONG = "各位代表,大家上午好。"


def check(*lines: str | bytes, processes: int = 1) -> list[Row]:
    records = [
        RawRecord(number, line.encode() if isinstance(line, str) else line)
        for number, line in enumerate(lines, start=1)
    ]
    return list(scan(records, Setup(), processes))


def test_a_record_gives_a_row_with_offsets_in_its_text() -> None:
    (row,) = check(json.dumps({"id": "a", "text": f"标题\n{WRONG}"}))
    finding = row["findings"][0]  # type: ignore[index]  # a JSON row

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
        ('{"id": true, "text": "x"}', "id 应为文字"),
        ('{"id": "\\udcff", "text": "x"}', "id 含有无效字符"),
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


def test_half_a_character_is_found_at_its_place() -> None:
    (row,) = check('{"id": "a", "text": "甲\\ud800乙"}')
    finding = row["findings"][0]  # type: ignore[index]  # a JSON row

    assert (row["verdict"], finding["start"], finding["text"]) == ("review", 1, "\ufffd")


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


def test_a_lost_process_ends_the_scan_with_one_sentence() -> None:
    records = (TextRecord(number, number, WRONG * 1_000) for number in range(10_000))
    rows = scan(records, Setup(), 2)
    next(rows)
    os.kill(active_children()[0].pid or 0, signal.SIGKILL)

    with pytest.raises(WorkerLost, match="请减少 --processes"):
        list(rows)


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
    assert not rows[1]["gaps"]
    assert "空文件" in rows[0]["gaps"][0]["reason"]  # type: ignore[index]  # a JSON row


def test_what_is_no_file_in_a_folder_is_said(tmp_path: Path) -> None:
    """A pipe never ends, a link may lead anywhere: neither is opened nor forgotten."""
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "旧链接").symlink_to(tmp_path / "没有")
    (tmp_path / "链接").symlink_to(tmp_path)
    (tmp_path / os.fsdecode("乱码.txt".encode("gb18030"))).write_text("好。", encoding="utf-8")
    rows = {row["id"]: row for row in scan(read_folder(tmp_path), Setup(), 1)}

    assert {key: row["verdict"] for key, row in rows.items()} == {
        "乱码.txt": "clean",
        "旧链接": "undetermined",
        "管道": "undetermined",
        "链接": "undetermined",
    }
    assert json.dumps(list(rows.values()), ensure_ascii=False).encode()


def test_the_output_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("好。", encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("旧", encoding="utf-8")
    records = read_folder(tmp_path, {(tmp_path / "out.jsonl").resolve()})

    assert [row["id"] for row in scan(records, Setup(), 1)] == ["a.txt"]


def test_an_endless_line_is_answered_and_the_rest_goes_on() -> None:
    stream = io.BytesIO(b'"' + b"x" * (2 * LONGEST_LINE) + b'\n{"id": 1, "text": "x"}\n')
    first, second = scan(read_json_lines(stream), Setup(), 1)

    assert (first["line"], second["id"]) == (1, 1)
    assert "超过 64 MB" in str(first["error"])


def test_a_device_is_written_to_and_stays_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with file_writer(pipe) as write:
        write({"id": "a"})

    assert os.read(reader, 100) == b'{"id": "a"}\n'
    assert pipe.is_fifo()
    os.close(reader)


def test_output_goes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "out.jsonl")
    with file_writer(tmp_path / "link.jsonl") as write:
        write({"id": "a"})

    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "out.jsonl").read_text("utf-8") == '{"id": "a"}\n'


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
