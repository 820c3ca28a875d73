"""Scheduling: people on dates, from a roster that is laid on the calendar; schedules judged."""

from wfm.scheduling.checking import CheckedSchedule, check, check_summary
from wfm.scheduling.options import People, Start, Tables, read_people, start_of
from wfm.scheduling.results import Schedule, summary
from wfm.scheduling.stage import schedule

__all__ = [
    "CheckedSchedule",
    "People",
    "Schedule",
    "Start",
    "Tables",
    "check",
    "check_summary",
    "read_people",
    "schedule",
    "start_of",
    "summary",
]
