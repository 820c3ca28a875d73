"""Public holidays and the planner's events: days that follow rules of their own. Numpy only."""

import re
from dataclasses import dataclass

import numpy as np

from wfm.forecasting.history.days import BoolArray, Days, FloatArray
from wfm.forecasting.models.level import Level
from wfm.forecasting.models.ordinary import Ordinary

AROUND_DAYS = 21  # the level around a past holiday is the mean of so many days on both sides
CLOSED_SHARE = 0.01  # holidays that had less than this share of an ordinary day are closed
SCATTER = 0.05  # usual scatter of holidays (logarithm); below, they are as good as alike
HARDLY = 0.25  # a day of which no more was recorded was not worked
LEAST_USUAL = 5.0  # where fewer calls are usual, none may be chance
CLOSED_SEEN = 6  # so many holidays without an exception tell that it is the rule


@dataclass(frozen=True)
class Special:
    """What becomes of the days ahead that are holidays or events.

    Parameters
    ----------
    factor
        Calls relative to an ordinary day of the same weekday; 1 on ordinary days,
        shape ``(days,)``.
    like_rest
        How far the shape moves to that of the day of rest, 0 to 1, same shape.
    rest_weekday
        The day of rest that holidays resemble; None if it is closed.
    """

    factor: FloatArray
    like_rest: FloatArray
    rest_weekday: int | None


def special_days(ordinary: Ordinary, level: Level, future: Days) -> Special:
    """Learn holidays and events from past ones, and apply that to the days ahead."""
    factor, like_rest = np.ones(len(future)), np.zeros(len(future))
    rest = _day_of_rest(ordinary, future)
    expected = _usual_level(level) * ordinary.factor
    feast, event = future.is_feast, future.is_event
    for day in np.flatnonzero(feast & ~event):
        weekday = int(future.weekday[day])
        if _is_closed(ordinary, expected, future.holiday[day]):
            factor[day] = 0.0
        else:
            factor[day] = _holiday_factor(ordinary, expected, weekday, rest)
        own = ordinary.weekday[weekday]
        quiet = 1.0 if rest is None or own <= 0 else ordinary.weekday[rest] / own
        if quiet < 1:
            like_rest[day] = np.clip((1 - factor[day]) / max(1 - quiet, 1e-3), 0.0, 1.0)
    for day in np.flatnonzero(event):
        given = future.given[day]
        same = np.array([name == future.event[day] for name in ordinary.past.days.event])
        factor[day] = _event_factor(ordinary, expected, same) if np.isnan(given) else given
    return Special(factor, like_rest, rest)


def _day_of_rest(ordinary: Ordinary, future: Days) -> int | None:
    """Find the last open day of the country's weekend: Sunday, or Saturday in Israel."""
    open_rest = np.flatnonzero(future.rest & (ordinary.weekday > 0))
    return int(open_rest[-1]) if len(open_rest) else None


def _usual_level(level: Level) -> FloatArray:
    """Mean level of the known days around each day, NaN where there is none."""
    value = np.where(level.known, level.value / level.scale, 0.0)
    total = np.concatenate([[0.0], np.cumsum(value)])
    count = np.concatenate([[0], np.cumsum(level.known)])
    day = np.arange(len(value))
    first, last = np.maximum(day - AROUND_DAYS, 0), np.minimum(day + AROUND_DAYS + 1, len(value))
    seen = count[last] - count[first]
    return np.where(seen > 0, (total[last] - total[first]) / np.maximum(seen, 1), np.nan)


def _holiday_factor(
    ordinary: Ordinary, expected: FloatArray, weekday: int, rest: int | None
) -> float:
    """Estimate a holiday's calls relative to its weekday's ordinary ones.

    Past holidays are compared with the day of rest or with their own weekday, whichever was the
    more stable, and count together with one imagined holiday half way between the two.
    """
    days = ordinary.past.days
    feast = days.is_feast & ~days.is_event & (np.nan_to_num(expected) > 0)
    seen = feast & ~np.isnan(ordinary.total)
    if not seen.any():
        return 1.0
    total, own = ordinary.total[seen], expected[seen]
    ratio, scatter = float(total.sum() / own.sum()), _scatter(total, own)
    prior = 1.0
    if rest is not None and ordinary.weekday[weekday] > 0:
        quiet = ordinary.weekday[rest] / ordinary.weekday[weekday]
        prior = float(np.sqrt(quiet))
        resting = own / ordinary.factor[seen] * ordinary.weekday[rest]
        if seen.sum() < 3 or _scatter(total, resting) <= scatter:
            ratio, scatter = float(total.sum() / resting.sum()) * quiet, _scatter(total, resting)
    count = int(seen.sum())
    # Holidays that are all alike leave nothing to imagine.
    imagined = 1.0 if count < 3 else min(scatter / SCATTER, 1.0)
    return float((count * min(ratio, 3.0) + imagined * prior) / (count + imagined))


def _scatter(total: FloatArray, expected: FloatArray) -> float:
    return float(np.std(np.log((total + 1) / (expected + 1))))


def _is_closed(ordinary: Ordinary, expected: FloatArray, name: str) -> bool:
    """Tell whether the queue is closed on a holiday: by its name, or because it is on all."""
    past = ordinary.past
    opening = ordinary.opening[past.days.weekday]
    share = (opening & ~np.isnan(past.calls)).sum(axis=1) / np.maximum(opening.sum(axis=1), 1)
    near = np.convolve(share > HARDLY, np.ones(7), "same") >= 2
    came = np.nansum(past.calls, axis=1)
    usual = share * np.nan_to_num(expected)
    silent = (came < CLOSED_SHARE * usual) & (usual >= LEAST_USUAL)
    feast = past.days.is_feast & ~past.days.is_event
    closed = feast & near & ((share <= HARDLY) | silent)
    worked = feast & ~silent & (share > HARDLY)
    return closed_by_rule(past.days, closed, worked, name)


def closed_by_rule(days: Days, closed: BoolArray, worked: BoolArray, name: str) -> bool:
    """Decide from past holidays that were closed or worked whether one to come is closed.

    Nobody is rostered for a closed day, so it takes the same holiday, or many and no exception.
    A substitute day that was never seen goes by the holiday that it stands for.
    """
    same = np.array([past == name for past in days.holiday])
    if not ((closed | worked) & same).any():
        same = np.array([_meant(past) == _meant(name) != "" for past in days.holiday])
    if (closed & same).any():
        return int(closed.sum()) >= 2 and not (worked & same).any()
    return int(closed.sum()) >= CLOSED_SEEN and not worked.any()


def _meant(name: str) -> str:
    """Return the holiday that is meant: "Christmas Day" by "Christmas Day (observed)"."""
    return re.split(r"\s*[(\uff08]", name)[0]


def _event_factor(ordinary: Ordinary, expected: FloatArray, same: BoolArray) -> float:
    """Estimate an event's factor from past days of the name, and one imagined day without."""
    seen = same & ~np.isnan(ordinary.total) & (np.nan_to_num(expected) > 0)
    if not seen.any():
        return 1.0
    total, usual = float(ordinary.total[seen].sum()), float(expected[seen].sum())
    imagined = usual / int(seen.sum())
    return (total + imagined) / (usual + imagined)
