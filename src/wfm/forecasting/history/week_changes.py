"""A week that changed: days and hours that opened, closed, or have another share. Numpy only.

Means over months would follow a closed Sunday only after months. So models see a past of one
pattern: `one_pattern`.
"""

from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import BoolArray, IntArray, Past

CLOSED, OPENED, SCALED = "closed", "open", "scaled"
CLOSED_SHARE = 0.05  # less than this share of what was usual is closed
YEAR_END = ((12, 24), (1, 2))  # no days to learn a week from, whether or not they are holidays
BETWEEN = (27, 30)  # December: of these days, no two are a week from each other
USUAL_WEEKS, ALIKE = 6, 0.35  # weeks before tell what is usual; how far from it is (logarithm)


@dataclass(frozen=True)
class Change:
    """One lasting change of the week.

    Parameters
    ----------
    weekdays
        Weekdays that changed, 0 = Monday, in order.
    slots
        Intervals of the day that changed, the first and the one after the last; None for the
        whole day.
    since
        First day of the new pattern, since 1970-01-01.
    kind
        ``CLOSED``, ``OPENED`` or ``SCALED``.
    ratio
        Calls now over calls before: 0 where closed, infinite where opened.
    """

    weekdays: tuple[int, ...]
    slots: tuple[int, int] | None
    since: int
    kind: str
    ratio: float


def change_of(
    weekdays: tuple[int, ...],
    slots: tuple[int, int] | None,
    since: int,
    now: float,
    before: float,
) -> Change:
    """Say what a change from such calls before to such calls now is."""
    if now < CLOSED_SHARE * before:
        return Change(weekdays, slots, since, CLOSED, 0.0)
    if before < CLOSED_SHARE * now:
        return Change(weekdays, slots, since, OPENED, float("inf"))
    return Change(weekdays, slots, since, SCALED, now / before)


def telling_days(past: Past) -> BoolArray:
    """Find the days that tell what the week is like: no holidays, events, or turns of the year.

    The days between the holidays, 27 to 30 December, tell it where they are days like others.
    """
    day = past.days.date.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    number = (day - month.astype("datetime64[D]")).astype(np.int64) + 1
    name = month.astype(np.int64) % 12 + 1
    (first_month, first_day), (last_month, last_day) = YEAR_END
    turn = ((name == first_month) & (number >= first_day)) | (
        (name == last_month) & (number <= last_day)
    )
    special = past.days.is_holiday | past.days.is_event
    between = turn & ~special & (number >= BETWEEN[0]) & (number <= BETWEEN[1])
    special |= turn
    for year in np.unique(day[between].astype("datetime64[Y]")):
        days = np.flatnonzero(between & (day.astype("datetime64[Y]") == year))
        special[days] = not _like_others(past, days, ~special)
    return np.asarray(~special, dtype=np.bool_)


def _like_others(past: Past, days: IntArray, telling: BoolArray) -> bool:
    """Tell whether most of these days had about as many calls as the weeks before them."""
    came, weekday = np.nansum(past.calls, axis=1), past.days.weekday
    far = []
    for day in days:
        before = np.arange(max(day - 7 * USUAL_WEEKS, 0), day)
        before = before[(weekday[before] == weekday[day]) & telling[before]]
        usual = float(np.median(came[before])) if len(before) else 0.0
        if usual > 0:
            far.append(abs(np.log((came[day] + 1.0) / (usual + 1.0))))
    return len(far) >= 2 and float(np.mean(np.array(far) < ALIKE)) >= 0.5
