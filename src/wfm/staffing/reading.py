"""From a forecast's table to arrays."""

import logging

import numpy as np
import pandas as pd

from wfm import tables, timestamps, units
from wfm.errors import InputError, OptionError
from wfm.options.staff import TableOptions
from wfm.staffing.channels import place
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.formulas.erlang_c import offered_load
from wfm.staffing.one_channel import Intervals
from wfm.units import LONGEST_CALL

log = logging.getLogger("wfm.staffing")

_LEAST_AHT = 1e-6  # below this it is no time that anybody took [s]


def read_forecast(forecast: pd.DataFrame, options: TableOptions) -> pd.DataFrame:
    """Check a forecast, give times without an offset their zone, and bring AHT to seconds.

    An ``aht`` of the options goes before those of the table.

    Raises
    ------
    OptionError
        There is no such time zone or unit.
    InputError
        It is no forecast, its clock is not of that zone, or its handling times can hardly be
        seconds although nobody has said their unit.
    """
    unit = tables.read_unit(options.aht_unit)
    timezone = options.timezone
    frame = tables.check(forecast, tables.FORECAST)
    if options.aht is None:
        frame = _in_seconds(frame, unit)
    else:
        frame = frame.assign(aht_seconds=units.handling_time(options.aht, "aht"))
    local = frame["interval_start"].dt.tz is None
    if local and timezone is None:
        timezone = "UTC"
        log.info("times without an offset: taken as UTC (--timezone names another zone)")
    if timezone is None:
        return frame
    queue = frame["queue"] if local and "queue" in frame else pd.Series(0, index=frame.index)
    parts = []
    for _, rows in frame.groupby(queue, sort=False):
        starts, kept = timestamps.localise(rows["interval_start"], rows["calls"], timezone)
        parts.append(rows[kept].assign(interval_start=starts))
    result = pd.concat(parts)
    result.attrs = frame.attrs
    tables.check_order(result, gaps=False)
    return result


def _in_seconds(frame: pd.DataFrame, unit: str | None) -> pd.DataFrame:
    """Bring the handling times of each queue to seconds."""
    if "aht_seconds" not in frame:
        return frame
    if "queue" not in frame:
        return tables.in_seconds(frame, None, unit)
    blocks = frame.groupby("queue", sort=False)
    times = [tables.in_seconds(rows, str(queue), unit)["aht_seconds"] for queue, rows in blocks]
    return frame.assign(aht_seconds=pd.concat(times))


def read_intervals(frame: pd.DataFrame, step: float) -> Intervals:
    """Take the arrays out of a checked forecast.

    Raises
    ------
    InputError
        There are calls without a handling time, a shrinkage of 1, more agents than can be counted,
        or a band with its ends in the wrong order.
    """
    calls = frame["calls"].to_numpy()
    clock = timestamps.wall_clock(frame["interval_start"])
    minute = clock.astype("datetime64[m]").astype(np.int64)
    queue = frame["queue"].to_numpy() if "queue" in frame else np.zeros(len(frame))
    first = np.append(True, queue[1:] != queue[:-1])
    aht = _handling_time(frame, first)
    missing = np.full(len(frame), np.nan)

    def column(name: str) -> Floats:
        return frame[name].to_numpy(dtype=float) if name in frame else missing

    def refuse(wrong: np.ndarray, what: str) -> None:
        if wrong.any():
            raise InputError(f"{place(frame, int(np.flatnonzero(wrong)[0]))}, column {what}")

    low, high = column("calls_low"), column("calls_high")
    agents, share = column("agents"), column("shrinkage")
    refuse(low > high, "calls_low: it is above calls_high")
    refuse(share >= 1.0, "shrinkage: 1 leaves nobody on the phones: it must be below 1")
    # day 0 of datetime64 was a Thursday
    return Intervals(
        step=step, calls=calls, aht=aht, load=offered_load(calls, aht, step), first=first,
        week_minute=((minute + 3 * 1440) % (7 * 1440)).astype(np.intp), day=minute // 1440,
        low=low, high=high, agents=agents, shrinkage=share,
    )  # fmt: skip


def step_seconds(frame: pd.DataFrame, interval: float | str | None) -> float:
    """Length of an interval [s], from the table or, for one row, from the option."""
    if interval is None:
        return 60.0 * tables.step_minutes(frame)
    given = units.seconds(interval, "interval")
    if given / 60.0 not in tables.STEPS_MINUTES:
        raise OptionError("interval", f"{interval} is not 15m, 30m or 60m")
    found = 60.0 * tables.step_minutes(frame, default=int(given // 60))
    if found != given:
        raise OptionError(
            "interval", f"{interval}, but the forecast's rows are {found / 60:g} minutes apart"
        )
    return found


def _handling_time(frame: pd.DataFrame, first: np.ndarray) -> Floats:
    """AHT of each row [s]; without calls it may be missing: the queue's last one before, or 1.

    Calls still in progress in a quiet interval last as long as those that arrived before.
    """
    calls = frame["calls"].to_numpy()
    if "aht_seconds" in frame:
        aht = frame["aht_seconds"].to_numpy(dtype=float)
    else:
        aht = np.full(len(frame), np.nan)
    usable = (aht >= _LEAST_AHT) & (aht <= LONGEST_CALL)
    wrong = np.flatnonzero((calls > 0.0) & ~usable)
    if wrong.size:
        value = aht[wrong[0]]
        given = "missing" if np.isnan(value) else f"{value:g}"
        limit = f" and at most {LONGEST_CALL:,.0f}" if value > LONGEST_CALL else ""
        raise InputError(
            f"{place(frame, int(wrong[0]))}, column aht_seconds: it is {given} although "
            f"there are calls: give the average handling time in seconds, above 0{limit}"
        )
    if usable.all():
        return aht
    rows = np.arange(aht.size)
    last = np.maximum.accumulate(np.where(usable, rows, -1))
    start = np.maximum.accumulate(np.where(first, rows, 0))
    return np.where(last >= start, aht[last], 1.0)
