"""How many agents each interval needs, and how well they will do."""

import logging

import numpy as np
import pandas as pd

from wfm import tables, units
from wfm.errors import InputError, OptionError
from wfm.staffing import hours
from wfm.staffing.erlang import offered_load
from wfm.staffing.models import ErlangC
from wfm.staffing.requirement import BINDINGS, Demand, size
from wfm.staffing.sizing import ceiling
from wfm.staffing.targets import (
    Quantity,
    ServiceTarget,
    service_target,
    whole_number,
)

__all__ = ["ServiceTarget", "staff"]

log = logging.getLogger(__name__)

# Far above any call centre; beyond it doubles no longer count agents one by one with a margin.
_MOST_ERLANGS = 1e9


def staff(
    forecast: pd.DataFrame,
    *,
    service_level: Quantity | None = 0.8,
    threshold: Quantity = "20s",
    asa: Quantity | None = None,
    max_occupancy: Quantity | None = 0.85,
    shrinkage: Quantity = 0.3,
    min_agents: Quantity = 0,
    open: str | None = None,  # noqa: A002 - the option's name
    interval: Quantity | None = None,
) -> pd.DataFrame:
    """Size every interval of a forecast with Erlang C.

    Parameters
    ----------
    forecast
        FORECAST table: ``interval_start``, ``calls``, ``aht_seconds`` [s], and what else it has.
    service_level
        Share of calls to answer within the threshold, from 0 to below 1; None or "none" sets no
        such target.
    threshold
        Answer-time threshold of the service level, 0 or more. [s]
    asa
        Highest average speed of answer, above 0; None sets no such target. [s]
    max_occupancy
        Highest share of on-phone time spent handling calls, above 0; 1 or None is no cap.
    shrinkage
        Share of paid time an agent is not available, from 0 to below 1. Meals and breaks that the
        roster places are no part of it.
    min_agents
        Fewest agents on the phones while it is open, with or without calls.
    open
        Opening hours by the wall clock, such as ``"Mon-Fri 08:00-20:00, Sat 09:00-13:00"``. An
        interval that starts outside them is closed and gets no agents; None is round the clock.
    interval
        Length of an interval, for a table of one row, which cannot show it. [s]

    Returns
    -------
    pandas.DataFrame
        REQUIREMENT table: the forecast with load, agents required (on the phones) and scheduled
        (with shrinkage), service level, speed of answer, occupancy, and which target decided.

    Raises
    ------
    OptionError
        An option has a value that it cannot take, or every target is switched off.
    InputError
        The forecast cannot be used as it is, such as calls without a handling time.

    Notes
    -----
    With no target but a speed of answer there are still more agents than load: otherwise the
    queue would grow for ever.
    """
    target = service_target(service_level, threshold, asa, max_occupancy)
    share = units.fraction(shrinkage, "shrinkage")
    if share == 1.0:
        raise OptionError("shrinkage", "1 leaves nobody on the phones: it must be below 1")
    if target.service_level is None and target.asa is None and target.max_occupancy == 1.0:
        raise OptionError(
            "service_level", "no target is left: give service_level, asa or max_occupancy"
        )
    least = whole_number(min_agents, "min_agents")
    week = None if open is None else hours.opening_minutes(open)
    frame = tables.check(forecast, tables.FORECAST)
    step = _step_seconds(frame, interval)
    calls, aht = frame["calls"].to_numpy(), _handling_time(frame)
    load = _load(frame, calls, aht, step)
    minimum = np.full(len(frame), float(least))
    if week is not None:
        minimum[~_is_open(frame, week)] = np.nan
    need = size(Demand(load, aht, minimum), target, ErlangC(target.threshold))
    _say(target, share, least, open, float(calls[np.isnan(minimum)].sum()))
    result = frame.assign(
        load_erlangs=load,
        agents_required=need.agents,
        agents_scheduled=ceiling(need.agents / (1.0 - share)),
        service_level=need.service_level,
        asa_seconds=need.asa,
        occupancy=need.occupancy,
        binding=np.array(BINDINGS)[need.binding],
    )
    return tables.conform(result, tables.REQUIREMENT)


def _step_seconds(frame: pd.DataFrame, interval: Quantity | None) -> float:
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


def _handling_time(frame: pd.DataFrame) -> np.ndarray:
    """AHT of each row [s]; where there are no calls it may be missing and stands at 1."""
    calls = frame["calls"].to_numpy()
    if "aht_seconds" in frame:
        aht = frame["aht_seconds"].to_numpy(dtype=float)
    else:
        aht = np.full(len(frame), np.nan)
    usable = aht > 0.0
    wrong = np.flatnonzero((calls > 0.0) & ~usable)
    if wrong.size:
        value = aht[wrong[0]]
        given = "missing" if np.isnan(value) else f"{value:g}"
        raise InputError(
            f"{_place(frame, int(wrong[0]))}, column aht_seconds: it is {given} although "
            "there are calls: give the average handling time in seconds, above 0"
        )
    return np.where(usable, aht, 1.0)


def _place(frame: pd.DataFrame, row: int) -> str:
    """Name a row for a message: its line in the file, or its index in a frame."""
    source = frame.attrs.get("source")
    label = frame.index[row]
    return f"{source}, line {int(label) + 2}" if source else f"row {label}"


def _load(frame: pd.DataFrame, calls: np.ndarray, aht: np.ndarray, step: float) -> np.ndarray:
    load = offered_load(calls, aht, step)
    beyond = np.flatnonzero(load > _MOST_ERLANGS)
    if beyond.size:
        row = int(beyond[0])
        raise InputError(
            f"{_place(frame, row)}: {calls[row]:g} calls of {aht[row]:g} s are "
            f"{load[row]:g} erlangs: more than {_MOST_ERLANGS:g} cannot be sized"
        )
    return load


def _is_open(frame: pd.DataFrame, week: hours.Minutes) -> np.ndarray:
    """Whether each interval starts inside the opening hours, by the wall clock."""
    start = frame["interval_start"].dt
    return hours.open_at(week, start.day_of_week, start.hour * 60 + start.minute)


def _say(
    target: ServiceTarget, shrinkage: float, least: int, open_hours: str | None, lost: float
) -> None:
    """Say the targets in force, and the calls that nobody is there to answer."""
    line = f"targets: {target.describe()}; shrinkage {shrinkage:g}"
    if least:
        line += f"; at least {least} agents while open"
    if open_hours is not None:
        line += f"; open {open_hours}"
    log.info("%s", line)
    if lost > 0.0:
        log.warning("%g calls are forecast in closed intervals: nobody answers them", lost)
