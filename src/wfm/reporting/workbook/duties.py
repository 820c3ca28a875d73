"""The day's list: each duty with its meals, breaks and activities, and how long it truly is."""

import datetime as dt

from wfm.reporting.content import Content
from wfm.reporting.times import activities_text, listed, present_hours
from wfm.reporting.workbook.book import DAY, DURATION, HEAD, TIME, Book, Page, Style
from wfm.reporting.workbook.grid import name_width
from wfm.tables.schedule_rows import ScheduledDay

# The headings are no column names of a schedule: the sheet Data is the one that is read.
_COLUMNS = (
    *("day", "name", "duty", "from", "until", "length", "hours", "paid"),
    *("meals", "breaks", "activities", "note"),
)
_TIME, _HOURS = Style(shown=TIME, centred=True), Style(shown="0.00", centred=True)


def write_breaks(book: Book, content: Content) -> None:
    """Write a row a duty, in the order of days and times."""
    sheet = book.sheet("Breaks")
    names = name_width(content.people)
    sheet.widths([17, names, 12, 8, 8, 9, 9, 9, 14, 26, 26, 24])
    sheet.write_row(0, _COLUMNS, HEAD)
    place = {person: number for number, person in enumerate(content.people)}
    ordered = sorted(content.duties, key=lambda day: (day.date, _start(day), place[day.agent]))
    for row, day in enumerate(ordered, 1):
        hours = present_hours(day)
        sheet.write(row, 0, day.date, Style(shown=DAY, left=True))
        sheet.write(row, 1, day.agent)
        sheet.write(row, 2, day.shift)
        sheet.write(row, 3, day.start, _TIME)
        sheet.write(row, 4, day.end, _TIME)
        sheet.write(row, 5, hours / 24, Style(shown=DURATION, centred=True))
        sheet.write(row, 6, hours, _HOURS)
        sheet.write(row, 7, day.hours, _HOURS)
        texts = listed(day.meals, day), listed(day.breaks, day), activities_text(day), day.note
        for column, text in enumerate(texts, 8):
            if text:
                sheet.write(row, column, text)
    sheet.freeze(1, 2)
    sheet.filtered(len(ordered) + 1, len(_COLUMNS))
    sheet.printed(Page("Duties with their meals and breaks"))


def _start(day: ScheduledDay) -> dt.datetime:
    assert day.start is not None
    return day.start
