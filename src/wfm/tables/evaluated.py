"""The tables of plans that were judged against the calls they are made for."""

from dataclasses import replace

from wfm.tables.columns import AHT, CALLS, QUEUE, REQUIREMENT, START, Column, Table

_ANY = -float("inf")
_LOAD = REQUIREMENT.column("load_erlangs")
_AGENTS = Column("agents", "number", "agents", 2)
_HOURS = Column("hours", "number", "h", 2)
_COST = Column("cost", "number", "", 2)
# How callers fare: the same names, units and bounds as in a requirement.
SERVICE = tuple(
    REQUIREMENT.column(name)
    for name in ("service_level", "asa_seconds", "occupancy", "abandonment", "blocked")
)

EVALUATED = Table(
    "evaluation",
    (
        QUEUE,
        START,
        CALLS,
        AHT,
        _LOAD,
        replace(_AGENTS, name="on_duty", unit="agents, mean"),
        replace(_AGENTS, name="scheduled", unit="agents, mean: less meals, breaks, activities"),
        replace(_AGENTS, name="required", unit="agents to be scheduled"),
        replace(_AGENTS, name="difference", unit="scheduled - required", low=_ANY),
        replace(_AGENTS, unit="agents, mean: scheduled less shrinkage", decimals=4),
        *SERVICE,
        replace(_COST, unit="of the hours paid in it"),
    ),
)
PERIODS = Table(
    "table of periods",
    (
        Column("period", "text", "total, week, day, weekend or night"),
        Column("first_day", "day", "such as 2026-12-07"),
        Column("days", "count", "days", low=1),
        CALLS,
        Column("duties", "count", "that start in it"),
        replace(_HOURS, name="paid_hours", unit="h, by contract where that is more"),
        replace(_HOURS, name="unworked_hours", unit="h, paid and not worked"),
        replace(_HOURS, name="phone_hours", unit="h, scheduled less shrinkage"),
        replace(_HOURS, name="required_hours", unit="h to be scheduled"),
        replace(_HOURS, name="over_hours", unit="h above the requirement"),
        replace(_HOURS, name="short_hours", unit="h below it"),
        Column("efficiency", "number", "required_hours / paid_hours", 4, blank=True),
        *SERVICE,
        _COST,
        replace(_COST, name="cost_per_call", decimals=4, blank=True),
        Column("calls_per_agent", "number", "calls per duty", 2, blank=True),
    ),
)

EVALUATED_QUEUES = Table(
    "table of queues",
    (
        Column("queue", "text", blank=True),
        CALLS,
        Column("target", "number", "share of calls that is promised", 4, high=1.0, blank=True),
        Column("threshold_seconds", "number", "s", 2),
        replace(_HOURS, name="phone_hours", unit="h, its share of those on the phones"),
        replace(_HOURS, name="required_hours", unit="h to be scheduled"),
        replace(_HOURS, name="over_hours", unit="h above the requirement"),
        replace(_HOURS, name="short_hours", unit="h below it"),
        *SERVICE,
        replace(_COST, unit="its share of that of the intervals"),
        replace(_COST, name="cost_per_call", decimals=4, blank=True),
    ),
)

COSTS = Table(
    "table of costs",
    (
        Column("group", "text", "contract group", blank=True),
        Column("agents", "count", "people with a duty"),
        Column("duties", "count", "that start in the period"),
        replace(_HOURS, name="paid_hours", unit="h, by contract where that is more"),
        replace(_HOURS, name="unworked_hours", unit="h, paid and not worked"),
        _COST,
        replace(_COST, name="night_cost", unit="of duties that are nights"),
        replace(_COST, name="weekend_cost", unit="of duties that start on a weekend"),
    ),
)

_SERVICE_LEVEL = REQUIREMENT.column("service_level")
_DELTA = Column("", "number", "", 6, low=_ANY, blank=True)
COMPARED = Table(
    "comparison",
    (
        Column("plan", "text"),
        QUEUE,
        Column("agents", "count", "people; of a requirement the most at a time"),
        Column("paid_hours", "number", "h", 2, blank=True),
        replace(_HOURS, name="phone_hours", unit="h, as planned, less shrinkage", blank=True),
        replace(_COST, blank=True),
        _SERVICE_LEVEL,
        replace(_SERVICE_LEVEL, name="service_level_low", unit="95 % interval"),
        replace(_SERVICE_LEVEL, name="service_level_high", unit="95 % interval"),
        REQUIREMENT.column("asa_seconds"),
        REQUIREMENT.column("abandonment"),
        REQUIREMENT.column("occupancy"),
        Column("promise", "number", "share of weeks that keep it", 4, high=1.0, blank=True),
        Column("promise_low", "number", "95 % interval", 4, high=1.0, blank=True),
        Column("promise_high", "number", "95 % interval", 4, high=1.0, blank=True),
        Column("nights_apart", "number", "a week, most less fewest", 4, blank=True),
        Column("weekends_apart", "number", "a week, most less fewest", 4, blank=True),
        Column("changed_duties", "count", "of a week, against the first plan", blank=True),
        replace(_DELTA, name="delta_cost", decimals=2),
        replace(_DELTA, name="delta_service_level"),
        replace(_DELTA, name="delta_service_level_low", unit="95 % interval"),
        replace(_DELTA, name="delta_service_level_high", unit="95 % interval"),
        replace(_DELTA, name="delta_promise"),
        replace(_DELTA, name="delta_promise_low", unit="95 % interval"),
        replace(_DELTA, name="delta_promise_high", unit="95 % interval"),
        Column("finding", "text", "better, worse, the same, may be chance", blank=True),
    ),
)
ROUNDS = Table(
    "table of rounds",
    (
        Column("round", "count", "0: the plan as given"),
        Column("agents", "count", "people; of a requirement the most at a time"),
        replace(_HOURS, unit="h, paid; of a requirement on the phones"),
        replace(_COST, blank=True),
        _SERVICE_LEVEL,
        Column("promise", "number", "share of weeks that keep it", 4, high=1.0),
        Column("weeks", "count", "simulated"),
        Column("raised", "count", "intervals"),
        Column("lowered", "count", "intervals"),
    ),
)
