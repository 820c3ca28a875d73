"""Charts of a report's workbook: the spreadsheet's own, beside the numbers that they draw."""

from collections import Counter
from dataclasses import dataclass
from math import ceil
from typing import Any

from wfm.reporting.page.picture import Behind, Picture

_WIDTH, _HEIGHT, _OF_A_BAR = 960, 420, 18
_COLUMN, _ROW = 64, 20  # of a spreadsheet, where nothing is said [pixels]
# The most words below a line, so that none meets the next.
_LABELS = 7
_GRID, _LETTERS = "#E3E7EB", {"size": 9, "bold": False}


@dataclass(frozen=True)
class Chart:
    """A native chart of a picture.

    Parameters
    ----------
    kind
        ``"line"``, ``"bar"`` or ``"column"``.
    columns
        Names of the columns that are drawn, those that are there, with their colours.
    unit
        What is counted, where the head of the first column does not say it.
    is_share
        Whether the values end at 100 %.
    """

    kind: str
    columns: dict[str, str]
    unit: str = ""
    is_share: bool = False

    def area(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return the cells that it lies on, right of a table whose heads are in a row."""
        return row, column, row + ceil(_HEIGHT / _ROW) + 1, column + ceil(_WIDTH / _COLUMN) + 1


_BLUE, _PALE, _GREY, _RED, _GREEN = "#0B62B8", "#A9CBEA", "#6D7885", "#C8502E", "#4E9A5B"
# A picture without a chart is a map, whose cells have colours, or a table.
CHARTS = {
    "forecast": Chart(
        "line",
        {"low": _PALE, "high": _PALE, "counted": _GREY, "forecast": _BLUE},
        "calls in an interval",
    ),
    "days": Chart("line", {"required": _RED, "scheduled": _BLUE}),
    "simulated": Chart(
        "line",
        {"service level low": _PALE, "service level high": _PALE, "service level": _BLUE},
        "answered in time",
        is_share=True,
    ),
    "shares": Chart("bar", {"nights": _BLUE, "weekends": _RED}, "nights, weekends"),
    "costs": Chart("column", {"cost": _BLUE, "night cost": _GREY, "weekend cost": _RED}),
    "compared": Chart(
        "column", {"service level": _BLUE, "promise": _GREEN}, "share", is_share=True
    ),
    "scenarios": Chart("column", {"fte": _BLUE}, "full-time agents"),
}


def draw(book: Any, sheet: Any, picture: Picture, heads: int, target: float | None) -> None:
    """Draw the numbers of a sheet beside them.

    Parameters
    ----------
    book, sheet
        Those of the library.
    picture
        What is drawn.
    heads
        Row of the heads of its numbers.
    target
        Service level that is asked for, for the words beside an axis of it; None: none.
    """
    wanted = CHARTS.get(picture.name)
    behind = picture.behind
    if wanted is None or not behind.rows:
        return
    chart = book.add_chart({"type": wanted.kind})
    names = [head.name for head in behind.heads]
    first, last = heads + 1, heads + len(behind.rows)
    there = [column for column in wanted.columns if column in names]
    for column in there:
        place = names.index(column)
        colour = {"color": wanted.columns[column]}
        is_line = wanted.kind == "line"
        look = {"line": {"width": 1.0, **colour}} if is_line else {"fill": colour, "gap": 60}
        values = [sheet.get_name(), first, place, last, place]
        categories = [sheet.get_name(), first, 0, last, 0]
        chart.add_series({"name": column, "categories": categories, "values": values, **look})
    unit = wanted.unit or behind.heads[names.index(there[0])].unit
    asked = f" (asked: {target:.0%})" if wanted.is_share and target is not None else ""
    _axes(chart, wanted, behind, unit + asked)
    chart.set_title({"name": picture.title, "overlay": False, "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    height = max(_HEIGHT, _OF_A_BAR * len(behind.rows)) if wanted.kind == "bar" else _HEIGHT
    chart.set_size({"width": _WIDTH if wanted.kind != "bar" else _WIDTH * 2 // 3, "height": height})
    sheet.insert_chart(first, len(names) + 1, chart, {"description": picture.words})


def _axes(chart: Any, wanted: Chart, behind: Behind, unit: str) -> None:
    """Say what the axes count, with as many words below as have room."""
    numbers: dict[str, object] = {
        "name": unit,
        "name_font": _LETTERS,
        "num_font": _LETTERS,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": _GRID, "width": 0.75}},
    }
    if wanted.is_share:
        numbers |= {"max": 1, "num_format": "0%"}
    named: dict[str, object] = {"num_font": _LETTERS}
    if wanted.kind == "bar":
        # The first row on top; then the numbers are below again.
        chart.set_y_axis({**named, "reverse": True})
        chart.set_x_axis({**numbers, "label_position": "high", "major_unit": _step(behind)})
        return
    if wanted.kind == "line":
        step = _days_apart(behind)
        named |= {"interval_unit": step, "interval_tick": step, "label_position": "low"}
    chart.set_x_axis(named)
    chart.set_y_axis(numbers)


def _days_apart(behind: Behind) -> int:
    """Return how many rows lie between two words below a line: whole days, if it has several."""
    rows = len(behind.rows)
    a_day = Counter(str(row[0])[:-6] for row in behind.rows).most_common(1)[0][1]
    return a_day * max(1, ceil(rows / a_day / _LABELS)) if rows > a_day else ceil(rows / _LABELS)


def _step(behind: Behind) -> int:
    """Return whole numbers between two lines of a grid of bars."""
    names = [head.name for head in behind.heads]
    places = [names.index(name) for name in CHARTS["shares"].columns if name in names]
    highest = max(float(row[place] or 0) for row in behind.rows for place in places)
    return max(1, ceil(highest / 10))
