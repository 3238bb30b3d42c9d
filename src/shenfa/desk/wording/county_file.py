"""Rows to the county's file and back: the same TOML that the command line reads."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.audit.suppress import CountyFileError, Suppression, read_county_file
from shenfa.desk.wording.kinds import BY_TABLE, KINDS, Content, Kind, Shape, kept, label_of
from shenfa.text import County

NAME = "本县词表"
HEAD = "# 本县词表：审发 shenfa 的命令行以 --county 读取，系统中以导入读取\n"


@dataclass(frozen=True, slots=True)
class Tables:
    """What the county adds to the rules: its own words and numbers, and its exceptions."""

    county: County = County()
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it is stored, or as it is told."""

    kind: Kind
    content: Content

    @property
    def label(self) -> str:
        """Return what the row is about."""
        return label_of(self.kind, self.content)


@lru_cache(maxsize=8)
def tables_of(content: str) -> Tables:
    """Return the tables that a file holds, or raise CountyFileError."""
    return Tables(*read_county_file(content, NAME))


def file_of(rows: Iterable[Row]) -> str:
    """Return the county's file with these rows, in an order of its own."""
    of_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_kind[row.kind.table].append(row)
    return HEAD + "".join(
        part
        for kind in KINDS
        if of_kind[kind.table]
        for part in _written(kind, sorted(of_kind[kind.table], key=lambda one: one.label))
    )


def rows_of(content: str) -> tuple[Row, ...]:
    """Return the rows of a file, or raise CountyFileError."""
    read_county_file(content, NAME)
    data = tomllib.loads(content)
    unknown = sorted(set(data) - set(BY_TABLE))
    if unknown:
        raise CountyFileError(f"文件中的“{unknown[0]}”不认识，请删去或改正")
    return tuple(row for kind in KINDS for row in _rows(kind, data.get(kind.table, [])))


def _rows(kind: Kind, found: list[object]) -> Iterator[Row]:
    for one in found:
        if kind.is_plain:
            yield Row(kind, {kind.identity[0]: one})
            continue
        fields = one if isinstance(one, dict) else {}
        known = {field.name: field for field in kind.fields}
        unknown = sorted(set(fields) - set(known))
        if unknown:
            raise CountyFileError(f"{kind.title}中的“{unknown[0]}”不认识，请删去或改正")
        given = {name: kept(known[name], value) for name, value in fields.items()}
        yield Row(kind, {name: value for name, value in given.items() if value not in ("", [])})


def _written(kind: Kind, rows: list[Row]) -> Iterator[str]:
    if kind.is_plain:
        lines = "".join(f"    {_text(row.content[kind.identity[0]])},\n" for row in rows)
        yield f"\n{kind.table} = [\n{lines}]\n"
        return
    for row in rows:
        lines = "".join(
            f"{field.name} = {_value(row.content[field.name], field.shape)}\n"
            for field in kind.fields
            if row.content.get(field.name) not in (None, "", [])
        )
        yield f"\n[[{kind.table}]]\n{lines}"


def _value(value: object, shape: Shape) -> str:
    if shape is Shape.DATE:
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value)


def _text(value: object) -> str:
    """Return a value as TOML writes it; what JSON escapes, TOML reads alike."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
