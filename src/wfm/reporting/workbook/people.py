"""A sheet for each team, or for each person."""

import datetime as dt
from collections.abc import Mapping, Sequence

from wfm.reporting.bands import Band
from wfm.reporting.content import Cell, Content
from wfm.reporting.times import activities_text, listed
from wfm.reporting.workbook.book import DURATION, HEAD, HEADING, TITLE, Book, Page, Sheet, Style
from wfm.reporting.workbook.grid import cell_style, cell_text, day_text, legend, write_grid
from wfm.tables.schedule_rows import LEAVE

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WITHOUT = "without a team"


def write_teams(book: Book, content: Content, looks: Mapping[str, Band]) -> None:
    """Write a sheet a team, as the schedule is written."""
    members: dict[str, list[str]] = {}
    for person in content.people:
        members.setdefault(content.teams[person], []).append(person)
    for team, people in members.items():
        title = f"Team {team}" if team.isdecimal() else team or _WITHOUT
        write_grid(book.sheet(title), content, people, looks, title)


def write_people(book: Book, content: Content, looks: Mapping[str, Band]) -> None:
    """Write a sheet a person: a row a week, with meals and breaks."""
    for person in content.people:
        _write_person(book.sheet(person), content, person, looks)


def _write_person(sheet: Sheet, content: Content, person: str, looks: Mapping[str, Band]) -> None:
    sheet.widths([13, *([19] * 7), 9, 9])
    sheet.write(0, 0, person, TITLE)
    sheet.write_row(1, ("week from", *_DAYS, "paid", "paid hours"), HEAD)
    for number, monday in enumerate(_mondays(content.dates)):
        week = [monday + dt.timedelta(days=past) for past in range(7)]
        cells = [content.duties_of.get((person, date), ()) for date in week]
        times, pauses = 2 + 2 * number, 3 + 2 * number
        sheet.write(times, 0, day_text(monday), Style(fill=HEADING, border=True, bold=True))
        for column, (date, cell) in enumerate(zip(week, cells, strict=True), 1):
            is_away = (person, date) in content.away
            style = cell_style(cell, date, looks, is_away=is_away)
            sheet.write(times, column, _named(cell) or (LEAVE if is_away else ""), style)
        hours = sum(day.hours for cell in cells for day in cell)
        sheet.write(times, 8, hours / 24, Style(shown=DURATION, border=True))
        sheet.write(times, 9, hours, Style(border=True))
        for column, cell in enumerate(cells, 1):
            if text := _pauses(cell):
                sheet.write(pauses, column, text, Style(wrap=True, size=8))
    sheet.freeze(2, 1)
    sheet.printed(Page(person, legend(looks), rows=2))


def _mondays(dates: Sequence[dt.date]) -> list[dt.date]:
    """Return the first day of each week of the schedule."""
    return sorted({date - dt.timedelta(days=date.weekday()) for date in dates})


def _named(cell: Cell) -> str:
    """Write the duties of a day with their shifts."""
    if len(cell) == 1:
        return f"{cell[0].shift} {cell_text(cell)}"
    return cell_text(cell)


def _pauses(cell: Cell) -> str:
    """Write the meals, breaks and activities of a day, a line each."""
    lines = []
    for day in cell:
        lines += [f"meal {listed(day.meals, day)}"] if day.meals else []
        lines += [f"breaks {listed(day.breaks, day)}"] if day.breaks else []
        lines += [activities_text(day)] if day.activities else []
    return "\n".join(lines)
