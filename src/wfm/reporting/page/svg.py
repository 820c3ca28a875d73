"""Small pieces of a drawing: SVG that styles colour, and in which every text is escaped."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from wfm.quoting import escaped

Box = tuple[float, float, float, float]
"""Left, top, width and height [px]."""
# Width of a letter, of the height of its line: enough for most.
_LETTER = 0.6


def safe(text: object) -> str:
    """Write a text from anywhere so that nothing in it is markup or acts on what shows it."""
    return escape(escaped(str(text)))


def number(value: float) -> str:
    """Write a coordinate as short as it can be drawn with."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def rect(x: float, y: float, width: float, height: float, css: str, title: str = "") -> str:
    """Draw a rectangle; its title is shown to who points at it."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    shown = f"><title>{safe(title)}</title></rect>" if title else "/>"
    return f'<rect class="{css}" {place}{shown}'


def text(x: float, y: float, words: object, css: str = "", anchor: str = "start") -> str:
    """Write words at the left, in the middle or at the right of a place."""
    named = f' class="{css}"' if css else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}"{named}{where}>{safe(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """Draw a straight line."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line class="{css}" {ends}/>'


def path(points: str, css: str) -> str:
    """Draw along points."""
    return f'<path class="{css}" d="{points}"/>'


def texts(places: Iterable[tuple[float, float, object]], css: str, anchor: str = "start") -> str:
    """Write words of one style, each at the left, in the middle or at the right of its place."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    written = (
        f'<text x="{number(x)}" y="{number(y)}">{safe(words)}</text>' for x, y, words in places
    )
    return f'<g class="{css}"{where}>{"".join(written)}</g>'


def axis(levels: Iterable[tuple[float, str]], left: float, right: float) -> str:
    """Draw levels across, given their heights and names, which stand at the left of them."""
    levels = list(levels)
    lines = "".join(f"M{number(left)} {number(y)}H{number(right)}" for y, _ in levels)
    names = [(left - 5, y + 4, words) for y, words in levels]
    return path(lines, "grid") + texts(names, "tick", "end")


def hours(minutes: Sequence[int], left: float, wide: float, y: float) -> str:
    """Write every sixth hour below intervals that begin at these minutes of a day."""
    # Where the clock is put back an hour comes twice: it is written once.
    firsts = [(n, at) for n, at in enumerate(minutes) if at % 360 == 0 and minutes.index(at) == n]
    return texts(((left + n * wide, y, f"{at // 60:02d}:00") for n, at in firsts), "tick")


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return the path through points; one that is not a number breaks it."""
    parts = []
    before: tuple[int, int] | None = None
    for x, y in points:
        if math.isnan(y):
            before = None
            continue
        at = _tenths(x), _tenths(y)
        here = f"M{_pair(*at)}" if before is None else f"l{_moved(before, at)}"
        parts.append(here)
        before = at
    return "".join(parts)


def stairs(lefts: Sequence[float], heights: Sequence[float], end: float) -> str:
    """Return the path along levels, given where each begins and where the last one ends."""
    x, y = _tenths(lefts[0]), _tenths(heights[0])
    parts = [f"M{_pair(x, y)}"]
    for left, height in zip(lefts, heights, strict=True):
        turn = _tenths(left), _tenths(height)
        if turn[1] != y:
            parts.append(f"h{_packed(turn[0] - x)}v{_packed(turn[1] - y)}")
            x, y = turn
    return f"{''.join(parts)}h{_packed(_tenths(end) - x)}"


def boxes(places: Iterable[Box]) -> str:
    """Return the path round boxes."""
    parts = []
    before: tuple[int, int] | None = None
    for x, y, width, height in places:
        at = _tenths(x), _tenths(y)
        wide, high = _tenths(x + width) - at[0], _tenths(y + height) - at[1]
        corner = f"M{_pair(*at)}" if before is None else f"m{_moved(before, at)}"
        parts.append(f"{corner}h{_packed(wide)}v{_packed(high)}h{_packed(-wide)}z")
        before = at
    return "".join(parts)


def _tenths(value: float) -> int:
    return round(10 * value)


def _packed(tenths: int) -> str:
    """Write a coordinate of a path as short as it can be read."""
    text = f"{tenths / 10:g}"
    return text.replace("0.", ".") if abs(tenths) < 10 else text


def _pair(x: int, y: int) -> str:
    first, second = _packed(x), _packed(y)
    joined = second[0] == "-" or (second[0] == "." and "." in first)
    return f"{first}{second}" if joined else f"{first} {second}"


def _moved(before: tuple[int, int], at: tuple[int, int]) -> str:
    return _pair(at[0] - before[0], at[1] - before[1])


def shortened(words: str, width: float, size: float = 12.0) -> str:
    """Cut words that are wider than their place; the whole stands in the numbers behind."""
    room = max(1, int(width / (size * _LETTER)))
    return words if len(words) <= room else words[: max(1, room - 1)] + "…"


def ticks(highest: float, most: int = 5) -> list[float]:
    """Return round values from zero up to the first that is not below the highest."""
    if not highest > 0 or not math.isfinite(highest):
        return [0.0, 1.0]
    raw = highest / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * (1 - 1e-9))
    return [step * place for place in range(math.ceil(highest / step - 1e-9) + 1)]
