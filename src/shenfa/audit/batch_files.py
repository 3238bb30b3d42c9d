"""Where bulk records come from: JSON Lines, Parquet, folders of files, read as a stream."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from shenfa.audit.batch import FileRecord, LostRecord, RawRecord, Record, TextRecord
from shenfa.audit.examine import legible
from shenfa.readers import why_refused

PARQUET = ".parquet"
BATCH_ROWS = 1_000
BUFFER = 1024 * 1024
"""Bytes of a Parquet column read ahead; without it whole row groups stand in memory."""
LONGEST_LINE = 64 * 1024 * 1024
COLUMNS = ("id", "text", "kind", "date")


class BatchFileError(Exception):
    """An input or output that cannot be used; the message says what to do."""


def read_json_lines(stream: BinaryIO) -> Iterator[Record]:
    """Yield one raw record for every line that is not blank, however long a line may be."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield LostRecord(number, f"一行超过 {LONGEST_LINE // 1024**2} MB，请拆分")
        elif line.strip():
            yield RawRecord(number, line)


def read_lines(stream: BinaryIO) -> Iterator[Record]:
    """Yield one text for every line of a plain text that is not blank."""
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), start=1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
        except UnicodeDecodeError:
            yield LostRecord(number, "不是 UTF-8 编码，请转换编码后重试")
            continue
        if text.strip():
            yield TextRecord(number, number, text)


def read_parquet(path: Path) -> Iterator[Record]:
    """Yield one record for every row of the columns id, text and, where present, kind, date.

    Raises BatchFileError.
    """
    # Arrow is large: whoever scans JSON Lines does not pay for loading it.
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    try:
        file = pyarrow.parquet.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER)
    except FileNotFoundError as error:
        raise BatchFileError(f"“{path}”{why_refused(error)}") from error
    except (pyarrow.ArrowException, OSError) as error:
        raise BatchFileError(f"“{path}”不是有效的 Parquet 文件，请重新导出") from error
    with file:
        present = [column for column in COLUMNS if column in file.schema_arrow.names]
        if present[:2] != ["id", "text"]:
            raise BatchFileError(f"“{path}”缺少 id 或者 text 列，请补上")
        number = 0
        try:
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=present):
                yield from _rows(batch, number)
                number += batch.num_rows
        except (pyarrow.ArrowException, OSError) as error:
            raise BatchFileError(f"“{path}”第 {number + 1} 行以后已损坏，请重新导出") from error


def _rows(batch: Any, before: int) -> Iterator[Record]:  # noqa: ANN401 - pyarrow has no types
    for index in range(batch.num_rows):
        number = before + index + 1
        try:
            yield TextRecord(
                number, **{name: batch[name][index].as_py() for name in batch.schema.names}
            )
        except UnicodeDecodeError:
            yield LostRecord(number, "不是 UTF-8 编码，请转换编码后重试")


def read_folder(folder: Path, left_out: Collection[Path] = ()) -> Iterator[Record]:
    """Yield one record for every file below ``folder``, in the order of their paths.

    Folders that cannot be entered, and links to others, are records as well: what is not
    read is said. ``left_out`` are resolved paths that are no input, such as the output.
    """
    number = 0
    closed: list[Path] = []

    def remember(error: OSError) -> None:
        closed.append(Path(error.filename))

    for parent, folders, names in os.walk(folder, onerror=remember):
        folders.sort()
        links = [name for name in folders if Path(parent, name).is_symlink()]
        paths = [*closed, *(Path(parent, name) for name in sorted([*names, *links]))]
        closed.clear()
        for path in paths:
            if path.resolve() not in left_out:
                number += 1
                yield _file(number, path, folder)
    for path in closed:
        number += 1
        yield _file(number, path, folder)


def _file(number: int, path: Path, folder: Path) -> FileRecord:
    return FileRecord(number, legible(path.relative_to(folder).as_posix()), path)
