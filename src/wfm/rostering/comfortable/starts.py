"""The starts that a solution works, and a plan that has no others."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.program import Program
from wfm.work.plan import Plan

# Fewer duties are none.
_NONE = 1e-6

# Name of a shift, and a start of it [min after midnight].
Starts = set[tuple[str, int]]


def worked_starts(built: Program, values: NDArray[np.int64] | NDArray[np.float64]) -> list[Starts]:
    """Return the starts that a solution works, of each group and shift."""
    return [
        {
            (columns.bands[band].shift.name, start)
            for (_, band, start), column in columns.duties.items()
            if values[column] > _NONE
        }
        for columns in built.groups
    ]


def with_starts(plan: Plan, starts: Sequence[Starts]) -> Plan:
    """Return a plan with no more than these starts of each group and shift."""
    groups = []
    for group, worked in zip(plan.groups, starts, strict=True):
        shifts = [
            replace(shift, windows=tuple((s, s) for n, s in sorted(worked) if n == shift.name))
            for shift in group.shifts
        ]
        kept = tuple(shift for shift in shifts if shift.windows)
        groups.append(replace(group, shifts=kept or group.shifts))
    return replace(plan, groups=tuple(groups))
