"""Where bulk records come from and go to: JSON Lines, Parquet, folders of files.

Everything is read and written as a stream. An output file appears under its name only when it
is complete.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from shenfa.audit.batch import FileRecord, RawRecord, Record, Row, TextRecord

PARQUET = ".parquet"
BATCH_ROWS = 1_000
COLUMNS = ("id", "text", "kind", "date")

Write = Callable[[Row], None]


class BatchFileError(Exception):
    """An input or output that cannot be used; the message says what to do."""


def read_json_lines(stream: BinaryIO) -> Iterator[Record]:
    """Yield one raw record for every line that is not blank."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield RawRecord(number, line)


def read_parquet(path: Path) -> Iterator[Record]:
    """Yield one record for every row of the columns id, text and, where present, kind, date.

    Raises BatchFileError.
    """
    # Arrow is large: whoever scans JSON Lines does not pay for loading it.
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise BatchFileError(f"“{path}”不是有效的 Parquet 文件，请重新导出") from error
    with file:
        present = [column for column in COLUMNS if column in file.schema_arrow.names]
        if present[:2] != ["id", "text"]:
            raise BatchFileError(f"“{path}”缺少 id 或者 text 列，请补上")
        number = 0
        for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=present):
            for row in batch.to_pylist():
                number += 1
                yield TextRecord(number, **row)


def read_folder(folder: Path) -> Iterator[Record]:
    """Yield one record for every file below ``folder``, in the order of their paths."""
    number = 0
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            number += 1
            yield FileRecord(number, path.relative_to(folder).as_posix(), path)


@contextmanager
def json_lines_writer(stream: BinaryIO) -> Iterator[Write]:
    """Write rows to a stream as they come."""

    def write(row: Row) -> None:
        stream.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    yield write
    stream.flush()


@contextmanager
def file_writer(path: Path) -> Iterator[Write]:
    """Write rows to a file, Parquet or JSON Lines by its suffix, complete or not at all.

    Raises BatchFileError.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        writer = _parquet_writer if path.suffix == PARQUET else _json_lines_file
        with writer(partial) as write:
            yield write
        partial.replace(path)
    except OSError as error:
        raise BatchFileError(
            f"无法写入“{path}”（{error.strerror}），请检查文件夹和磁盘空间"
        ) from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _json_lines_file(path: Path) -> Iterator[Write]:
    with path.open("wb") as stream, json_lines_writer(stream) as write:
        yield write


@contextmanager
def _parquet_writer(path: Path) -> Iterator[Write]:
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    schema = _schema(pyarrow)
    rows: list[Row] = []
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:

        def flush() -> None:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))
            rows.clear()

        def write(row: Row) -> None:
            rows.append(row if row["id"] is None else {**row, "id": str(row["id"])})
            if len(rows) >= BATCH_ROWS:
                flush()

        yield write
        flush()


def _schema(arrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    text, number = arrow.string(), arrow.int64()
    basis = arrow.struct(dict.fromkeys(("title", "number", "clause", "level"), text).items())
    finding = arrow.struct(
        [
            *((name, text) for name in ("rule", "family", "entity", "severity", "certainty")),
            ("place", text),
            *((name, number) for name in ("passage", "start", "end", "offset")),
            *((name, text) for name in ("text", "message", "fix")),
            ("basis", arrow.list_(basis)),
        ]
    )
    gap = arrow.struct([("place", text), ("reason", text)])
    return arrow.schema(
        [
            ("id", text),
            ("verdict", text),
            ("findings", arrow.list_(finding)),
            ("gaps", arrow.list_(gap)),
            ("line", number),
            ("error", text),
        ]
    )
