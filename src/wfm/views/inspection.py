"""A history for a person: what the file is, how it was read, and what is odd about it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from wfm.ingestion.findings import ClockChange, HandlingTime, Odd, QueueFindings
from wfm.ingestion.stretches import runs
from wfm.quoting import escaped
from wfm.views.layout import Column, Sheet
from wfm.views.weeks import WEEKDAYS

_BARS = " ▁▂▃▄▅▆▇█"
_NOT_RECORDED = "·"
# Stretches that are named; the others are counted.
_MOST_NAMED = 4
# Queues that are described one by one; of the others the overview says the most.
MOST_QUEUES = 8
_LABEL = 9


def facts(rows: Sequence[tuple[str, str]]) -> RenderableType:
    """Draw what is known as a word and what there is to say about it, a line or more each."""
    grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column(width=_LABEL, no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for label, words in rows:
        grid.add_row(Text(label), Text(escaped(words)))
    return grid


def columns(rows: Sequence[tuple[str, str, Sequence[str]]]) -> RenderableType:
    """Draw the columns of a file: each with what it was taken for and a few of its cells."""
    return Sheet(
        [
            Column("column", [Text(escaped(name)) for name, _, _ in rows], numeric=False),
            Column("taken for", [Text(escaped(role) or "-") for _, role, _ in rows], numeric=False),
            Column(
                "cells",
                [Text(escaped(" | ".join(cells))) for _, _, cells in rows],
                numeric=False,
            ),
        ]
    )


def overview(found: Sequence[QueueFindings]) -> RenderableType:
    """Draw a row for each queue: rows, period, calls, handling time."""
    rows = [
        (
            queue.queue or "",
            f"{queue.rows:,}",
            f"{queue.first:%Y-%m-%d}",
            f"{(queue.end - dt.timedelta(minutes=1)):%Y-%m-%d}",
            _number(queue.calls_a_day),
            _number(queue.calls_a_week),
            "" if queue.handling is None else _number(queue.handling.mean),
        )
        for queue in found
    ]
    names = ("queue", "rows", "first", "last", "calls_a_day", "calls_a_week", "aht_seconds")
    return Sheet(
        [
            Column(name, [Text(escaped(row[place])) for row in rows], numeric=place > 0)
            for place, name in enumerate(names)
        ]
    )


def _number(value: float) -> str:
    return "" if np.isnan(value) else f"{value:,.1f}"


def queues(found: Sequence[QueueFindings]) -> RenderableType:
    """Draw the queues of a history: figures, what is odd, and a picture of the week."""
    parts: list[RenderableType] = []
    for queue in found[:MOST_QUEUES]:
        title = "history" if queue.queue is None else f"queue {escaped(queue.queue)}"
        parts += [Text(), Text(title, style="bold cyan"), facts(list(_facts(queue))), Text()]
        parts.append(WeekPicture(queue.picture, queue.by_weekday))
    if len(found) > MOST_QUEUES:
        left = len(found) - MOST_QUEUES
        parts += [Text(), Text(f"and {left} further queues", style="dim")]
    return Group(*parts)


def _facts(found: QueueFindings) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of a queue."""
    days = (found.end.date() - found.first.date()).days + (found.end.time() != found.end.min.time())
    first, end = f"{found.first:%Y-%m-%d %H:%M}", f"{found.end:%Y-%m-%d %H:%M}"
    yield "period", f"{first} to {end}, {days:,} day{'s' * (days != 1)}, {found.rows:,} rows"
    zone = found.zone or "times without an offset: --timezone names their zone"
    yield "step", f"{found.step_minutes} minutes; {zone}"
    if found.clock_changes:
        yield "clock", "; ".join(map(_change, found.clock_changes))
    yield "calls", _calls(found)
    yield "AHT", _handling(found.handling)
    if found.begins_late:
        yield "first day", f"begins at {found.begins_late:%H:%M}: no whole day"
    if found.ends_early:
        yield "last day", f"ends at {found.ends_early:%H:%M}: no whole day"
    yield "gaps", _named(found.gaps, "missing")
    yield "outages", _named(found.outages, "zero")
    yield "spikes", _named(found.spikes, "high")
    yield (
        "closed",
        closed_words(found.closed, found.step_minutes) or "never: calls around the clock",
    )


def _change(change: ClockChange) -> str:
    way = "forward" if change.hours > 0 else "back"
    return (
        f"{change.day} {way} {abs(change.hours):g} h, {change.recorded} of {change.intervals} "
        "intervals recorded"
    )


def _calls(found: QueueFindings) -> str:
    words = f"{found.calls:,.0f}"
    if not np.isnan(found.calls_a_day):
        words += f"; {found.calls_a_day:,.1f} a day"
    if not np.isnan(found.calls_a_week):
        words += f", {found.calls_a_week:,.1f} a week"
    return words + (f"; {found.blank:,} rows without a number" if found.blank else "")


def _handling(handling: HandlingTime | None) -> str:
    if handling is None:
        return "none"
    words = f"{handling.mean:,.1f} s; most intervals {handling.low:,.0f} to {handling.high:,.0f} s"
    if handling.missing:
        words += f"; missing in {handling.missing:,} intervals with calls"
    return words


def _named(odd: Sequence[Odd], what: str) -> str:
    """Name the stretches that matter most, and count the others."""
    if not odd:
        return "none"
    intervals = sum(stretch.intervals for stretch in odd)
    named = [_stretch(stretch) for stretch in odd[:_MOST_NAMED]]
    if left := len(odd) - len(named):
        named.append(f"and {left:,} more")
    return f"{intervals:,} intervals {what}: " + "; ".join(named)


def _stretch(odd: Odd) -> str:
    end = f"{odd.end:%H:%M}" if odd.end.date() == odd.first.date() else f"{odd.end:%Y-%m-%d %H:%M}"
    words = f"{odd.first:%Y-%m-%d %H:%M} to {end}"
    figures = [f"{odd.calls:,.0f} calls"] if odd.calls else []
    if odd.usual:
        figures.append(f"usually {odd.usual:,.0f}")
    return words + (f" ({', '.join(figures)})" if figures else "")


def closed_words(closed: NDArray[np.bool_], step: int) -> str:
    """Say when a week is closed, weekdays that are alike together; "" if it never is."""
    alike: list[tuple[list[int], str]] = []
    for day, hours in enumerate(closed):
        words = ", ".join(f"{_clock(a * step)}-{_clock(b * step)}" for a, b in runs(hours))
        if hours.all():
            words = "all day"
        if words and alike and alike[-1][1] == words and alike[-1][0][-1] == day - 1:
            alike[-1][0].append(day)
        elif words:
            alike.append(([day], words))
    return "; ".join(f"{_days(days)} {words}" for days, words in alike)


def _days(days: Sequence[int]) -> str:
    first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
    if len(days) == 1:
        return first
    return f"{first} and {last}" if len(days) == 2 else f"{first} to {last}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, eq=False)
class WeekPicture:
    """A week as a picture: a row for each weekday, a sign for each half hour.

    Parameters
    ----------
    heights
        Mean calls by weekday and interval, NaN where nothing was recorded, shape ``(7, columns)``.
    totals
        Mean calls of each weekday; NaN where they are not known.
    """

    heights: NDArray[np.float64]
    totals: NDArray[np.float64]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it; on a narrow terminal several intervals share a sign."""
        shown = ["" if np.isnan(total) else f"{total:,.0f}" for total in self.totals]
        aside = max(map(len, shown))
        room = max(6, options.max_width - len(WEEKDAYS[0]) - 2 - aside)
        columns = self.heights.shape[1]
        together = next(
            n for n in range(1, columns + 1) if columns % n == 0 and columns / n <= room
        )
        known = self.heights.reshape(7, -1, together)
        count = (~np.isnan(known)).sum(axis=2)
        means = np.where(count > 0, np.nansum(known, axis=2) / np.maximum(count, 1), np.nan)
        top = max(float(np.nanmax(means, initial=0.0)), 1e-9)
        minutes = 1440 // means.shape[1]
        for day, row, total in zip(WEEKDAYS, means, shown, strict=True):
            line = Text(f"{day} ", style="bold")
            line.append("".join(_sign(value / top) for value in row), style="not bold cyan")
            yield line + Text(f" {total:>{aside}}".rstrip())
        yield Text(" " * 4 + hours_below(means.shape[1]), style="dim")
        each = f"calls a weekday; a full block is {top:,.1f} calls in {minutes} minutes"
        if np.isnan(means).any():
            each += f"; {_NOT_RECORDED} was never recorded"
        yield Text(each, style="dim")


def _sign(height: float) -> str:
    """Draw a height from 0 to 1: none, or at least the lowest block."""
    if np.isnan(height):
        return _NOT_RECORDED
    return _BARS[max(1, round(8 * height))] if height > 0 else _BARS[0]


def hours_below(width: int) -> str:
    """Write hours below their columns, as many as there is room for."""
    line = ""
    for hour in range(0, 24, 3 if width >= 24 else 6):
        place = width * hour // 24
        if place > len(line) or not line:
            line = line.ljust(place) + str(hour)
    return line
