"""The workbook of a schedule: data in, bytes out."""

from typing import Literal

from wfm.reporting.bands import Band, bands
from wfm.reporting.content import Content
from wfm.reporting.workbook.book import Book, opened
from wfm.reporting.workbook.coverage import write_coverage, write_coverage_map
from wfm.reporting.workbook.duties import write_breaks
from wfm.reporting.workbook.grid import write_schedule
from wfm.reporting.workbook.people import write_people, write_teams
from wfm.reporting.workbook.rotation import write_rotation
from wfm.reporting.workbook.summary import write_summary
from wfm.reporting.workbook.tables import write_parameters, write_table
from wfm.tables.schedule_rows import schedule_table

Sheets = Literal["teams", "people"]
# Sheets of these names are ours, whatever teams and people are called.
_OURS = (
    *("summary", "coverage", "coverage map", "rotation", "schedule", "breaks"),
    *("absences", "violations", "parameters", "data"),
)


def workbook(content: Content, sheets: Sheets | None = None) -> bytes:
    """Write a schedule as a workbook that people read, print and filter.

    Parameters
    ----------
    content
        The schedule, and what belongs to it.
    sheets
        Whether each team or each person has a sheet too.

    Returns
    -------
    bytes
        The workbook, ``.xlsx``: equal content, equal bytes.

    Raises
    ------
    InputError
        If a sheet cannot hold it.
    """
    return opened(lambda book: _write(book, content, bands(content.days), sheets))


def _write(book: Book, content: Content, looks: dict[str, Band], sheets: Sheets | None) -> None:
    write_summary(book, content, looks)
    write_coverage(book, content.coverage)
    write_coverage_map(book, content.coverage)
    write_rotation(book, content.roster, looks)
    write_schedule(book, content, looks)
    write_breaks(book, content)
    write_table(book, "Absences", content.absences, "No absences are known.")
    judged = "Nobody has judged it." if content.violations is None else "None."
    write_table(book, "Violations", content.violations, judged)
    write_parameters(book, content.parameters)
    data = schedule_table(content.duties) if content.data is None else content.data
    write_table(book, "Data", data, "No days.")
    book.taken.update(_OURS)
    if sheets == "teams":
        write_teams(book, content, looks)
    if sheets == "people":
        write_people(book, content, looks)
