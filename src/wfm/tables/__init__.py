"""The tables that cross stages: every column's name, unit, bounds and decimals.

A file and a DataFrame hold the same thing. `read` and `check` refuse what a stage could not
use, `conform` brings a stage's result into its final form; numbers are rounded there and
nowhere else.
"""

from wfm.tables.checking import check, conform
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
    Column,
    Table,
    own_name,
)
from wfm.tables.csvfile import (
    csv_parts,
    json_parts,
    read,
    read_pieces,
    to_csv,
    to_json,
    under_one_another,
)
from wfm.tables.durations import in_seconds, read_unit
from wfm.tables.evaluated import COMPARED, COSTS, EVALUATED, EVALUATED_QUEUES, PERIODS, ROUNDS
from wfm.tables.intervals import STEPS_MINUTES, check_order, runs, step_minutes
from wfm.tables.kinds import TABLES, other_table, which_table
from wfm.tables.people import (
    ABSENCES,
    AGENTS,
    COVER,
    DATED_COVERAGE,
    DATED_VIOLATIONS,
    SCHEDULE,
    SCHEDULE_CHANGES,
    TODAY,
    WISHES,
)
from wfm.tables.simulated import SIMULATED, SIMULATED_CHANGES, SIMULATED_PERIODS
from wfm.tables.workbook import to_workbook

__all__ = [
    "ABSENCES",
    "AGENTS",
    "AROUND",
    "CHANGES",
    "COMPARED",
    "COSTS",
    "COVER",
    "COVERAGE",
    "DATED_COVERAGE",
    "DATED_VIOLATIONS",
    "EVALUATED",
    "EVALUATED_QUEUES",
    "EVENTS",
    "FAIRNESS",
    "FORECAST",
    "HISTORY",
    "PERIODS",
    "REQUIREMENT",
    "ROSTER",
    "ROUNDS",
    "SCENARIOS",
    "SCHEDULE",
    "SCHEDULE_CHANGES",
    "SIMULATED",
    "SIMULATED_CHANGES",
    "SIMULATED_PERIODS",
    "STEPS_MINUTES",
    "TABLES",
    "TODAY",
    "VIOLATIONS",
    "WISHES",
    "Column",
    "Table",
    "check",
    "check_order",
    "conform",
    "csv_parts",
    "in_seconds",
    "json_parts",
    "other_table",
    "own_name",
    "read",
    "read_pieces",
    "read_unit",
    "runs",
    "step_minutes",
    "to_csv",
    "to_json",
    "to_workbook",
    "under_one_another",
    "which_table",
]
