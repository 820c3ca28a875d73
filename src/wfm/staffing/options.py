"""The options of one queue or channel, read from values as people write them, and checked."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from wfm import units
from wfm.errors import OptionError
from wfm.staffing.demand import opening_hours
from wfm.staffing.demand.shrinkage import Shrinkage, read_shrinkage
from wfm.staffing.formulas.erlang_a import SL_DEFINITIONS
from wfm.staffing.models.catalogue import MODELS
from wfm.staffing.models.model import Model
from wfm.staffing.models.options import endless, model_name, one_of, read_model
from wfm.staffing.sizing.uncertain import MOST_CV
from wfm.staffing.targets import (
    Quantity,
    ServiceTarget,
    listed,
    optional,
    service_target,
    whole_number,
)
from wfm.units import MOST_AGENTS

LAGS = ("none", "mol", "auto")
PEAKS = ("mean", "max")
FORECAST_BAND = "forecast"

DEFAULTS: dict[str, Any] = {
    "model": "erlang_c",
    "service_level": 0.8,
    "threshold": "20s",
    "asa": None,
    "max_occupancy": 0.85,
    "max_abandonment": None,
    "sl_definition": "offered",
    "patience": None,
    "redial": 0,
    "lines": None,
    "concurrency": 1,
    "chat_aht": None,
    "response": None,
    "fill_idle": False,
    "shrinkage": 0.3,
    "shrinkage_rule": "additive",
    "min_agents": 0,
    "max_agents": None,
    "agents": None,
    "fractional": False,
    "lag": "none",
    "interval_peak": "mean",
    "volume_cv": None,
    "band_level": 0.8,
    "open": None,
    "closed": None,
}


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


def read_options(values: Mapping[str, Any]) -> Options:
    """Read and check options; those left out have their default.

    Raises
    ------
    OptionError
        One has a value that it cannot take, does not exist, or does not go with another.
    """
    for name in values:
        if name not in DEFAULTS:
            raise OptionError(name, f"there is no such option: choose among {', '.join(DEFAULTS)}")
    v = with_defaults(values)
    target = service_target(
        v["service_level"], v["threshold"], v["asa"], v["max_occupancy"], v["max_abandonment"]
    )
    given = None if v["agents"] is None else _agents(v["agents"])
    most = np.inf if v["max_agents"] is None else whole_number(v["max_agents"], "max_agents")
    result = Options(
        target=target,
        model=read_model(v, target),
        name=model_name(v),
        definition=one_of(v["sl_definition"], "sl_definition", tuple(SL_DEFINITIONS)),
        shrinkage=read_shrinkage(v["shrinkage"], v["shrinkage_rule"]),
        least=whole_number(v["min_agents"], "min_agents"),
        most=float(most),
        given=given,
        fractional=_flag(v["fractional"], "fractional"),
        lag=one_of(v["lag"], "lag", LAGS),
        peak=one_of(v["interval_peak"], "interval_peak", PEAKS),
        volume_cv=_volume_cv(v["volume_cv"]),
        band_level=_between(v["band_level"], "band_level"),
        response=None if v["response"] is None else units.seconds(v["response"], "response"),
        fill_idle=_flag(v["fill_idle"], "fill_idle"),
        week=None if v["open"] is None else opening_hours.opening_minutes(str(v["open"])),
        open_text=v["open"],
        closed=read_dates(v["closed"]),
    )
    _check_together(result, v)
    return result


def with_defaults(values: Mapping[str, Any]) -> dict[str, Any]:
    """Complete options; the word none switches off one that is not in force by itself."""
    v = {**DEFAULTS, **values}
    return {name: optional(v[name]) if v0 is None else v[name] for name, v0 in DEFAULTS.items()}


def _check_together(options: Options, v: Mapping[str, Any]) -> None:
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
        raise OptionError("max_agents", f"{v['max_agents']} is below min_agents {options.least}")
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


def read_dates(value: str | dt.date | Iterable[object] | None) -> tuple[dt.date, ...]:
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
