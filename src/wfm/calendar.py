"""Public holidays and weekends of countries: the only module that knows them."""

from collections.abc import Iterable, Iterator
from datetime import date

import holidays as public_holidays

from wfm.errors import OptionError


def holidays_of(
    country: str, subdivision: str | None, years: Iterable[int]
) -> public_holidays.HolidayBase:
    """Return the public holidays of a country, its weekend and the weekend days that are worked.

    Parameters
    ----------
    country
        Two-letter code as in the package ``holidays``.
    subdivision
        State or region within the country.
    years
        For which years.

    Raises
    ------
    OptionError
        If the country or its subdivision is not known.
    """
    try:
        return public_holidays.country_holidays(country.upper(), subdiv=subdivision, years=years)
    except (NotImplementedError, TypeError):
        # The package looks a name up among all it has: MON and JAN are numbers there.
        if subdivision is None:
            raise OptionError(
                "country", f"no holidays known for '{country}': write a code such as GB or DE"
            ) from None
        raise OptionError(
            "subdivision", f"'{subdivision}' is not known in {country.upper()}"
        ) from None


def holidays_between(place: str, first: date, last: date) -> list[date]:
    """List the public holidays of a country, as ``"GB"``, or of a part of it, as ``"DE-BY"``.

    Raises
    ------
    OptionError
        If the country or its subdivision is not known.
    """
    country, _, subdivision = place.partition("-")
    known = holidays_of(country, subdivision or None, range(first.year, last.year + 1))
    return sorted(day for day in known if first <= day <= last)


def holidays_of_parts(country: str, first: date, last: date) -> dict[str, date]:
    """Return the states or regions with more holidays than the whole country, and their first.

    Parameters
    ----------
    country
        Two-letter code.
    first, last
        Between which days.

    Raises
    ------
    OptionError
        If the country is not known.
    """
    years = range(first.year, last.year + 1)
    whole = holidays_of(country, None, years)
    more = {}
    for part in whole.subdivisions:
        days = [day for day, _ in _own_holidays(country, part, whole) if first <= day <= last]
        if days:
            more[f"{country.upper()}-{part}"] = min(days)
    return more


def holidays_of_most_parts(country: str, first: date, last: date) -> dict[date, str]:
    """Return working days that are holidays in half of a country's parts, but not in all of it.

    Parameters
    ----------
    country
        Two-letter code.
    first, last
        Between which days.

    Raises
    ------
    OptionError
        If the country is not known.
    """
    years = range(first.year, last.year + 1)
    whole = holidays_of(country, None, years)
    names: dict[date, list[str]] = {}
    for part in whole.subdivisions:
        for day, name in _own_holidays(country, part, whole):
            if first <= day <= last and day.weekday() not in whole.weekend:
                names.setdefault(day, []).append(name)
    least = len(whole.subdivisions) / 2
    return {day: found[0] for day, found in sorted(names.items()) if len(found) >= least}


def _own_holidays(
    country: str, part: str, whole: public_holidays.HolidayBase
) -> Iterator[tuple[date, str]]:
    """Yield the holidays that a part of a country has and the whole has not."""
    for day, name in holidays_of(country, part, whole.years).items():
        if day not in whole:
            yield day, str(name)


def weekend(country: str) -> tuple[int, ...]:
    """Return the weekdays of a country's weekend, in order; 0 = Monday.

    Raises
    ------
    OptionError
        If the country is not known.
    """
    return tuple(sorted(holidays_of(country, None, ()).weekend))
