"""When a change is made, and what may still be changed then."""

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from wfm.errors import OptionError
from wfm.quoting import quoted
from wfm.tables.schedule_rows import ScheduledDay


def read_moment(text: str, clock: dt.tzinfo) -> dt.datetime:
    """Read a moment; one without an offset is on a clock.

    Raises
    ------
    OptionError
        If it is none.
    """
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise OptionError(
            "from", f"{quoted(text)} is not a moment: write 2026-12-09T08:00"
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=clock)


def clock_of(zone: ZoneInfo | None, days: Iterable[ScheduledDay]) -> dt.tzinfo:
    """Return the clock of the site: its zone, else that of the first duty."""
    if zone is not None:
        return zone
    shown = (day.start.tzinfo for day in days if day.start is not None)
    return next((clock for clock in shown if clock is not None), dt.UTC)


def early_enough(lost: Sequence[ScheduledDay], notice: dt.timedelta) -> dt.datetime:
    """Return a moment at which nobody's notice is missed: so long before what falls out."""
    starts = [day.start for day in lost if day.start is not None]
    return min(starts) - notice if starts else dt.datetime.min.replace(tzinfo=dt.UTC)
