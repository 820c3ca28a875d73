"""Bars one below the other, each with its name and its number."""

import math
from collections.abc import Iterator, Sequence

from wfm.reporting.page import svg
from wfm.reporting.page.picture import Panel
from wfm.units import written

_WIDTH, _ROW, _TOP = 300.0, 18.0, 4.0
_LEFT, _NUMBER = 112.0, 52.0
# On paper: its width, columns of rows one beside the other, and what a row may be high [px].
_PAPER, _COLUMNS, _BETWEEN, _SHEET = 710.0, 3, 14.0, 900.0
_LOWEST, _HIGHEST, _HEAD = 8.0, 13.0, 14.0
_LOW_NAME, _LOW_NUMBER = 84.0, 23.0


def bars(title: str, rows: Sequence[tuple[str, float]], decimals: int, highest: float) -> Panel:
    """Draw bars.

    Parameters
    ----------
    title
        What they show, with its unit.
    rows
        Name and value of each; values are 0 or more.
    decimals
        Digits of the numbers beside them.
    highest
        What a bar of the full width stands for.
    """
    wide = _WIDTH - _LEFT - _NUMBER
    parts = []
    for place, (name, value) in enumerate(rows):
        y = _TOP + place * _ROW
        length = wide * value / highest if highest > 0 else 0.0
        number = written(value, decimals)
        parts.append(svg.text(_LEFT - 5, y + 13, svg.shortened(name, _LEFT - 6), "tick", "end"))
        parts.append(svg.rect(_LEFT, y + 2, length, _ROW - 5, "field bar", f"{name}: {number}"))
        parts.append(svg.text(_LEFT + length + 4, y + 13, number))
    return Panel(_WIDTH, _TOP + _ROW * len(rows) + 4, "".join(parts), title)


def low_bars(
    heads: Sequence[tuple[str, int]], rows: Sequence[tuple[str, Sequence[float]]]
) -> Iterator[Panel]:
    """Draw many rows for paper: low, in columns, with all their measures beside one another.

    Parameters
    ----------
    heads
        Name of each measure, and digits of its numbers.
    rows
        Name and values of each.
    """
    sheets = math.ceil(len(rows) / _COLUMNS * _LOWEST / _SHEET)
    size = math.ceil(len(rows) / sheets / _COLUMNS)
    row = min(_HIGHEST, _SHEET / size)
    highest = [max(values[n] for _, values in rows) for n in range(len(heads))]
    for begin in range(0, len(rows), size * _COLUMNS):
        some = rows[begin : begin + size * _COLUMNS]
        parts: list[str] = []
        for place in range(0, len(some), size):
            left = place // size * (_PAPER + _BETWEEN) / _COLUMNS
            parts += _column(heads, some[place : place + size], highest, left, row)
        name = f"{some[0][0]} to {some[-1][0]}"
        yield Panel(_PAPER, _HEAD + row * size + 2, "".join(parts), name, shows=len(some))


def _column(
    heads: Sequence[tuple[str, int]],
    rows: Sequence[tuple[str, Sequence[float]]],
    highest: Sequence[float],
    left: float,
    row: float,
) -> Iterator[str]:
    """Draw rows below one another."""
    each = ((_PAPER + _BETWEEN) / _COLUMNS - _BETWEEN - _LOW_NAME) / len(heads)
    for n, (head, _) in enumerate(heads):
        yield svg.text(left + _LOW_NAME + n * each, 9, head, "tick low")
    for place, (name, values) in enumerate(rows):
        y = _HEAD + place * row
        foot = y + row / 2 + 2.5
        yield svg.text(
            left + _LOW_NAME - 4, foot, svg.shortened(name, _LOW_NAME, 7.5), "low", "end"
        )
        for n, (value, most) in enumerate(zip(values, highest, strict=True)):
            x = left + _LOW_NAME + n * each
            length = (each - _LOW_NUMBER) * value / most if most > 0 else 0.0
            yield svg.rect(x, y + 1, length, row - 2, "field bar")
            yield svg.text(x + length + 2, foot, written(value, heads[n][1]), "low")
