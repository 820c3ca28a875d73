"""The rotation or the schedule as a grid: who works which shift on which day."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wfm.reporting.bands import Band
from wfm.reporting.page import svg
from wfm.reporting.page.duties import Drawn, day_name, drawn, is_dated, looks
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Panel, Picture
from wfm.reporting.page.words import short_day
from wfm.units import hhmm
from wfm.weekdays import OFF, SATURDAY
from wfm.work.marks import marks_of
from wfm.work.wording import agents, counted

COLOURS = 10
"""How many colours shifts have before they begin again."""
_ROW, _HEAD = 22.0, 20.0
_LOW_ROW = 15.0  # where there are many people
_WEEK = 300.0
_WIDTH = 960.0
_MOST_ROWS = 30  # of people below one another; twice as many low ones
_MANY = 60
_TIME = 34.0  # width of a cell that holds a time [px]
_LEFT_OUT = "×"  # the sign of a day on leave
_MOST_DAYS = 31
_SHIFTS_NAMED = 4
# On paper: its width, what names take of it, the rows that a sheet holds and how high they are
# [px], and the days that stand beside one another.
_PAPER, _NAMES, _SHEET = 710.0, 92.0, 920.0
_LOWEST, _HIGHEST = 7.0, 14.0
_DAYS_ON_PAPER = 63


@dataclass(frozen=True)
class _Size:
    """How wide a grid is, how much of it names take, and how high a row is [px]."""

    width: float
    left: float
    row: float


_SIZE_OF_TEAM = _Size(_WEEK, 26.0, _ROW)


def grid(given: Given) -> Iterator[Picture]:
    """Draw the grid."""
    days = drawn(given)
    duties = [day for day in days if day.on_duty]
    if not duties:
        return
    colours = looks(days)
    dated = is_dated(given)
    make = _people if dated else _teams
    low = tuple(_low(days, colours)) if dated else ()
    weeks = len({day.date for day in days}) > _DAYS_ON_PAPER
    yield Picture(
        "grid",
        "Schedule" if dated else "Rotation",
        _finding(days, duties, dated=dated),
        "Each person's shifts, day by day."
        if dated
        else "Each line of the rotation, Monday to Sunday: next week everybody moves one line "
        "down, and from the last to the first.",
        tuple(make(days, colours)),
        _behind(days, dated=dated),
        (*legend(colours, marked=dated), *_leave(days)),
        layout="wide" if dated else "middle",
        things="teams" if not dated else "weeks of agents" if weeks else "agents",
        on_paper=low,
    )


def legend(colours: Mapping[str, Band], *, marked: bool = False) -> tuple[tuple[str, str], ...]:
    """Return what the colours of shifts mean, and when most of their duties start.

    Parameters
    ----------
    colours
        The look of each shift.
    marked
        Whether its letter is named, too.
    """
    marks = marks_of(list(colours))
    return tuple(
        (
            f"field {style(colours, shift)}",
            f"{marks[shift]}: " * marked + f"{shift}, mostly from {hhmm(band.start)}",
        )
        for shift, band in colours.items()
    )


def _leave(days: Sequence[Drawn]) -> Iterator[tuple[str, str]]:
    """Say what stands where somebody is away."""
    if any(_is_away(day) for day in days):
        yield "field away", f"{_LEFT_OUT}: on leave"


def _is_away(day: Drawn) -> bool:
    return not day.on_duty and day.shift != OFF


def style(colours: Mapping[str, Band], shift: str) -> str:
    """Return the style of a shift."""
    return f"shift{list(colours).index(shift) % COLOURS}"


def _finding(days: Sequence[Drawn], duties: Sequence[Drawn], *, dated: bool) -> str:
    people = len({day.who for day in days if day.here})
    shares = Counter(day.shift for day in duties).most_common(_SHIFTS_NAMED)
    named = ", ".join(f"{shift} {number / len(duties):.0%}" for shift, number in shares)
    if dated:
        dates = len({day.date for day in days})
        verb = "works" if people == 1 else "work"
        number = "1 duty" if len(duties) == 1 else f"{len(duties):,d} duties"
        return f"{agents(people)} {verb} {number} in {counted(dates, 'day')}: {named}"
    teams = counted(len({day.team for day in days}), "team")
    return f"{agents(people)} in {teams} share all shifts: {named}"


def _low(days: Sequence[Drawn], colours: Mapping[str, Band]) -> Iterator[Panel]:
    """Draw many people, or many days, in low rows and narrow cells, as sheets of paper hold them.

    Of few people in few days there is none: they are printed as they stand on the screen.
    """
    people = list(dict.fromkeys(day.who for day in days))
    first, last = min(day.date for day in days), max(day.date for day in days)
    dates = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    if len(people) <= _MANY and len(dates) <= _MOST_DAYS:
        return
    sheets = math.ceil(len(people) * _LOWEST / _SHEET)
    size = math.ceil(len(people) / sheets)
    row = min(_HIGHEST, _SHEET / size)
    of_person: dict[str, list[Drawn]] = {}
    for day in days:
        of_person.setdefault(day.who, []).append(day)
    for begin in range(0, len(dates), _DAYS_ON_PAPER):
        some = dates[begin : begin + _DAYS_ON_PAPER]
        weeks = math.ceil(len(some) / 7) if len(dates) > _DAYS_ON_PAPER else 1
        for place in range(0, len(people), size):
            rows = people[place : place + size]
            body = _cells([of_person[who] for who in rows], rows, some, row, colours)
            height = _HEAD + row * len(rows) + 2
            yield Panel(_PAPER, height, body, f"{rows[0]} to {rows[-1]}", shows=weeks * len(rows))


def _cells(
    days: Sequence[Sequence[Drawn]],
    names: Sequence[str],
    dates: Sequence[dt.date],
    row: float,
    colours: Mapping[str, Band],
) -> str:
    """Draw a row of cells for each person."""
    wide = (_PAPER - _NAMES) / len(dates)
    css, letter = ("low", 7.0) if row < _LOW_ROW * 2 / 3 else ("small", 10.5)
    place_of = {date: _NAMES + n * wide for n, date in enumerate(dates)}
    marks = marks_of(list(colours))
    fields: dict[str, list[svg.Box]] = {}
    parts, letters = [], []
    for date, x in place_of.items():
        if date.weekday() >= SATURDAY:
            parts.append(svg.rect(x, _HEAD - 11, wide, 11 + row * len(names), "weekend"))
        parts.append(svg.text(x + wide / 2, _HEAD - 3, date.day, "tick low", "middle"))
        if date.weekday() == 0:
            parts.append(svg.text(x, _HEAD - 12, short_day(date), "tick low"))
    for place, (name, own) in enumerate(zip(names, days, strict=True)):
        y, foot = _HEAD + place * row, _HEAD + (place + 0.5) * row + 2.5
        parts.append(
            svg.text(_NAMES - 4, foot, svg.shortened(name, _NAMES - 6, letter), css, "end")
        )
        for day in own:
            x = place_of.get(day.date, 0.0)
            if not x or not (day.on_duty or _is_away(day)):
                continue
            look = style(colours, day.shift) if day.on_duty else "away"
            fields.setdefault(look, []).append((x + 0.3, y + 0.3, wide - 0.6, row - 0.6))
            sign = _LEFT_OUT if _is_away(day) else marks[day.shift]
            letters.append(svg.text(x + wide / 2, foot, sign, "in low", "middle"))
    drawn_fields = (svg.path(svg.boxes(some), f"field {look}") for look, some in fields.items())
    return "".join((*parts, *drawn_fields, *letters))


def _teams(days: Sequence[Drawn], colours: Mapping[str, Band]) -> Iterator[Panel]:
    """Draw a panel for each team."""
    for team in dict.fromkeys(day.team for day in days):
        of_team = [day for day in days if day.team == team]
        lines = list(dict.fromkeys(day.who for day in of_team))
        dates = sorted({day.date for day in of_team})
        names = [who.rpartition("line ")[2] for who in lines]
        body = _drawn(of_team, lines, names, dates, _SIZE_OF_TEAM, colours, dated=False)
        yield Panel(_WEEK, _HEAD + _ROW * len(lines) + 2, body, f"Team {team}")


def _people(days: Sequence[Drawn], colours: Mapping[str, Band]) -> Iterator[Panel]:
    """Draw people by dates, so many to a panel as a page can hold."""
    people = list(dict.fromkeys(day.who for day in days))
    many = len(people) > _MANY
    row, most = (_LOW_ROW, 2 * _MOST_ROWS) if many else (_ROW, _MOST_ROWS)
    first, last = min(day.date for day in days), max(day.date for day in days)
    dates = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    for begin in range(0, len(dates), _MOST_DAYS):
        some = dates[begin : begin + _MOST_DAYS]
        for place in range(0, len(people), most):
            rows = people[place : place + most]
            chosen, among = set(some), set(rows)
            inside = [day for day in days if day.date in chosen and day.who in among]
            body = _drawn(inside, rows, rows, some, _Size(_WIDTH, 130.0, row), colours, dated=True)
            name = f"{rows[0]} to {rows[-1]}" if len(people) > most else "Everybody"
            yield Panel(_WIDTH, _HEAD + row * len(rows) + 2, body, name)


def _drawn(
    days: Sequence[Drawn],
    rows: Sequence[str],
    names: Sequence[str],
    dates: Sequence[dt.date],
    size: _Size,
    colours: Mapping[str, Band],
    *,
    dated: bool,
) -> str:
    left, row = size.left, size.row
    wide = (size.width - left) / len(dates)
    row_of = {who: place for place, who in enumerate(rows)}
    column_of = {date: place for place, date in enumerate(dates)}
    marks = marks_of(list(colours))
    parts = []
    for date, column in column_of.items():
        if date.weekday() >= SATURDAY:
            at = left + column * wide
            parts.append(svg.rect(at, 0, wide, _HEAD + row * len(rows), "weekend"))
        name = str(date.day) if dated else day_name(date, dated=False)[:3]
        parts.append(svg.text(left + (column + 0.5) * wide, 14, name, "tick", "middle"))
    down = row / 2 + 4  # to the foot of a word
    for name, place in zip(names, row_of.values(), strict=True):
        y = _HEAD + place * row + down
        parts.append(svg.text(left - 5, y, svg.shortened(name, left - 8), "tick", "end"))
    for day in days:
        if not day.on_duty and not _is_away(day):
            continue
        x, y = left + column_of[day.date] * wide, _HEAD + row_of[day.who] * row
        css = style(colours, day.shift) if day.on_duty else "away"
        said = f"{day.who}, {day_name(day.date, dated=dated)}: {_cell(day)}"
        parts.append(svg.rect(x + 1, y + 1, wide - 2, row - 2, f"field {css}", said))
        words = _LEFT_OUT if _is_away(day) else marks[day.shift]
        if day.on_duty and wide >= _TIME:
            words = hhmm(day.start)
        parts.append(svg.text(x + wide / 2, y + down, words, f"in {css}", "middle"))
    return "".join(parts)


def _cell(day: Drawn) -> str:
    return f"{day.shift} {hhmm(day.start)}-{hhmm(day.end)}" if day.on_duty else day.shift


def _behind(days: Sequence[Drawn], *, dated: bool) -> Behind:
    first, last = min(day.date for day in days), max(day.date for day in days)
    dates = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    cells: dict[tuple[str, dt.date], str] = {}
    for day in days:
        place = day.who, day.date
        cells[place] = "; ".join(filter(None, (cells.get(place, ""), _cell(day))))
    heads = [Head("agent" if dated else "team and line")]
    heads += [Head(day_name(date, dated=dated)) for date in dates]
    rows: list[tuple[Cell, ...]] = [
        (who, *(cells.get((who, date), OFF) for date in dates))
        for who in dict.fromkeys(day.who for day in days)
    ]
    return Behind(tuple(heads), rows)
