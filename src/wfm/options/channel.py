"""The options of `wfm staff` that each channel may have for itself."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from wfm.options.option import option
from wfm.options.readers import switch
from wfm.units import Quantity

# Options of each channel, over those that are given for all.
Channels = Mapping[str, Mapping[str, Any]]
Days = str | dt.date | Iterable[str | dt.date] | None

_CALLERS, _AIMS, _LOAD = "How callers behave", "Targets", "The load"
_STAFF, _HOURS = "Agents and shrinkage", "Opening hours"
OTHER_WORK = "Other work and several queues"
# Options of a table: what a configuration says of them says nothing about `calls`.
OF_A_TABLE = "calls"


@dataclass(frozen=True, kw_only=True)
class ChannelOptions:
    """The options that each channel may have for itself.

    Parameters
    ----------
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
    model
        ``erlang_c``: endless patience. ``erlang_a``: callers hang up. ``erlang_x``: and some of
        them call again. ``workload``: work that can wait, load / occupancy.
    patience
        Mean time that callers wait before they hang up, above 0; ``erlang_a``, ``erlang_x``. [s]
    redial
        Chance that a caller who hung up or was blocked calls again, 0 to below 1; ``erlang_x``.
        The calls of the table are then first calls.
    lines
        Lines for calls in progress and waiting, 1 or more; a call more is blocked. None: enough.
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
    open
        Opening hours by the wall clock, such as ``"Mon-Fri 08:00-20:00, Sat 09:00-13:00"``. An
        interval that starts outside them is closed and gets no agents; None is round the clock.
    closed
        Days on which it is closed: dates, and codes of countries whose public holidays are meant,
        such as ``"2026-12-24,GB"`` or ``"DE-BY"``.
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
    """

    SECTION: ClassVar = "staff"

    service_level: Quantity | None = option(
        0.8,
        metavar="SHARE",
        panel=_AIMS,
        help="Share answered within the threshold, such as 0.8 or 80%; none: no such target.",
    )
    threshold: Quantity = option(
        "20s", metavar="TIME", panel=_AIMS, help="Longest good wait, such as 20s."
    )
    asa: Quantity | None = option(
        None,
        metavar="TIME",
        panel=_AIMS,
        help="Largest average speed of answer, above 0, such as 15s; left out: no such target.",
    )
    max_occupancy: Quantity | None = option(
        0.85, metavar="SHARE", panel=_AIMS, help="Largest share of time on calls; 1: no cap."
    )
    max_abandonment: Quantity | None = option(
        None,
        metavar="SHARE",
        panel=_AIMS,
        help="Largest share of calls hung up; for erlang_a and erlang_x.",
    )
    sl_definition: str = option(
        "offered",
        metavar="WHICH",
        panel=_AIMS,
        help="Service level of calls offered, answered, virtual or excl_short.",
    )
    model: str = option(
        "erlang_c",
        metavar="NAME",
        panel=_CALLERS,
        help="erlang_c: endless patience; erlang_a: callers hang up; erlang_x: and some call "
        "again; workload: work that can wait.",
    )
    patience: Quantity | None = option(
        None,
        metavar="TIME",
        panel=_CALLERS,
        help="Mean time that callers wait before they hang up, such as 2m.",
    )
    redial: Quantity = option(
        0,
        metavar="SHARE",
        panel=_CALLERS,
        help="Chance that a caller who hung up or was blocked calls again, 0 to below 1.",
    )
    lines: Quantity | None = option(
        None,
        metavar="N",
        panel=_CALLERS,
        help="Lines for calls in progress and waiting; left out: enough.",
    )
    lag: str = option(
        "none",
        metavar="WHICH",
        panel=_LOAD,
        help="none: size for the load that arrives; mol: for the load in the system, which "
        "lags behind; auto: mol where calls are long.",
    )
    interval_peak: str = option(
        "mean",
        metavar="WHICH",
        panel=_LOAD,
        help="With a lag, size for the mean or the max of the load in an interval.",
    )
    volume_cv: Quantity | None = option(
        None,
        metavar="CV",
        panel=_LOAD,
        help="Variation of the volume around the forecast, such as 0.1; or forecast: its band.",
    )
    band_level: Quantity = option(
        0.8,
        metavar="SHARE",
        panel=_LOAD,
        help="Share of outcomes in the forecast's band, for --volume-cv forecast.",
    )
    shrinkage: Quantity | Mapping[str, Any] = option(
        0.3,
        table=True,
        metavar="SHARE",
        panel=_STAFF,
        help="Share of paid time away, such as 0.3 or absence=0.10,training=0.05; breaks "
        "that the roster places are not in it.",
    )
    shrinkage_rule: str = option(
        "additive",
        metavar="RULE",
        panel=_STAFF,
        help="additive: parts are shares of paid time; multiplicative: of what is left.",
    )
    min_agents: Quantity = option(
        0, metavar="N", panel=_STAFF, help="Fewest agents on the phones while open, 0 or more."
    )
    max_agents: Quantity | None = option(
        None, metavar="N", panel=_STAFF, help="Most agents on the phones, such as seats."
    )
    agents: Quantity | None = option(
        None,
        metavar="N",
        panel=_STAFF,
        help="Judge this many agents instead of sizing; a column agents gives them by interval.",
    )
    fractional: bool = option(
        False, reader=switch, panel=_STAFF, help="Answer in fractions of agents."
    )
    open: str | None = option(
        None,
        beside=OF_A_TABLE,
        metavar="HOURS",
        panel=_HOURS,
        help="Such as 'Mon-Fri 08:00-20:00, Sat 09:00-13:00'; left out: always.",
    )
    closed: Days = option(
        None,
        beside=OF_A_TABLE,
        metavar="DAYS",
        panel=_HOURS,
        help="Days when the site is closed: dates, or a country's public holidays, as "
        "2026-12-24,GB or DE-BY.",
    )
    concurrency: Quantity = option(
        1, metavar="N", panel=OTHER_WORK, help="Chats that an agent may hold at a time."
    )
    chat_aht: str | Iterable[Quantity] | None = option(
        None,
        metavar="TIMES",
        panel=OTHER_WORK,
        help="Handling times with 1, 2, ... chats at a time: 300,420,600 or x1,x1.4,x2.",
    )
    response: Quantity | None = option(
        None,
        metavar="TIME",
        panel=OTHER_WORK,
        help="Time within which work that can wait is done, such as 4h of opening hours.",
    )
    fill_idle: bool = option(
        False,
        reader=switch,
        panel=OTHER_WORK,
        help="Give work that can wait to idle agents of the other queues first.",
    )
