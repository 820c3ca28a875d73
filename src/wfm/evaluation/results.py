"""What an evaluation gives: tables, and what is to be said about them."""

from dataclasses import dataclass

import pandas as pd

PERIODS = ("total", "week", "day", "weekend", "night")


@dataclass(frozen=True)
class Evaluation:
    """A plan judged against the calls that it is made for.

    Parameters
    ----------
    intervals
        Who is there, who is needed, and how callers fare, interval by interval
        (`wfm.tables.EVALUATED`).
    periods
        The same of the whole, and of each week, day, weekend and night (`wfm.tables.PERIODS`).
    costs
        What each contract group costs (`wfm.tables.COSTS`).
    queues
        How the callers of each queue fare (`wfm.tables.EVALUATED_QUEUES`).
    agents
        How many people have a duty [agents].
    service_level, threshold
        The promise: the share of calls, none where there is no such target, and the time; None and
        NaN where queues have promises of their own. [-, s]
    cost_unit
        What costs are counted in; "" where nobody said.
    notes
        How it was judged.
    summary
        The figures of the whole, in a few lines.
    warnings
        What may surprise.
    """

    intervals: pd.DataFrame
    periods: pd.DataFrame
    costs: pd.DataFrame
    queues: pd.DataFrame
    agents: int
    service_level: float | None
    threshold: float
    cost_unit: str
    notes: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def by(self, period: str) -> pd.DataFrame:
        """Return the table of ``"interval"``, ``"group"`` or ``"queue"``, or of one period."""
        if period == "interval":
            return self.intervals
        if period == "group":
            return self.costs
        if period == "queue":
            return self.queues
        return self.periods[self.periods["period"] == period].reset_index(drop=True)

    @property
    def total(self) -> pd.Series:
        """The figures of the whole."""
        return self.by("total").iloc[0]
