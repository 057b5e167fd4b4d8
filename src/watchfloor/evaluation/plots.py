"""Plots as SVG text: no script, no font, no file beside; their colours follow the page's."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log10

from watchfloor.evaluation.metrics import Share

WIDTH, HEIGHT = 460, 330
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 14, 78
_LEGEND_WIDTH = 205
_BAR_WIDTH, _BAR_HEIGHT = 150, 16
COLOURS = ("var(--accent)", "var(--against)", "var(--for)", "var(--mid)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plot; ``dashed`` for what is only there to compare with."""

    label: str
    x: Sequence[float]
    y: Sequence[float]
    dashed: bool = False
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``low`` to ``high``; logarithmic ones need ``low`` above 0."""

    title: str
    low: float = 0.0
    high: float = 1.0
    log: bool = False
    percent: bool = False

    def place(self, value: float) -> float:
        """Where a value stands, from 0 to 1."""
        value = min(max(value, self.low), self.high)
        if self.log:
            return (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """The values written at the axis."""
        if self.log:
            first, last = round(log10(self.low)), round(log10(self.high))
            return [10.0**n for n in range(first, last + 1)]
        return [self.low + (self.high - self.low) * n / 5 for n in range(6)]

    def told(self, value: float) -> str:
        """A value as it is written at the axis."""
        return f"{100 * value:g}%" if self.percent else f"{value:.3g}"


def plot(title: str, lines: Sequence[Line], x: Axis, y: Axis) -> str:
    """A line plot with grid, axes and a legend."""
    parts = [
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        *(_grid_x(x, tick) for tick in x.ticks()),
        *(_grid_y(y, tick) for tick in y.ticks()),
        f'<text class="axis" x="{(_LEFT + WIDTH - _RIGHT) / 2}" y="{HEIGHT - _BOTTOM + 32}" text-anchor="middle">',
        f"{escape(x.title)}</text>",
        f'<text class="axis" transform="translate(13 {(_TOP + HEIGHT - _BOTTOM) / 2}) rotate(-90)"',
        f' text-anchor="middle">{escape(y.title)}</text>',
        *(_line(line, COLOURS[n % len(COLOURS)], x, y) for n, line in enumerate(lines)),
        *(_legend(line, COLOURS[n % len(COLOURS)], n) for n, line in enumerate(lines) if line.label),
        "</svg>",
    ]
    return "".join(parts)


def _x(axis: Axis, value: float) -> float:
    return round(_LEFT + axis.place(value) * (WIDTH - _LEFT - _RIGHT), 1)


def _y(axis: Axis, value: float) -> float:
    return round(HEIGHT - _BOTTOM - axis.place(value) * (HEIGHT - _TOP - _BOTTOM), 1)


def _grid_x(axis: Axis, tick: float) -> str:
    at = _x(axis, tick)
    return (
        f'<line class="grid" x1="{at}" x2="{at}" y1="{_TOP}" y2="{HEIGHT - _BOTTOM}"/>'
        f'<text x="{at}" y="{HEIGHT - _BOTTOM + 15}" text-anchor="middle">{axis.told(tick)}</text>'
    )


def _grid_y(axis: Axis, tick: float) -> str:
    at = _y(axis, tick)
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{at}" y2="{at}"/>'
        f'<text x="{_LEFT - 6}" y="{at + 4}" text-anchor="end">{axis.told(tick)}</text>'
    )


def _line(line: Line, colour: str, x: Axis, y: Axis) -> str:
    points = [(_x(x, a), _y(y, b)) for a, b in zip(line.x, line.y, strict=True)]
    if not points:
        return ""
    dash = ' stroke-dasharray="4 4"' if line.dashed else ""
    path = " ".join(f"{a},{b}" for a, b in points)
    drawn = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    if line.dots:
        drawn += "".join(f'<circle cx="{a}" cy="{b}" r="3.5" fill="{colour}"/>' for a, b in points)
    return drawn


def _legend(line: Line, colour: str, place: int) -> str:
    """Below the plot, two in a row."""
    left = _LEFT + _LEGEND_WIDTH * (place % 2)
    at = HEIGHT - 24 + 15 * (place // 2)
    dash = ' stroke-dasharray="4 4"' if line.dashed else ""
    rule = _rule((left, at - 4), (left + 20, at - 4), f'stroke="{colour}" stroke-width="2"{dash}')
    return f'{rule}<text x="{left + 26}" y="{at}">{escape(line.label)}</text>'


def bar(share: Share, peer: float | None = None) -> str:
    """A share with its interval as a whisker, and a peer's share as a tick, to stand in a table's cell."""

    def at(value: float) -> float:
        return round(4 + value * (_BAR_WIDTH - 8), 1)

    middle = _BAR_HEIGHT / 2
    told = f"{share.rate:.3f}, 95% interval {share.low:.3f} to {share.high:.3f}"
    drawn = [
        _rule((at(0), middle), (at(1), middle), 'class="grid"'),
        _rule((at(share.low), middle), (at(share.high), middle), 'stroke="var(--accent)" stroke-width="3"'),
        f'<circle cx="{at(share.rate)}" cy="{middle}" r="3.5" fill="var(--accent)"/>',
    ]
    if peer is not None:
        told += f"; peer {peer:.2f}"
        tick = 'stroke="var(--against)" stroke-width="2"'
        drawn.append(_rule((at(peer), 2), (at(peer), _BAR_HEIGHT - 2), tick))
    head = f'<svg class="bar95" viewBox="0 0 {_BAR_WIDTH} {_BAR_HEIGHT}" role="img" aria-label="{told}">'
    return f"{head}<title>{told}</title>{''.join(drawn)}</svg>"


def _rule(start: tuple[float, float], end: tuple[float, float], style: str) -> str:
    return f'<line x1="{start[0]}" x2="{end[0]}" y1="{start[1]}" y2="{end[1]}" {style}/>'
