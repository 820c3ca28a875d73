"""A report as a workbook: a sheet for each picture, with its numbers and native charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wfm.reporting.bands import Band
from wfm.reporting.page.picture import Behind, Head, Picture
from wfm.reporting.page.summary import Summary
from wfm.reporting.workbook.book import HEAD, TITLE, Book, Page, Sheet, Style, opened

_TABLE = 3  # row of the heads
_MOST_WIDTH, _ROWS_LOOKED_AT = 60, 300
_WRAPPED = Style(wrap=True)
_LOW, _MIDDLE, _HIGH, _NONE = "#D1382C", "#FFFFFF", "#D79B12", "#EDF3FA"


@dataclass(frozen=True)
class _Chart:
    """A native chart of a picture.

    Parameters
    ----------
    kind
        ``"line"``, ``"bar"`` or ``"column"``.
    columns
        Names of the columns that are drawn, those that are there.
    """

    kind: str
    columns: tuple[str, ...]


# A picture without a chart is a map, whose cells have colours, or a table.
_CHARTS = {
    "forecast": _Chart("line", ("low", "high", "counted", "forecast")),
    "days": _Chart("line", ("required", "scheduled")),
    "simulated": _Chart("line", ("service level", "service level low", "service level high")),
    "shares": _Chart("bar", ("nights", "weekends")),
    "costs": _Chart("column", ("cost", "night cost", "weekend cost")),
    "compared": _Chart("column", ("service level", "promise")),
    "scenarios": _Chart("column", ("fte",)),
}
# Of the ends of a band, and of what is past; others as the spreadsheet has them.
_LINES = {"low": "#A9CBEA", "high": "#A9CBEA", "counted": "#6D7885", "forecast": "#0B62B8"}
_MAPS = {"calls", "need", "service", "difference"}


def report_book(
    summary: Summary, pictures: Sequence[Picture], colours: Mapping[str, Band]
) -> bytes:
    """Write a report as a workbook.

    Parameters
    ----------
    summary
        What stands on the first sheet.
    pictures
        All pictures, a sheet each.
    colours
        Colours of shifts.

    Returns
    -------
    bytes
        The workbook, ``.xlsx``: equal pictures, equal bytes.

    Raises
    ------
    InputError
        If a sheet cannot hold it.
    """
    return opened(lambda book: _write(book, summary, pictures, colours))


def _write(
    book: Book, summary: Summary, pictures: Sequence[Picture], colours: Mapping[str, Band]
) -> None:
    _write_summary(book, summary)
    for picture in pictures:
        name = f"{picture.topic} {picture.queue}" if picture.queue else picture.topic
        sheet = book.sheet(name)
        sheet.widths(_widths(picture.behind))
        sheet.write(0, 0, picture.title, TITLE)
        sheet.write(1, 0, picture.words)
        _write_numbers(sheet, picture.behind)
        _colour(book, sheet, picture, colours)
        _chart(book, sheet, picture)
        sheet.freeze(_TABLE + 1, 1)
        sheet.printed(Page(name, rows=0))


def _write_summary(book: Book, summary: Summary) -> None:
    sheet = book.sheet("Summary")
    sheet.widths((34, 18, 60))
    sheet.write(0, 0, summary.title, TITLE)
    sheet.write(1, 0, summary.period)
    row = 3
    for figure in summary.figures:
        sheet.write(row, 0, figure.name)
        sheet.write(row, 1, figure.value, Style(bold=True))
        sheet.write(row, 2, figure.beside)
        row += 1
    for sentence in summary.sentences:
        row += 1
        sheet.write(row, 0, sentence)
    if summary.concerns:
        row += 2
        sheet.write(row, 0, "What to look at", Style(bold=True))
        for concern in summary.concerns:
            row += 1
            sheet.write(row, 0, concern)
    if summary.made:
        sheet.write(row + 2, 0, summary.made)
    sheet.printed(Page("Summary", rows=0))


def _write_numbers(sheet: Sheet, behind: Behind) -> None:
    sheet.write_row(_TABLE, [_head(head) for head in behind.heads], HEAD)
    for row, cells in enumerate(behind.rows, _TABLE + 1):
        for column, cell in enumerate(cells):
            if cell is None or cell != cell or cell == "":  # noqa: PLR0124 - not a number
                continue
            long = isinstance(cell, str) and len(cell) > _MOST_WIDTH
            sheet.write(row, column, cell, _WRAPPED if long else Style())


def _head(head: Head) -> str:
    return f"{head.name} [{head.unit}]" if head.unit else head.name


def _widths(behind: Behind) -> list[float]:
    found = []
    for place, head in enumerate(behind.heads):
        cells = [head.written(row[place]) for row in behind.rows[:_ROWS_LOOKED_AT]]
        longest = max([len(_head(head)), *map(len, cells)])
        found.append(float(min(longest, _MOST_WIDTH) + 2))
    return found


def _colour(book: Book, sheet: Sheet, picture: Picture, colours: Mapping[str, Band]) -> None:
    """Let the spreadsheet colour maps by their numbers, and grids by their shifts."""
    last = _TABLE + len(picture.behind.rows), len(picture.behind.heads) - 1
    area = _TABLE + 1, 1, *last
    if picture.name == "difference":
        sheet.made.conditional_format(
            *area,
            {"type": "3_color_scale", "mid_type": "num", "mid_value": 0, "min_color": _LOW,
             "mid_color": _MIDDLE, "max_color": _HIGH},
        )  # fmt: skip
    elif picture.name in _MAPS:
        low = {"min_color": _LOW if picture.name == "service" else _NONE}
        high = {"max_color": "#8FCE9B" if picture.name == "service" else "#2369AA"}
        sheet.made.conditional_format(*area, {"type": "2_color_scale", **low, **high})
    elif picture.name == "grid":
        for shift, band in colours.items():
            style = book.made.add_format({"bg_color": f"#{band.fill}"})
            begins = {"type": "text", "criteria": "begins with", "value": f"{shift} "}
            sheet.made.conditional_format(*area, {**begins, "format": style})


def _chart(book: Book, sheet: Sheet, picture: Picture) -> None:
    """Draw the numbers of a sheet beside them."""
    wanted = _CHARTS.get(picture.name)
    rows = len(picture.behind.rows)
    if wanted is None or not rows:
        return
    names = [head.name for head in picture.behind.heads]
    chart: Any = book.made.add_chart({"type": wanted.kind})
    first, last = _TABLE + 1, _TABLE + rows
    name = sheet.made.get_name()
    for column in wanted.columns:
        if column not in names:
            continue
        place = names.index(column)
        own = {"color": _LINES[column]} if column in _LINES else {}
        line = {"line": {"width": 1.25, **own}} if wanted.kind == "line" else {}
        chart.add_series(
            {
                "name": column,
                "categories": [name, first, 0, last, 0],
                "values": [name, first, place, last, place],
                **line,
            }
        )
    chart.set_title({"name": picture.title, "overlay": False, "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    if wanted.kind == "bar":
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 960, "height": max(320, 18 * rows) if wanted.kind == "bar" else 380})
    sheet.made.insert_chart(_TABLE + 1, len(names) + 1, chart, {"description": picture.words})
