"""The tables of people: agents, absences, wishes, posts to cover, and the schedule."""

from dataclasses import replace

from wfm.tables.columns import START, Column, Table

AGENT = Column("agent", "text")
_GROUP = Column("group", "text", given="maybe", blank=True)
_TEXT = Column("", "text", given="maybe", blank=True)
_DAY = Column("", "day", "such as 2026-12-07", given="maybe", blank=True)
_RANGE = replace(_TEXT, unit="2-5, or 5: at most")

AGENTS = Table(
    "table of agents",
    (
        AGENT,
        _GROUP,
        replace(_TEXT, name="team"),
        # On the first day of the schedule.
        Column("line", "count", low=1, given="maybe", blank=True, decimals=0),
        replace(_DAY, name="first_day"),
        replace(_DAY, name="last_day"),
        replace(_TEXT, name="skills", unit="names, joined by spaces or |"),
        replace(_TEXT, name="timezone", unit="such as Europe/London"),
        Column("weekly_hours", "number", "h, by contract", 2, high=168, given="maybe", blank=True),
        replace(_TEXT, name="email"),
        Column("min_hours", "number", "h, of the horizon", 2, given="maybe", blank=True),
        Column("max_hours", "number", "h, of the horizon", 2, given="maybe", blank=True),
        replace(_RANGE, name="days_on"),
        replace(_RANGE, name="days_off"),
        Column("max_weekends", "number", "worked, of the horizon", 0, given="maybe", blank=True),
        replace(_TEXT, name="shift_limits", unit="most duties of a shift, as D=14|E=0"),
    ),
)
ABSENCES = Table(
    "table of absences",
    (
        AGENT,
        Column("first", "text", "a day, or a moment as 2026-12-07T13:00+00:00"),
        Column("last", "text", "the last day, or the moment of the end"),
        replace(_TEXT, name="kind", unit="leave, sick, training, ..."),
        replace(_TEXT, name="paid", unit="true or false"),
    ),
    empty=True,
)
COVER = Table(
    "table of posts to cover",
    (
        Column("date", "day", "such as 2026-12-07"),
        Column("shift", "text"),
        Column("agents", "count", "agents"),
        Column("cost_under", "number", "per agent missing", 4, given="maybe", blank=True),
        Column("cost_over", "number", "per agent too many", 4, given="maybe", blank=True),
    ),
)
WISHES = Table(
    "table of wishes",
    (
        AGENT,
        replace(_TEXT, name="date", unit="2026-12-07, or a weekday"),
        Column("shift", "text", "a shift, OFF, or a window as 09:00-17:00"),
        Column(
            "weight",
            "number",
            "above 0: wished; below: not",
            4,
            -float("inf"),
            given="maybe",
            blank=True,
        ),
        replace(_TEXT, name="hard", unit="true or false"),
    ),
    empty=True,
)
SCHEDULE = Table(
    "schedule",
    (
        AGENT,
        _GROUP,
        Column("date", "day", "day on which the duty starts"),
        Column("shift", "text", "a shift, OFF or LEAVE"),
        # With offsets of the agent's clock, which may differ from row to row.
        Column("start", "text", "ISO 8601 with offset", given="maybe", blank=True),
        Column("end", "text", "ISO 8601 with offset", given="maybe", blank=True),
        Column("meals", "text", "start/end, joined by spaces", given="maybe", blank=True),
        Column("breaks", "text", "start/end, joined by spaces", given="maybe", blank=True),
        Column("activities", "text", "start/end name, joined by ;", given="maybe", blank=True),
        Column("hours", "number", "h, paid", 4, given="maybe", blank=True),
        replace(_TEXT, name="note"),
    ),
    empty=True,
)
DATED_COVERAGE = Table(
    "coverage on dates",
    (
        START,
        Column("required", "count", "agents"),
        Column("scheduled", "count", "agents"),
        Column("difference", "count", "agents", low=-float("inf")),
        Column("absent", "count", "agents who would be there but for an absence"),
    ),
)
DATED_VIOLATIONS = Table(
    "violations on dates",
    (
        Column("rule", "text"),
        Column("article", "text", blank=True),
        Column("agent", "text", "blank: everybody", blank=True),
        Column("date", "day"),
        Column("message", "text"),
    ),
)
SCHEDULE_CHANGES = Table(
    "changes of a schedule",
    (
        AGENT,
        Column("date", "day", "day that changes"),
        Column("before", "text", "shift and times, OFF or LEAVE"),
        Column("after", "text", "shift and times, OFF or LEAVE"),
        replace(_TEXT, name="why"),
    ),
    empty=True,
)
TODAY = Table(
    "steps for the rest of a day",
    (
        AGENT,
        Column("action", "text", "move ..., offer time off, ask for overtime, ask to come in: ..."),
        Column("before", "text", "HH:MM-HH:MM, on the site's clock, or OFF"),
        Column("after", "text", "HH:MM-HH:MM, on the site's clock"),
        Column("effect", "text", "agents more or fewer, and when"),
    ),
    empty=True,
)
