"""Rows to the county's file and back: the same TOML that the command line reads."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.audit.measuring import read_floors
from shenfa.audit.suppress import CountyFileError, Suppression, read_county_file
from shenfa.desk.wording.kinds import BY_TABLE, KINDS, Content, Form, Kind, Shape, kept, label_of
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
    read_floors(content, NAME)
    return Tables(*read_county_file(content, NAME))


def file_of(rows: Iterable[Row]) -> str:
    """Return the county's file with these rows, in an order of its own."""
    of_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_kind[row.kind.table].append(row)
    return HEAD + "".join(
        part
        # Tables come last: what follows one would belong to it.
        for kind in sorted(KINDS, key=lambda one: one.form in {Form.TABLES, Form.NUMBERS})
        if of_kind[kind.table]
        for part in _written(kind, sorted(of_kind[kind.table], key=lambda one: one.label))
    )


def rows_of(content: str) -> tuple[Row, ...]:
    """Return the rows of a file, or raise CountyFileError."""
    tables_of(content)
    data = tomllib.loads(content)
    unknown = sorted(set(data) - set(BY_TABLE))
    if unknown:
        raise CountyFileError(f"文件中的“{unknown[0]}”不认识，请删去或改正")
    return tuple(row for kind in KINDS for row in _rows(kind, data.get(kind.table, [])))


def _rows(kind: Kind, found: object) -> Iterator[Row]:
    match kind.form, found:
        case Form.YES, True:
            yield Row(kind, {kind.identity[0]: "是"})
        case Form.NUMBERS, dict():
            key, value = kind.fields
            for name, number in found.items():
                yield Row(kind, {key.name: kept(key, name), value.name: str(number)})
        case Form.LIST, list():
            field = kind.fields[0]
            yield from (Row(kind, {field.name: kept(field, one)}) for one in found)
        case Form.TABLES, list():
            yield from _table_rows(kind, found)


def _table_rows(kind: Kind, found: list[object]) -> Iterator[Row]:
    for one in found:
        fields = one if isinstance(one, dict) else {}
        known = {field.name: field for field in kind.fields}
        unknown = sorted(set(fields) - set(known))
        if unknown:
            raise CountyFileError(f"{kind.title}中的“{unknown[0]}”不认识，请删去或改正")
        given = {name: kept(known[name], value) for name, value in fields.items()}
        yield Row(kind, {name: value for name, value in given.items() if value not in ("", [])})


def _written(kind: Kind, rows: list[Row]) -> Iterator[str]:
    match kind.form:
        case Form.LIST:
            lines = "".join(f"    {_text(row.content[kind.identity[0]])},\n" for row in rows)
            yield f"\n{kind.table} = [\n{lines}]\n"
        case Form.YES:
            yield f"\n{kind.table} = true\n"
        case Form.NUMBERS:
            key, value = (field.name for field in kind.fields)
            lines = "".join(f"{row.content[key]} = {row.content[value]}\n" for row in rows)
            yield f"\n[{kind.table}]\n{lines}"
        case Form.TABLES:
            yield from _written_tables(kind, rows)


def _written_tables(kind: Kind, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        lines = "".join(
            f"{field.name} = {_value(row.content[field.name], field.shape)}\n"
            for field in kind.fields
            if row.content.get(field.name) not in (None, "", [])
        )
        yield f"\n[[{kind.table}]]\n{lines}"


def _value(value: object, shape: Shape) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if shape is Shape.DATE or isinstance(value, int):
        return str(value)
    if shape is Shape.ARTICLES and isinstance(value, list):
        pairs = (str(one).partition(" ")[::2] for one in value)
        return f"{{ {', '.join(f'{_text(number)} = {_text(text)}' for number, text in pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value)


def _text(value: object) -> str:
    """Return a value as TOML writes it; what JSON escapes, TOML reads alike."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
