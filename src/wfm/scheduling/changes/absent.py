"""What absences take out of a schedule."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wfm.scheduling.calendar import with_absences
from wfm.scheduling.people import Absence, by_agent, is_cut_by
from wfm.tables.schedule_rows import ScheduledDay


@dataclass(frozen=True)
class Left:
    """A schedule without those who are away.

    Parameters
    ----------
    before, days
        Every row, in the order of the schedule, as it was and as absences leave it.
    lost
        The duties that somebody does not work, or not all of, in order of time.
    kinds
        Why, by agent and day.
    away
        Days on which each agent may get no duty.
    """

    before: tuple[ScheduledDay, ...]
    days: tuple[ScheduledDay, ...]
    lost: tuple[ScheduledDay, ...]
    kinds: Mapping[tuple[str, dt.date], str]
    away: Mapping[str, frozenset[dt.date]]

    @property
    def cut(self) -> list[tuple[ScheduledDay, dt.datetime, dt.datetime]]:
        """The duties of which a part falls out, and from when until when."""
        return [
            (before, first, last)
            for before, after in zip(self.before, self.days, strict=True)
            if after.on_duty
            for first, last, kind in after.activities
            if (first, last, kind) not in before.activities
        ]


def without(days: Iterable[ScheduledDay], absences: Sequence[Absence], since: dt.datetime) -> Left:
    """Take the duties of absent people out, as far as they are still to come.

    Parameters
    ----------
    days
        The schedule.
    absences
        Who is away.
    since
        What is over by then stays as it was, and what began before is cut, not taken out: of a
        day away begins then what is left of the duty.
    """
    of_agent = by_agent(absences)
    before, left, lost, kinds = [], [], [], {}
    for day in days:
        before.append(day)
        coming = [part for a in of_agent.get(day.agent, ()) for part in _coming(a, day, since)]
        after = day
        if day.start is not None and coming:
            (after,) = with_absences([day], coming)
        left.append(after)
        if after != day:
            lost.append(replace(day, note=""))
            kinds[day.agent, day.date] = next(a.kind for a in coming if _touches(a, day))
    away = {
        agent: frozenset(date for absence in own for date in _dates(absence))
        for agent, own in of_agent.items()
    }
    return Left(tuple(before), tuple(left), tuple(sorted(lost, key=in_time)), kinds, away)


def in_time(day: ScheduledDay) -> tuple[dt.datetime, str, str]:
    """Order duties by when they start."""
    assert day.start is not None, "a duty begins"
    return day.start, day.shift, day.agent


def _coming(absence: Absence, day: ScheduledDay, since: dt.datetime) -> Iterator[Absence]:
    """Yield what of an absence is still to come of a duty: of one that has begun, its rest."""
    if absence.begins is not None and absence.ends is not None:
        yield replace(absence, begins=min(max(absence.begins, since), absence.ends))
    elif day.start is None or day.end is None or since <= day.start:
        yield absence
    elif since < day.end and _touches(absence, day) and not is_cut_by(day, absence):
        yield replace(absence, begins=since, ends=day.end)


def _touches(absence: Absence, day: ScheduledDay) -> bool:
    if absence.begins is None or absence.ends is None:
        return absence.first <= day.date <= absence.last
    assert day.start is not None, "a duty begins"
    assert day.end is not None, "and ends"
    return absence.begins < day.end and day.start < absence.ends


def _dates(absence: Absence) -> Iterator[dt.date]:
    for n in range((absence.last - absence.first).days + 1):
        yield absence.first + dt.timedelta(days=n)
