"""What the calendar does to ordinary days: neighbours of holidays and the day of the month.

Numpy only.
"""

import numpy as np

from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray

NEIGHBOURS = ("after_holiday", "second_day_after", "before_holiday", "bridge_day", "rest_holiday")
MONTH_BINS = ("month_1_3", "month_4_7", "month_8_14", "month_15_19", "month_20_on", "month_last_4")


def calendar_effects(date: IntArray, holiday: BoolArray, rest: BoolArray) -> FloatArray:
    """Mark the days that stand next to holidays, and the part of the month.

    Parameters
    ----------
    date
        Consecutive days since 1970-01-01, shape ``(days,)``.
    holiday
        Whether each is a public holiday, same shape.
    rest
        Whether each is of the weekend, same shape.

    Returns
    -------
    NDArray[np.float64]
        0 or 1, shape ``(days, effects)``, columns ``NEIGHBOURS + MONTH_BINS``.
    """
    feast = holiday & ~rest
    free = rest | feast
    after = _follows_feast(free, feast)
    before = _follows_feast(free[::-1], feast[::-1])[::-1]
    second = np.zeros(len(date), dtype=bool)
    second[2:] = ~free[2:] & ~free[1:-1] & feast[:-2]
    bridge = np.zeros(len(date), dtype=bool)
    bridge[1:-1] = ~free[1:-1] & free[:-2] & free[2:]
    days = np.column_stack([after, second & ~after, before, bridge, holiday & rest])
    return np.column_stack([days, _month_bins(date)]).astype(np.float64)


def _follows_feast(free: BoolArray, feast: BoolArray) -> BoolArray:
    """Mark the first working day after a run of free days with a holiday in it."""
    result = np.zeros(len(free), dtype=bool)
    pending = False
    for day in range(len(free)):
        if free[day]:
            pending = pending or bool(feast[day])
        else:
            result[day] = pending
            pending = False
    return result


def _month_bins(date: IntArray) -> BoolArray:
    day = date.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    number = (day - month).astype(np.int64) + 1
    last = (month + np.timedelta64(1, "M")).astype("datetime64[D]")
    length = (last - month.astype("datetime64[D]")).astype(np.int64)
    late = length - 4
    return np.column_stack(
        [
            number <= 3,
            (number > 3) & (number <= 7),
            (number > 7) & (number <= 14),
            (number > 14) & (number <= 19),
            (number > 19) & (number <= late),
            number > late,
        ]
    )
