"""Queues that agents are required for together, as the staffing stage sizes and judges them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.evaluation.expected import Calls
from wfm.evaluation.queues import Queue
from wfm.staffing.groups import pooled
from wfm.staffing.reading import read_intervals

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Need:
    """Queues that the same agents answer, and nobody else.

    Parameters
    ----------
    queues
        Their numbers.
    judged
        The calls of all of them together, once for each queue: judged as its callers are.
    calls
        Calls of each, shape ``(queues, intervals)``.
    """

    queues: tuple[int, ...]
    judged: tuple[Calls, ...]
    calls: Floats

    @property
    def together(self) -> Calls:
        """The calls of all of them."""
        return self.judged[0]

    @property
    def target(self) -> float | None:
        """The highest service level that any of them is promised; None: none is."""
        every = [one.options.target.service_level for one in self.judged]
        return max((level for level in every if level is not None), default=None)

    def sized(self) -> tuple[Floats, Floats]:
        """Size each interval for the queue that needs most: on the phones, and scheduled."""
        on_phones, scheduled = zip(*(one.needed() for one in self.judged), strict=True)
        return np.max(on_phones, axis=0), np.max(scheduled, axis=0)

    def level(self, agents: Floats) -> Floats:
        """Return the service level of all calls by formula; NaN where nobody calls."""
        levels = np.array([one.expected(agents).level for one in self.judged])
        total = self.calls.sum(axis=0)
        good = np.where(self.calls > 0.0, self.calls * levels, 0.0).sum(axis=0)
        nobody = np.full(total.size, np.nan)
        return np.asarray(np.divide(good, total, out=nobody, where=total > 0.0))

    def requirement(self, on_phones: Floats) -> pd.DataFrame:
        """Lay out agents on the phones as a requirement, with those to be scheduled."""
        calls = self.together
        scheduled = np.ceil(on_phones / (1.0 - calls.shrinkage) - 1e-9)
        frame: pd.DataFrame = calls.frame.assign(
            agents_required=on_phones, agents_scheduled=scheduled
        )
        return frame


def need_of(queues: Sequence[Queue], which: Sequence[int]) -> Need:
    """Put queues together, as far as agents are concerned.

    Parameters
    ----------
    queues
        All queues.
    which
        Numbers of those that are one.

    Raises
    ------
    InputError
        If they are not of one channel.
    """
    own = [queues[number] for number in which]
    calls = np.array([queue.calls.rows.calls for queue in own])
    if len(own) == 1:
        return Need(tuple(which), (own[0].calls,), calls)
    frame = pd.concat([queue.calls.frame for queue in own], ignore_index=True)
    one = pooled(frame, tuple(queue.name for queue in own))
    rows = read_intervals(one, own[0].calls.rows.step)
    judged = tuple(Calls(one, rows, queue.calls.options, ()) for queue in own)
    return Need(tuple(which), judged, calls)


def requirement_of(needs: Sequence[Need], on_phones: Floats) -> pd.DataFrame:
    """Lay out the agents of each need as a requirement, conformed."""
    parts = [need.requirement(own) for need, own in zip(needs, on_phones, strict=True)]
    return tables.conform(pd.concat(parts, ignore_index=True), tables.REQUIREMENT)
