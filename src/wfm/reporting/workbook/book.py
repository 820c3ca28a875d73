"""A workbook that is being written: its sheets, their cells and styles."""

import datetime as dt
import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wfm.reporting.workbook.sheet_names import sheet_name
from wfm.tables.workbook import CREATED, write_cell

DAY, SHORT_DAY, TIME, DURATION = "ddd d mmm yyyy", "ddd d mmm", "hh:mm", "[h]:mm"
"""How dates, times of day and lengths of time look."""
HEADING, WEEKEND, AWAY = "DCE3EA", "E9E9E9", "D0CECE"
"""Fills of headings, of weekends and of who is away."""

_FIRST_DAY = dt.datetime(1899, 12, 30)
_ONE_DAY = dt.timedelta(days=1)
_A4 = 9
# Letters that every machine has, or some of the same width: others make columns wider, and pages
# then hold fewer of them.
_LETTERS = {"font_name": "Arial", "font_size": 10}
_MARGIN = 0.3  # in
# Width that both common papers have in landscape, less margins [pixels of a screen].
_PAPER = (11.0 - 2 * _MARGIN) * 96
# Height that both have [pixels], with the margins that leave room for head and foot, and of a row.
_TOP = 0.6  # in
_PAPER_HEIGHT, _ROW_HEIGHT = (8.27 - 2 * _TOP) * 96, 20
# Below this a page cannot be read on a wall [%]: rows go to further pages instead.
_READABLE = 50
_LEAST_SCALE = 10
_MOST_OF_A_FOOTER = 255

Value = str | float | dt.date | None
"""What a cell holds: dates and wall clocks are dates, all texts are text."""


@dataclass(frozen=True)
class Style:
    """How a cell looks.

    Parameters
    ----------
    shown
        The format of its number.
    fill
        Its colour, as ``FFF2B3``; "": none.
    bold, wrap, border, centred, left, right
        What the words say.
    size
        Of its letters [pt]; 0: as everywhere.
    """

    shown: str = ""
    fill: str = ""
    bold: bool = False
    wrap: bool = False
    border: bool = False
    centred: bool = False
    left: bool = False
    right: bool = False
    size: int = 0

    def properties(self) -> dict[str, object]:
        """Return the names that the library has for it."""
        found: dict[str, object] = {"valign": "vcenter"}
        found |= {"num_format": self.shown} if self.shown else {}
        found |= {"bg_color": f"#{self.fill}"} if self.fill else {}
        found |= {"bold": True} if self.bold else {}
        found |= {"text_wrap": True} if self.wrap else {}
        found |= {"border": 1, "border_color": "#BFBFBF"} if self.border else {}
        found |= {"align": "center"} if self.centred else {}
        found |= {"align": "left"} if self.left else {}
        found |= {"align": "right"} if self.right else {}
        found |= {"font_size": self.size} if self.size else {}
        return found


PLAIN = Style()
HEAD = Style(bold=True, fill=HEADING, border=True, wrap=True)
TITLE = Style(bold=True, size=14)


@dataclass(frozen=True)
class Page:
    """How a sheet is printed.

    Parameters
    ----------
    head
        What stands above each page, at the left.
    foot
        Words below each page, with their colours.
    portrait
        Whether the paper stands upright.
    rows, columns
        How many of the first are repeated on each page.
    breaks
        Columns that begin a page.
    widths
        Of the columns of the widest page, which is made to fit [characters]; none: the sheet is
        fitted to the width of a page.
    height
        Rows that share a page as long as they can be read there; 0: as many as come.
    pages
        How many pages a sheet that is fitted has; 0: as many as its rows take.
    area
        First row and column and last row and column of what is printed; none: all.
    """

    head: str
    foot: Sequence[tuple[str, str]] = ()
    portrait: bool = False
    rows: int = 1
    columns: int = 0
    breaks: Sequence[int] = ()
    widths: Sequence[float] = ()
    height: int = 0
    pages: int = 0
    area: tuple[int, int, int, int] | None = None

    @property
    def scale(self) -> int:
        """By how much the sheet is made smaller, so that pages hold what they should [%]."""
        wide = int(100 * _PAPER / sum(7 * width + 5 for width in self.widths))
        tall = int(100 * _PAPER_HEIGHT / (_ROW_HEIGHT * max(self.height, 1)))
        fitting = min(wide, tall) if tall >= _READABLE else wide
        return max(_LEAST_SCALE, min(100, fitting))


@dataclass(frozen=True)
class Sheet:
    """A sheet that is being written, from its first row to its last.

    Parameters
    ----------
    made
        The sheet of the library.
    style
        Makes a style of the library.
    """

    made: Any
    style: Callable[[Style], Any]

    def write(self, row: int, column: int, value: Value, style: Style = PLAIN) -> None:
        """Write a cell as what it is; one without a value is filled."""
        made = self.style(style)
        if value is None or value == "":
            self.made.write_blank(row, column, None, made)
        elif isinstance(value, dt.date):
            write_cell(self.made, row, column, day_number(value), made)
        else:
            write_cell(self.made, row, column, value, made)

    def write_row(self, row: int, values: Sequence[Value], style: Style = PLAIN) -> None:
        """Write a row from its first column on."""
        for column, value in enumerate(values):
            self.write(row, column, value, style)

    def widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the first columns [characters]."""
        for column, width in enumerate(widths):
            self.made.set_column(column, column, width)

    def freeze(self, rows: int, columns: int = 0) -> None:
        """Keep the first rows and columns in sight."""
        self.made.freeze_panes(rows, columns)

    def filtered(self, rows: int, columns: int) -> None:
        """Let people filter a table that begins at the top."""
        if rows > 1 and columns:
            self.made.autofilter(0, 0, rows - 1, columns - 1)

    def printed(self, page: Page) -> None:
        """Say how it is printed."""
        sheet = self.made
        sheet.set_paper(_A4)
        if not page.portrait:
            sheet.set_landscape()
        sheet.set_margins(_MARGIN, _MARGIN, _TOP, _TOP)
        sheet.set_header(f"&L&B{_shown(page.head)}&R&P / &N")
        if page.foot:
            sheet.set_footer(_coloured(page.foot))
        if page.rows:
            sheet.repeat_rows(0, page.rows - 1)
        if page.columns:
            sheet.repeat_columns(0, page.columns - 1)
        if page.widths:
            # Pages that are fitted ignore breaks: so it is scaled by what a page holds.
            sheet.set_print_scale(page.scale)
        else:
            sheet.fit_to_pages(1, page.pages)
        if page.area:
            sheet.print_area(*page.area)
        if page.breaks:
            sheet.set_v_pagebreaks(list(page.breaks))


@dataclass(frozen=True)
class Book:
    """A workbook that is being written.

    Parameters
    ----------
    made
        The workbook of the library.
    taken
        Names of its sheets, in small letters.
    """

    made: Any
    taken: set[str] = field(default_factory=set)
    _styles: dict[Style, Any] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """Begin a sheet of a name like this."""
        return Sheet(self.made.add_worksheet(sheet_name(name, self.taken)), self._style)

    def _style(self, style: Style) -> Any:
        if style not in self._styles:
            self._styles[style] = self.made.add_format(style.properties())
        return self._styles[style]


def opened(write: Callable[[Book], None]) -> bytes:
    """Make a workbook of what is written to it."""
    import xlsxwriter

    data = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="wfm.") as folder:
        # Row by row through files: the cells of a sheet are never all in memory.
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "default_format_properties": _LETTERS,
        }
        with xlsxwriter.Workbook(data, options) as made:
            made.set_properties({"created": CREATED})
            write(Book(made))
    return data.getvalue()


def day_number(value: dt.date) -> float:
    """Return the number that a spreadsheet has for a date, or for a time on the wall clock."""
    if isinstance(value, dt.datetime):
        return (value.replace(tzinfo=None) - _FIRST_DAY) / _ONE_DAY
    return float((value - _FIRST_DAY.date()).days)


def _shown(text: str) -> str:
    """Write a text so that nothing in it is a code of a header or a footer."""
    return " ".join(text.split()).replace("&", "&&")[:120].rstrip("&")


def _coloured(words: Sequence[tuple[str, str]]) -> str:
    """Write a footer of coloured words, as many as it can hold."""
    foot = "&L"
    for word, colour in words:
        more = f"&K{colour}&B{_shown(word)}&B   "
        if len(foot) + len(more) > _MOST_OF_A_FOOTER:
            break
        foot += more
    return foot
