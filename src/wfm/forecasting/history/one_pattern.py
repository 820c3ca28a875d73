"""A past of one pattern, whose week has changed. Numpy only.

A change of late is taken out of the days after it and laid over the forecast (``Past.week_now``):
what did not change is forecast as if nothing had, for nearly all that is known of it is of before.
An older change is put into the days before it, for the weeks since then tell more.
"""

from dataclasses import replace

import numpy as np

from wfm.forecasting.history.days import BoolArray, FloatArray, Past
from wfm.forecasting.history.steps import BEFORE
from wfm.forecasting.history.week_changes import (
    CLOSED,
    CLOSED_SHARE,
    OPENED,
    Change,
    telling_days,
)

LATELY_DAYS = 28
BEFORE_DAYS = 7 * BEFORE  # show how it was before a change
LEAST_REST = 0.2  # share of the calls that the unchanged hours need to measure the others by
LEAST_SAME = 4  # days of a weekday that show its own share


def is_of_late(change: Change, past: Past) -> bool:
    """Tell whether a change is so young that most of what a forecast remembers is of before."""
    return change.since > int(past.days.date[-1]) - LATELY_DAYS


def one_week(past: Past, changes: list[Change]) -> Past:
    """Make the days before and after each of some changes of weekdays alike.

    Weekdays that closed are missing: of late after they did, and throughout where it is longer
    ago. Weekdays that opened are missing before they did.
    """
    for change in changes:
        rows = np.isin(past.days.weekday, change.weekdays)
        before = rows & (past.days.date < change.since)
        calls = past.calls.copy()
        if change.kind == OPENED:
            calls[before] = np.nan
        elif not is_of_late(change, past):
            calls[rows if change.kind == CLOSED else before] *= change.ratio or np.nan
        else:
            calls[rows & ~before] *= 1 / change.ratio if change.ratio else np.nan
            ratio = np.ones((7, calls.shape[1]))
            ratio[list(change.weekdays)] = change.ratio
            past = _with_ratio(past, ratio)
        past = replace(past, calls=calls)
    return past


def one_day(past: Past, changes: list[Change]) -> Past:
    """Make the days before and after each of some changes of hours alike.

    Hours that closed of late have the calls that the others let expect; where it is longer ago
    they are missing. Hours that opened are filled in by their share of the day now.
    """
    quiet = np.ones(past.calls.shape[1], dtype=bool)
    for change in changes:
        quiet[slice(*_slots(change))] = False
    known = np.nan_to_num(past.calls)
    rest = known[:, measuring(known, quiet)].sum(axis=1)
    result = past
    for change in changes:
        if change.kind == CLOSED and not is_of_late(change, past):
            calls = result.calls.copy()
            rows = np.isin(past.days.weekday, change.weekdays)
            calls[np.ix_(rows, np.arange(*_slots(change)))] = np.nan
            result = replace(result, calls=calls)
        else:
            result = _alike(result, change, known, rest)
    return result


def _alike(past: Past, change: Change, known: FloatArray, rest: FloatArray) -> Past:
    """Make the days before and after one change of hours alike.

    Parameters
    ----------
    past
        The past.
    change
        The change.
    known
        Calls before anything was made alike, 0 where missing; shape of the calls.
    rest
        Calls of each day in the hours that measure the others, shape ``(days,)``.
    """
    slots = np.arange(*_slots(change))
    rows = np.isin(past.days.weekday, change.weekdays) & past.recorded
    new = rows & (past.days.date >= change.since)
    old = rows & ~new
    telling = telling_days(past)
    recent = old & telling & (past.days.date >= change.since - BEFORE_DAYS)
    now, before = (
        known[days][:, slots].sum(axis=0) / max(rest[days].sum(), 1.0)
        for days in (new & telling, recent)
    )
    calls = past.calls.copy()
    opened = before < CLOSED_SHARE * now
    calls[np.ix_(old, slots[opened])] = rest[old, None] * now[opened]
    stayed = slots[~opened]
    ratio = now[~opened] / np.maximum(before[~opened], 1e-12)
    if not is_of_late(change, past):
        calls[np.ix_(old, stayed)] *= ratio
        return replace(past, calls=calls)
    if change.kind == CLOSED:
        ratio = 0.0 * ratio
    calls[np.ix_(new, stayed)] = np.where(
        ratio > CLOSED_SHARE,
        calls[np.ix_(new, stayed)] / np.maximum(ratio, CLOSED_SHARE),
        rest[new, None] * _usual_shares(past, rest, recent)[:, stayed][past.days.weekday[new]],
    )
    of_week = np.ones((7, calls.shape[1]))
    of_week[np.ix_(list(change.weekdays), stayed)] = ratio
    return _with_ratio(replace(past, calls=calls), of_week)


def _usual_shares(past: Past, rest: FloatArray, days: BoolArray) -> FloatArray:
    """Return calls over those of the measuring ones on some days, by weekday and interval.

    What was never recorded on these days is missing.
    """
    known, seen = np.nan_to_num(past.calls), ~np.isnan(past.calls)
    result = np.tile(known[days].sum(axis=0) / max(rest[days].sum(), 1.0), (7, 1))
    for weekday in range(7):
        same = days & (past.days.weekday == weekday)
        if same.sum() >= LEAST_SAME:
            result[weekday] = known[same].sum(axis=0) / max(rest[same].sum(), 1.0)
    return np.where(seen[days].any(axis=0), result, np.nan)


def measuring(calls: FloatArray, quiet: BoolArray) -> BoolArray:
    """Choose the hours that the others are measured by: those that stayed, if they are enough.

    Parameters
    ----------
    calls
        Calls per interval of some days, shape ``(days, intervals)``.
    quiet
        Which intervals did not change, shape ``(intervals,)``.
    """
    enough = calls[:, quiet].sum() >= LEAST_REST * calls.sum()
    return quiet if enough else np.ones(len(quiet), dtype=bool)


def _with_ratio(past: Past, ratio: FloatArray) -> Past:
    """Return a past whose week is now so many times what its calls are."""
    known = 1.0 if past.week_now is None else past.week_now
    return replace(past, week_now=known * ratio)


def _slots(change: Change) -> tuple[int, int]:
    assert change.slots is not None
    return change.slots
