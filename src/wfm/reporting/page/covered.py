"""What is required and who is there, whichever of the tables says it: on dates, or of a week."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wfm import tables
from wfm.reporting.page.given import Given, by_queue
from wfm.reporting.page.weekly import clock
from wfm.reporting.page.words import date_of, moment_words, short_day
from wfm.work.wording import WEEKDAYS

_ANY_MONDAY = pd.Timestamp("2001-01-01", tz="UTC")
LEAST = 0.05  # agents below which a difference is none
_COLUMNS = ["interval_start", "required", "scheduled", "difference"]


def covered(given: Given) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each queue with its intervals.

    Yields
    ------
    tuple
        The queue, "" where there is one, and a row for each interval: `interval_start`,
        `required`, `scheduled`, `difference` [agents], its `day` and the `interval` in words, and
        the `minute` of the day.
    """
    for table in (tables.DATED_COVERAGE, tables.EVALUATED):
        found = given.table(table)
        if found is not None:
            for queue, rows in by_queue(found):
                yield queue, _dated(rows)
            return
    found = given.table(tables.COVERAGE)
    if found is None:
        return
    past = pd.to_timedelta(found["weekday"] - 1, unit="D") + pd.to_timedelta(found["time"] + ":00")
    names = [WEEKDAYS[day - 1] for day in found["weekday"]]
    yield (
        "",
        found.assign(
            interval_start=_ANY_MONDAY + past,
            day=names,
            minute=(past // pd.Timedelta("1min") % 1440).to_numpy(),
            interval=[f"{name[:3]} {at}" for name, at in zip(names, found["time"], strict=True)],
        ),
    )


def missing(rows: pd.DataFrame) -> pd.Series:
    """Return the agents that each interval lacks; less than `LEAST` is none [agents]."""
    return -rows["difference"].where(rows["difference"] < -LEAST, 0.0)


def missing_by_absences(rows: pd.DataFrame) -> pd.Series:
    """Return how many of the agents that each interval lacks are absent as is known [agents]."""
    short = missing(rows)
    return short.clip(upper=rows["absent"]) if "absent" in rows else short * 0.0


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    numbers, minutes = clock(rows)
    named = {int(day): short_day(date_of(day)) for day in np.unique(numbers)}
    absent = ["absent"] if "absent" in rows else []
    return rows[_COLUMNS + absent].assign(
        day=[named[int(day)] for day in numbers],
        minute=minutes,
        interval=[moment_words(start) for start in rows["interval_start"]],
    )


def step_of(rows: pd.DataFrame) -> int:
    """Return the length of an interval [min]."""
    return int(np.gcd.reduce(np.append(rows["minute"].to_numpy(), 60)))
