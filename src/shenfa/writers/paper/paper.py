"""What stands on a paper, whoever prints it."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its heads, its rows, and how wide each column is against the others."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part: a heading, paragraphs, and a table if there is one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: title, the line under it, its parts, who signs, and the small print at the foot."""

    title: str
    line: str
    sections: tuple[Section, ...]
    signed: tuple[str, ...] = ()
    foot: str = ""


def paper_values(paper: Paper) -> dict[str, object]:
    """Return the values of a paper by the names that the layout uses."""
    return asdict(paper)
