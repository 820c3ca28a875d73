"""Days on which a site is closed: dates, and the public holidays of countries in their place."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from wfm.config import unknown_key
from wfm.errors import OptionError
from wfm.options.channel import Channels, Days
from wfm.options.staff import TableOptions
from wfm.staffing.channels import said_of
from wfm.staffing.options import DEFAULTS, read_dates
from wfm.staffing.targets import listed, optional

log = logging.getLogger("wfm.staffing")


def with_dates(options: TableOptions, starts: "pd.Series[pd.Timestamp]") -> TableOptions:
    """Put the dates of public holidays in place of the codes of countries, in every channel.

    Parameters
    ----------
    options
        The options for a table.
    starts
        Beginnings of its intervals; holidays are those from the first to the last.

    Raises
    ------
    OptionError
        If a country or its subdivision is not known, or the channels are no tables of options.
    """
    closed = closed_days(options.closed, starts)
    if options.channels is None:
        return replace(options, closed=closed)
    channels: dict[str, Mapping[str, Any]] = {}
    for name, own in _checked(options.channels).items():
        with said_of(name, own):
            days = {"closed": closed_days(own["closed"], starts)} if "closed" in own else {}
        channels[name] = {**own, **days}
    return replace(options, closed=closed, channels=channels)


def closed_days(closed: Days, starts: "pd.Series[pd.Timestamp]") -> Days:
    """Put the dates of public holidays in place of the codes of countries; None stays None."""
    if closed is None or (isinstance(closed, str) and optional(closed) is None):
        return None
    first, last = starts.iloc[0].date(), starts.iloc[-1].date()
    days: list[date] = []
    for item in listed(closed):
        place = str(item).strip()
        days += _holidays(place, first, last) if place[:2].isalpha() else read_dates([item])
    return days


def _checked(channels: Channels) -> Channels:
    """Refuse what are no tables of options."""
    if not isinstance(channels, Mapping):
        raise OptionError("channels", "write a table [staff.channels.NAME] for each")
    for name, own in channels.items():
        if not isinstance(own, Mapping):
            raise OptionError(f"channels.{name}", "write a table of its options")
        for key in own:
            if key not in DEFAULTS:
                raise OptionError(f"channels.{name}.{key}", unknown_key(key, DEFAULTS))
    return channels


def _holidays(place: str, first: date, last: date) -> list[date]:
    from wfm.calendar import holidays_between, holidays_of_parts

    try:
        found = holidays_between(place, first, last)
        more = {} if "-" in place else holidays_of_parts(place, first, last)
    except OptionError as error:
        raise OptionError("closed", error.message) from None
    if more:
        part, day = next(iter(more.items()))
        log.info(
            "closed %s: holidays of the whole country only; %d of its states or regions have more, "
            "as %s on %s: name yours, as %s",
            place,
            len(more),
            part,
            day,
            part,
        )
    return found
