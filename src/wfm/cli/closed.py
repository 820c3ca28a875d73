"""Days on which a site is closed: dates, and the public holidays of countries in their place."""

import logging
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

log = logging.getLogger(__name__)


def closed_days(closed: str | None, starts: "pd.Series[pd.Timestamp]") -> list[object] | None:
    """Put the dates of a country's public holidays in place of its code.

    Parameters
    ----------
    closed
        Dates and codes such as ``GB`` or ``DE-BY``, with commas between them.
    starts
        Beginnings of the intervals; holidays are those from the first to the last.

    Raises
    ------
    OptionError
        If a country or its subdivision is not known.
    """
    if closed is None:
        return None
    first, last = starts.iloc[0].date(), starts.iloc[-1].date()
    days: list[object] = []
    for item in (item.strip() for item in closed.split(",")):
        days += _holidays(item, first, last) if item[:2].isalpha() else [item]
    return days


def _holidays(place: str, first: date, last: date) -> list[date]:
    from wfm.calendar import holidays_between, holidays_of_parts
    from wfm.errors import OptionError

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
