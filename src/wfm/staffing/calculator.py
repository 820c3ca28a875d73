"""The Erlang calculator: one interval without a table, and the agents around its answer."""

import logging
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from wfm import tables, units
from wfm.errors import InputError, OptionError
from wfm.options.channel import ChannelOptions
from wfm.staffing.demand.shrinkage import named_parts
from wfm.staffing.table import Result, requirement_table
from wfm.staffing.targets import whole_number
from wfm.units import Quantity

log = logging.getLogger("wfm.staffing")

ANSWER = "*"
_HALF_HOUR, _DAY = 1800.0, 86400.0
_MOST_AROUND = 1000


def one_interval(
    calls: Quantity, aht: Quantity | None, interval: Quantity | None
) -> tuple[pd.DataFrame, float]:
    """Make a forecast of one interval, on a day that does not matter, and say its length [s].

    Raises
    ------
    OptionError
        A value is missing or out of range.
    """
    column = tables.FORECAST.column("calls")
    number = units.number(calls, "calls")
    if not column.low <= number <= column.high:
        allowed = f"from {units.written(column.low)} to {units.written(column.high)}"
        raise OptionError("calls", f"{calls} is not a number {allowed}")
    if aht is None:
        raise OptionError("aht", "is missing: say how long a call takes on average: 270 or 4.5m")
    seconds = units.handling_time(aht, "aht")
    if interval is None:
        log.info("%s calls in half an hour, where --interval says nothing else", calls)
    step = _HALF_HOUR if interval is None else units.seconds(interval, "interval")
    if not 0.0 < step <= _DAY:
        raise OptionError("interval", f"{interval} is not above 0 and at most 24h")
    start = pd.DatetimeIndex(["2001-01-01"], tz="UTC").as_unit("us")
    return pd.DataFrame({"interval_start": start, "calls": number, "aht_seconds": seconds}), step


def calculate(
    frame: pd.DataFrame, step: float, options: ChannelOptions, around: Quantity | None
) -> pd.DataFrame:
    """Size one interval; with `around`, say what so many agents more or fewer achieve, too.

    Raises
    ------
    OptionError
        An option cannot be read, needs a date, or the targets cannot be met.
    """
    reach = 0 if around is None else whole_number(around, "around", 0, _MOST_AROUND)
    for name, value in (("open", options.open), ("closed", options.closed)):
        if value is not None:
            raise OptionError(name, "needs a table: one interval has no date and is open")
    if any(isinstance(part, Mapping) for part in named_parts(options.shrinkage).values()):
        raise OptionError("shrinkage", "one interval has no hour of the week: give one share")
    answer = _plan(frame, step, options)
    for line in answer.notes:
        log.info("%s", line)
    for line in answer.warnings:
        log.warning("%s", line)
    if around is None:
        return tables.conform(answer.frame.drop(columns="interval_start"), tables.REQUIREMENT)
    agents = float(answer.frame["agents_required"].iloc[0])
    rows = []
    for more in range(-reach, reach + 1):
        if more == 0:
            rows.append(answer.frame.assign(answer=ANSWER))
        elif agents + more >= 0.0:
            judged = _plan(frame, step, replace(options, agents=agents + more))
            rows.append(judged.frame.assign(answer="", binding=""))
    return tables.conform(pd.concat(rows), tables.AROUND)


def _plan(frame: pd.DataFrame, step: float, options: ChannelOptions) -> Result:
    try:
        return requirement_table(frame, options, {}, step)
    except InputError as error:
        raise OptionError("calls", str(error).removeprefix("row 0: ")) from None
