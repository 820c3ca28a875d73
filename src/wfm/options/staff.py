"""The options of ``wfm staff``, and of section [staff]."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.channel import OF_A_TABLE, OTHER_WORK, ChannelOptions, Channels
from wfm.options.common import Clock, HandlingTimes
from wfm.options.option import argument, option
from wfm.options.readers import path
from wfm.units import Quantity

_ONE, _WHAT_IF = "One interval, without a table", "What if"


@dataclass(frozen=True, kw_only=True)
class TableOptions(ChannelOptions, Clock, HandlingTimes):
    """The options for a table of intervals.

    Parameters
    ----------
    aht
        Average handling time of all intervals, in place of the table's. [s]
    interval
        Length of an interval, for a table of one row, which cannot show it. [s]
    pool
        Queues to be sized as one: True or ``"all"``, or groups such as ``"sales+help,billing"``.
        What that saves against separate queues is said.
    skills
        Kinds of agents by the queues they serve, such as ``"sales+help,help+tech"``: the fewest
        agents that could possibly do is said, nobody counted twice. The table does not change.
    channels
        Options of each channel that the column ``channel`` names, over the ones given here.
    """

    aht: Quantity | None = option(
        None,
        beside=OF_A_TABLE,
        metavar="TIME",
        panel=_ONE,
        help="Average handling time, such as 270 or 4.5m; for --calls, or in place of the table's.",
    )
    interval: Quantity | None = option(
        None,
        metavar="TIME",
        panel=_ONE,
        help="Length of the interval of --calls, else 30m; of a table of one row, 15m, 30m or 60m.",
    )
    pool: bool | str | None = option(
        None,
        beside=OF_A_TABLE,
        metavar="QUEUES",
        panel=OTHER_WORK,
        help="Size queues as one: all, or groups as sales+help,billing.",
    )
    skills: str | None = option(
        None,
        beside=OF_A_TABLE,
        metavar="KINDS",
        panel=OTHER_WORK,
        help="Kinds of agents by queue, such as sales+help,help: says the fewest that could do.",
    )
    channels: Channels | None = option(
        None, only_key=True, table=True, help="Options of each channel, over those for all."
    )


@dataclass(frozen=True, kw_only=True)
class StaffOptions(TableOptions):
    """The options for a table, or for one interval.

    Parameters
    ----------
    calls
        Calls of one interval, in place of a forecast: the Erlang calculator. It needs `aht`; its
        `interval` is half an hour if None.
    around
        With `calls`: the answer, and what so many agents more and fewer achieve.
    """

    calls: Quantity | None = option(
        None,
        only_flag=True,
        metavar="N",
        panel=_ONE,
        help="Calls of one interval instead of a FORECAST: one row, the Erlang calculator.",
    )
    around: Quantity | None = option(
        None,
        only_flag=True,
        metavar="N",
        panel=_ONE,
        help="With --calls: also show up to so many agents more and fewer.",
    )


@dataclass(frozen=True, kw_only=True)
class CostOptions:
    """What agents cost.

    Parameters
    ----------
    cost_per_hour
        Cost of a paid hour, 0 or more.
    weekly_hours
        Paid hours of a full-time agent in a week, above 0. [h]
    """

    SECTION: ClassVar = "staff"

    cost_per_hour: Quantity = option(
        1, metavar="COST", panel=_WHAT_IF, help="Cost of a paid hour, for --what-if."
    )
    weekly_hours: Quantity = option(
        40,
        metavar="HOURS",
        panel=_WHAT_IF,
        help="Paid hours of a full-time agent in a week, for --what-if.",
    )


@dataclass(frozen=True, kw_only=True)
class InsteadOfRequirement(CostOptions):
    """What `wfm staff` reads, and what it does instead."""

    file: Path | None = argument(
        reader=path, metavar="FORECAST", help="CSV of calls and AHT; - or nothing: standard input."
    )
    what_if: str | None = option(
        None,
        beside=OF_A_TABLE,
        metavar="CHANGES",
        panel=_WHAT_IF,
        help="Compare scenarios instead, such as 'aht=-10%, calls=+5%, fcr=0.70->0.75, "
        "ivr=0.2->0.3'.",
    )
