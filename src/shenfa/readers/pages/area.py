"""Places on a page, and why a person does not see what stands at one."""

from collections.abc import Iterable
from dataclasses import dataclass

OFF_PAGE = "页面之外"
COVERED = "被遮盖"
INVISIBLE = "不显示"
WHITE_TEXT = "白色"
TINY_TEXT = "字号过小"
TINY = 1.0
WHITE = 248
THIN = 4.0
SCAN_SHARE = 0.6
"""A page with so much of it under pictures is a scan; text unseen on it is its text layer."""
FEW_CHARACTERS = 20
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page, and its turn in the order of drawing. ``bottom`` is the smaller y."""

    order: int
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    @property
    def is_thin(self) -> bool:
        """Whether it is a line: it strikes text through or underlines it, but hides none."""
        return min(self.right - self.left, self.top - self.bottom) < THIN

    def share(self, page: "Area") -> float:
        """How much of a page it takes."""
        width = min(self.right, page.right) - max(self.left, page.left)
        height = min(self.top, page.top) - max(self.bottom, page.bottom)
        whole = (page.right - page.left) * (page.top - page.bottom)
        return max(width, 0.0) * max(height, 0.0) / whole if whole > 0 else 0.0


def around(points: Iterable[tuple[float, float]], order: int) -> Area:
    """Return the rectangle around some points."""
    xs, ys = zip(*points, strict=True)
    return Area(order, min(xs), min(ys), max(xs), max(ys))


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies ``one`` first and then ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def transformed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Return the point that a matrix moves a point to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
