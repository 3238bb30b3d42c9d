"""``shenfa rules --measure``: what each rule finds in texts that are known to be clean."""

import json
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

import click

from shenfa.audit import CountyFileError
from shenfa.audit.batch import Record, Setup, reports
from shenfa.audit.batch_files import (
    PARQUET,
    BatchFileError,
    read_folder,
    read_json_lines,
    read_lines,
    read_parquet,
)
from shenfa.audit.measuring import Measurement, RuleMeasure, measure, read_floors
from shenfa.audit.report_text import visible
from shenfa.audit.telling import SEVERITY_NAMES, Told
from shenfa.cli.terminal import paint
from shenfa.readers import why_refused
from shenfa.text import FAMILY_CODES, Family, Severity

JSON_LINES = (".jsonl", ".ndjson", ".json")
COMPRESSED = ".xz"
QUOTED = 40


def measured(source: Path, setup: Setup, floors: dict[str, float], samples: int) -> Measurement:
    """Check every text of a corpus and count. Raises BatchFileError."""
    with _records(source) as records:
        return measure(reports(records, setup), floors, samples)


def county_floors(path: Path | None, floor: float | None) -> dict[str, float]:
    """Return the floors of a county file; ``floor`` of the command line is for all others."""
    floors: dict[str, float] = {}
    if path is not None:
        try:
            floors = read_floors(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise click.UsageError(f"无法读取“{path}”，请检查路径和 UTF-8 编码") from error
        except CountyFileError as error:
            raise click.UsageError(str(error)) from error
    return floors if floor is None else floors | {"": floor}


def of_family(measurement: Measurement, family: Family) -> Measurement:
    """Return the measurement of the rules of one family."""
    own = tuple(one for one in measurement.rules if FAMILY_CODES[one.code[:2]] is family)
    return replace(measurement, rules=own)


def show_measurement(measurement: Measurement) -> None:
    """Print rule after rule, the loudest first, with samples."""
    click.echo(
        f"文本{measurement.texts}篇，{measurement.characters}字"
        + (f"，未能检查{measurement.unread}篇" if measurement.unread else "")
    )
    click.echo("每万字条数按应改、提醒计算，参考不计")
    for one in measurement.rules:
        _show(one)
    total = sum(one.rate for one in measurement.rules)
    click.echo(f"\n合计每万字{total:.3f}条（应改、提醒）")
    if loud := [one.code for one in measurement.rules if one.is_above_floor]:
        click.echo("超过限值的规则，可在本县设置里改为参考，待规则改好后删去：")
        click.echo(f"hint_rules = {json.dumps(loud)}")


def measurement_row(measurement: Measurement) -> dict[str, object]:
    """Return the measurement for programs."""
    return {
        "texts": measurement.texts,
        "characters": measurement.characters,
        "unread": measurement.unread,
        "rules": [
            {
                "code": one.code,
                "title": one.title,
                "findings": {severity.value: count for severity, count in one.counts.items()},
                "per_10000": round(one.rate, 4),
                "floor": one.floor,
                "above_floor": one.is_above_floor,
                "samples": [
                    {
                        "before": told.before,
                        "text": told.text,
                        "after": told.after,
                        "message": told.message,
                    }
                    for told in one.samples
                ],
            }
            for one in measurement.rules
        ],
    }


def _show(one: RuleMeasure) -> None:
    counts = "、".join(
        f"{SEVERITY_NAMES[severity]}{one.counts[severity]}"
        for severity in Severity
        if one.counts.get(severity)
    )
    mark = paint("  超过限值", "error") if one.is_above_floor else ""
    click.echo(
        f"\n{paint(one.code, 'strong')}  {one.title}  每万字{one.rate:.3f}条（{counts}）{mark}"
    )
    for told in one.samples:
        click.echo(f"    {_sample(told)}")


def _sample(told: Told) -> str:
    text = told.text if len(told.text) <= QUOTED else f"{told.text[:QUOTED]}…"
    place = "" if told.text else f"{told.finding.place}："
    return visible(f"{place}{told.before}【{text}】{told.after}  {told.message}")


@contextmanager
def _records(source: Path) -> Iterator[Iterator[Record]]:
    if source.is_dir():
        yield read_folder(source)
    elif source.suffix == PARQUET:
        yield read_parquet(source)
    else:
        is_packed = source.suffix == COMPRESSED
        suffix = source.with_suffix("").suffix if is_packed else source.suffix
        try:
            with lzma.open(source) if is_packed else source.open("rb") as stream:
                # LZMAFile reads as any binary stream does; its type tells only half of it.
                binary = cast("BinaryIO", stream)
                yield read_json_lines(binary) if suffix in JSON_LINES else read_lines(binary)
        except OSError as error:
            raise BatchFileError(f"“{source}”{why_refused(error)}") from error
        except (lzma.LZMAError, EOFError) as error:
            raise BatchFileError(f"“{source}”不是有效的 xz 文件，请重新压缩") from error
