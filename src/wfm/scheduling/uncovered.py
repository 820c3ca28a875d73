"""What a schedule leaves uncovered, by date and interval, and how much of it absences do."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.errors import InputError
from wfm.scheduling.presence import Needed, on_phones
from wfm.tables.schedule_rows import ScheduledDay
from wfm.work.wording import agents

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Stretch:
    """Intervals of one day, one after the other, in which the same number is missing.

    Parameters
    ----------
    first, last
        From and until when, on the site's clock.
    missing
        How many agents are missing.
    absent
        How many of them because of absences.
    """

    first: dt.datetime
    last: dt.datetime
    missing: int
    absent: int

    @property
    def hours(self) -> float:
        """Its length [h]."""
        return (self.last - self.first) / dt.timedelta(hours=1)

    @property
    def missing_hours(self) -> float:
        """What is missing [agent-hours]."""
        return self.missing * self.hours

    @property
    def absent_hours(self) -> float:
        """What is missing because of absences [agent-hours]."""
        return self.absent * self.hours

    def __str__(self) -> str:
        day = f"{_DAYS[self.first.weekday()]} {self.first.date()}"
        text = f"{day} {self.first:%H:%M}-{self.last:%H:%M}: {agents(self.missing)} missing"
        return f"{text}, {self.absent} because of absences" if self.absent else text


def coverage(
    days: Sequence[ScheduledDay], planned: Sequence[ScheduledDay], needed: Needed
) -> pd.DataFrame:
    """Compare who is on the phones with the requirement.

    Parameters
    ----------
    days
        The schedule.
    planned
        The same if nobody were absent.
    needed
        What is required; intervals outside the days of the schedule are none of its business.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.DATED_COVERAGE`.
    """
    there, all_there = on_phones(days, needed), on_phones(planned, needed)
    required = needed.agents.astype(np.int64)
    frame = pd.DataFrame(
        {
            "interval_start": needed.starts.reset_index(drop=True),
            "required": required,
            "scheduled": there,
            "difference": there - required,
            "absent": np.maximum(all_there - there, 0),
        }
    )
    return tables.conform(frame, tables.DATED_COVERAGE)


def uncovered(table: pd.DataFrame, step: int) -> tuple[Stretch, ...]:
    """Return where agents are missing, in order of time.

    Parameters
    ----------
    table
        `wfm.tables.DATED_COVERAGE`.
    step
        Length of an interval [min].
    """
    missing = np.maximum(-table["difference"].to_numpy(), 0)
    absent = np.minimum(missing, table["absent"].to_numpy())
    starts = [moment.to_pydatetime() for moment in table["interval_start"]]
    found: list[Stretch] = []
    length = dt.timedelta(minutes=step)
    for position in np.flatnonzero(missing):
        begins = _fixed(starts[position])
        ends = (
            _fixed(starts[position] + length)
            if position + 1 == len(starts)
            else _fixed(starts[position + 1])
        )
        stretch = Stretch(begins, ends, int(missing[position]), int(absent[position]))
        found = _joined(found, stretch)
    return tuple(found)


def _fixed(moment: dt.datetime) -> dt.datetime:
    """Return a moment with its offset alone: lengths between such moments are true."""
    offset = moment.utcoffset()
    assert offset is not None
    return moment.replace(tzinfo=dt.timezone(offset), fold=0)


def _joined(found: list[Stretch], stretch: Stretch) -> list[Stretch]:
    """Add a stretch to those found: to the last one if it goes on there."""
    if found:
        last = found[-1]
        alike = (last.missing, last.absent) == (stretch.missing, stretch.absent)
        if alike and last.last == stretch.first and last.first.date() == stretch.first.date():
            return [*found[:-1], Stretch(last.first, stretch.last, last.missing, last.absent)]
    return [*found, stretch]


def within(needed: Needed, first: dt.date, last: dt.date) -> Needed:
    """Return what is needed on the days of a schedule.

    Raises
    ------
    InputError
        If nothing is said of these days.
    """
    dates = needed.starts.dt.date.to_numpy()
    kept: NDArray[np.bool_] = (dates >= first) & (dates <= last)
    if not kept.any():
        raise InputError(
            f"the requirement has no interval from {first} to {last}: forecast these days"
        )
    return Needed(needed.starts[kept], needed.step, needed.agents[kept])
