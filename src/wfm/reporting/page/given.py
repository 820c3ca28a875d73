"""What a report is made of: tables, and a few words that no table holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wfm import tables
from wfm.tables import Table


@dataclass(frozen=True)
class Promise:
    """What callers are promised.

    Parameters
    ----------
    target
        Share of calls answered in time; None: there is none.
    threshold
        The time [s].
    """

    target: float | None
    threshold: float


@dataclass(frozen=True)
class Given:
    """The tables of a plan, each at most once.

    Parameters
    ----------
    tables
        Checked tables, by the name of `wfm.tables.Table`.
    title
        What the report is called.
    day
        The day that is shown person by person first: an ISO date or a weekday; "": chosen by what
        stands out.
    target, threshold
        The promise: the share of calls, None where there is none, and the time. [-, s]
    promises
        What queues promise for themselves where they are simulated, by name.
    night
        From and until when a duty that is a night covers the clock [min after midnight].
    cost_unit
        What costs are counted in; "" where nobody said.
    parameters
        What the plan was made with: names and values.
    versions
        What made it: names and versions.
    """

    tables: Mapping[str, pd.DataFrame]
    title: str = "Staffing plan"
    day: str = ""
    target: float | None = None
    threshold: float = 20.0
    promises: Mapping[str, Promise] = field(default_factory=dict)
    night: tuple[int, int] = (60, 240)
    cost_unit: str = ""
    parameters: Sequence[tuple[str, str]] = field(default_factory=tuple)
    versions: Sequence[tuple[str, str]] = field(default_factory=tuple)

    def table(self, table: Table) -> pd.DataFrame | None:
        """Return a table; None where it is not given or has no rows."""
        found = self.tables.get(table.name)
        return None if found is None or found.empty else found

    def promise(self, queue: str) -> Promise:
        """Return what a queue is simulated against: a promise of its own, else that of all."""
        return self.promises.get(queue, Promise(self.target, self.threshold))

    @property
    def forecast(self) -> pd.DataFrame | None:
        """The calls ahead: those of a forecast, else those that a requirement repeats."""
        found = self.table(tables.FORECAST)
        if found is not None:
            return found
        needed = self.table(tables.REQUIREMENT)
        return needed if needed is not None and "calls" in needed else None


def by_queue(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the rows of each queue, in order; "" names the only one."""
    if "queue" not in frame:
        yield "", frame.reset_index(drop=True)
        return
    for queue, rows in frame.groupby("queue", sort=False):
        yield str(queue), rows.reset_index(drop=True)
