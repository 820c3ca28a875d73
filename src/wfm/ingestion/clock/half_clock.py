"""Clocks of twelve hours that do not say morning or afternoon."""

import numpy as np
import numpy.typing as npt

from wfm.errors import InputError
from wfm.ingestion.clock.times import HOUR

Flags = npt.NDArray[np.bool_]


def refuse_half_clock(
    days: npt.NDArray[np.datetime64],
    times: npt.NDArray[np.int64],
    half_days: Flags,
    where: str,
) -> None:
    """Refuse times of which nobody can say whether they are of the morning or the afternoon.

    Parameters
    ----------
    days
        Day of each row, NaT where missing.
    times
        Time of each row, from midnight; -1 where missing. [us]
    half_days
        Rows that say morning or afternoon.
    where
        File and column, for messages.

    Raises
    ------
    InputError
        If no hour is 0 or above 12, and 1 follows 12 on the same day; or if only some rows say it.
    """
    there = (times >= 0) & ~np.isnat(days)
    hours = times[there] // HOUR
    if not hours.size:
        return
    said = half_days[there]
    if said.any():
        if not said.all() and hours[~said].max() <= 12:
            raise InputError(f"{where}: some times say am or pm and some do not: write them alike")
        return
    if hours.min() < 1 or hours.max() > 12:
        return
    same_day = days[there][1:] == days[there][:-1]
    onward = (hours[:-1] == 12) & (hours[1:] == 1)
    backward = (hours[:-1] == 1) & (hours[1:] == 12)
    if (same_day & (onward | backward)).any():
        raise InputError(
            f"{where}: the hours go from 12 to 1 and no time says am or pm: "
            "write times of 24 hours, such as 13:30"
        )
