"""How many agents each interval needs, and how well they will do."""

import datetime as dt
import logging
from collections.abc import Iterable, Mapping

import pandas as pd

from wfm import tables
from wfm.errors import OptionError
from wfm.staffing.calculator import calculate, one_interval
from wfm.staffing.channels import Channels
from wfm.staffing.demand.shrinkage import Part
from wfm.staffing.groups import grouped
from wfm.staffing.options import DEFAULTS
from wfm.staffing.reading import read_forecast, step_seconds
from wfm.staffing.table import requirement_table
from wfm.staffing.targets import Quantity

log = logging.getLogger(__name__)


def staff(
    forecast: pd.DataFrame | None = None,
    *,
    calls: Quantity | None = None,
    aht: Quantity | None = None,
    around: Quantity | None = None,
    model: str = "erlang_c",
    service_level: Quantity | None = 0.8,
    threshold: Quantity = "20s",
    asa: Quantity | None = None,
    max_occupancy: Quantity | None = 0.85,
    max_abandonment: Quantity | None = None,
    sl_definition: str = "offered",
    patience: Quantity | None = None,
    redial: Quantity = 0,
    lines: Quantity | None = None,
    concurrency: Quantity = 1,
    chat_aht: str | Iterable[Quantity] | None = None,
    response: Quantity | None = None,
    fill_idle: bool = False,
    shrinkage: Quantity | Mapping[str, Part] = 0.3,
    shrinkage_rule: str = "additive",
    min_agents: Quantity = 0,
    max_agents: Quantity | None = None,
    agents: Quantity | None = None,
    fractional: bool = False,
    lag: str = "none",
    interval_peak: str = "mean",
    volume_cv: Quantity | None = None,
    band_level: Quantity = 0.8,
    open: str | None = None,  # noqa: A002 - the option's name
    closed: str | dt.date | Iterable[str | dt.date] | None = None,
    pool: bool | str | None = None,
    skills: str | None = None,
    channels: Channels | None = None,
    interval: Quantity | None = None,
    timezone: str | None = None,
    aht_unit: str | None = None,
) -> pd.DataFrame:
    """Size every interval of a forecast, or one without a table; or judge a given staff.

    Parameters
    ----------
    forecast
        FORECAST table: ``interval_start``, ``calls``, ``aht_seconds`` [s], and what else it has.
        Its optional columns ``channel``, ``agents`` and ``shrinkage`` choose per row what the
        options of those names choose for all. None: one interval, of `calls`.
    calls
        Calls of one interval, in place of a forecast: the Erlang calculator.
    aht
        Average handling time, needed by `calls`; with a forecast, in place of its own. [s]
    around
        With `calls`: the answer, and what so many agents more and fewer achieve.
    model
        ``erlang_c``: endless patience. ``erlang_a``: callers hang up. ``erlang_x``: and some of
        them call again. ``workload``: work that can wait, load / occupancy.
    service_level
        Share of calls to answer within the threshold, from 0 to below 1; None or "none" sets no
        such target.
    threshold
        Answer-time threshold of the service level, 0 or more. [s]
    asa
        Highest average speed of answer, above 0; None sets no such target. [s]
    max_occupancy
        Highest share of on-phone time spent handling calls, above 0; 1 or None is no cap. With
        callers who hang up it is the carried occupancy; for chats, the share of chat slots used.
    max_abandonment
        Highest share of calls that are hung up, above 0; needs callers who hang up.
    sl_definition
        Which service level is meant where callers hang up: answered within the threshold, as a
        share of calls ``offered``; of calls ``answered``; of calls offered without those hung up
        within the threshold (``excl_short``); or the share whose ``virtual`` wait is within it.
    patience
        Mean time that callers wait before they hang up, above 0; ``erlang_a``, ``erlang_x``. [s]
    redial
        Chance that a caller who hung up or was blocked calls again, 0 to below 1; ``erlang_x``.
        The calls of the table are then first calls.
    lines
        Lines for calls in progress and waiting, 1 or more; a call more is blocked. None: enough.
    concurrency
        Chats that an agent may hold at the same time, 1 to 100.
    chat_aht
        Handling time of a chat whose agent holds 1, 2, ... of them: seconds ``"300,420,600"``, or
        multiples of the table's ``"x1,x1.4,x2"``; None: the table's, however many.
    response
        Time within which work that can wait is to be done, counted in opening hours; the work is
        then levelled over them. None: the work cannot wait. [s]
    fill_idle
        Give work that can wait to idle agents of the other queues first, up to ``max_occupancy``.
    shrinkage
        Share of paid time an agent is not available, from 0 to below 1; or named parts, as text
        ``"absence=0.10,training=0.05"`` or as a mapping, whose values may again be mappings of
        hours to shares: ``{"training": {"Tue 14:00-16:00": 0.3, "other": 0}}``. Meals and breaks
        that the roster places are no part of it.
    shrinkage_rule
        ``additive``: parts are shares of paid time; ``multiplicative``: each is a share of what
        the one before leaves.
    min_agents
        Fewest agents on the phones while it is open, with or without calls.
    max_agents
        Most agents on the phones, such as seats; what that costs in service is said.
    agents
        Agents on the phones, 0 or more, to be judged instead of sized.
    fractional
        Answer in ten-thousandths of an agent, for planners who add queues before rounding.
    lag
        ``none``: size for the load that arrives; ``mol``: for the load that is in the system, which
        lags behind; ``auto``: that where a handling time reaches a quarter of an interval.
    interval_peak
        With a lag, size for the ``mean`` or the ``max`` of that load in each interval.
    volume_cv
        Coefficient of variation of the volume around the forecast, 0 to 1; or ``"forecast"``, from
        its band. None: the volume is certain.
    band_level
        Share of outcomes in the forecast's band, between 0 and 1.
    open
        Opening hours by the wall clock, such as ``"Mon-Fri 08:00-20:00, Sat 09:00-13:00"``. An
        interval that starts outside them is closed and gets no agents; None is round the clock.
    closed
        Dates on which it is closed, such as public holidays: ``"2026-12-25,2027-01-01"``.
    pool
        Queues to be sized as one: True or ``"all"``, or groups such as ``"sales+help,billing"``.
        What that saves against separate queues is said.
    skills
        Kinds of agents by the queues they serve, such as ``"sales+help,help+tech"``: the fewest
        agents that could possibly do is said, nobody counted twice. The table does not change.
    channels
        Options of each channel that the column ``channel`` names, over the ones given here.
    interval
        Length of an interval, for a table of one row, which cannot show it; of `calls`, half an
        hour if None. [s]
    timezone
        IANA name of the zone of times without an offset; times with one are converted to it.
        None: UTC for times without an offset.
    aht_unit
        Unit of the table's handling times, one of ``seconds, milliseconds, minutes, hours, days``.
        None: seconds, and those that can hardly be seconds are refused.

    Returns
    -------
    pandas.DataFrame
        REQUIREMENT table: the forecast with load, agents required (on the phones) and scheduled
        (with shrinkage), service level, speed of answer, occupancy, and what decided; abandonment,
        blocked and backlog where they can occur. Of `calls`, the same row without its time; with
        `around` a row for each number of agents, `wfm.tables.AROUND`.

    Raises
    ------
    OptionError
        An option has a value that it cannot take, does not go with another, or every target is
        switched off.
    InputError
        The forecast cannot be used as it is, such as calls without a handling time.

    Notes
    -----
    With no target but a speed of answer there are still more agents than load: otherwise the
    queue would grow for ever.
    """
    given = {name: value for name, value in locals().items() if name in DEFAULTS}
    if forecast is None:
        if calls is None:
            raise OptionError("calls", "give a forecast, or calls and aht of one interval")
        for name, value in (
            ("pool", pool), ("skills", skills), ("timezone", timezone), ("aht_unit", aht_unit)
        ):  # fmt: skip
            if value:
                raise OptionError(name, f"needs a table: leave it out, or calls {calls}")
        return calculate(*one_interval(calls, aht, interval), given, around)
    if calls is not None:
        raise OptionError("calls", "stand for one interval without a table: give one or the other")
    if around is not None:
        raise OptionError("around", "goes with calls and aht of one interval, not with a table")
    frame = read_forecast(forecast, timezone, aht_unit, aht)
    step = step_seconds(frame, interval)
    configured = channels or {}
    frame, notes = grouped(
        frame, pool, skills, lambda part: requirement_table(part, given, configured, step)
    )
    result = requirement_table(frame, given, configured, step)
    for line in (*notes, *result.notes):
        log.info("%s", line)
    for line in result.warnings:
        log.warning("%s", line)
    return tables.conform(result.frame, tables.REQUIREMENT)
