"""Charts drawn on the server, without script: they print, and each says in words what it shows."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from shenfa.desk.assessment.board import Week

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 560, 220, 36, 26, 10


def bar(share: int, look: str) -> SafeString:
    """Return a bar of so many thousandths of its place; the number stands beside it."""
    return format_html(
        '<svg class="bar {}" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="back" width="1000" height="10"/><rect width="{}" height="10"/></svg>',
        look,
        max(0, min(1000, share)),
    )


def weeks_chart(weeks: Sequence[Week]) -> SafeString:
    """Return the ledger week by week: hung on account and closed as bars, open ones as a line."""
    top = max(1, *(max(one.opened, one.closed, one.open) for one in weeks))
    top = top if top <= 5 else -(-top // 5) * 5
    step = (WIDTH - LEFT) / len(weeks)
    bars, points = [], []
    for number, one in enumerate(weeks):
        left = LEFT + step * number + step / 2
        for offset, value, look in ((-15, one.opened, "opened"), (1, one.closed, "closed")):
            height = _height(value, top)
            bars.append((look, f"{left + offset:.1f}", f"{_base() - height:.1f}", f"{height:.1f}"))
        points.append((f"{left:.1f}", f"{_base() - _height(one.open, top):.1f}"))
    return format_html(
        '<svg class="weeks" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}'
        '<polyline points="{}"/>{}</svg>',
        WIDTH,
        HEIGHT,
        _told(weeks),
        _scale(top),
        format_html_join(
            "", '<rect class="{}" x="{}" y="{}" width="14" height="{}" rx="2"/>', bars
        ),
        format_html_join(
            "",
            '<text class="axis" x="{}" y="{}">{}</text>',
            (
                (
                    f"{LEFT + step * number + step / 2:.1f}",
                    HEIGHT - 6,
                    f"{one.last.month}-{one.last.day:02d}",
                )
                for number, one in enumerate(weeks)
            ),
        ),
        " ".join(f"{x},{y}" for x, y in points),
        format_html_join("", '<circle cx="{}" cy="{}" r="3.5"/>', points),
    )


def _scale(top: int) -> SafeString:
    steps = min(5, top)
    lines = []
    for number in range(steps + 1):
        value = top * number // steps
        y = f"{_base() - _height(value, top):.1f}"
        lines.append((LEFT, y, WIDTH, y, LEFT - 8, f"{float(y) + 4:.1f}", value))
    return format_html_join(
        "",
        '<line x1="{}" y1="{}" x2="{}" y2="{}"/><text class="value" x="{}" y="{}">{}</text>',
        lines,
    )


def _told(weeks: Sequence[Week]) -> str:
    return "问题台账：" + "；".join(
        f"到{one.last.month}月{one.last.day}日的一周新挂账{one.opened}个、销号{one.closed}个、未销号{one.open}个"
        for one in weeks
    )


def _base() -> int:
    return HEIGHT - BOTTOM


def _height(value: int, top: int) -> float:
    return (HEIGHT - BOTTOM - TOP) * value / top
