"""Which table a file or a frame holds, told by its columns."""

from collections.abc import Collection

from wfm.tables import evaluated, people, simulated
from wfm.tables.columns import (
    AROUND,
    CHANGES,
    COVERAGE,
    EVENTS,
    FAIRNESS,
    FORECAST,
    HISTORY,
    REQUIREMENT,
    ROSTER,
    SCENARIOS,
    VIOLATIONS,
    Table,
    own_name,
)
from wfm.tables.weekgrid import is_grid

# Of two that fit equally well the first one holds: a forecast without a band is a history.
TABLES = (
    HISTORY,
    FORECAST,
    REQUIREMENT,
    ROSTER,
    COVERAGE,
    people.SCHEDULE,
    people.DATED_COVERAGE,
    evaluated.EVALUATED,
    evaluated.PERIODS,
    evaluated.COSTS,
    simulated.SIMULATED,
    simulated.SIMULATED_PERIODS,
    simulated.SIMULATED_CHANGES,
    evaluated.COMPARED,
    evaluated.EVALUATED_QUEUES,
    evaluated.ROUNDS,
    SCENARIOS,
    CHANGES,
    AROUND,
    FAIRNESS,
    VIOLATIONS,
    people.DATED_VIOLATIONS,
    people.SCHEDULE_CHANGES,
    people.TODAY,
    people.AGENTS,
    people.ABSENCES,
    people.WISHES,
    people.COVER,
    EVENTS,
)
"""Every table that wfm reads or writes."""

# In the order of the chain: the columns that give a table away, and the command that reads it.
_CHAIN = (
    (HISTORY, {"calls"}, "wfm forecast"),
    (FORECAST, {"calls", "calls_low"}, "wfm staff"),
    (REQUIREMENT, {"agents_scheduled"}, "wfm roster"),
    (ROSTER, {"line", "weekday", "shift"}, "wfm check"),
)


def which_table(names: Collection[str]) -> Table | None:
    """Tell by the names of its columns which table of wfm one is.

    Parameters
    ----------
    names
        Its columns, in any order, as a file or a frame has them; weekdays across are a roster.

    Returns
    -------
    Table
        Of the tables whose columns that are always given are all there, the one that most of the
        names are of, and of these the one that asks for most. None where it is none of them.
    """
    known = {own_name(name) for name in names}
    found: Table | None = None
    most = (0, 0)
    for table in TABLES:
        own = {column.name for column in table.columns}
        asked = {column.name for column in table.columns if column.given == "always"}
        # A single column, such as a name, tells little: half of what stands there has to fit.
        if not asked <= known or (len(asked) == 1 and 2 * len(known & own) < len(known)):
            continue
        fit = (len(known & own), len(asked))
        if fit > most:
            found, most = table, fit
    if found is None and is_grid(list(names)):
        return ROSTER
    return found


def other_table(names: Collection[str], wanted: Table) -> str:
    """Say which other table of the chain columns are of, and what to do; "" where it is unclear."""
    chain = [table for table, _, _ in _CHAIN]
    found = [i for i, (_, signs, _) in enumerate(_CHAIN) if signs <= set(names)]
    if not found or wanted not in chain:
        return ""
    here, there = found[-1], chain.index(wanted)
    if here == there:
        return ""
    if here > there:
        return f"this is a {chain[here].name}: give a {wanted.name}"
    if chain[here] is HISTORY and wanted is REQUIREMENT:
        # A forecast without its band looks the same.
        return (
            "this is a forecast or a history: run `wfm staff` on it first, and `wfm forecast` "
            "before where the calls are past"
        )
    commands = [f"`{command}`" for _, _, command in _CHAIN[here:there]]
    return f"this is a {chain[here].name}: run {' and '.join(commands)} on it first"
