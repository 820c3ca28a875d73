"""Which table of the chain a file holds, for whoever takes one for another."""

from collections.abc import Collection

from wfm.tables.columns import FORECAST, HISTORY, REQUIREMENT, ROSTER, Table

# In the order of the chain: the columns that give a table away, and the command that reads it.
_CHAIN = (
    (HISTORY, {"calls"}, "wfm forecast"),
    (FORECAST, {"calls", "calls_low"}, "wfm staff"),
    (REQUIREMENT, {"agents_scheduled"}, "wfm roster"),
    (ROSTER, {"line", "weekday", "shift"}, "wfm check"),
)


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
