"""Agents who are needed and agents who are there: weeks as heat maps, days in numbers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from wfm.units import hhmm, written
from wfm.views.heatmap import HeatMap, Sign, agents_sign
from wfm.views.inspection import hours_below
from wfm.views.layout import Column, Sheet
from wfm.views.plain import plain
from wfm.views.shown.timeline import Timeline, timeline
from wfm.views.shown.volumes import MOST_WEEKS, left_out
from wfm.views.weeks import BETWEEN, beside

_BARS = " ▁▂▃▄▅▆▇█"
OVER_AND_SHORT = "! two or more short, - short, · as required, 1 to 9 over, + ten or more"
_MAP_WIDTH = 4 + 48
_ROWS = 10


def needs(frame: pd.DataFrame) -> RenderableType:
    """Draw a requirement: how many agents at which hour of each week, and the days in numbers."""
    line = timeline(frame)
    values = frame["agents_scheduled"].to_numpy(dtype=float)
    top = max(1e-9, float(np.nanmax(values)))
    few = " ".join(_BARS[1:4])
    words = f"a full block is {written(top)} agents, {few} few; blank: none, · not in the table"
    drawn = maps(line, values, np.fmax, height_sign(top), words, "agents to schedule")
    return Group(*drawn, Text(), _need_days(frame, line))


def covered(frame: pd.DataFrame) -> RenderableType:
    """Draw a coverage: where agents are too many or too few, and the days in numbers."""
    line = timeline(frame)
    values = frame["difference"].to_numpy(dtype=float)
    drawn = maps(
        line, values, np.fmin, agents_sign, OVER_AND_SHORT, "agents against the requirement"
    )
    return Group(_verdict(frame, line), Text(), *drawn, Text(), coverage_days(frame, line))


def day_of_needs(frame: pd.DataFrame) -> RenderableType:
    """Draw required against scheduled agents on a few days, and their intervals in numbers."""
    line = timeline(frame)
    required, scheduled = _both(frame)
    top = max(1.0, float(np.nanmax([required, scheduled])))
    parts: list[RenderableType] = []
    for title, rows in line.days():
        legend = Text("  █ required  ▒ scheduled above it  ! short of it", style="not bold dim")
        parts += [Text(title, style="bold") + legend]
        parts += [_Bars(required[rows], scheduled[rows], line.minute[rows], line.step, top), Text()]
        parts += [plain(frame.iloc[rows]), Text()]
    return Group(*parts[:-1])


def height_sign(top: float) -> Sign:
    """Return what shows a number by a block of its height, coloured by it."""

    def sign(value: float) -> tuple[str, str]:
        share = value / top
        style = "cyan" if share < 0.5 else "yellow" if share < 0.8 else "red"
        return _BARS[max(1, round(8 * share)) if value > 0 else 0], style

    return sign


def maps(
    line: Timeline,
    values: NDArray[np.float64],
    worst: np.ufunc,
    sign: Sign,
    words: str,
    title: str,
) -> list[RenderableType]:
    """Draw a heat map for each week, as many beside one another as there is room for."""
    weeks = line.weeks()
    drawn = [
        (
            Text(title + line.of_week(week), style="bold cyan"),
            HeatMap(line.grid(values, week, worst), sign, worst, words if week == weeks[0] else ""),
        )
        for week in weeks[:MOST_WEEKS]
    ]
    parts: list[RenderableType] = [Abreast(drawn)]
    if len(weeks) > MOST_WEEKS:
        parts += [Text(), left_out(len(weeks) - MOST_WEEKS, "after")]
    return parts


@dataclass(frozen=True)
class Abreast:
    """Maps of weeks with their titles, beside one another where there is room."""

    maps: list[tuple[Text, HeatMap]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them."""
        abreast = max(1, (options.max_width + BETWEEN) // (_MAP_WIDTH + BETWEEN))
        abreast = min(abreast, len(self.maps))
        yield from beside(self.maps, abreast, _MAP_WIDTH)


def _need_days(frame: pd.DataFrame, line: Timeline) -> Sheet:
    columns: dict[str, list[str]] = {}
    for title, rows in line.days():
        day = frame.iloc[rows]
        scheduled = day["agents_scheduled"].to_numpy(dtype=float)
        place = int(np.nanargmax(scheduled))
        cells = {"day": title}
        if "agents_required" in day:
            cells["required_hours"] = written(_hours(day["agents_required"], line.step), 1)
        cells["scheduled_hours"] = written(_hours(day["agents_scheduled"], line.step), 1)
        cells["most_agents"] = written(scheduled[place])
        cells["at"] = hhmm(int(line.minute[rows[place]]))
        for name, cell in cells.items():
            columns.setdefault(name, []).append(cell)
    return sheet_of(columns)


def coverage_days(frame: pd.DataFrame, line: Timeline) -> Sheet:
    """Write required against scheduled agents of each day in numbers."""
    columns: dict[str, list[str]] = {}
    for title, rows in line.days():
        day = frame.iloc[rows]
        away = day["difference"].to_numpy(dtype=float)
        cells = {
            "day": title,
            "required_hours": written(_hours(day["required"], line.step), 1),
            "scheduled_hours": written(_hours(day["scheduled"], line.step), 1),
            "over_hours": written(float(np.maximum(away, 0.0).sum()) * line.step / 60, 1),
            "short_hours": written(float(np.maximum(-away, 0.0).sum()) * line.step / 60, 1),
            "shortest": _worst(away, line.minute[rows], line.step),
        }
        for name, cell in cells.items():
            columns.setdefault(name, []).append(cell)
    return sheet_of(columns)


def sheet_of(columns: dict[str, list[str]]) -> Sheet:
    """Lay cells out by the names of their columns, numbers to the right."""
    words = {"day", "at", "shortest", "lowest"}
    return Sheet(
        [Column(name, list(map(Text, cells)), name not in words) for name, cells in columns.items()]
    )


def _hours(agents: pd.Series, step: int) -> float:
    return float(agents.sum()) * step / 60


def _worst(away: NDArray[np.float64], minute: NDArray[np.int64], step: int) -> str:
    """Say when most agents are missing, and how many, as ``10:00-11:30 -3``; "" where none are."""
    if not (away < 0).any():
        return ""
    place = int(np.argmin(away))
    end = place
    while end < len(away) and away[end] == away[place]:
        end += 1
    until = hhmm(int(minute[end - 1]) + step)
    return f"{hhmm(int(minute[place]))}-{until} {written(away[place])}"


def _verdict(frame: pd.DataFrame, line: Timeline) -> Text:
    """State in a sentence what the coverage comes to."""
    away = frame["difference"].to_numpy(dtype=float)
    over, short = (float(np.maximum(s * away, 0.0).sum()) * line.step / 60 for s in (1, -1))
    words = f"{written(over, 1)} agent-hours above the requirement"
    if not short:
        return Text(f"Nowhere short; {words}.")
    worst = min(line.days(), key=lambda day: float(away[day[1]].min()))
    span, _, least = _worst(away[worst[1]], line.minute[worst[1]], line.step).partition(" ")
    when = f"{worst[0]} {span}, by {least.lstrip('-')}"
    return Text(f"{written(short, 1)} agent-hours short, most on {when}; {words}.")


def _both(frame: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return agents required and scheduled in each interval."""
    if "agents_scheduled" not in frame:
        return frame["required"].to_numpy(dtype=float), frame["scheduled"].to_numpy(dtype=float)
    scheduled = frame["agents_scheduled"].to_numpy(dtype=float)
    if "agents_required" not in frame:
        return scheduled, scheduled
    return frame["agents_required"].to_numpy(dtype=float), scheduled


@dataclass(frozen=True, eq=False)
class _Bars:
    """A bar for each interval of a day: what is required, and what is there besides."""

    required: NDArray[np.float64]
    scheduled: NDArray[np.float64]
    minute: NDArray[np.int64]
    step: int
    top: float

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them; on a narrow terminal several intervals share a bar, the shortest of them."""
        columns = 1440 // self.step
        label = len(written(self.top)) + 1
        room = max(1, options.max_width - label)
        together = next(
            n for n in range(1, columns + 1) if columns % n == 0 and columns // n <= room
        )
        wide = max(1, room // (columns // together))
        rows = min(_ROWS, max(2, round(self.top)))
        bars = self._bars(columns, together)
        for row in reversed(range(rows)):
            line = Text(f"{written(self.top) if row == rows - 1 else '':>{label - 1}} ")
            for required, scheduled in bars:
                level = (row + 0.5) * self.top / rows
                line.append(*_piece(required, scheduled, level, wide))
            yield line
        yield Text(f"{'0':>{label - 1}} " + hours_below(columns // together * wide), style="dim")

    def _bars(self, columns: int, together: int) -> list[tuple[float, float]]:
        """Return required and scheduled agents of each bar; of several the furthest short."""
        bars: list[tuple[float, float]] = [(0.0, 0.0)] * (columns // together)
        least = [np.inf] * len(bars)
        for required, scheduled, minute in zip(
            self.required, self.scheduled, self.minute, strict=True
        ):
            place = int(minute) // self.step // together
            if scheduled - required < least[place]:
                least[place], bars[place] = scheduled - required, (required, scheduled)
        return bars


def _piece(required: float, scheduled: float, level: float, wide: int) -> tuple[str, str]:
    """Return what stands at a height of a bar, and its style."""
    if level <= min(required, scheduled):
        return "█" * wide, "cyan"
    if level <= scheduled:
        return "▒" * wide, "dim"
    if level <= required:
        return "!" * wide, "bold red"
    return " " * wide, ""
