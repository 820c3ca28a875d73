"""The columns of every table that crosses stages: name, unit, bounds and decimals.

What the words mean is said in docs/contributing/glossary.md.
"""

from dataclasses import dataclass, replace
from typing import Literal

from wfm.units import LONGEST_CALL, MOST_AGENTS, MOST_CALLS


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Its name, the same in files and frames.
    kind
        What its values are. A count with decimals is whole unless fractions were asked for.
    unit
        Unit of its values.
    decimals
        Digits kept behind the point.
    low, high
        Least and largest value allowed.
    given
        ``"always"``: a table without it is an error; ``"maybe"``: the column may be absent.
    blank
        Whether a value may be missing.
    """

    name: str
    kind: Literal["time", "day", "text", "number", "count", "weekday"]
    unit: str = ""
    decimals: int = 0
    low: float = 0.0
    high: float = float("inf")
    given: Literal["always", "maybe"] = "always"
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """A table that crosses stages.

    Parameters
    ----------
    name
        What the table holds.
    columns
        Its columns, in the order of the file.
    gaps
        Whether intervals may be absent.
    local
        Whether times may be without an offset: the stage that reads them says of which zone.
    empty
        Whether it may have no rows.
    """

    name: str
    columns: tuple[Column, ...]
    gaps: bool = False
    local: bool = False
    empty: bool = False

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


QUEUE = Column("queue", "text", given="maybe")
START = Column("interval_start", "time", "ISO 8601 with offset")
CALLS = Column("calls", "number", "calls", decimals=4, high=MOST_CALLS)
# Of a day at most, even where the column is in milliseconds: `in_seconds` sees to the rest.
AHT = Column("aht_seconds", "number", "s", 2, high=1000 * LONGEST_CALL, given="maybe", blank=True)
CALLS_LOW = replace(CALLS, name="calls_low", given="maybe", blank=True)
CALLS_HIGH = replace(CALLS_LOW, name="calls_high")

HISTORY = Table(
    "history",
    (
        QUEUE,
        START,
        replace(CALLS, blank=True),
        AHT,
        replace(AHT, name="ring_seconds"),
        replace(AHT, name="talk_seconds"),
        replace(AHT, name="hold_seconds"),
        replace(AHT, name="wrap_seconds"),
    ),
    gaps=True,
    local=True,
)
FORECAST = Table(
    "forecast",
    (
        QUEUE,
        START,
        CALLS,
        AHT,
        CALLS_LOW,
        CALLS_HIGH,
        # What a planner may add for `staff`: a channel per queue, a given staff, its shrinkage.
        Column("channel", "text", given="maybe"),
        Column("agents", "number", "agents", 4, high=MOST_AGENTS, given="maybe"),
        Column("shrinkage", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
    ),
    local=True,
)
REQUIREMENT = Table(
    "requirement",
    (
        # A roster needs the agents only: a planner may bring them without a forecast.
        *(replace(c, given="maybe", blank=True) if c is CALLS else c for c in FORECAST.columns),
        Column("load_erlangs", "number", "erlangs", 6, high=MOST_AGENTS, given="maybe", blank=True),
        Column("agents_required", "count", "agents", 4, high=MOST_AGENTS, given="maybe"),
        Column("agents_scheduled", "count", "agents", 4, high=MOST_AGENTS),
        Column("service_level", "number", "", 6, high=1.0, given="maybe", blank=True),
        Column("asa_seconds", "number", "s", decimals=3, given="maybe", blank=True),
        Column("occupancy", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
        Column("abandonment", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
        Column("blocked", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
        Column("backlog", "number", "calls", decimals=4, given="maybe", blank=True),
        Column("binding", "text", given="maybe", blank=True),
    ),
)
_PERFORMANCE = ("service_level", "asa_seconds", "occupancy", "abandonment", "blocked", "binding")
AROUND = Table(
    "table of agents around the answer",
    (
        Column("answer", "text", "*: the answer", blank=True),
        REQUIREMENT.column("agents_required"),
        REQUIREMENT.column("agents_scheduled"),
        *(REQUIREMENT.column(name) for name in _PERFORMANCE),
    ),
)
ROSTER = Table(
    "roster",
    (
        Column("team", "text"),
        # Where groups are on different clocks: the one whose clock the times are on.
        Column("group", "text", given="maybe", blank=True),
        Column("line", "count", low=1),
        Column("weekday", "weekday", "1=Monday..7, or a name", low=1, high=7),
        Column("shift", "text"),
        Column("start", "text", "HH:MM", given="maybe", blank=True),
        Column("end", "text", "HH:MM", given="maybe", blank=True),
        Column("meals", "text", "HH:MM-HH:MM", given="maybe", blank=True),
        Column("breaks", "text", "HH:MM-HH:MM", given="maybe", blank=True),
        Column("activities", "text", "HH:MM-HH:MM name", given="maybe", blank=True),
        # Of a team with fewer agents than lines: whether an agent begins on the line.
        Column("occupied", "count", "0 or 1", high=1, given="maybe"),
    ),
    # Where nobody is required, nobody comes.
    empty=True,
)
COVERAGE = Table(
    "coverage",
    (
        Column("weekday", "count", "1=Monday..7", low=1, high=7),
        Column("time", "text", "HH:MM"),
        Column("required", "count", "agents"),
        Column("scheduled", "count", "agents"),
        Column("difference", "count", "agents", low=-float("inf")),
    ),
)

VIOLATIONS = Table(
    "violations",
    (
        Column("rule", "text"),
        Column("article", "text", blank=True),
        Column("team", "text", "0: all of them"),
        Column("line", "count", "0: all of them"),
        Column("weekday", "count", "1=Monday..7, 0: all of them", high=7),
        Column("message", "text"),
    ),
)
FAIRNESS = Table(
    "fairness",
    (
        Column("team", "text"),
        Column("group", "text"),
        Column("agents", "count", "agents"),
        Column("hours", "number", "paid hours per agent and week", decimals=2),
        Column("nights", "number", "per agent and week", decimals=4),
        Column("sundays", "number", "per agent and week", decimals=4),
        Column("weekends", "number", "worked, per agent and week", decimals=4),
        Column("turns", "number", "to an earlier start, per agent and week", decimals=4),
        Column("start_change", "number", "min, mean from one duty day to the next", decimals=2),
        Column("large_changes", "number", "of more than an hour, share of these", 4, high=1.0),
        Column("steady", "number", "share of the stints with one start", 4, high=1.0),
        Column("earlier_stints", "number", "per agent and week", decimals=4),
        Column("quick_returns", "number", "rests under 12 h, per agent and week", decimals=4),
        Column("longest_nights", "count", "nights in a row"),
        Column(
            "night_runs_outside", "number", "runs not of 2 or 3, per agent and week", decimals=4
        ),
        Column("lone_days_off", "number", "per agent and week", decimals=4),
        Column("lone_days_on", "number", "per agent and week", decimals=4),
        Column("split_weekends", "number", "one day worked, per agent and week", decimals=4),
        Column("free_weekend_every", "count", "weeks, at the latest", low=1, blank=True),
        Column("no_two_days_off", "number", "share of the weeks", decimals=4, high=1.0),
        Column("starts", "count", "distinct"),
        Column("hours_apart", "number", "h, mean of a week from the team's mean", decimals=2),
        Column("pause_change", "number", "min, mean of a meal or break", decimals=2),
    ),
)

_SCENARIO = (
    Column("agents", "count", "agents, most at a time", decimals=2),
    Column("fte", "number", "agents, whole people in every interval", decimals=2),
    Column("fte_workload", "number", "agents, not rounded", decimals=2),
    Column("paid_hours", "number", "h", decimals=2),
    Column("cost", "number", "", decimals=2),
)
SCENARIOS = Table(
    "table of scenarios",
    (
        Column("scenario", "text"),
        *_SCENARIO,
        *(replace(c, name=f"delta_{c.name}", low=-float("inf")) for c in _SCENARIO),
    ),
)

_ANY = -float("inf")
CHANGES = Table(
    "table of changes",
    (
        Column("change", "text"),
        Column("agents", "count", "agents", blank=True),
        Column("cost", "number", "a week", decimals=2, blank=True),
        Column("bound", "number", "a week; no roster costs less", decimals=2, blank=True),
        Column("delta_agents", "count", "agents", low=_ANY, blank=True),
        Column("delta_cost", "number", "a week", decimals=2, low=_ANY, blank=True),
        Column("delta_least", "number", "a week, proved", decimals=2, low=_ANY, blank=True),
        Column("delta_most", "number", "a week, proved", decimals=2, low=_ANY, blank=True),
        Column("finding", "text"),
    ),
)

EVENTS = Table(
    "table of events",
    (
        Column("date", "day", "such as 2026-03-30"),
        Column("end_date", "day", "the last one, such as 2026-04-02", given="maybe", blank=True),
        Column("name", "text"),
        Column("effect", "number", "factor on the calls", 4, high=1000, given="maybe", blank=True),
    ),
)

# Names that other systems' exports use for a column of ours.
_SYNONYMS = {"timestamp": "interval_start"}


def own_name(name: str) -> str:
    """Return the name that a column of a file has here."""
    name = str(name).strip().lower()
    return _SYNONYMS.get(name, name)
