"""What a plan has people work: every duty with its date, and what is paid without one."""

import datetime as dt
from dataclasses import dataclass

from wfm.tables.roster_rows import Span
from wfm.weekdays import DAY
from wfm.work.plan import Plan

_NOON = DAY // 2
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class WorkedDuty:
    """A duty on a date; times are minutes of the clock of its `Worked`.

    Parameters
    ----------
    agent
        Who works it.
    date
        The day on which it starts, on the agent's clock.
    first, last
        From and until when.
    away
        When its agent is at a meal, on a break or at an activity.
    paid
        Paid time [min].
    cost
        What it costs, premiums included [cost units].
    night
        The day whose night it covers; None: no night.
    weekend
        Whether it starts on a day of the weekend.
    group
        Contract group of its agent.
    """

    agent: str
    date: dt.date
    first: int
    last: int
    away: tuple[Span, ...]
    paid: float
    cost: float
    night: dt.date | None = None
    weekend: bool = False
    group: str = ""


@dataclass(frozen=True)
class Unworked:
    """Pay of a day for which nobody works: leave, or a contract that duties do not fill.

    Parameters
    ----------
    date
        The day.
    hours
        Paid hours [h].
    cost
        What they cost [cost units].
    group
        The contract group that they are paid by.
    """

    date: dt.date
    hours: float
    cost: float
    group: str = ""


@dataclass(frozen=True)
class Worked:
    """What a plan has people work.

    Parameters
    ----------
    duties
        Every duty, those that run into the period included.
    unworked
        What is paid without a duty.
    by_wall_clock
        Whether minutes are those of the clock on the wall since 1970; else of UTC.
    first_day, last_day
        Days that the plan speaks of.
    places
        Where agents of a roster begin, as team/line, on duty or off.
    """

    duties: tuple[WorkedDuty, ...]
    unworked: tuple[Unworked, ...]
    by_wall_clock: bool
    first_day: dt.date
    last_day: dt.date
    places: frozenset[str] = frozenset()


def minutes_since_1970(day: dt.date) -> int:
    """Return the minutes of a clock on the wall at the midnight that begins a day."""
    return (day - _EPOCH).days * DAY


def night_of(plan: Plan, date: dt.date, start: int, presence: int) -> dt.date | None:
    """Return the day whose night a duty covers; None where it covers none.

    Parameters
    ----------
    plan
        Whose window the night is.
    date
        The day on which the duty starts.
    start, presence
        Its start and its length [min].
    """
    first, last = plan.night
    for later in range(3):
        if start <= first + later * DAY and last + later * DAY <= start + presence:
            # The small hours belong to the evening before.
            return date + dt.timedelta(days=later - (first < _NOON))
    return None
