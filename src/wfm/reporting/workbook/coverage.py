"""What the schedule covers: a list of intervals, and a map of days and times."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from wfm import timestamps
from wfm.reporting.workbook.book import (
    DAY,
    HEAD,
    HEADING,
    PLAIN,
    SHORT_DAY,
    TIME,
    Book,
    Page,
    Style,
)
from wfm.reporting.workbook.grid import FORTNIGHT, day_text

# Fills of intervals that lack so many agents or more, and of those with as many too many.
_SHORT = ((3, "F4A6A0"), (2, "F8C4BF"), (0, "FCE1DE"))
_OVER = ((6, "A9CCEE"), (3, "C9DFF5"), (0, "E6F0FA"))
_EXACT = "E3F3DF"
_COLUMNS = ("date", "time", "utc_offset", "required", "scheduled", "difference", "absent")
_MAP_WIDTH = 11


def write_coverage(book: Book, covered: pd.DataFrame | None) -> None:
    """Write required and scheduled agents of each interval, coloured by their difference."""
    sheet = book.sheet("Coverage")
    if covered is None:
        sheet.write(0, 0, "No requirement was given: what has to be covered is not known.")
        return
    sheet.widths([17, 8, 11, 10, 10, 11, 10])
    sheet.write_row(0, _COLUMNS, HEAD)
    day, time = Style(shown=DAY, border=True), Style(shown=TIME, border=True)
    plain = Style(border=True)
    clocks = _clocks(covered)
    offsets = _offsets(covered)
    figures = zip(*(covered[name].tolist() for name in _COLUMNS[3:]), strict=True)
    for row, (clock, offset, (required, scheduled, difference, absent)) in enumerate(
        zip(clocks, offsets, figures, strict=True), 1
    ):
        sheet.write(row, 0, clock.date(), day)
        sheet.write(row, 1, _of_day(clock), time)
        sheet.write(row, 2, offset, plain)
        sheet.write(row, 3, required, plain)
        sheet.write(row, 4, scheduled, plain)
        sheet.write(row, 5, difference, Style(fill=fill_of(difference), border=True))
        sheet.write(row, 6, absent, plain)
    sheet.freeze(1)
    sheet.filtered(len(covered) + 1, len(_COLUMNS))
    sheet.printed(Page("Coverage", portrait=True))


def write_coverage_map(book: Book, covered: pd.DataFrame | None) -> None:
    """Write the differences as a map: times of day down, days across, a page a fortnight."""
    if covered is None or covered.empty:
        return
    sheet = book.sheet("Coverage map")
    clocks = _clocks(covered)
    worst: dict[tuple[dt.date, float], float] = {}
    for clock, difference in zip(clocks, covered["difference"].tolist(), strict=True):
        place = clock.date(), _of_day(clock)
        worst[place] = min(difference, worst.get(place, difference))
    dates = sorted({clock.date() for clock in clocks})
    times = sorted({time for _, time in worst})
    widths = [7, *([_MAP_WIDTH] * len(dates))]
    sheet.widths(widths)
    head = Style(shown=SHORT_DAY, bold=True, fill=HEADING, border=True, centred=True)
    sheet.write(0, 0, "time", replace(head, shown=""))
    for column, date in enumerate(dates, 1):
        sheet.write(0, column, date, head)
    for row, time in enumerate(times, 1):
        sheet.write(row, 0, time, replace(head, shown=TIME))
        for column, date in enumerate(dates, 1):
            difference = worst.get((date, time))
            style = PLAIN if difference is None else _on_the_map(difference)
            sheet.write(row, column, difference, style)
    sheet.freeze(1, 1)
    sheet.printed(
        Page(
            f"Agents above (+) or below (-) the requirement: {_period(dates)}",
            columns=1,
            breaks=range(1 + FORTNIGHT, len(widths), FORTNIGHT),
            widths=widths[: 1 + FORTNIGHT],
            height=len(times) + 1,
        )
    )


def fill_of(difference: float) -> str:
    """Return the colour of an interval: red where agents lack, blue where there are too many."""
    if difference == 0:
        return _EXACT
    steps = _SHORT if difference < 0 else _OVER
    return next(fill for least, fill in steps if abs(difference) >= least)


def _on_the_map(difference: float) -> Style:
    shown = "+0.##;-0.##;0" if difference % 1 else "+0;-0;0"
    return Style(shown=shown, fill=fill_of(difference), border=True, centred=True)


def _clocks(covered: pd.DataFrame) -> list[dt.datetime]:
    """Return what the wall clock shows when each interval begins."""
    local: list[dt.datetime] = (
        timestamps.wall_clock(covered["interval_start"]).astype("datetime64[s]").tolist()
    )
    return local


def _offsets(covered: pd.DataFrame) -> list[str]:
    """Return what the clock is ahead of UTC, as ``UTC+01:00``."""
    minutes = timestamps.utc_offset_minutes(covered["interval_start"])
    return [f"UTC{'-' if m < 0 else '+'}{abs(m) // 60:02d}:{abs(m) % 60:02d}" for m in minutes]


def _of_day(clock: dt.datetime) -> float:
    """Return a time of day as a share of the day."""
    return (60 * clock.hour + clock.minute) / 1440


def _period(dates: Sequence[dt.date]) -> str:
    return f"{day_text(dates[0])} - {day_text(dates[-1])}"
