"""Small pieces of a drawing: SVG that styles colour, and in which every text is escaped."""

import math
from html import escape

from wfm.quoting import escaped

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


def polyline(points: list[tuple[float, float]]) -> str:
    """Return the path through points; one that is not a number breaks it."""
    parts = []
    pen = "M"
    for x, y in points:
        if math.isnan(y):
            pen = "M"
            continue
        parts.append(f"{pen}{number(x)} {number(y)}")
        pen = "L"
    return "".join(parts)


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
