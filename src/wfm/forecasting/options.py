"""The options of a forecast, checked."""

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from wfm import tables, units
from wfm.errors import OptionError
from wfm.forecasting.accuracy.choice import AUTO
from wfm.forecasting.history import calendar
from wfm.forecasting.history.layout import CHANGES, Surroundings, surroundings
from wfm.forecasting.models.catalogue import MODELS
from wfm.options.forecast import ExplainOptions, PastOptions

LONGEST_DAYS = 3 * 366  # of a horizon, and from the history to its start


@dataclass(frozen=True)
class Plan:
    """What to forecast: the checked options of `forecast`."""

    days: int
    start: int | None
    model: str
    weeks: int
    level: float
    aht: float | None
    aht_unit: str | None


def plan_of(
    options: ExplainOptions,
    level: float | str = 0.8,
    aht: float | str | None = None,
    aht_unit: str | None = None,
) -> Plan:
    """Check the options of a forecast; an explanation has neither a band nor handling times."""
    return Plan(
        days=_horizon_days(options.horizon),
        start=None if options.start is None else calendar.day_number(options.start, "start"),
        model=checked_model(options.model, "model"),
        weeks=options.weeks,
        level=checked_level(level),
        aht=None if aht is None else units.handling_time(aht, "aht"),
        aht_unit=tables.read_unit(aht_unit),
    )


def site_of(options: PastOptions) -> Surroundings:
    """Check what the options say of the site, and read its events."""
    events = options.events
    if isinstance(events, str | Path):
        events = _events_of(Path(events))
    site = surroundings(
        options.timezone, options.country, options.subdivision, events, options.outages
    )
    return replace(site, changes=_changes(options.changes), since=_since(options))


def _changes(value: str) -> str:
    if value not in CHANGES:
        raise OptionError("changes", f"'{value}' is neither {' nor '.join(CHANGES)}")
    return value


def _since(options: PastOptions) -> int | None:
    if options.since is None:
        return None
    if options.changes == "keep":
        raise OptionError("since", "has nothing to do beside changes keep: leave one of them out")
    return calendar.day_number(options.since, "since")


def _events_of(path: Path) -> pd.DataFrame:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OptionError("events", f"{path}: {str(error.strerror).lower()}") from None
    return tables.read(data, tables.EVENTS, str(path))


def _horizon_days(horizon: str | int) -> int:
    days = units.days(horizon, "horizon")
    if days > LONGEST_DAYS:
        raise OptionError("horizon", f"{horizon} is more than {LONGEST_DAYS} days (3 years)")
    return days


def checked_begin(start: int | None, first: int) -> int:
    """Return the first day to forecast, not before the day after the history, nor far from it."""
    begin = first if start is None else start
    if begin < first:
        raise OptionError(
            "start",
            f"{calendar.iso(begin)} is not after the history: {calendar.iso(first)} or later",
        )
    if begin > first + LONGEST_DAYS:
        raise OptionError(
            "start",
            f"{calendar.iso(begin)} is too far after the history: "
            f"{calendar.iso(first + LONGEST_DAYS)} or sooner",
        )
    return begin


def checked_model(model: str, option: str) -> str:
    """Return the name of a model that exists."""
    if model != AUTO and model not in MODELS:
        raise OptionError(option, f"'{model}' is not a model: {AUTO}, {', '.join(MODELS)}")
    return model


def checked_level(value: float | str) -> float:
    """Return a fraction that is neither 0 nor 1."""
    share = units.fraction(value, "level")
    if not 0 < share < 1:
        raise OptionError("level", f"{value} is not between 0 and 1")
    return share
