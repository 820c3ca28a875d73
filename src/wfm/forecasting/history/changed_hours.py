"""Hours of the day that closed, opened, or have another share of the day than before.

Numpy only. All weekdays are looked at together first, and each one by itself afterwards, so that
a Saturday may close earlier than it did while Friday does not.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray, Past, open_cells
from wfm.forecasting.history.one_pattern import BEFORE_DAYS, measuring, one_day
from wfm.forecasting.history.steps import BEFORE, Known, latest_steps, spread_of_weeks
from wfm.forecasting.history.week_changes import (
    CLOSED_SHARE,
    OPENED,
    SCALED,
    Change,
    change_of,
    telling_days,
)

USUAL_WEEKS = 32  # tell how far a share varies from week to week
LEAST_SPREAD = 0.05
LEAST_RECORDED = 0.5  # share of its usual hours that a day needs to tell something
FEW_CALLS = 400.0  # a week: below, a median over its hours is mostly chance
LEAST_HOURS = 1.0  # of a change that neither closes nor opens them
LEAST_RATIO = 0.2  # of such a change, logarithm
SOME_CALLS = 5.0  # of a weekday tell on which side of a change it is; of a change, that it is one


@dataclass(frozen=True)
class _Weeks:
    """Telling days, and their calls put together by weeks.

    Parameters
    ----------
    days
        Positions of the days, in order.
    row
        Row of ``calls`` that each belongs to, same shape.
    calls
        Calls per interval of each week, the last week last, shape ``(weeks, intervals)``.
    """

    days: IntArray
    row: IntArray
    calls: FloatArray


def changed_hours(past: Past, since: int | None = None) -> tuple[Past, list[Change]]:
    """Find the hours that changed, and make the days before and after each change alike.

    Parameters
    ----------
    past, since
        As for `changed_weekdays.changed_weekdays`.

    Returns
    -------
    past : Past
        Of one pattern of the day: see `one_day`.
    changes : list[Change]
        What changed.
    """
    changes: list[Change] = []
    for weekdays in (tuple(range(7)), *((day,) for day in range(7))):
        found = _changes_on(past, weekdays, since)
        if found:
            past = one_day(past, found)
            changes += found
    return past, changes


def _changes_on(past: Past, weekdays: tuple[int, ...], since: int | None) -> list[Change]:
    """Find the hours that changed on these weekdays."""
    weeks = _weeks_of(past, weekdays)
    if not len(weeks.calls):
        return []
    scale = _scale(weeks.calls)
    known = None
    if since is not None:
        new = past.days.date[weeks.days] >= since
        known = Known(len(np.unique(weeks.row[new])), int(new.sum()))
    sign = _signs(weeks.calls, scale, known)
    quiet = measuring(weeks.calls, sign == 0)
    found = []
    for first, last in _runs(sign):
        whole = weeks.calls[:, first:last].sum(axis=1, keepdims=True)
        since_weeks = int(_steps(whole, scale, known)[0][0])
        if since_weeks:
            change = _change(past, weeks, (first, last), since_weeks, quiet)
            if change is not None and _matters(change, len(sign)):
                found.append(_with_calls(change, weeks.calls))
    return found


def _matters(change: Change, intervals: int) -> bool:
    """Tell whether hours closed or opened, or an hour or more has clearly another share."""
    if change.kind != SCALED or change.slots is None:
        return True
    return _is_an_hour(change.slots, intervals) and abs(np.log(change.ratio)) > LEAST_RATIO


def _is_an_hour(slots: tuple[int, int], intervals: int) -> bool:
    return slots[1] - slots[0] >= LEAST_HOURS * intervals / 24


def _signs(calls: FloatArray, scale: FloatArray, known: Known | None) -> IntArray:
    """Tell whether the share of each interval grew (1), fell (-1) or stayed (0).

    Besides the intervals themselves, the day is looked at from both of its ends: in a small queue
    an evening may be empty before any one of its half hours is remarkable.
    """
    steps, grew = _steps(calls, scale, known)
    sign = np.where(steps > 0, np.where(grew, 1, -1), 0)
    until, onwards = np.cumsum(calls, axis=1), np.cumsum(calls[:, ::-1], axis=1)[:, ::-1]
    for whole in (until, onwards):
        steps, grew = _steps(whole, scale, known)
        for slot in np.flatnonzero(steps):
            now, before = whole[-steps[slot] :, slot], whole[: -steps[slot], slot][-BEFORE:]
            few, many = (before, now) if grew[slot] else (now, before)
            if few.mean() < CLOSED_SHARE * many.mean():
                part = slice(0, slot + 1) if whole is until else slice(slot, None)
                sign[part] = 1 if grew[slot] else -1
    return sign


def _steps(calls: FloatArray, scale: FloatArray, known: Known | None) -> tuple[IntArray, BoolArray]:
    """Find the weeks since each interval changed its share, and whether it grew."""
    values = np.log((calls + 1.0) / scale[:, None])
    most = calls[-2 * BEFORE :].max(axis=0)
    spread = np.maximum(spread_of_weeks(values[-USUAL_WEEKS:]), 1.0 / np.sqrt(most + 1.0))
    steps = latest_steps(values, np.maximum(spread, LEAST_SPREAD), known)
    grew = [
        weeks > 0 and np.median(values[-weeks:, slot]) > np.median(values[:-weeks, slot][-BEFORE:])
        for slot, weeks in enumerate(steps.tolist())
    ]
    return steps, np.array(grew, dtype=np.bool_)


def _runs(sign: IntArray) -> list[tuple[int, int]]:
    """Cut intervals into runs that changed in one direction; a single one between is of the run."""
    filled = sign.copy()
    for slot in range(1, len(sign) - 1):
        if sign[slot] == 0 and sign[slot - 1] == sign[slot + 1]:
            filled[slot] = sign[slot - 1]
    edges = np.flatnonzero(np.diff(filled, prepend=0, append=0))
    return [(int(first), int(last)) for first, last in pairwise(edges) if filled[first] != 0]


def _with_calls(change: Change, calls: FloatArray) -> Change:
    """Leave out of hours that opened the ends at which no call has ever come."""
    if change.kind != OPENED or change.slots is None:
        return change
    first, last = change.slots
    heard = first + np.flatnonzero(calls[:, first:last].any(axis=0))
    return replace(change, slots=(int(heard[0]), int(heard[-1]) + 1))


def _weeks_of(past: Past, weekdays: tuple[int, ...]) -> _Weeks:
    """Put the telling days together: seven days back from the end, or each by itself."""
    opening = open_cells(past)[past.days.weekday]
    seen = ~np.isnan(past.calls)
    recorded = (seen & opening).sum(axis=1) / np.maximum(opening.sum(axis=1), 1)
    calls = np.where(seen, past.calls, 0.0)
    telling = telling_days(past) & (recorded >= LEAST_RECORDED) & (calls.sum(axis=1) > 0)
    days = np.flatnonzero(telling & np.isin(past.days.weekday, weekdays))
    back = (len(past) - 1 - days) // 7
    _, row, count = np.unique(-back, return_inverse=True, return_counts=True)
    whole = count > 0.5 * count.max(initial=0)
    kept = whole[row]
    days, row = days[kept], np.unique(row[kept], return_inverse=True)[1]
    result = np.zeros((int(whole.sum()), past.calls.shape[1]))
    np.add.at(result, row, calls[days])
    return _Weeks(days, row, result)


def _scale(calls: FloatArray) -> FloatArray:
    """Level of each week that hours which change do not move: the median over the hours.

    Where calls are few, it is their sum.
    """
    total = calls.sum(axis=1)
    mean = (calls / total[:, None]).mean(axis=0)
    used = np.flatnonzero(mean > 0)
    ratio = calls[:, used] / mean[used]
    order = np.argsort(ratio, axis=1, kind="stable")
    weight = np.cumsum(mean[used][order], axis=1)
    at = (weight < 0.5 * weight[:, -1:]).sum(axis=1)
    middle = np.take_along_axis(ratio, order, axis=1)[np.arange(len(calls)), at]
    result: FloatArray = np.where((total < FEW_CALLS) | (middle <= 0), total, middle)
    return result


def _change(
    past: Past, weeks: _Weeks, slots: tuple[int, int], last: int, quiet: BoolArray
) -> Change | None:
    """Date a change, find the weekdays that are in it, and measure it."""
    calls = np.nan_to_num(past.calls[weeks.days])
    inside, rest = calls[:, slice(*slots)].sum(axis=1), calls[:, quiet].sum(axis=1)
    first = int(np.flatnonzero(weeks.row == len(weeks.calls) - last)[0])
    first = _first_day(inside, rest, first)
    weekday = past.days.weekday[weeks.days]
    now, before = _shares(inside, rest, first)
    chosen, silent = [], []
    for day in np.unique(weekday):
        same = weekday == day
        own = int(same[:first].sum())
        if not same[first:].any():
            silent += [int(day)] * bool(same[max(first - BEFORE_DAYS, 0) : first].any())
        elif _goes_along(inside[same], rest[same], own, now, before):
            chosen.append(int(day))
    if not chosen:
        return None
    telling = len(np.unique(weekday[first:]))
    if len(chosen) == telling > len(silent):
        chosen = sorted(chosen + silent)  # holidays of late: they changed as all the others did
    kept = np.isin(weekday, chosen)
    own = int(kept[:first].sum())
    moved = _moved(inside[kept], own)
    if abs(moved) < abs(_moved(rest[kept], own)):
        return None  # not these hours changed but the others
    now, before = _shares(inside[kept], rest[kept], own)
    if max(inside[kept][own:].sum(), before * rest[kept][own:].sum()) < SOME_CALLS:
        return None  # quiet hours have no calls now and then
    since = int(past.days.date[weeks.days[first]])
    change = change_of(tuple(chosen), slots, since, now, before)
    if abs(moved) >= -np.log(CLOSED_SHARE):
        return change
    if now > 0 and before > 0 and change.kind != OPENED:
        return replace(change, kind=SCALED, ratio=now / before)
    return change if _is_an_hour(slots, calls.shape[1]) else None


def _moved(calls: FloatArray, first: int) -> float:
    """How far (logarithm) calls a day are from what they were in the weeks before a day."""
    now, old = calls[first:].mean(), calls[max(first - BEFORE_DAYS, 0) : first]
    before = old.sum() / max(len(old), 1)
    return float(np.log((now + 0.1) / (before + 0.1)))


def _shares(inside: FloatArray, rest: FloatArray, first: int) -> tuple[float, float]:
    """Return calls over those of the measuring hours, from a day on and in the weeks before it."""
    old = slice(max(first - BEFORE_DAYS, 0), first)
    now = inside[first:].sum() / max(rest[first:].sum(), 1.0)
    return float(now), float(inside[old].sum() / max(rest[old].sum(), 1.0))


def _first_day(inside: FloatArray, rest: FloatArray, first: int) -> int:
    """Move the first day of a change within its week to where the days change sides."""
    now, before = _shares(inside, rest, first)
    share = inside / np.maximum(rest, 1.0)
    is_new = np.abs(share - now) < np.abs(share - before)
    if now < CLOSED_SHARE * before:
        is_new = share < CLOSED_SHARE * before  # few calls are more than none
    while first + 1 < len(inside) and not is_new[first]:
        first += 1
    while first > 0 and is_new[first - 1]:
        first -= 1
    return first


def _goes_along(
    inside: FloatArray, rest: FloatArray, first: int, now: float, before: float
) -> bool:
    """Tell whether one weekday changed as all of them did; where it says nothing, it did."""
    own_now, own_before = _shares(inside, rest, first)
    if max(inside[first:].sum(), max(own_before, now) * rest[first:].sum()) < SOME_CALLS:
        return True
    little = CLOSED_SHARE * max(now, before)
    moved = np.log((own_now + little) / (own_before + little))
    whole = np.log((now + little) / (before + little))
    return bool(moved / whole > 0.5)
