"""What a planner may say about a file, where the file alone does not say it."""

from dataclasses import dataclass, fields
from typing import Literal

DateOrder = Literal["dmy", "mdy", "ymd"]
Stamp = Literal["start", "end"]
Mark = Literal["point", "comma"]
Layout = Literal["long", "wide", "calls", "queue_log"]
Repeats = Literal["add", "once"]


@dataclass(frozen=True)
class ReadOptions:
    """How a file is to be read; None leaves it to the file.

    The names are those of the options and of the keys of ``[read]``.

    Parameters
    ----------
    sheet
        Sheet of a workbook, by its name or its number from 1.
    encoding
        Code page of a text file, such as ``"cp1252"``.
    delimiter
        What stands between its cells: one character.
    decimal
        The decimal mark.
    layout
        ``"long"``: a row an interval; ``"wide"``: dates or times across; ``"calls"``: a row a
        call; ``"queue_log"``: a row an event.
    calls_column, answered_column, abandoned_column, aht_column, queue_column
        Names of the columns of calls offered, calls answered and lost, handling time, and queue.
    date_column, time_column
        Names of the columns of the interval's day and of its time; one may hold both.
    date_order
        Order of day, month and year in dates of numbers.
    stamp
        Whether a row carries the start of its interval, or its end.
    timezone
        IANA name of the zone of the wall clock.
    aht_unit
        Unit of handling times that are plain numbers: a key of `wfm.tables.durations.UNITS`.
    aht_kind
        ``"average"``: handling times of a call; ``"total"``: those of all calls of the interval.
    interval
        Length of the intervals wanted. [min]
    repeats
        Rows of one queue and interval: ``"add"`` them up; ``"once"``: the same row stands twice.
    acw
        After-call work of an answered call, where a log of calls does not hold it. [s]
    short_abandon
        Calls that hung up sooner are not counted, in a log of calls. [s]
    internal
        Whether legs between agents count, in a log of calls.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: Mark | None = None
    layout: Layout | None = None
    calls_column: str | None = None
    answered_column: str | None = None
    abandoned_column: str | None = None
    aht_column: str | None = None
    queue_column: str | None = None
    date_column: str | None = None
    time_column: str | None = None
    date_order: DateOrder | None = None
    stamp: Stamp | None = None
    timezone: str | None = None
    aht_unit: str | None = None
    aht_kind: Literal["average", "total"] | None = None
    interval: int | None = None
    repeats: Repeats | None = None
    acw: float = 0.0
    short_abandon: float = 0.0
    internal: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said but what every table may need: decimal mark, zone and unit."""
        said = {field.name for field in fields(self) if getattr(self, field.name) != field.default}
        return said <= {"decimal", "timezone", "aht_unit"}
