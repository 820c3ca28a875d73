"""Calls as the kernel of skills takes them, and what has become of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.kernels.duties import Overrun

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
ANSWERED, ABANDONED, BLOCKED, CUT_OFF, WAITING = range(5)


@dataclass(frozen=True)
class Calls:
    """Calls in order of arrival.

    Parameters
    ----------
    arrival
        When they come [s].
    line
        Queue of each, by number.
    handling, patience
        How long each is handled, and its caller waits at most [s].
    """

    arrival: Floats
    line: Whole
    handling: Floats
    patience: Floats


@dataclass(frozen=True)
class Served:
    """What became of calls.

    Parameters
    ----------
    start
        When each is answered [s]; infinite: never.
    wait
        How long each waits, in all its tries [s].
    agent
        Who answers it, by number; -1: no one.
    outcome
        `ANSWERED`, `ABANDONED`, `BLOCKED`, `CUT_OFF`, or still `WAITING` at the end.
    tries
        How often each caller calls.
    overruns
        Where agents by name are on a call beyond their windows.
    """

    start: Floats
    wait: Floats
    agent: Whole
    outcome: Whole
    tries: Whole
    overruns: list[Overrun]
