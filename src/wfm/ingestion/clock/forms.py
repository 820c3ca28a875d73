"""What a cell of text is to the clock: a date, a time of day, or both."""

from functools import lru_cache
from typing import Literal

from wfm.ingestion.cells import LONGEST, plain
from wfm.ingestion.clock.dates import is_date
from wfm.ingestion.clock.parting import part
from wfm.ingestion.clock.times import read_time

Form = Literal["stamp", "date", "time"]


@lru_cache(maxsize=100_000)
def form_of(text: str) -> Form | None:
    """Say what a text is, just as `read_starts` reads it: ``"stamp"`` is a date with a time.

    A time of digits alone, such as ``0930``, is one only beside a date. None: none of these.
    """
    if len(text) > LONGEST:
        return None
    date, time, _ = part(plain(text).casefold(), timed=False)
    if date and not is_date(date):
        return None
    if not date:
        return "time" if time and not time.isdigit() and read_time(time) is not None else None
    if not time:
        return "date"
    return "stamp" if time.isdigit() or read_time(time) is not None else None


@lru_cache(maxsize=100_000)
def is_midnight(text: str) -> bool:
    """Say whether a text is a date with the time 00:00, as databases write bare dates."""
    if form_of(text) != "stamp":
        return False
    time = read_time(part(plain(text).casefold(), timed=False)[1])
    return time is not None and time.start == 0 and time.end is None
