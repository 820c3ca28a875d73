"""The week as maps: calls, agents needed, agents too few or too many, and how callers fare."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from wfm import tables
from wfm.reporting.page.covered import LEAST, covered
from wfm.reporting.page.given import Given, by_queue
from wfm.reporting.page.heatmap import heatmap, numbers
from wfm.reporting.page.picture import Picture
from wfm.reporting.page.weekly import Week, folded
from wfm.reporting.page.words import moment_named, percent, percent_against
from wfm.units import written
from wfm.work.wording import agents, counted

# Steps from nothing to the most, and differences from which a field is coloured more strongly.
_SHADES = 7
_STRONG, _VERY_STRONG = 2.0, 4.0
_NEAR = 0.05
_DIFFERENCE = (
    ("field short3", "4 or more short"),
    ("field short2", "2 to 4 short"),
    ("field short1", "fewer than 2 short"),
    ("field even", "as required"),
    ("field over1", "fewer than 2 over"),
    ("field over2", "2 to 4 over"),
    ("field over3", "4 or more over"),
)


def calls(given: Given) -> Iterator[Picture]:
    """Draw when callers call."""
    found = given.forecast
    for queue, rows in () if found is None else by_queue(found):
        week = folded(rows, "calls")
        day, place = _highest(week)
        most = float(week.cells[day, place])
        title = f"{week.stretch(day, place, place)} brings most calls: {_shown(most, 0)}"
        if not most:
            title = "No calls are expected"
        yield _shaded("calls", "Calls by weekday", title, week, "calls", queue, 4)


def need(given: Given) -> Iterator[Picture]:
    """Draw when agents are needed."""
    found = given.table(tables.REQUIREMENT)
    for queue, rows in () if found is None else by_queue(found):
        week = folded(rows, "agents_scheduled")
        day, place = _highest(week)
        most = float(rows["agents_scheduled"].max())
        if _is_of_a_date(most, float(week.cells[day, place])):
            when = moment_named(rows["interval_start"].iloc[rows["agents_scheduled"].argmax()])
        else:
            when = week.stretch(day, *week.around(day, place, most - 1e-9))
        title = f"{when} needs most agents: {_shown(most)}"
        yield _shaded("need", "Agents needed", title, week, "agents", queue, 4)


def difference(given: Given) -> Iterator[Picture]:
    """Draw where agents are too few or too many."""
    for queue, rows in covered(given):
        week = folded(rows, "difference")
        low = float(rows["difference"].min())
        title = _short(week, rows) if low < -LEAST else _over(week, rows)
        yield Picture(
            "difference",
            "Agents too few or too many",
            title,
            f"Agents scheduled less agents required{_mean(week)}, by weekday and time.",
            (heatmap(week, _difference_style, lambda value: value < -LEAST),),
            numbers(week, "agents", 2),
            _DIFFERENCE,
            queue=queue,
            concern=low < -LEAST,
        )


def service(given: Given) -> Iterator[Picture]:
    """Draw how many callers are answered in time."""
    found = given.table(tables.EVALUATED)
    for queue, rows in () if found is None else by_queue(found):
        called = rows[rows["service_level"].notna() & (rows["calls"] > 0)]
        if len(called):
            yield _service(queue, called, given)


def _service(queue: str, rows: pd.DataFrame, given: Given) -> Picture:
    week = folded(rows, "service_level", "calls")
    day, place = _lowest(week)
    levels, target = rows["service_level"].to_numpy(dtype=float), given.target
    worst = float(levels.min())
    when = week.stretch(day, place, place)
    if _is_of_a_date(worst, float(week.cells[day, place])):
        when = moment_named(rows["interval_start"].iloc[int(levels.argmin())])
    title = f"{when} answers fewest in time: {percent_against(worst, target)}"
    is_missed = target is not None and worst < target - 1e-9
    if target is not None and is_missed:
        below = int((levels < target - 1e-9).sum())
        verb = "is" if below == 1 else "are"
        number = f"{counted(below, 'interval')} of {len(levels):,d}"
        title += f"; {number} {verb} below {percent(target)}"
    elif target is not None:
        title = f"No interval is below {percent(target)}; {title}"
    return Picture(
        "service",
        "Service level expected",
        title,
        f"Share of calls answered within {given.threshold:g} s, by formula{_mean(week)}.",
        (
            heatmap(
                week,
                _level_style(target),
                lambda value: target is not None and value < target - 1e-9,
            ),
        ),
        numbers(week, "", 4),
        _level_legend(target),
        queue=queue,
        concern=is_missed,
    )


def _shaded(
    name: str, topic: str, title: str, week: Week, unit: str, queue: str, decimals: int
) -> Picture:
    highest = float(np.nanmax(week.cells)) or 1.0

    def style(value: float) -> str:
        return f"field shade{min(_SHADES - 1, int(value / highest * _SHADES))}"

    ends = [highest * place / _SHADES for place in range(_SHADES + 1)]
    legend = [
        (f"field shade{place}", f"{_shown(ends[place])} to {_shown(ends[place + 1])}")
        for place in range(_SHADES)
    ]
    return Picture(
        name,
        topic,
        title,
        f"{unit.capitalize()} in each interval{_mean(week)}, by weekday and time.",
        (heatmap(week, style, lambda _: False),),
        numbers(week, unit, decimals),
        tuple(legend),
        queue=queue,
    )


def _highest(week: Week) -> tuple[int, int]:
    day, place = divmod(int(np.nanargmax(week.cells)), week.cells.shape[1])
    return day, place


def _lowest(week: Week) -> tuple[int, int]:
    day, place = divmod(int(np.nanargmin(week.cells)), week.cells.shape[1])
    return day, place


def _mean(week: Week) -> str:
    return f", mean of {week.weeks} weeks" if week.weeks > 1 else ""


def _shown(value: float, decimals: int = 1) -> str:
    return written(float(value), decimals)


def _short(week: Week, rows: pd.DataFrame) -> str:
    day, place = _lowest(week)
    low = float(rows["difference"].min())
    if _is_of_a_date(low, float(week.cells[day, place])):
        when = moment_named(rows["interval_start"].iloc[int(rows["difference"].argmin())])
        return f"{when} is {_counted(-low)} short"
    mirrored = Week(-week.cells, week.step, week.weeks)
    first, last = mirrored.around(day, place, -low / 2)
    up_to = "up to " if first != last else ""
    return f"{week.stretch(day, first, last)} is {up_to}{_counted(-low)} short"


def _over(week: Week, rows: pd.DataFrame) -> str:
    day, place = _highest(week)
    over = float(rows["difference"].max())
    if over < LEAST:
        return "Every interval has exactly the agents it needs"
    if _is_of_a_date(over, float(week.cells[day, place])):
        when = moment_named(rows["interval_start"].iloc[int(rows["difference"].argmax())])
        return f"No interval is short of agents; {when} has {_shown(over)} more than it needs"
    first, last = week.around(day, place, over / 2)
    return (
        f"No interval is short of agents; {week.stretch(day, first, last)} has up to "
        f"{_shown(over)} more than it needs"
    )


def _is_of_a_date(extreme: float, mean: float) -> bool:
    """Tell whether an extreme is that of a date, not that of every week alike."""
    return abs(extreme - mean) > 1e-6


def _counted(number: float) -> str:
    return agents(1) if abs(number - 1) < 1e-9 else f"{_shown(number)} agents"


def _difference_style(value: float) -> str:
    if abs(value) <= LEAST:
        return "field even"
    size = abs(value)
    level = 3 if size >= _VERY_STRONG else 2 if size >= _STRONG else 1
    return f"field {'short' if value < 0 else 'over'}{level}"


def _level_style(target: float | None) -> Callable[[float], str]:
    def style(value: float) -> str:
        if target is None:
            return f"field shade{min(_SHADES - 1, int(value * _SHADES))}"
        below = target - value
        if below <= 1e-9:
            return "field good"
        return f"field short{1 if below <= _NEAR else 2 if below <= 4 * _NEAR else 3}"

    return style


def _level_legend(target: float | None) -> tuple[tuple[str, str], ...]:
    if target is None:
        return (("field shade0", "none in time"), (f"field shade{_SHADES - 1}", "all in time"))
    return (
        ("field good", f"{percent(target)} and more"),
        ("field short1", f"down to {percent(target - _NEAR)}"),
        ("field short2", f"down to {percent(max(0.0, target - 4 * _NEAR))}"),
        ("field short3", "below"),
    )
