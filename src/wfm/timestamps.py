"""Instants: text with an offset, columns that know their wall clock, clocks without a zone."""

import datetime as dt
import logging
import re
import zoneinfo
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError, OptionError

log = logging.getLogger(__name__)

Where = Callable[[int], str]
# What follows the date: a time, to the minute at least, and its offset where there is one.
_DATE_LENGTH = 10
_TIME = re.compile(r"[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?")
_FAMILIAR = {
    *("Europe/London", "Europe/Berlin", "Europe/Helsinki", "Australia/Sydney"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
}


def parse(text: pd.Series, where: Where) -> pd.Series:
    """Read ISO 8601 times.

    Parameters
    ----------
    text
        The times, all with an offset or all without one.
    where
        Names the place of a position in `text`, for messages.

    Returns
    -------
    pandas.Series
        Zone-aware instants where the text has offsets, else naive local times.

    Raises
    ------
    InputError
        If a time is missing or cannot be read, if only some have an offset, or if the
        offsets change in a way that no time zone does.
    """
    # Several queues have the same times, and few times of day make up many: each is read once.
    row, texts = _each_once(text)
    times, read, codes, matches = _read(tuple(texts))
    unread = np.array([match is None for match in matches] or [True])
    wrong = (read.isna().to_numpy() | unread[codes])[row]
    if wrong.any():
        position = int(np.flatnonzero(wrong)[0])
        value = times.iloc[row[position]]
        raise InputError(
            f"{where(position)}, column interval_start: "
            f"'{'' if pd.isna(value) else value}' is not a time: write 2026-03-29T08:30"
        )
    labels = [match[1] for match in matches if match]
    has_offset = np.array([label is not None for label in labels], dtype=bool)[codes]
    if not has_offset.any():
        return _at(row, read.dt.tz_localize(None), text.index)
    if not has_offset.all():
        position = int(np.flatnonzero((has_offset != has_offset[row[0]])[row])[0])
        raise InputError(
            f"{where(position)}, column interval_start: '{times.iloc[row[position]]}': "
            "some times carry an offset and some do not: write all of them alike"
        )
    instants = _at(row, read, text.index)
    offsets = np.array([_minutes_of(label) for label in labels])[codes][row]
    found: pd.Series = instants.dt.tz_convert(zone_of(instants, offsets, where))
    return found


def _each_once(text: pd.Series) -> tuple[npt.NDArray[np.integer[Any]], list[str]]:
    """Return the texts that there are, and which of them each row has."""
    if isinstance(text.dtype, pd.CategoricalDtype) and not text.hasnans:
        used = text.cat
        if not np.bincount(used.codes, minlength=len(used.categories)).all():
            used = used.remove_unused_categories().cat
        return used.codes.to_numpy(), used.categories.tolist()
    rows, texts = pd.factorize(text.astype("str"), use_na_sentinel=False)
    return rows, texts.tolist()


# Where a file is read in pieces, each has the times of the one before.
@lru_cache(maxsize=1)
def _read(
    texts: tuple[str, ...],
) -> tuple[pd.Series, pd.Series, npt.NDArray[np.integer[Any]], list[re.Match[str] | None]]:
    """Read texts.

    Returns
    -------
    times : pandas.Series
        The texts, stripped.
    read : pandas.Series
        Their instants; missing where a text is no time.
    codes, matches
        Which tail each of them has, and what was found in the tails.
    """
    times = pd.Series(texts, dtype="str").str.strip()
    codes, tails = pd.factorize(times.str[_DATE_LENGTH:])
    read = pd.to_datetime(times, format="ISO8601", utc=True, errors="coerce").dt.as_unit("us")
    return times, read, codes, [_TIME.fullmatch(tail) for tail in tails]


def _at(rows: npt.NDArray[np.integer[Any]], values: pd.Series, index: pd.Index) -> pd.Series:
    """Return the values of rows; of many there is no copy besides."""
    return pd.Series(values.array.take(rows), index=index, copy=False)


def _minutes_of(label: str) -> int:
    """Read an offset from UTC [min]: ``Z``, ``+01:00``, ``+0100`` or ``+01``."""
    if label == "Z":
        return 0
    digits = label[1:].replace(":", "").ljust(4, "0")
    size = int(digits[:2]) * 60 + int(digits[2:])
    return -size if label[0] == "-" else size


def zone_of(instants: pd.Series, offsets: np.ndarray, where: Where) -> dt.tzinfo:
    """Find a time zone whose clock shows all the offsets."""
    if (offsets == offsets[0]).all():
        if offsets[0] == 0:
            return zoneinfo.ZoneInfo("UTC")
        return dt.timezone(dt.timedelta(minutes=int(offsets[0])))
    # It is enough to look where the offset changes: the last row before and the first after.
    change = np.flatnonzero(np.diff(offsets) != 0)
    rows = np.unique(np.concatenate([[0, len(offsets) - 1], change, change + 1]))
    moments = [moment.to_pydatetime() for moment in instants.iloc[rows]]
    wanted = [dt.timedelta(minutes=int(minutes)) for minutes in offsets[rows]]
    for name in sorted(zoneinfo.available_timezones(), key=_preference):
        zone = zoneinfo.ZoneInfo(name)
        shown = (moment.astimezone(zone).utcoffset() for moment in moments)
        # strict=False: `shown` is lazy, so that most zones cost a single look.
        if all(a == b for a, b in zip(shown, wanted, strict=False)):
            found = instants.dt.tz_convert(zone)
            if (utc_offset_minutes(found) == offsets).all():
                return zone
    raise InputError(
        f"{where(int(change[0]) + 1)}, column interval_start: no time zone has these changes "
        "of offset: use one zone's clock in the whole table"
    )


def _preference(name: str) -> tuple[bool, str]:
    """Order familiar zones first: many small ones share their clock."""
    return (name not in _FAMILIAR, name)


def zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    """Find a time zone by its name in the IANA database.

    Raises
    ------
    OptionError
        If there is no such zone.
    """
    if name is None:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise OptionError(
            "timezone", f"'{name}' is not a time zone: write one such as Europe/London"
        ) from None


def localise(
    starts: pd.Series, calls: pd.Series, timezone: str | None
) -> tuple[pd.DatetimeIndex, npt.NDArray[np.bool_]]:
    """Give every row its instant and its zone.

    Parameters
    ----------
    starts
        Interval starts: zone-aware, or wall clock without a zone in order of time.
    calls
        Calls of the rows, NaN where missing.
    timezone
        IANA name of the zone of the wall clock; aware times are converted to it.

    Returns
    -------
    index : pd.DatetimeIndex
        Zone-aware starts of the rows that exist.
    kept : NDArray[np.bool_]
        Which rows those are: times that the spring change skips do not exist.

    Raises
    ------
    InputError
        If there are calls at a time that the clock skipped.
    """
    target = zone(timezone)
    index = pd.DatetimeIndex(starts)
    if index.tz is not None:
        return (index if target is None else index.tz_convert(target)), np.ones(len(index), bool)
    if target is None:
        log.info("times without an offset: taken as UTC (--timezone names another zone)")
        target = zoneinfo.ZoneInfo("UTC")
    # A wall clock shows one hour twice in autumn: first in summer time, then in winter time.
    first = ~index.duplicated()
    aware = index.tz_localize(target, ambiguous=first, nonexistent="NaT")
    kept = ~np.asarray(aware.isna())
    skipped = calls[~kept]
    if (skipped > 0).any():
        when = index[~kept][np.flatnonzero(skipped.to_numpy() > 0)[0]]
        raise InputError(
            f"interval_start {when:%Y-%m-%dT%H:%M}: calls at a time that the spring clock change "
            f"skips in {target.key}; name the right --timezone or write times with an offset"
        )
    if len(skipped):
        log.info("%d rows at times that the spring clock change skips: dropped", len(skipped))
    return aware[kept], kept


def wall_clock(instants: pd.Series) -> np.ndarray:
    """Local times that the clock on the wall shows, as naive ``datetime64[us]``."""
    local: np.ndarray = instants.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    return local


def utc_offset_minutes(instants: pd.Series) -> np.ndarray:
    """Offsets of the wall clock from UTC [min]."""
    utc = instants.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    difference: np.ndarray = (wall_clock(instants) - utc) // np.timedelta64(1, "m")
    return difference


def to_text(instants: pd.Series) -> np.ndarray:
    """Write instants as ISO 8601 with offset, to the minute."""
    # Several queues have the same times.
    rows, each = pd.factorize(instants)
    return _to_text(pd.Series(each))[rows]


def _to_text(instants: pd.Series) -> np.ndarray:
    local = np.datetime_as_string(wall_clock(instants), unit="m")
    codes, minutes = pd.factorize(utc_offset_minutes(instants))
    labels = np.array(
        [f"{'-' if m < 0 else '+'}{abs(m) // 60:02d}:{abs(m) % 60:02d}" for m in minutes]
    )
    return np.char.add(local, labels[codes]) if len(local) else local
