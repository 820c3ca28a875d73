"""Pasts whose week changed: made for the tests of the changes."""

import numpy as np

from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import BoolArray, Days, FloatArray, IntArray, Past
from wfm.forecasting.history.following import follow_changes
from wfm.forecasting.history.outages import without_outages
from wfm.forecasting.models.catalogue import MODELS

WEEKS = 40
HOURS = np.arange(48) / 2
EVENING, EARLY = HOURS >= 18, (HOURS >= 7) & (HOURS < 8)
MONDAY, WEDNESDAY, FRIDAY, SATURDAY, SUNDAY = 0, 2, 4, 5, 6


def steady(
    weeks: int = WEEKS, week: float = 6000.0, first: str = "2025-06-02", seed: int = 11
) -> Past:
    """Return Poisson calls from 7 to 21 h on all days, fewer at weekends; levels wander."""
    days = calendar.calendar(calendar.day_number(first, "first"), 7 * weeks)
    random = np.random.default_rng(seed)
    shape = np.exp(-(((HOURS - 12.5) / 4.5) ** 2)) * ((HOURS >= 7) & (HOURS < 21))
    factor = np.array([1.2, 1.1, 1.05, 1.05, 1.1, 0.85, 0.8])[days.weekday]
    drift = np.cumsum(random.normal(0, 0.005, len(days)))
    level = np.exp(random.normal(0, 0.06, len(days)) + drift)
    mean = week / 7 * (factor * level)[:, None] * shape / shape.sum()
    return Past(days, np.where(shape > 0, random.poisson(mean).astype(float), np.nan))


def parts(past: Past, weeks: int = 2) -> tuple[IntArray, BoolArray]:
    """Return the weekday of each day, and whether it is of the last weeks."""
    return past.days.weekday, np.arange(len(past)) >= len(past) - 7 * weeks


def thinned(calls: FloatArray, share: float, seed: int = 4) -> FloatArray:
    """Keep each call with a probability."""
    known = np.nan_to_num(calls).astype(int)
    kept = np.random.default_rng(seed).binomial(known, share).astype(float)
    return np.where(np.isnan(calls), np.nan, kept)


def forecast(past: Past, since: int | None = None, model: str = "combined") -> FloatArray:
    """Forecast four weeks as the stage does, by weekday and interval: means of a day."""
    followed, _ = follow_changes(past, since)
    days = ahead(past)
    calls = MODELS[model](without_outages(followed), days, 6).calls
    return np.stack([calls[days.weekday == day].mean(axis=0) for day in range(7)])


def ahead(past: Past) -> Days:
    """Return the four weeks after a past; a day that is absent at its end is the first of them."""
    return calendar.calendar(int(past.days.date[-1]) + 1, 28)


def cut(past: Past) -> Past:
    """Leave out the days without rows at the end, as a file does."""
    return past.until(int(np.flatnonzero(past.recorded)[-1]) + 1)
