"""The options of reading what other systems wrote, and of section [read]."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar, Literal

from wfm import units
from wfm.errors import OptionError
from wfm.options.option import arguments, option
from wfm.options.readers import OneOf, path, paths, switch

DateOrder = Literal["dmy", "mdy", "ymd"]
Stamp = Literal["start", "end"]
Mark = Literal["point", "comma"]
Layout = Literal["long", "wide", "calls", "queue_log"]
Statistic = Literal["average", "total"]
Repeats = Literal["add", "once", "last"]
_LAYOUTS: tuple[Layout, ...] = ("long", "wide", "calls", "queue_log")
_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
_STAMPS: tuple[Stamp, ...] = ("start", "end")
_STATISTICS: tuple[Statistic, ...] = ("average", "total")
_REPEATS: tuple[Repeats, ...] = ("add", "once", "last")
_MARKS: tuple[Mark, ...] = ("point", "comma")
_LENGTHS = (15, 30, 60)  # of intervals [min]
_FILE, _COLUMNS, _ROWS, _LOG = "The file", "Its columns", "Its rows", "A log of calls"


def _seconds(value: object, name: str) -> float:
    return units.seconds(value if isinstance(value, int | float) else str(value), name)


def _minutes(value: object, name: str) -> int:
    text = str(value).strip()
    minutes = float(text) if text.isdecimal() else _seconds(text, name) / 60
    if minutes not in _LENGTHS:
        raise OptionError(name, f"{text} is not 15m, 30m or 60m")
    return int(minutes)


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How a file is to be read; None leaves it to the file.

    Parameters
    ----------
    sheet
        Sheet of a workbook, by its name or its number from 1.
    encoding
        Code page of a text file, such as ``"cp1252"``.
    delimiter
        What stands between its cells: one character, or its name, such as ``"tab"``.
    layout
        ``"long"``: a row an interval; ``"wide"``: dates or times across; ``"calls"``: a row a
        call; ``"queue_log"``: a row an event.
    calls_column, answered_column, abandoned_column, aht_column, queue_column
        Names of the columns of calls offered, calls answered and lost, handling time, and queue;
        or their numbers from 1. Of ``"Queue + Media Type"`` each pair is a queue.
    date_column, time_column
        Names of the columns of the interval's day and of its time; one may hold both.
    date_order
        Order of day, month and year in dates of numbers: ``"dmy"``, ``"mdy"`` or ``"ymd"``.
    stamp
        Whether a row carries the ``"start"`` of its interval, or its ``"end"``.
    aht_kind
        ``"average"``: handling times of a call; ``"total"``: those of all calls of the interval.
    interval
        Length of the intervals wanted: 15, 30 or 60. [min]
    repeats
        Rows of one queue and interval: ``"add"`` them up; ``"once"``: what stands twice counts
        once; ``"last"``: the last one holds.
    acw
        After-call work of an answered call, where a log of calls does not hold it. [s]
    short_abandon
        Calls that hung up sooner are not counted, in a log of calls. [s]
    internal
        Whether legs between agents count, in a log of calls.
    decimal
        The decimal mark, ``"point"`` or ``"comma"``.
    timezone
        IANA name of the zone of the wall clock.
    aht_unit
        Unit of handling times that are plain numbers: ``seconds, milliseconds, minutes, hours,
        days``, or ``mm.ss``: 4.48 is 4 minutes and 48 seconds.
    """

    SECTION: ClassVar = "read"

    sheet: str | None = option(
        None, metavar="SHEET", panel=_FILE, help="Sheet of a workbook: its name, or 1, 2, ..."
    )
    encoding: str | None = option(
        None, metavar="NAME", panel=_FILE, help="Code page of a text file, such as cp1252."
    )
    delimiter: str | None = option(
        None,
        metavar="SIGN",
        panel=_FILE,
        help="What stands between the cells of a text file: a sign, or its name, such as tab.",
    )
    layout: Layout | None = option(
        None,
        reader=OneOf(_LAYOUTS),
        metavar="LAYOUT",
        panel=_FILE,
        words=_LAYOUTS,
        help="long: a row an interval; wide: dates or times across; calls: a row a call; "
        "queue_log: that of Asterisk.",
    )
    calls_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the calls offered."
    )
    answered_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the calls answered."
    )
    abandoned_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the calls lost."
    )
    aht_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the handling times."
    )
    queue_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the queues, or several: A + B."
    )
    date_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the days, or of days and times."
    )
    time_column: str | None = option(
        None, metavar="NAME", panel=_COLUMNS, help="Column of the times of day."
    )
    date_order: DateOrder | None = option(
        None,
        reader=OneOf(_ORDERS),
        metavar="ORDER",
        panel=_ROWS,
        words=_ORDERS,
        help="Order of the parts of dates: dmy, mdy or ymd.",
    )
    stamp: Stamp | None = option(
        None,
        reader=OneOf(_STAMPS),
        metavar="WHICH",
        panel=_ROWS,
        words=_STAMPS,
        help="Whether the time of a row is the start or the end of its interval.",
    )
    aht_kind: Statistic | None = option(
        None,
        reader=OneOf(_STATISTICS),
        metavar="KIND",
        panel=_ROWS,
        words=_STATISTICS,
        help="Handling times are the average of a call, or the total of the interval.",
    )
    interval: int | None = option(
        None,
        reader=_minutes,
        metavar="TIME",
        panel=_ROWS,
        help="Length of the intervals wanted: 15m, 30m or 60m; shorter rows are added up.",
    )
    repeats: Repeats | None = option(
        None,
        reader=OneOf(_REPEATS),
        metavar="WHAT",
        panel=_ROWS,
        words=_REPEATS,
        help="Rows of the same interval: add them up; count once what stands twice; or take the "
        "last.",
    )
    acw: float = option(
        0.0,
        reader=_seconds,
        metavar="TIME",
        panel=_LOG,
        help="After-call work of an answered call, where the log does not hold it.",
    )
    short_abandon: float = option(
        0.0,
        reader=_seconds,
        metavar="TIME",
        panel=_LOG,
        help="Calls that hung up sooner are not counted.",
    )
    internal: bool = option(
        False, reader=switch, panel=_LOG, help="Count calls between agents too."
    )
    decimal: Mark | None = option(
        None,
        only_key=True,
        reader=OneOf(_MARKS),
        metavar="MARK",
        words=_MARKS,
        help="Decimal mark of the numbers read.",
    )
    timezone: str | None = None
    aht_unit: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said but what every table may need: decimal mark, zone and unit."""
        own = fields(ReadOptions)
        said = {one.name for one in own if getattr(self, one.name) != one.default}
        return said <= {"decimal", "timezone", "aht_unit"}


@dataclass(frozen=True, kw_only=True)
class HistoryFiles(ReadOptions):
    """The files of a history, and how they are to be read."""

    SECTION: ClassVar = "read"

    files: tuple[Path, ...] = arguments(
        reader=paths,
        metavar="HISTORY",
        help="Past calls, as wfm or any other system wrote them: CSV or workbook, one file or "
        "several; - or nothing: standard input.",
    )
    profile: Path | None = option(
        None,
        reader=path,
        metavar="FILE",
        panel=_ROWS,
        help="A history of intervals, whose shape the days of a daily file take.",
    )
