"""What is otherwise on some days: ``mon=10%``, ``2026-12-07=+15%``, ``all=-5%``."""

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from wfm import changes, units
from wfm.errors import OptionError
from wfm.weekdays import DAY

Floats = NDArray[np.float64]
_ALL = "all"
_MOST = 3.0


def absent_shares(text: str | None, minutes: NDArray[np.int64]) -> Floats:
    """Read the share of agents who are absent in each interval.

    A date goes before its weekday, and that before all days.

    Parameters
    ----------
    text
        Shares by day; None: nobody is.
    minutes
        Beginnings of the intervals by the wall clock [min since 1970].

    Raises
    ------
    OptionError
        If it cannot be read, or names a day that is none of these.
    """
    shares = np.zeros(minutes.size)
    for where, value in _parts(text, minutes, "absent", "write mon=10%"):
        share = units.fraction(value.removeprefix("+"), "absent")
        if share >= 1.0:
            raise OptionError("absent", f"{value} leaves nobody: it must be below 1")
        shares[where] = share
    return shares


def call_factors(text: str | None, minutes: NDArray[np.int64]) -> Floats:
    """Read the factor on the calls of each interval; see `absent_shares`."""
    factors = np.ones(minutes.size)
    for where, value in _parts(text, minutes, "calls", "write tue=+15%"):
        sign = -1.0 if value.startswith("-") else 1.0
        if value[:1] not in {"+", "-"}:
            raise OptionError("calls", f"'{value}' is no change: write +15% or -10%")
        number = value[1:].strip()
        percent = number.endswith("%")
        size = units.number(number.removesuffix("%"), "calls") / (100.0 if percent else 1.0)
        if not percent and size > 1.0:
            raise OptionError("calls", f"'{value}' is no share: write {value}%")
        factor = 1.0 + sign * size
        if not 0.0 <= factor <= _MOST:
            raise OptionError("calls", f"'{value}' is not from -100% to +200%")
        factors[where] = factor
    return factors


def _parts(
    text: str | None, minutes: NDArray[np.int64], option: str, example: str
) -> Iterator[tuple[NDArray[np.bool_], str]]:
    if text is None:
        return
    days = minutes // DAY
    (parts,) = changes.split(text.replace(";", ","), example, option)
    for part in sorted(parts, key=lambda part: _breadth(part.name)):
        where = _of(part.name, days, option)
        if not where.any():
            raise OptionError(option, f"'{part.name}' is no day of the forecast")
        yield where, part.value.strip()


def _breadth(name: str) -> int:
    """Tell all days, which come first, from a weekday, and that from a date."""
    return 0 if name.lower() == _ALL else 1 if units.weekday(name) is not None else 2


def _of(name: str, days: NDArray[np.int64], option: str) -> NDArray[np.bool_]:
    if name.lower() == _ALL:
        return np.ones(days.size, dtype=bool)
    weekday = units.weekday(name)
    if weekday is not None:
        return np.asarray((days + 3) % 7 == weekday - 1)  # day 0 was a Thursday
    try:
        day = dt.date.fromisoformat(name)
    except ValueError:
        raise OptionError(
            option, f"'{name}' is no day: write mon, tue, ..., a date such as 2026-12-07, or all"
        ) from None
    return np.asarray(days == (day - dt.date(1970, 1, 1)).days)


def said(option: str, text: str | None) -> Sequence[str]:
    """Say what is otherwise, for a line."""
    return [] if text is None else [f"{option} {text.strip()}"]
