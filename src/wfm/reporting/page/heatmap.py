"""A week as a map: a row for each weekday, a field for each interval."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np

from wfm.reporting.page import svg
from wfm.reporting.page.picture import Behind, Cell, Head, Hover, Panel
from wfm.reporting.page.weekly import Week
from wfm.units import hhmm
from wfm.work.wording import WEEKDAYS

_WIDTH, _ROW = 960.0, 24.0
_LEFT, _TOP, _BOTTOM = 46.0, 4.0, 22.0
_MINUS = 7.0  # length of the sign [px]
_EVERY_HOURS = 2  # that a time of day is written below


def heatmap(week: Week, style: Callable[[float], str], is_low: Callable[[float], bool]) -> Panel:
    """Draw a week.

    Parameters
    ----------
    week
        Its values; a field without one stays empty.
    style
        The style of a value.
    is_low
        Whether a value is too low: a minus sign says so to who sees no colours.
    """
    columns = week.cells.shape[1]
    wide = (_WIDTH - _LEFT - 2) / columns
    fields: dict[str, list[svg.Box]] = {}
    low: list[svg.Box] = []
    for day, row in enumerate(week.cells):
        y = _TOP + day * _ROW
        for look, first, last in _runs([np.isnan(value) or style(value) for value in row]):
            box = _LEFT + first * wide, y, (last - first) * wide, _ROW
            fields.setdefault(look, []).append(box)
        for place in np.flatnonzero([is_low(value) for value in row]):
            x = _LEFT + int(place) * wide + (wide - _MINUS) / 2
            low.append((x, y + _ROW / 2 - 0.8, _MINUS, 1.6))
    parts = [svg.path(svg.boxes(drawn), css) for css, drawn in sorted(fields.items())]
    parts.append(svg.path(_gaps(wide, columns), "gap"))
    parts += [svg.path(svg.boxes(low), "minus")] if low else []
    days = ((_LEFT - 6, _TOP + day * _ROW + 16, name[:3]) for day, name in enumerate(WEEKDAYS))
    parts.append(svg.texts(days, "tick", "end"))
    times = [
        (_LEFT + hour * 60 / week.step * wide, _TOP + 7 * _ROW + 15, f"{hour:02d}:00")
        for hour in range(0, 25, _EVERY_HOURS)
    ]
    for some, anchor in ((times[:1], "start"), (times[1:-1], "middle"), (times[-1:], "end")):
        parts.append(svg.texts(some, "tick", anchor))
    hover = Hover("map", _LEFT, wide, columns, _TOP, _ROW)
    return Panel(_WIDTH, _TOP + 7 * _ROW + _BOTTOM, "".join(parts), hover=hover)


def _runs(looks: Sequence[str | bool]) -> Iterator[tuple[str, int, int]]:
    """Yield neighbours that look alike: how, the first, and the one after the last."""
    first = 0
    for look, alike in groupby(looks):
        last = first + len(list(alike))
        if isinstance(look, str):
            yield look, first, last
        first = last


def _gaps(wide: float, columns: int) -> str:
    """Return the lines that part all fields."""
    high = 7 * _ROW
    across = (f"M{_LEFT:g} {_TOP + day * _ROW:g}H{_WIDTH:g}" for day in range(1, 7))
    down = (f"M{svg.number(_LEFT + n * wide)} {_TOP:g}v{high:g}" for n in range(1, columns))
    return "".join((*across, *down))


def numbers(week: Week, unit: str, decimals: int) -> Behind:
    """Return the numbers of a week: a row for each weekday."""
    columns = week.cells.shape[1]
    heads = [Head("day"), *(Head(hhmm(n * week.step), unit, decimals) for n in range(columns))]
    rows: list[tuple[Cell, ...]] = [
        (name, *(None if np.isnan(value) else float(value) for value in row))
        for name, row in zip(WEEKDAYS, week.cells, strict=True)
    ]
    return Behind(tuple(heads), rows)
