"""The rotation: a row a line, the weekdays across."""

from collections.abc import Mapping

import pandas as pd

from wfm.reporting.bands import Band
from wfm.reporting.workbook.book import HEAD, WEEKEND, Book, Page, Style
from wfm.reporting.workbook.grid import legend
from wfm.weekdays import SATURDAY

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write_rotation(book: Book, roster: pd.DataFrame | None, looks: Mapping[str, Band]) -> None:
    """Write the roster that was laid on the calendar, if there is one."""
    if roster is None:
        return
    sheet = book.sheet("Rotation")
    sheet.widths([14, 6, *([12.5] * 7)])
    sheet.write_row(0, ("team", "line", *_DAYS), HEAD)
    days = _days(roster)
    for row, (team, line) in enumerate(dict.fromkeys((team, line) for team, line, _ in days), 1):
        sheet.write(row, 0, team, Style(border=True))
        sheet.write(row, 1, float(line), Style(border=True))
        for day in range(7):
            shift, text = days.get((team, line, day + 1), ("", ""))
            fill = WEEKEND if day >= SATURDAY else ""
            if text and shift in looks:
                fill = looks[shift].fill
            sheet.write(row, day + 2, text, Style(fill=fill, border=True, centred=True))
    sheet.freeze(1, 2)
    sheet.printed(Page("Rotation: each week everybody moves to the next line", legend(looks)))


def _days(roster: pd.DataFrame) -> dict[tuple[str, int, int], tuple[str, str]]:
    """Return the shift of each team, line and weekday, and its times; no times: a day off."""
    found = {}
    for record in roster.fillna("").to_dict("records"):
        start, end = (str(record.get(name, "")) for name in ("start", "end"))
        place = str(record["team"]), int(record["line"]), int(record["weekday"])
        found[place] = str(record["shift"]), f"{start}-{end}" if start else ""
    return found
