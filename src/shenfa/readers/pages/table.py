"""Tables on a page: the cells between ruled lines, or columns that are aligned without lines."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from shenfa.readers.pages.text import Glyph, Line

STRAIGHT = 1.5
TOUCH = 3.0
LEAST_RULE = 5.0
MOST_CELLS = 20_000
ALIGNED_ROWS = 3
CELL_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line along an axis: ``at`` is where it lies across, the rest where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page: its first row and column from 1, its reach, its left and right edge."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the edges of its columns and rows, and the box each field belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: Mapping[tuple[int, int], Box]

    def box_of(self, glyph: Glyph) -> Box | None:
        """Return the box the middle of a glyph lies in."""
        column = bisect_right(self.xs, (glyph.left + glyph.right) / 2) - 1
        row = bisect_right(self.ys, glyph.baseline - 0.35 * glyph.size) - 1
        return self.boxes.get((row, column))


def ruled(
    strokes: Iterable[tuple[float, float, float, float]],
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the horizontal and the vertical lines among drawn strokes (x, y to x, y)."""
    horizontal, vertical = [], []
    for x0, y0, x1, y1 in strokes:
        if abs(y0 - y1) < STRAIGHT:
            horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < STRAIGHT:
            vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return tuple(horizontal), tuple(vertical)


def grids(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> tuple[Grid, ...]:
    """Return the ruled tables from top to bottom; a frame around text is none."""
    rows, columns = _merged(horizontal), _merged(vertical)
    found = [_grid(*group) for group in _connected(rows, columns)]
    return tuple(sorted((one for one in found if one), key=lambda one: one.ys[0]))


def aligned_runs(page: Sequence[Line]) -> Iterator[tuple[tuple[Line, ...], tuple[float, ...]]]:
    """Yield runs of lines, with the left edges of their columns where they form a table."""
    for is_row, group in groupby(page, key=_is_row):
        run = tuple(group)
        edges = _column_edges(run) if is_row else ()
        yield run, edges


def _is_row(line: Line) -> bool:
    # Blanks that were typed are text; only a distance that was set is a border between cells.
    return len(line.chunks) > 1 and all(chunk.lead == "\t" for chunk in line.chunks[1:])


def _column_edges(run: Sequence[Line]) -> tuple[float, ...]:
    if len(run) < ALIGNED_ROWS:
        return ()
    spans: list[list[float]] = []
    for chunk in sorted((one for line in run for one in line.chunks), key=lambda one: one.left):
        if len(chunk.text) > CELL_LENGTH:
            return ()
        if spans and chunk.left < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], chunk.right)
        else:
            spans.append([chunk.left, chunk.right])
    is_aligned = len(spans) == max(len(line.chunks) for line in run)
    return tuple(left for left, _right in spans) if is_aligned else ()


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    # Borders are drawn piece by piece, and twice where two cells meet.
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if levels and rule.at - levels[-1][0].at <= TOUCH:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    merged: list[Rule] = []
    for level in levels:
        at = level[0].at
        current: Rule | None = None
        for rule in sorted(level, key=lambda one: one.start):
            if current and rule.start <= current.end + TOUCH:
                current = Rule(at, current.start, max(current.end, rule.end))
            else:
                merged += [current] if current else []
                current = Rule(at, rule.start, rule.end)
        merged += [current] if current else []
    return [rule for rule in merged if rule.end - rule.start >= LEAST_RULE]


def _connected(
    rows: Sequence[Rule], columns: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    open_rows, open_columns = set(rows), set(columns)
    for seed in rows:
        if seed not in open_rows:
            continue
        open_rows.discard(seed)
        group: tuple[list[Rule], list[Rule]] = ([seed], [])
        todo = [(seed, 0)]
        while todo:
            rule, side = todo.pop()
            others = open_columns if side == 0 else open_rows
            touching = [other for other in others if _crosses(rule, other)]
            others.difference_update(touching)
            group[1 - side].extend(touching)
            todo += [(other, 1 - side) for other in touching]
        yield group


def _crosses(one: Rule, other: Rule) -> bool:
    return (
        one.start - TOUCH <= other.at <= one.end + TOUCH
        and other.start - TOUCH <= one.at <= other.end + TOUCH
    )


def _grid(rows: Sequence[Rule], columns: Sequence[Rule]) -> Grid | None:
    # A table may be open at its sides: then the ends of the lines are its edge.
    xs = _edges([rule.at for rule in columns], rows)
    ys = _edges([rule.at for rule in rows], columns)
    height, width = len(ys) - 1, len(xs) - 1
    if not columns or height < 2 or width < 2 or height * width > MOST_CELLS:
        return None
    group = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def first(field: tuple[int, int]) -> tuple[int, int]:
        while group[field] != field:
            field = group[field]
        return field

    for r, c in list(group):
        middle_y, middle_x = (ys[r] + ys[r + 1]) / 2, (xs[c] + xs[c + 1]) / 2
        if c + 1 < width and not _is_drawn(columns, xs[c + 1], middle_y):
            group[first((r, c + 1))] = first((r, c))
        if r + 1 < height and not _is_drawn(rows, ys[r + 1], middle_x):
            group[first((r + 1, c))] = first((r, c))
    return Grid(xs, ys, _boxes({field: first(field) for field in group}, xs))


def _boxes(
    group: Mapping[tuple[int, int], tuple[int, int]], xs: Sequence[float]
) -> dict[tuple[int, int], Box]:
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field, head in group.items():
        members.setdefault(head, []).append(field)
    boxes = {}
    for fields in members.values():
        rows = [row for row, _column in fields]
        columns = [column for _row, column in fields]
        top, first, last = min(rows), min(columns), max(columns)
        height, width = max(rows) - top + 1, last - first + 1
        box = Box(top + 1, first + 1, height, width, xs[first], xs[last + 1])
        boxes.update(dict.fromkeys(fields, box))
    return boxes


def _edges(places: Sequence[float], across: Sequence[Rule]) -> tuple[float, ...]:
    ends = [end for rule in across for end in (rule.start, rule.end)]
    edges = sorted([*places, min(ends, default=0.0), max(ends, default=0.0)])
    rest = (after for before, after in pairwise(edges) if after - before > TOUCH)
    return (edges[0], *rest)


def _is_drawn(rules: Sequence[Rule], at: float, point: float) -> bool:
    return any(
        abs(rule.at - at) <= TOUCH and rule.start - TOUCH <= point <= rule.end + TOUCH
        for rule in rules
    )
