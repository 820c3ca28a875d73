"""A week as a map: a row for each weekday, a field for each interval."""

from collections.abc import Callable

import numpy as np

from wfm.reporting.page import svg
from wfm.reporting.page.picture import Behind, Cell, Head, Hover, Panel
from wfm.reporting.page.weekly import Week
from wfm.units import hhmm
from wfm.work.wording import WEEKDAYS

_WIDTH, _ROW = 960.0, 24.0
_LEFT, _TOP, _BOTTOM = 42.0, 4.0, 22.0
_EVERY_HOURS = 2  # that a time of day is written below


def heatmap(week: Week, style: Callable[[float], str], mark: Callable[[float], str]) -> Panel:
    """Draw a week.

    Parameters
    ----------
    week
        Its values; a field without one stays empty.
    style
        The style of a value.
    mark
        A sign that says the same to who sees no colours; "" where nothing needs to be said.
    """
    columns = week.cells.shape[1]
    wide = (_WIDTH - _LEFT - 2) / columns
    fields: dict[str, list[str]] = {}
    marks = []
    for day, row in enumerate(week.cells):
        y = _TOP + day * _ROW
        for place in np.flatnonzero(~np.isnan(row)):
            x = _LEFT + int(place) * wide
            corner = f"M{svg.number(x + 0.5)} {svg.number(y + 0.5)}"
            right = f"h{svg.number(wide - 1)}v{svg.number(_ROW - 1)}h-{svg.number(wide - 1)}z"
            fields.setdefault(style(float(row[place])), []).append(corner + right)
            if sign := mark(float(row[place])):
                marks.append(svg.text(x + wide / 2, y + _ROW / 2 + 4, sign, "mark", "middle"))
    parts = [svg.path("".join(drawn), css) for css, drawn in sorted(fields.items())]
    for day, name in enumerate(WEEKDAYS):
        parts.append(svg.text(_LEFT - 6, _TOP + day * _ROW + 16, name[:3], "tick", "end"))
    below = _TOP + 7 * _ROW + 15
    for hour in range(0, 25, _EVERY_HOURS):
        x = _LEFT + hour * 60 / week.step * wide
        anchor = "start" if hour == 0 else "end" if hour == 24 else "middle"
        parts.append(svg.text(x, below, f"{hour:02d}:00", "tick", anchor))
    hover = Hover("map", _LEFT, wide, columns, _TOP, _ROW)
    return Panel(_WIDTH, _TOP + 7 * _ROW + _BOTTOM, "".join(parts + marks), hover=hover)


def numbers(week: Week, unit: str, decimals: int) -> Behind:
    """Return the numbers of a week: a row for each weekday."""
    columns = week.cells.shape[1]
    heads = [Head("day"), *(Head(hhmm(n * week.step), unit, decimals) for n in range(columns))]
    rows: list[tuple[Cell, ...]] = [
        (name, *(None if np.isnan(value) else float(value) for value in row))
        for name, row in zip(WEEKDAYS, week.cells, strict=True)
    ]
    return Behind(tuple(heads), rows)
