"""People by days: what hangs on the wall."""

import datetime as dt
from collections.abc import Mapping, Sequence

from wfm.reporting.bands import Band
from wfm.reporting.content import Cell, Content, is_weekend
from wfm.reporting.times import span_text
from wfm.reporting.workbook.book import (
    AWAY,
    HEADING,
    SHORT_DAY,
    WEEKEND,
    Book,
    Page,
    Sheet,
    Style,
)
from wfm.tables.schedule_rows import LEAVE
from wfm.units import hhmm

FORTNIGHT = 14
_DAY_WIDTH = 11.5
_LEAST_NAME, _MOST_NAME = 12, 30  # characters


def write_schedule(book: Book, content: Content, looks: Mapping[str, Band]) -> None:
    """Write everybody's duties: a row a person, a column a day, a page a fortnight."""
    write_grid(book.sheet("Schedule"), content, content.people, looks, "Schedule")


def write_grid(
    sheet: Sheet, content: Content, people: Sequence[str], looks: Mapping[str, Band], title: str
) -> None:
    """Write the duties of some people."""
    dates = content.dates
    widths = [name_width(people), *([_DAY_WIDTH] * len(dates))]
    sheet.widths(widths)
    sheet.write(0, 0, "agent", Style(bold=True, fill=HEADING, border=True))
    for column, date in enumerate(dates, 1):
        sheet.write(0, column, date, _heading(date))
    for row, person in enumerate(people, 1):
        is_long = len(person) > widths[0]
        sheet.write(row, 0, person, Style(border=True, wrap=is_long))
        for column, date in enumerate(dates, 1):
            cell = content.duties_of.get((person, date), ())
            is_away = (person, date) in content.away
            text = cell_text(cell) or (LEAVE if is_away else "")
            sheet.write(row, column, text, cell_style(cell, date, looks, is_away=is_away))
    sheet.freeze(1, 1)
    sheet.printed(
        Page(
            head=f"{title}: {period_text(dates)}",
            foot=legend(looks),
            columns=1,
            breaks=range(1 + FORTNIGHT, len(widths), FORTNIGHT),
            widths=widths[: 1 + FORTNIGHT],
            height=len(people) + 1,
        )
    )


def cell_text(cell: Cell) -> str:
    """Write the duties of a day, as ``22:00-06:30``; several a line each."""
    return "\n".join(span_text(day.start, day.end) for day in cell if day.start and day.end)


def cell_style(
    cell: Cell, date: dt.date, looks: Mapping[str, Band], *, is_away: bool = False
) -> Style:
    """Return how a day of a person looks."""
    fill = AWAY if is_away else WEEKEND if is_weekend(date) else ""
    if cell:
        fill = looks[cell[0].shift].fill
    return Style(fill=fill, border=True, centred=True, wrap=len(cell) > 1)


def legend(looks: Mapping[str, Band]) -> list[tuple[str, str]]:
    """Return the shifts with their usual starts, and their colours."""
    return [(f"{shift} {hhmm(look.start)}", look.ink) for shift, look in looks.items()]


def period_text(dates: Sequence[dt.date]) -> str:
    """Write the dates of a schedule, as ``7 Dec 2026 - 31 Jan 2027``."""
    if not dates:
        return "no dates"
    return f"{day_text(dates[0])} - {day_text(dates[-1])}"


def day_text(date: dt.date) -> str:
    """Write a date, as ``7 Dec 2026``."""
    return f"{date.day} {date:%b %Y}"


def name_width(people: Sequence[str]) -> float:
    """Return the width in which most names can be read [characters]."""
    longest = max((len(person) for person in people), default=0) + 1
    return float(min(max(longest, _LEAST_NAME), _MOST_NAME))


def _heading(date: dt.date) -> Style:
    return Style(
        shown=SHORT_DAY,
        bold=True,
        fill=AWAY if is_weekend(date) else HEADING,
        border=True,
        centred=True,
    )
