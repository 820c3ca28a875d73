"""Who is on the phones in each interval of dates: on duty, less meals, breaks and activities."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.errors import InputError
from wfm.tables.schedule_rows import Moments, ScheduledDay

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Needed:
    """What is required on dates.

    Parameters
    ----------
    starts
        When each interval begins, one after the other, on the site's clock.
    step
        Length of an interval [min].
    agents
        Agents that each needs [agents].
    """

    starts: pd.Series
    step: int
    agents: NDArray[np.float64]

    @property
    def first(self) -> dt.datetime:
        """When the first interval begins."""
        moment: dt.datetime = self.starts.iloc[0].to_pydatetime()
        return moment


def read_needed(requirement: pd.DataFrame) -> Needed:
    """Read a requirement as what is needed on dates.

    Raises
    ------
    InputError
        If it is none, or holds several queues.
    """
    table = tables.check(requirement, tables.REQUIREMENT)
    queues = list(table["queue"].unique()) if "queue" in table else []
    if len(queues) > 1:
        names = ", ".join(queues[:3])
        raise InputError(
            f"the requirement holds several queues ({names}): name one with --queue, or size "
            "them as one with `wfm staff --pool all`"
        )
    agents = np.ceil(table["agents_scheduled"].to_numpy(dtype=float) - 1e-6)
    return Needed(table["interval_start"], tables.step_minutes(table), agents)


def on_phones(days: Iterable[ScheduledDay], needed: Needed) -> NDArray[np.int64]:
    """Count the agents of each interval, the least of its minutes [agents]."""
    minutes = len(needed.agents) * needed.step
    changes = np.zeros(minutes + 1, dtype=np.int64)
    firsts, lasts, numbers = [], [], []
    origin = needed.first
    for day in days:
        if day.start is None or day.end is None:
            continue
        firsts.append((day.start - origin) // _MINUTE)
        lasts.append((day.end - origin) // _MINUTE)
        numbers.append(1)
        for begins, ends in away(day):
            firsts.append((begins - origin) // _MINUTE)
            lasts.append((ends - origin) // _MINUTE)
            numbers.append(-1)
    np.add.at(changes, np.clip(np.array(firsts, dtype=np.int64), 0, minutes), numbers)
    np.subtract.at(changes, np.clip(np.array(lasts, dtype=np.int64), 0, minutes), numbers)
    there = np.cumsum(changes)[:-1].reshape(-1, needed.step)
    least: NDArray[np.int64] = there.min(axis=1)
    return least


def away(day: ScheduledDay) -> Iterator[Moments]:
    """Yield when a person on duty is not on the phones, each moment once."""
    spans = sorted((*day.meals, *day.breaks, *((a, b) for a, b, _ in day.activities)))
    open_: Moments | None = None
    for begins, ends in spans:
        if open_ is None:
            open_ = (begins, ends)
        elif begins <= open_[1]:
            open_ = (open_[0], max(open_[1], ends))
        else:
            yield open_
            open_ = (begins, ends)
    if open_ is not None:
        yield open_
