"""The calls ahead with their band, after the last weeks that were counted."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from wfm import tables, timestamps
from wfm.reporting.page import svg
from wfm.reporting.page.given import Given, by_queue
from wfm.reporting.page.picture import Behind, Cell, Head, Hover, Panel, Picture
from wfm.reporting.page.words import date_of, day_words, moment_words, short_day
from wfm.units import written
from wfm.work.wording import counted

# Weeks of the past that are shown before the forecast.
_WEEKS_BEFORE = 2
_WIDTH, _HEIGHT = 960.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 8.0, 10.0, 30.0
_MINUTE = np.timedelta64(1, "m")
_LABEL = 80.0  # least room for a date below [px]
_BAND = ("calls_low", "calls_high")


def forecast(given: Given) -> Iterator[Picture]:
    """Draw each queue's forecast."""
    ahead = given.forecast
    if ahead is None:
        return
    past = given.table(tables.HISTORY)
    before = {} if past is None else dict(by_queue(past))
    for queue, rows in by_queue(ahead):
        known = before.get(queue)
        yield _picture(queue, rows, None if known is None else _last_weeks(known, rows))


def _last_weeks(past: pd.DataFrame, ahead: pd.DataFrame) -> pd.DataFrame | None:
    """Return the end of a history that lies before a forecast and near it."""
    first = ahead["interval_start"].iloc[0]
    begins = first - pd.Timedelta(weeks=_WEEKS_BEFORE)
    kept = past[(past["interval_start"] >= begins) & (past["interval_start"] < first)]
    return None if kept.empty else kept.reset_index(drop=True)


def _picture(queue: str, ahead: pd.DataFrame, past: pd.DataFrame | None) -> Picture:
    has_band = all(name in ahead and bool(ahead[name].notna().all()) for name in _BAND)
    legend = [("line calls", "forecast")]
    legend += [("area band", "where 8 of 10 are expected")] if has_band else []
    legend += [("line past", "counted")] if past is not None else []
    last = ahead["interval_start"].iloc[-1]
    words = f"Calls in each interval up to {day_words(last.date(), year=True)}"
    if past is not None:
        begins = past["interval_start"].iloc[0].date()
        words += f", after those counted since {day_words(begins)}"
    return Picture(
        "forecast",
        "Calls ahead",
        _finding(ahead),
        words + ".",
        (_panel(ahead, past, has_band=has_band),),
        _behind(ahead, past, has_band=has_band),
        tuple(legend),
        queue=queue,
    )


def _finding(ahead: pd.DataFrame) -> str:
    """Name the busiest day, and the calls of all."""
    days = timestamps.wall_clock(ahead["interval_start"]).astype("datetime64[D]")
    sums = ahead["calls"].groupby(days).sum()
    busiest = day_words(date_of(np.datetime64(str(sums.idxmax()), "D").astype(np.int64)))
    whole = written(float(ahead["calls"].sum()), 0)
    number = len(sums)
    if number == 1:
        return f"{whole} calls are expected on {busiest}"
    return (
        f"{busiest} is the busiest of {counted(number, 'day')}: "
        f"{written(float(sums.max()), 0)} of {whole} calls"
    )


def _panel(ahead: pd.DataFrame, past: pd.DataFrame | None, *, has_band: bool) -> Panel:
    starts = timestamps.wall_clock(ahead["interval_start"])
    step = tables.step_minutes(ahead)
    before = (
        np.empty(0, starts.dtype) if past is None else timestamps.wall_clock(past["interval_start"])
    )
    first = before[0] if len(before) else starts[0]
    length = float((starts[-1] - first) / _MINUTE) + step
    wide = _WIDTH - _LEFT - _RIGHT
    highest = ahead["calls_high" if has_band else "calls"].max()
    highest = max(highest, 0.0 if past is None else past["calls"].max())
    levels = svg.ticks(float(highest), 4)
    high = _HEIGHT - _TOP - _BOTTOM

    def x(moment: np.datetime64, shift: float = 0.5) -> float:
        return _LEFT + (float((moment - first) / _MINUTE) + shift * step) * wide / length

    def y(calls: float) -> float:
        return _TOP + high * (1 - calls / levels[-1])

    named = ((y(level), written(level)) for level in levels)
    parts = [svg.axis(named, _LEFT, _WIDTH - _RIGHT), *_days(first, starts[-1], x)]
    if has_band:
        low = [(x(s), y(v)) for s, v in zip(starts, ahead["calls_low"], strict=True)]
        top = [(x(s), y(v)) for s, v in zip(starts, ahead["calls_high"], strict=True)]
        parts.append(svg.path(f"{svg.polyline([*top, *low[::-1]])}z", "area band"))
    if past is not None:
        counted_calls = zip(before, past["calls"], strict=True)
        parts.append(svg.path(svg.polyline([(x(s), y(v)) for s, v in counted_calls]), "line past"))
        parts.append(svg.line(x(starts[0], 0), _TOP, x(starts[0], 0), _TOP + high, "now"))
    line = [(x(s), y(v)) for s, v in zip(starts, ahead["calls"], strict=True)]
    parts.append(svg.path(svg.polyline(line), "line calls"))
    places = (0 if past is None else len(past)) + len(ahead)
    even = places * step == length
    hover = Hover("rows", _LEFT, wide / places, places) if even else None
    return Panel(_WIDTH, _HEIGHT, "".join(parts), hover=hover)


def _days(first: np.datetime64, last: np.datetime64, x: Callable[..., float]) -> list[str]:
    """Write dates below, as many as there is room for."""
    days = np.arange(
        first.astype("datetime64[D]"), last.astype("datetime64[D]") + np.timedelta64(1, "D")
    )
    room = (_WIDTH - _LEFT - _RIGHT) / max(len(days), 1)
    every = next(n for n in (1, 2, 7, 14, 28, 91, 10_000) if room * n >= _LABEL)
    parts = []
    for day in days:
        number = int(day.astype(np.int64))
        at = x(day.astype("datetime64[us]"), 0)
        if at < _LEFT or (number + 3) % every:
            continue
        parts.append(svg.line(at, _TOP, at, _HEIGHT - _BOTTOM, "grid"))
        if at + _LABEL <= _WIDTH:
            parts.append(svg.text(at + 3, _HEIGHT - 12, short_day(date_of(number)), "tick"))
    return parts


def _behind(ahead: pd.DataFrame, past: pd.DataFrame | None, *, has_band: bool) -> Behind:
    heads = [Head("interval"), Head("counted", "calls", 4), Head("forecast", "calls", 4)]
    heads += [Head("low", "calls", 4), Head("high", "calls", 4)] if has_band else []
    if past is None:
        del heads[1]
    has_times = "aht_seconds" in ahead
    heads += [Head("handling time", "s")] if has_times else []
    rows: list[tuple[Cell, ...]] = []
    if past is not None:
        blank: tuple[Cell, ...] = (None,) * (len(heads) - 2)
        rows += [(moment_words(s), v, *blank) for s, v in _pairs(past)]
    columns = ["calls", *(_BAND if has_band else ()), *(["aht_seconds"] if has_times else [])]
    empty: tuple[Cell, ...] = () if past is None else (None,)
    for start, cells in zip(
        ahead["interval_start"], ahead[columns].itertuples(index=False), strict=True
    ):
        rows.append((moment_words(start), *empty, *cells))
    return Behind(tuple(heads), rows)


def _pairs(past: pd.DataFrame) -> list[tuple[pd.Timestamp, float]]:
    return list(zip(past["interval_start"], past["calls"], strict=True))
