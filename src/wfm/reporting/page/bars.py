"""Bars one below the other, each with its name and its number."""

from collections.abc import Sequence

from wfm.reporting.page import svg
from wfm.reporting.page.picture import Panel
from wfm.units import written

_WIDTH, _ROW, _TOP = 300.0, 18.0, 4.0
_LEFT, _NUMBER = 112.0, 52.0


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
