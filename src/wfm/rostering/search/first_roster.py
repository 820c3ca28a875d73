"""The first roster: one that is given, or the linear solution with its duties rounded."""

from collections.abc import Sequence

import numpy as np

from wfm.rostering.search.completion import Completion
from wfm.rostering.search.given import Duties, WorkedTeam, columns_of
from wfm.rostering.search.rounding import WHOLE
from wfm.rostering.search.workbench import Workbench


def begin_with(bench: Workbench, completion: Completion, start: Sequence[WorkedTeam]) -> None:
    """Begin with a roster that is given: as it is, or with its duties and what more it takes."""
    values, whole = columns_of(bench.program, start)
    lower, upper = bench.lower(), bench.upper()
    fixed = bench.fixed
    if whole and ((lower <= values) & (values <= upper))[fixed].all():
        lower[fixed] = upper[fixed] = values[fixed]
        bench.keep(bench.with_pauses(lower, upper))
    if bench.best.values is None:
        lower, upper = bench.lower(), bench.upper()
        lower[bench.duties] = np.minimum(values[bench.duties], upper[bench.duties])
        near = completion.whole_duties(lower, upper, one_sided=True)
        if near is not None:
            completion.complete(near)


def complete_duties(bench: Workbench, completion: Completion, duties: Duties) -> None:
    """Begin with duties that are given: they stay, and the rest is made whole."""
    lower, upper = bench.lower(), bench.upper()
    for columns in bench.program.groups:
        for (day, band, start), column in columns.duties.items():
            duty = (columns.group.name, day, columns.bands[band].shift.name, start)
            lower[column] = upper[column] = duties.get(duty, 0)
    values = bench.relax(lower, upper).values
    if values is not None:
        completion.complete(values, best=False)
        if bench.best.values is None:
            completion.complete(values)


def dive(bench: Workbench, completion: Completion) -> None:
    """Round the duties of the linear solution and make the rest whole."""
    lower, upper = bench.lower(), bench.upper(elastic=True)
    values = completion.whole_duties(lower, upper)
    if values is not None and not bench.elastic and values[bench.missing].max(initial=0.0) > WHOLE:
        # Agents are missing: more duties than these, which may be rounded up where need be.
        lower[bench.duties] = np.round(values[bench.duties])
        values = completion.whole_duties(lower, bench.upper(), one_sided=True)
    if values is not None:
        completion.complete(values, best=False)
        if not bench.best.closed:
            completion.complete(values)
