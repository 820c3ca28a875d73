"""Rosters as planners hold them: lines or people down, the weekdays across, a duty in each cell."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wfm.errors import InputError
from wfm.tables.grid_rows import part_rows
from wfm.tables.grid_words import LINES, PARTS_OF_NAMES, PEOPLE, TEAMS
from wfm.weekday_names import week_of, weekdays

log = logging.getLogger(__name__)

ONE_AGENT = "one_agent"
"""Attribute of a table: each of its teams is one agent, whose weeks are its lines."""
LEGEND = "legend"
"""Attribute of a table: what the codes of its shifts stand for, where the roster says it."""
_OFF = "OFF"
# What stands for a day off whatever the shifts are called.
_FREE = ("", "-", "–", "—", "·")
_WORKDAYS = (5, 6)
# A date beside the name of a weekday, and what a line or week of a rotation is called.
_DATE = re.compile(r"[\s,(]*\d{1,4}[-./]?\s?\d{0,2}[-./]?\d{0,4}\.?\)?$|^[\d./-]+[\s,]+")
_NUMBERED = re.compile(r"(\D*)\d+\.?")


@dataclass(frozen=True)
class Days:
    """The columns of a grid that hold days.

    Parameters
    ----------
    places
        Their positions, in order.
    weekdays
        Day of each, 1 for Monday.
    weeks
        How many weeks stand side by side.
    """

    places: tuple[int, ...]
    weekdays: tuple[int, ...]
    weeks: int


def find_days(names: Sequence[str]) -> Days | None:
    """Find the columns of days in a header; None where they are no week.

    Parameters
    ----------
    names
        Names of all columns; beside a weekday may stand its date.
    """
    plain = [str(name).strip() for name in names]
    dated = [_DATE.sub("", name) or name for name in plain]
    return _weeks(plain) or _weeks(dated) or _workdays(plain) or _workdays(dated)


def _weeks(words: Sequence[str]) -> Days | None:
    """Find whole weeks, one after another or apart."""
    places: list[int] = []
    found: list[int] = []
    first = 0
    while first + 7 <= len(words):
        week = week_of(words[first : first + 7])
        if week is None:
            first += 1
            continue
        places += range(first, first + 7)
        found += week
        first += 7
    others = weekdays([word for i, word in enumerate(words) if i not in places])
    if not places or any(len(word) > 1 for word in others):  # a day of no week
        return None
    return Days(tuple(places), tuple(found), len(places) // 7)


def _workdays(words: Sequence[str]) -> Days | None:
    """Find a week that ends on Friday or Saturday: the days that it leaves out are off."""
    known = weekdays(words)
    for count in reversed(_WORKDAYS):
        for first in range(len(words) - count + 1):
            days = [known.get(word, 0) for word in words[first : first + count]]
            if days == [*range(1, count + 1)] and len(known) == count:
                return Days(tuple(range(first, first + count)), tuple(days), 1)
    return None


def is_grid(names: Sequence[str]) -> bool:
    """Whether a table with these columns is a grid of weeks."""
    if find_days(names) is not None:
        return True
    return sorted(weekdays([str(name) for name in names]).values()) == [*range(1, 8)]


def unfolded(grid: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a roster table that a grid stands for.

    Parameters
    ----------
    grid
        A row for each line, or for each person; besides the days a column of teams or names, where
        there are any. Lines follow one another in the order of the rows. A row that begins with
        another day than Monday runs into the next week, as all of it does. Each person is a team
        of one, and so is each row that holds several weeks.

    Raises
    ------
    InputError
        If the days do not follow one another, or nothing stands below them.
    """
    prefix = f"{grid.attrs['source']}: " if grid.attrs.get("source") else ""
    names = [str(name) for name in grid.columns]
    days = find_days(names)
    if days is None:
        shown = ", ".join(name for name in names if name in weekdays(names))
        raise InputError(f"{prefix}the days {shown} do not follow one another")
    found = part_rows(grid, days.places)
    grid = found.lines
    if grid.empty:
        raise InputError(f"{prefix}no line or person stands below the days of the roster")
    teams, people = _teams(grid, names, days, found.teams)
    if people:
        log.info("%seach name is an agent, whose %s", prefix, _repeats(days.weeks))
        several = int((teams.value_counts() > 1).sum())
        if several:
            log.info("%snames with several rows: %d: their weeks, in order", prefix, several)
    parts = []
    for name, rows in grid.groupby(teams, sort=False):
        parts += _lines(str(name), rows, days)
    if len(days.places) in _WORKDAYS:
        log.info("%sthe days from %s to Sunday are off: no column", prefix, _NEXT[len(days.places)])
    result = pd.concat(parts)
    blank = int(result["shift"].eq("").sum())
    if blank:
        taken = "cell is" if blank == 1 else "cells are"
        log.info("%s%d blank %s taken for days off", prefix, blank, taken)
    result["shift"] = result["shift"].where(~result["shift"].isin(_FREE), _OFF)
    result.attrs.update(grid.attrs)
    result.attrs |= {ONE_AGENT: people or days.weeks > 1, LEGEND: found.legend}
    return result


_NEXT = {5: "Saturday", 6: "Sunday"}


def _repeats(weeks: int) -> str:
    return "week repeats" if weeks == 1 else f"{weeks} weeks repeat"


def _lines(team: str, rows: pd.DataFrame, days: Days) -> list[pd.DataFrame]:
    """Return the days of a team, those of each column together."""
    count = len(rows) * days.weeks
    first = days.weekdays[0]
    parts = []
    for i, (place, day) in enumerate(zip(days.places, days.weekdays, strict=True)):
        shift = rows.iloc[:, place].fillna("").astype("str").str.strip()
        lines = pd.Series(range(len(rows)), index=rows.index) * days.weeks + i // 7
        # The days before the first Monday are the end of the line before.
        line = (lines - (day >= first > 1)) % count + 1
        parts.append(pd.DataFrame({"team": team, "line": line, "weekday": day, "shift": shift}))
    for day in set(range(1, 8)) - set(days.weekdays):
        line = pd.Series(range(1, count + 1), index=rows.index)
        off = {"team": team, "line": line, "weekday": day, "shift": _OFF}
        parts.append(pd.DataFrame(off))
    return parts


def _teams(
    grid: pd.DataFrame, names: Sequence[str], days: Days, above: pd.Series | None
) -> tuple[pd.Series, bool]:
    """Return the team of each row, and whether the rows are people."""
    labels = {
        names[place].strip().casefold() or f"column {place}": place
        for place in reversed(range(len(names)))
        if place not in days.places
    }
    people = _people(grid, labels, days)
    if people:
        return _joined([_filled(grid, place) for place in people]), True
    team = next((labels[n] for n in labels if n in TEAMS), None)
    if days.weeks == 1:
        if team is not None:
            return _filled(grid, team), False
        return (pd.Series("1", index=grid.index) if above is None else above), False
    line = next(iter(labels.values()), None)
    rows = pd.Series([str(i) for i in range(1, len(grid) + 1)], index=grid.index)
    return (rows if line is None else _filled(grid, line)), False


def _people(grid: pd.DataFrame, labels: Mapping[str, int], days: Days) -> list[int]:
    """Find the columns that name people; none where the rows are lines."""
    parts = [place for name, place in labels.items() if name in PARTS_OF_NAMES]
    whole = [place for name, place in labels.items() if name in PEOPLE]
    if whole or parts:
        return sorted(parts) if len(parts) > 1 or not whole else whole[:1]
    known = LINES | TEAMS
    before = [place for n, place in labels.items() if place < days.places[0] and n not in known]
    named = [place for place in before if _named(grid, place)]
    apart = [p for p in named if len(set(words := _words(grid, p))) == len(words)]
    apart.sort(key=lambda place: -len(_words(grid, place)))  # others are merged over several rows
    # Beside a team only a column without repeats names people.
    return (apart if any(name in TEAMS for name in labels) else apart or named)[:1]


def _joined(columns: Sequence[pd.Series]) -> pd.Series:
    """Write the parts of a name as one."""
    first, *others = columns
    for other in others:
        first = first.str.cat(other, sep=" ")
    return first


def _named(grid: pd.DataFrame, place: int) -> bool:
    """Whether a column holds names: words that are not numbered like ``Week 1``, ``Week 2``."""
    words = _words(grid, place)
    numbered = [_NUMBERED.fullmatch(word) for word in words]
    if all(numbered) and len({found[1] for found in numbered if found}) == 1:
        return False
    return bool(words) and not any(_number(word) for word in words)


def _words(grid: pd.DataFrame, place: int) -> list[str]:
    return [word for cell in grid.iloc[:, place].dropna() if (word := str(cell).strip())]


def _number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _filled(grid: pd.DataFrame, place: int) -> pd.Series:
    """Return the cells of a column as text; a merged one stands in its first row."""
    cells = grid.iloc[:, place]
    blank = cells.isna() | (cells.astype("str").str.strip() == "")
    text: pd.Series = cells.mask(blank).ffill().fillna("1").map(_as_text)
    return text


def _as_text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()
