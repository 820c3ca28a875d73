"""The options of one queue or channel, read from values as people write them, and checked."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from wfm import units
from wfm.config import unknown_key
from wfm.errors import OptionError
from wfm.options.channel import ChannelOptions, Days
from wfm.options.option import options_of
from wfm.staffing.demand import opening_hours
from wfm.staffing.demand.shrinkage import Shrinkage, read_shrinkage
from wfm.staffing.formulas.erlang_a import SL_DEFINITIONS
from wfm.staffing.models.catalogue import MODELS
from wfm.staffing.models.model import Model
from wfm.staffing.models.options import endless, model_name, one_of, read_model
from wfm.staffing.sizing.uncertain import MOST_CV
from wfm.staffing.targets import (
    ServiceTarget,
    listed,
    optional,
    service_target,
    whole_number,
)
from wfm.units import MOST_AGENTS, Quantity

LAGS = ("none", "mol", "auto")
PEAKS = ("mean", "max")
FORECAST_BAND = "forecast"

# The options that each channel may have for itself, and what they are where nobody says anything.
DEFAULTS: Mapping[str, Any] = {option.name: option.default for option in options_of(ChannelOptions)}


@dataclass(frozen=True)
class Options:
    """What `staff` does with one channel.

    Parameters
    ----------
    target
        The targets in force.
    model
        The queueing model.
    name
        Its name.
    definition
        Which service level is meant.
    shrinkage
        Share of paid time lost.
    least, most
        Fewest and most agents on the phones.
    given
        Agents to be judged instead of sized.
    fractional
        Whether agents may be fractions.
    lag, peak
        Which load to size for.
    volume_cv
        Coefficient of variation of the volume, or the word "forecast".
    band_level
        Level of the forecast's band.
    response
        Time within which work that can wait is done; None: it cannot. [s]
    fill_idle
        Whether that work is first given to idle agents of the other queues.
    week
        Opening minutes of the week; None: round the clock.
    closed
        Dates on which it is closed.
    """

    target: ServiceTarget
    model: Model
    name: str
    definition: str
    shrinkage: Shrinkage
    least: int
    most: float
    given: float | None
    fractional: bool
    lag: str
    peak: str
    volume_cv: float | str | None
    band_level: float
    response: float | None
    fill_idle: bool
    week: opening_hours.Minutes | None
    open_text: str | None
    closed: tuple[dt.date, ...]


def read_options(options: ChannelOptions) -> Options:
    """Read and check options as they are written.

    Raises
    ------
    OptionError
        One has a value that it cannot take, or does not go with another.
    """
    asked = without_none(options)
    target = service_target(
        asked.service_level,
        asked.threshold,
        asked.asa,
        asked.max_occupancy,
        asked.max_abandonment,
    )
    most = np.inf if asked.max_agents is None else whole_number(asked.max_agents, "max_agents")
    result = Options(
        target=target,
        model=read_model(asked, target),
        name=model_name(asked),
        definition=one_of(asked.sl_definition, "sl_definition", tuple(SL_DEFINITIONS)),
        shrinkage=read_shrinkage(asked.shrinkage, asked.shrinkage_rule),
        least=whole_number(asked.min_agents, "min_agents"),
        most=float(most),
        given=None if asked.agents is None else _agents(asked.agents),
        fractional=_flag(asked.fractional, "fractional"),
        lag=one_of(asked.lag, "lag", LAGS),
        peak=one_of(asked.interval_peak, "interval_peak", PEAKS),
        volume_cv=_volume_cv(asked.volume_cv),
        band_level=_between(asked.band_level, "band_level"),
        response=None if asked.response is None else units.seconds(asked.response, "response"),
        fill_idle=_flag(asked.fill_idle, "fill_idle"),
        week=None if asked.open is None else opening_hours.opening_minutes(str(asked.open)),
        open_text=asked.open,
        closed=read_dates(asked.closed),
    )
    _check_together(result, asked)
    return result


def with_own(options: ChannelOptions, own: Mapping[str, Any]) -> ChannelOptions:
    """Put options of one channel over those for all.

    Raises
    ------
    OptionError
        There is no such option.
    """
    for name in own:
        if name not in DEFAULTS:
            raise OptionError(name, unknown_key(name, DEFAULTS))
    return replace(options, **own)


def without_none(options: ChannelOptions) -> ChannelOptions:
    """Take the word none for None where an option is not in force by itself."""
    words: dict[str, Any] = {
        name: optional(getattr(options, name))
        for name, default in DEFAULTS.items()
        if default is None
    }
    return replace(options, **words)


def _check_together(options: Options, asked: ChannelOptions) -> None:
    """Refuse options that do not go together."""
    target, model = options.target, options.model
    if options.response is not None:
        _check_work(options)
    if target.max_abandonment is not None and not model.hangs_up:
        raise OptionError("max_abandonment", endless())
    if options.definition != "offered" and not model.hangs_up:
        raise OptionError(
            "sl_definition", f"makes no difference while nobody hangs up: {endless()}"
        )
    aims = (target.service_level, target.asa, target.max_abandonment)
    work = not model.waits or options.response is not None
    if aims == (None, None, None) and target.max_occupancy == 1.0 and not work:
        raise OptionError(
            "service_level", "no target is left: give service_level, asa or max_occupancy"
        )
    if options.fractional and model.whole_agents:
        raise OptionError("fractional", "chats and limited lines need whole agents")
    if options.peak == "max" and options.lag == "none":
        raise OptionError("interval_peak", 'max is that of the load in the system: set lag "mol"')
    if options.volume_cv is not None and target.asa is not None and not model.hangs_up:
        raise OptionError(
            "asa", "with an uncertain volume some days overload any staff and calls wait for ever: "
            'use model "erlang_a"'
        )  # fmt: skip
    if options.most < options.least:
        raise OptionError("max_agents", f"{asked.max_agents} is below min_agents {options.least}")
    if options.fill_idle and options.response is None:
        raise OptionError("fill_idle", "only work that can wait fills idle time: give response")


def _check_work(options: Options) -> None:
    """Refuse options of calls and chats beside the response time of work that can wait."""
    model = options.model
    if options.given is not None:
        raise OptionError("agents", "work that can wait is planned, not judged: leave agents out")
    if not MODELS[options.name].can_wait:
        raise OptionError(
            "model", f"work that can wait (response) cannot be sized with {options.name}"
        )
    if model.at_a_time > 1:
        raise OptionError("concurrency", "chats cannot wait: leave out concurrency or response")
    if model.most_lines < np.inf:
        raise OptionError("lines", "limited lines are for calls, not for chats or work")


def _flag(value: object, option: str) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    text = str(value).strip().lower()
    if text not in words:
        raise OptionError(option, f"'{value}' is not true or false")
    return words[text]


def _volume_cv(value: Quantity | None) -> float | str | None:
    if value is None or value == FORECAST_BAND:
        return value
    cv = units.fraction(value, "volume_cv")
    return cv if 0.0 < cv <= MOST_CV else None


def _agents(value: Quantity) -> float:
    agents = units.number(value, "agents")
    if agents < 0.0:
        raise OptionError("agents", f"{value} is negative")
    if agents > MOST_AGENTS:
        raise OptionError("agents", f"{value} is too many: at most {MOST_AGENTS:g}")
    return agents


def _between(value: Quantity, option: str) -> float:
    share = units.fraction(value, option)
    if not 0.0 < share < 1.0:
        raise OptionError(option, f"{value} is not between 0 and 1")
    return share


def read_dates(value: Days | Iterable[object]) -> tuple[dt.date, ...]:
    """Read dates such as ``"2026-12-25,2027-01-01"``, or a list of them, or a single one.

    Raises
    ------
    OptionError
        One is no date.
    """
    if value is None:
        return ()
    dates = []
    for item in listed(value):
        if isinstance(item, dt.date):
            dates.append(item.date() if isinstance(item, dt.datetime) else item)
            continue
        try:
            dates.append(dt.date.fromisoformat(str(item).strip()))
        except ValueError:
            raise OptionError("closed", f"'{item}' is not a date: write 2026-12-25") from None
    return tuple(dates)
