"""Rank changes of a plan by their linear programs, as far as time allows."""

from collections.abc import Iterable

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.changes import Variant
from wfm.rostering.ways_out.price import TINY, Way, price
from wfm.solver import clock
from wfm.weekdays import DAY
from wfm.work.plan import Plan
from wfm.work.week import Week

AS_IT_IS = Variant("as it is", lambda plan: plan)


class Ranking:
    """Linear programs one after the other, until the time is over.

    Parameters
    ----------
    week
        What is to be covered.
    until
        When the time is over, by the clock of the solver [s].
    elastic
        Whether agents may be missing.
    """

    def __init__(self, week: Week, until: float, *, elastic: bool = True) -> None:
        self.week = week
        self.until = until
        self.elastic = elastic
        self.slowest = 0.0

    def price(self, variant: Variant, plan: Plan) -> Way | None:
        """Price a change; None where that would take too long."""
        began = clock()
        if began + self.slowest >= self.until:
            return None
        try:
            with deadline.within(self.until - began):
                way = price(variant, plan, self.week, elastic=self.elastic)
        except OutOfTimeError:
            way = None
        self.slowest = max(self.slowest, clock() - began)
        return way

    def priced(self, changes: Iterable[Variant], plan: Plan) -> list[Way]:
        """Price changes as far as time allows."""
        return [way for change in changes if (way := self.price(change, plan)) is not None]


def best_start(plan: Plan, ranking: Ranking, name: str) -> Way | None:
    """Price a short shift in a group at its best start."""
    group = plan.by_name[name]
    last = DAY - changes.SHORT_SHIFT
    anywhere = ranking.price(changes.short_shift(group, (0, last)), plan)
    if anywhere is None:
        return None
    known = {shift.name for shift in group.shifts}
    used = {
        start: number
        for (owner, shift, start), number in anywhere.starts.items()
        if owner == name and shift not in known and number > TINY
    }
    if not used:
        return None
    start = max(used, key=lambda time: (used[time], -time))
    return ranking.price(changes.short_shift(group, (start, start)), plan)
