"""A report as a workbook: a sheet for each picture, with its numbers and native charts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wfm.reporting.bands import Band
from wfm.reporting.page.picture import Behind, Cell, Head, Picture
from wfm.reporting.page.summary import Summary
from wfm.reporting.report_charts import CHARTS, draw
from wfm.reporting.workbook.book import HEAD, TITLE, Book, Page, Sheet, Style, opened

_TABLE = 3  # row of the heads
_FIRST = _TABLE + 1
_MOST_WIDTH, _HEAD_WIDTH, _ROWS_LOOKED_AT = 60, 12, 300
_WRAPPED = Style(wrap=True)
_LOW, _MIDDLE, _HIGH, _NONE, _KEPT = "#D1382C", "#FFFFFF", "#D79B12", "#EDF3FA", "#8FCE9B"
# So far below the target a service level is as red as it gets.
_BELOW = 0.2
_MAPS = {"calls", "need", "service", "difference"}
# Numbers of as many decimals without a unit are shares.
_DECIMALS_OF_SHARES = 4
# The most rows of bars that can be read on one page, and of a table that is printed at all where a
# chart shows it.
_MOST_BARS, _MOST_PRINTED = 150, 100
_DAYS_A_PAGE = 7


def report_book(
    summary: Summary,
    pictures: Sequence[Picture],
    colours: Mapping[str, Band],
    target: float | None,
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
    target
        Service level that is asked for; None: none.

    Returns
    -------
    bytes
        The workbook, ``.xlsx``: equal pictures, equal bytes.

    Raises
    ------
    InputError
        If a sheet cannot hold it.
    """
    return opened(lambda book: _write(book, summary, pictures, colours, target))


def _write(
    book: Book,
    summary: Summary,
    pictures: Sequence[Picture],
    colours: Mapping[str, Band],
    target: float | None,
) -> None:
    _write_summary(book, summary)
    for picture in pictures:
        name = f"{picture.topic} {picture.queue}" if picture.queue else picture.topic
        sheet = book.sheet(name)
        behind, unit = _laid_out(picture)
        sheet.widths(_widths(behind))
        sheet.write(0, 0, picture.title, TITLE)
        sheet.write(1, 0, f"{picture.words} In {unit}." if unit else picture.words)
        _write_numbers(sheet, behind)
        _colour(book, sheet, picture, behind, colours, target)
        draw(book.made, sheet.made, replace(picture, behind=behind), _TABLE, target)
        sheet.freeze(_FIRST, 1)
        _print(sheet, name, picture.name, behind)


def _laid_out(picture: Picture) -> tuple[Behind, str]:
    """Lay out the numbers: a week with its days side by side; return their common unit, too."""
    if picture.name not in _MAPS:
        return picture.behind, ""
    times = picture.behind.heads[1:]
    days = [str(row[0]) for row in picture.behind.rows]
    decimals = 1 if times[0].unit else times[0].decimals  # means of weeks, or shares
    heads = (Head("time"), *(Head(day, "", decimals) for day in days))
    columns = zip(*(row[1:] for row in picture.behind.rows), strict=True)
    rows: list[tuple[Cell, ...]] = [
        (head.name, *cells) for head, cells in zip(times, columns, strict=True)
    ]
    return Behind(heads, rows), times[0].unit


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
    # Figures are words: "2,836" and "95%".
    sheet.made.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
    sheet.printed(Page("Summary", rows=0))


def _write_numbers(sheet: Sheet, behind: Behind) -> None:
    heads = [_head(head) for head in behind.heads]
    numbers = [_number_style(behind, place) for place in range(len(heads))]
    lines = max(_lines(head, width) for head, width in zip(heads, _widths(behind), strict=True))
    sheet.made.set_row(_TABLE, 15 * lines)
    for place, (head, style) in enumerate(zip(heads, numbers, strict=True)):
        sheet.write(_TABLE, place, head, HEAD if style is None else replace(HEAD, right=True))
    for row, cells in enumerate(behind.rows, _FIRST):
        for column, cell in enumerate(cells):
            if _is_empty(cell):
                continue
            long = isinstance(cell, str) and len(cell) > _MOST_WIDTH
            plain = _WRAPPED if long else Style()
            look = plain if isinstance(cell, str) else numbers[column]
            sheet.write(row, column, cell, look or plain)


def _is_empty(cell: Cell) -> bool:
    return cell is None or cell != cell or cell == ""  # noqa: PLR0124 - not a number


def _number_style(behind: Behind, place: int) -> Style | None:
    """Return how the numbers of a column look: no more digits than they need; None: it is text."""
    found = [
        row[place]
        for row in behind.rows
        if not isinstance(row[place], str) and row[place] is not None
    ]
    if not found:
        return None
    head = behind.heads[place]
    if head.decimals >= _DECIMALS_OF_SHARES and (not head.unit or head.unit.startswith("share")):
        return Style(shown="0.0%")
    is_whole = all(cell != cell or float(cell or 0).is_integer() for cell in found)  # noqa: PLR0124
    return Style(shown="#,##0" if is_whole else "#,##0.0" if head.decimals == 1 else "#,##0.00")


def _head(head: Head) -> str:
    return f"{head.name} [{head.unit}]" if head.unit else head.name


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes, broken between words."""
    lines, left = 1, width
    for word in text.split():
        if len(word) > left:
            lines, left = lines + 1, width
        left -= len(word) + 1
    return lines


def _widths(behind: Behind) -> list[float]:
    found = []
    for place, head in enumerate(behind.heads):
        style = _number_style(behind, place)
        decimals = 0 if style is None else len(style.shown.partition(".")[2])
        cells = [
            cell if isinstance(cell, str) else f"{cell:,.{decimals}f}"
            for cell in (row[place] for row in behind.rows[:_ROWS_LOOKED_AT])
            if cell is not None
        ]
        title = _head(head)
        needed = [min(len(title), _HEAD_WIDTH), *map(len, re.split(r"\s", title)), *map(len, cells)]
        found.append(float(min(max(needed), _MOST_WIDTH) + 2))
    return found


def _colour(
    book: Book,
    sheet: Sheet,
    picture: Picture,
    behind: Behind,
    colours: Mapping[str, Band],
    target: float | None,
) -> None:
    """Let the spreadsheet colour maps by their numbers, and grids by their shifts."""
    area = _FIRST, 1, _TABLE + len(behind.rows), len(behind.heads) - 1
    if picture.name == "grid":
        for shift, band in colours.items():
            style = book.made.add_format({"bg_color": f"#{band.fill}"})
            begins = {"type": "text", "criteria": "begins with", "value": f"{shift} "}
            sheet.made.conditional_format(*area, {**begins, "format": style})
    elif picture.name in _MAPS:
        sheet.made.conditional_format(*area, _scale(picture.name, behind, target))


def _scale(name: str, behind: Behind, target: float | None) -> dict[str, object]:
    """Return the colours of a map: what is as it should be has none, or a friendly one."""
    if name == "difference":
        cells = [
            float(c) for row in behind.rows for c in row[1:] if not _is_empty(c) and c is not None
        ]
        steps = (min(-1.0, *cells), _LOW), (0.0, _MIDDLE), (max(1.0, *cells), _HIGH)
    elif name == "service" and target is not None and target < 1:
        steps = (target - _BELOW, _LOW), (target, _MIDDLE), (1.0, _KEPT)
    else:
        ends = (_LOW, _KEPT) if name == "service" else (_NONE, "#2369AA")
        return {"type": "2_color_scale", "min_color": ends[0], "max_color": ends[1]}
    found: dict[str, object] = {"type": "3_color_scale"}
    for place, (value, colour) in zip(("min", "mid", "max"), steps, strict=True):
        found |= {f"{place}_type": "num", f"{place}_value": value, f"{place}_color": colour}
    return found


def _print(sheet: Sheet, name: str, kind: str, behind: Behind) -> None:
    """Print what can be read: of long tables the chart, of a schedule a week a page."""
    rows, columns = len(behind.rows), len(behind.heads)
    page = Page(name, rows=_FIRST, portrait=kind in {*_MAPS, "shares", "day"})
    if kind in _MAPS or (kind == "shares" and rows <= _MOST_BARS):
        page = replace(page, pages=1)
    elif kind == "grid" and columns > _DAYS_A_PAGE + 1:
        widths = _widths(behind)
        shown = [widths[0], *sorted(widths[1:])[-_DAYS_A_PAGE:]]
        breaks = range(1 + _DAYS_A_PAGE, columns, _DAYS_A_PAGE)
        page = replace(page, columns=1, widths=shown, breaks=list(breaks))
    elif kind in CHARTS and CHARTS[kind].kind == "line" and rows > _MOST_PRINTED:
        page = replace(page, rows=0, area=CHARTS[kind].area(_TABLE, columns))
    sheet.printed(page)
