"""Where bulk results go: JSON Lines or Parquet, written as a stream, complete or not at all."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from shenfa.audit.batch import Row
from shenfa.audit.batch_files import BATCH_ROWS, PARQUET, BatchFileError
from shenfa.readers import why_refused

Write = Callable[[Row], None]


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

    Raises BatchFileError. A device or pipe (/dev/stdout) is written to, never replaced.
    """
    target = path.resolve()
    is_plain = target.is_file() or not target.exists()
    partial = partial_of(target) if is_plain else target
    form = _parquet_writer if path.suffix == PARQUET else _json_lines_file
    try:
        with ExitStack() as stack:
            with _said_of(path):
                write = stack.enter_context(form(partial))

            def guarded(row: Row) -> None:
                with _said_of(path):
                    write(row)

            yield guarded
            with _said_of(path):
                stack.close()
        if is_plain:
            with _said_of(path):
                partial.replace(target)
    finally:
        if is_plain and partial.is_file():
            partial.unlink()


def partial_of(path: Path) -> Path:
    """Return the name under which an output is written until it is complete."""
    return path.with_name(f"{path.name}.part")


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BatchFileError(f"无法写入“{path}”：{why_refused(error)}") from error


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
