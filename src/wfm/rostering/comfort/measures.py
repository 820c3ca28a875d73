"""What agents feel of a roster: steady starts, rest, nights, days off and weekends.

Everything is counted on closed rotations: the last day of a team is followed by its first. Counts
and sums add up over teams; shares and means are taken of the sums. What each measure is good for,
and who says so, stands in docs/explanation/rostering.md.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import add, or_
from typing import Any

from wfm.work.rules.quick_returns import QUICK_RETURN
from wfm.work.rules.rests import rests
from wfm.work.rules.rule import Days
from wfm.work.rules.runs import runs, stints
from wfm.work.rules.weekends import worked_weekends

# A change of start that is longer disturbs sleep and plans [min].
LARGE_CHANGE = 60
# Nights in a row that are good: one alone upsets the days around it, more add up.
GOOD_NIGHTS = range(2, 4)


@dataclass(frozen=True)
class Comfort:
    """Figures of a team, or of several: `a + b` are those of both.

    Where lines outnumber agents, counts and sums are those of the agents.

    Parameters
    ----------
    agent_weeks
        Agents, each with one week.
    changes
        Pairs of consecutive days on duty.
    change_minutes
        How far the start moves between them, earlier or later, all together [min].
    large_changes
        Those among them of more than an hour.
    stints, steady_stints
        Runs of days on duty; those among them with one start throughout.
    earlier
        Stints that begin at an earlier time of day than the last duty of the one before.
    quick_returns
        Rests of less than 12 hours between two duties.
    nights, night_runs, night_runs_outside
        Nights, their runs, and the runs that are not of two or three.
    longest_nights
        Most nights in a row; of nights without end as many as the rotation has days.
    lone_days_off, lone_days_on
        Days off between two duties, and days on duty between two days off.
    worked_weekends, split_weekends
        Weekends with a duty; those among them with a day off as well.
    free_weekend_gaps
        Weeks from each free weekend of a team to its next one, the shortest first.
    weeks_without_two_days_off
        Weeks, from Monday to Sunday, without two days off in a row.
    starts
        The distinct starts [min after midnight].
    week_minutes_apart
        How far the paid time of each week is from the team's mean, all together [min].
    pauses, pause_minutes
        Meals and breaks that a duty has in common with that of the day before, and how far they
        move, all together [min].
    """

    agent_weeks: float = 0
    changes: float = 0
    change_minutes: float = 0
    large_changes: float = 0
    stints: float = 0
    steady_stints: float = 0
    earlier: float = 0
    quick_returns: float = 0
    nights: float = 0
    night_runs: float = 0
    night_runs_outside: float = 0
    longest_nights: int = 0
    lone_days_off: float = 0
    lone_days_on: float = 0
    worked_weekends: float = 0
    split_weekends: float = 0
    free_weekend_gaps: tuple[int, ...] = ()
    weeks_without_two_days_off: float = 0
    starts: frozenset[int] = frozenset()
    week_minutes_apart: float = 0
    pauses: float = 0
    pause_minutes: float = 0

    def __add__(self, other: "Comfort") -> "Comfort":
        """Return the figures of both."""
        both: dict[str, Any] = {
            field.name: _TOGETHER.get(field.name, add)(
                getattr(self, field.name), getattr(other, field.name)
            )
            for field in fields(self)
        }
        return Comfort(**both)

    @property
    def mean_change(self) -> float:
        """How far the start moves from one day on duty to the next, on average [min]."""
        return self.change_minutes / self.changes if self.changes else 0.0

    @property
    def large_share(self) -> float:
        """Share of these changes that are of more than an hour."""
        return self.large_changes / self.changes if self.changes else 0.0

    @property
    def steady_share(self) -> float:
        """Share of the stints with one start."""
        return self.steady_stints / self.stints if self.stints else 1.0

    @property
    def mean_pause_change(self) -> float:
        """How far a meal or break moves from one day on duty to the next, on average [min]."""
        return self.pause_minutes / self.pauses if self.pauses else 0.0

    @property
    def weeks_to_free_weekend(self) -> int | None:
        """Most weeks from one free weekend to the next; None where none is free."""
        return self.free_weekend_gaps[-1] if self.free_weekend_gaps else None

    def per_agent(self, total: float, weeks: int = 1) -> float:
        """Return what an agent has of one of these counts or sums in so many weeks."""
        return total * weeks / self.agent_weeks if self.agent_weeks else 0.0


_TOGETHER: Mapping[str, Callable[[Any, Any], Any]] = {
    "longest_nights": max,
    "free_weekend_gaps": lambda a, b: tuple(sorted(a + b)),
    "starts": or_,
}


def comfort_of(
    days: Days, weekend: Sequence[int], occupied: Sequence[int] | None = None
) -> Comfort:
    """Return the figures of one closed team.

    Parameters
    ----------
    days
        Its days, one line after another, seven days each.
    weekend
        Weekdays of the weekend, in order; 0 = Monday.
    occupied
        Agents on each line; None: one on each. All of them work all lines, one after the other,
        so each has the figures of all lines.
    """
    lines = len(days) // 7
    agents = lines if occupied is None else sum(occupied)
    counts: dict[str, float] = {
        "agent_weeks": lines,
        **_of_changes(days),
        **_of_stints(days),
        **_of_rest(days),
        **_of_weeks(days, weekend),
    }
    share = agents / lines if lines else 0.0
    if agents != lines:
        counts = {name: count * share for name, count in counts.items()}
    return Comfort(
        **counts,
        longest_nights=max((int(min(n, len(days))) for n in _runs_of_nights(days)), default=0),
        free_weekend_gaps=_gaps(worked_weekends(days, weekend)),
        starts=frozenset(duty.start for duty in days if duty),
    )


def _of_changes(days: Days) -> dict[str, float]:
    """Compare each duty with that of the day after, if there is one."""
    pairs = [(a, b) for a, b in pairwise((*days, *days[:1])) if a and b]
    changes = [abs(after.start - before.start) for before, after in pairs]
    moves = [
        abs(other - one)
        for before, after in pairs
        if len(before.pauses) == len(after.pauses)
        for one, other in zip(before.pauses, after.pauses, strict=True)
    ]
    return {
        "changes": len(changes),
        "change_minutes": sum(changes),
        "large_changes": sum(change > LARGE_CHANGE for change in changes),
        "pauses": len(moves),
        "pause_minutes": sum(moves),
    }


def _of_stints(days: Days) -> dict[str, float]:
    starts = [[duty.start for day in stint if (duty := days[day])] for stint in stints(days)]
    following = pairwise((*starts, *starts[:1]))
    off = runs([duty is None for duty in days])
    return {
        "stints": len(starts),
        "steady_stints": sum(len(set(stint)) == 1 for stint in starts),
        "earlier": sum(after[0] < before[-1] for before, after in following),
        "lone_days_on": sum(len(stint) == 1 for stint in starts),
        "lone_days_off": sum(length == 1 for _, length in off),
    }


def _runs_of_nights(days: Days) -> list[float]:
    return [length for _, length in runs([duty is not None and duty.night for duty in days])]


def _of_rest(days: Days) -> dict[str, float]:
    nights = _runs_of_nights(days)
    return {
        "quick_returns": sum(rest.minutes < QUICK_RETURN for rest in rests(days)),
        "nights": sum(duty is not None and duty.night for duty in days),
        "night_runs": len(nights),
        "night_runs_outside": sum(length not in GOOD_NIGHTS for length in nights),
    }


def _of_weeks(days: Days, weekend: Sequence[int]) -> dict[str, float]:
    weeks = [days[first : first + 7] for first in range(0, len(days), 7)]
    paid = [sum(duty.paid for duty in week if duty) for week in weeks]
    mean = sum(paid) / len(paid) if paid else 0.0
    worked = worked_weekends(days, weekend)
    whole = [all(week[day] is not None for day in weekend) for week in weeks]
    return {
        "worked_weekends": sum(worked),
        "split_weekends": sum(worked) - sum(whole),
        "weeks_without_two_days_off": sum(
            all(one or other for one, other in pairwise(week)) for week in weeks
        ),
        "week_minutes_apart": math.fsum(abs(minutes - mean) for minutes in paid),
    }


def _gaps(worked: Sequence[bool]) -> tuple[int, ...]:
    """Return the weeks from each free weekend to the next one, around the rotation."""
    free = [week for week, is_worked in enumerate(worked) if not is_worked]
    around = [week + len(worked) for week in free[:1]]
    return tuple(sorted(after - before for before, after in pairwise(free + around)))
