"""The tables of simulated weeks."""

from dataclasses import replace

from wfm.tables.columns import CALLS, QUEUE, REQUIREMENT, START, Column, Table

_ANY = -float("inf")
_SHARE = Column("", "number", "", 6, high=1.0, blank=True)
_SECONDS = Column("", "number", "s", 2, blank=True)


def _with_ends(column: Column, name: str) -> tuple[Column, ...]:
    """Return a column of estimates, and those of the ends of their 95 % interval."""
    ends = (replace(column, name=f"{name}_{end}") for end in ("low", "high"))
    return replace(column, name=name), *ends


_FIGURES = (
    replace(CALLS, unit="calls a week"),
    Column("agents", "number", "on the phones, mean", 2),
    *_with_ends(_SHARE, "service_level"),
    replace(_SHARE, name="sl_offered"),
    replace(_SHARE, name="sl_answered"),
    replace(_SHARE, name="sl_virtual"),
    replace(_SHARE, name="sl_excl_short"),
    *_with_ends(_SECONDS, "asa_seconds"),
    replace(_SECONDS, name="wait_90_seconds", unit="s, within which 9 of 10 are answered"),
    *_with_ends(_SHARE, "abandonment"),
    replace(_SHARE, name="blocked", given="maybe", unit="share that finds all lines taken"),
    *_with_ends(replace(REQUIREMENT.column("occupancy"), high=float("inf")), "occupancy"),
    replace(_SECONDS, name="longest_seconds", unit="s, mean of the weeks' longest"),
    *_with_ends(replace(_SHARE, unit="share of the weeks that reach the target"), "kept"),
    replace(_SHARE, name="formula", unit="service level by formula"),
    replace(_SHARE, name="formula_off", unit="formula - service_level", low=-1.0),
)
SIMULATED = Table("simulation", (QUEUE, START, *_FIGURES))
SIMULATED_PERIODS = Table(
    "table of simulated periods",
    (
        Column("period", "text", "total, week or day"),
        Column("first_day", "day", "such as 2026-12-07"),
        Column("days", "count", "days", low=1),
        QUEUE,
        *_FIGURES,
    ),
)
SIMULATED_CHANGES = Table(
    "table of simulated changes",
    (
        Column("change", "text"),
        *_with_ends(_SHARE, "service_level"),
        *_with_ends(replace(_SHARE, low=-1.0, unit="share, on the same calls"), "difference"),
        *_with_ends(replace(_SHARE, unit="share of the weeks that reach the target"), "kept"),
        Column("weeks", "count", "weeks simulated", low=1),
    ),
)
