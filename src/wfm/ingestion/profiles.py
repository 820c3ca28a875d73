"""Days spread over the shape of another history's days."""

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.tables import step_minutes


def spread(days: pd.DataFrame, profile: pd.DataFrame) -> pd.DataFrame:
    """Spread the calls of days over the intervals of the usual day of the same weekday.

    Parameters
    ----------
    days
        ``start`` (midnights), ``line``, ``calls``, ``answered``, ``aht`` [s], and ``queue`` where
        there is one.
    profile
        `wfm.tables.HISTORY`; of a queue that it holds, that queue's rows are the shape.

    Returns
    -------
    pd.DataFrame
        The same columns, a row an interval. A weekday that the profile lacks takes the shape of
        all its days; handling times that days lack are those of the profile.

    Raises
    ------
    InputError
        If the profile has no calls.
    """
    known = set(profile["queue"]) if "queue" in profile else set()
    parts = []
    queues = days["queue"].unique() if "queue" in days else [None]
    for queue in queues:
        rows = days if queue is None else days[days["queue"] == queue]
        shape = profile if queue not in known else profile[profile["queue"] == queue]
        parts.append(_spread(rows, shape))
    return pd.concat(parts, ignore_index=True)


def _spread(days: pd.DataFrame, profile: pd.DataFrame) -> pd.DataFrame:
    shares, times, step = _shape(profile)
    frame = days[days["calls"].notna()]
    weekday = frame["start"].dt.day_of_week.to_numpy()
    count = shares.shape[1]
    row = np.repeat(np.arange(len(frame)), count)
    slot = np.tile(np.arange(count), len(frame))
    share = shares[weekday[row], slot]
    result = frame.iloc[row].reset_index(drop=True)
    offset = pd.to_timedelta(slot * step, unit="min")
    result["start"] = result["start"].dt.tz_localize(None) + offset
    if frame["start"].dt.tz is not None:
        result["start"] = result["start"].dt.tz_localize(
            frame["start"].dt.tz, ambiguous=np.ones(len(result), dtype=bool), nonexistent="NaT"
        )
    result["calls"] = result["calls"] * share
    result["answered"] = result["answered"] * share
    result["aht"] = result["aht"].fillna(pd.Series(times[weekday[row], slot]))
    # Where nobody ever called the site is closed.
    known: pd.DataFrame = result[(share > 0) & result["start"].notna()]
    return known.reset_index(drop=True)


def _shape(profile: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the share of a day's calls, and the handling time [s], of each interval, by weekday.

    Both have the shape (7, intervals of a day); also return the length of an interval [min].
    """
    starts = profile["interval_start"]
    aware = starts if starts.dt.tz is not None else starts.dt.tz_localize("UTC")
    step = step_minutes(profile.assign(interval_start=aware))
    local = starts.dt.tz_localize(None)
    slot = ((local - local.dt.floor("D")).dt.total_seconds() // (60 * step)).astype(int).to_numpy()
    weekday = local.dt.day_of_week.to_numpy()
    calls = profile["calls"].fillna(0.0).to_numpy()
    total = np.zeros((7, 1440 // step))
    np.add.at(total, (weekday, slot), calls)
    if not total.sum():
        raise InputError("the profile has no calls: its days have no shape")
    total[total.sum(axis=1) == 0] = total.sum(axis=0)
    times = np.full_like(total, np.nan)
    if "aht_seconds" in profile:
        aht = profile["aht_seconds"].to_numpy()
        good = ~np.isnan(aht) & (calls > 0)
        seconds, weight = np.zeros_like(total), np.zeros_like(total)
        np.add.at(seconds, (weekday[good], slot[good]), (aht * calls)[good])
        np.add.at(weight, (weekday[good], slot[good]), calls[good])
        overall = seconds.sum() / max(weight.sum(), 1e-12)
        times = np.divide(seconds, weight, out=np.full_like(total, overall), where=weight > 0)
    return total / total.sum(axis=1, keepdims=True), times, step
