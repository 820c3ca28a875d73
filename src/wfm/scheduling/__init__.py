"""Scheduling: people on dates, from a roster that is laid on the calendar."""

from wfm.scheduling.options import People, Start, Tables, read_people, start_of
from wfm.scheduling.results import Schedule, summary
from wfm.scheduling.stage import schedule

__all__ = [
    "People",
    "Schedule",
    "Start",
    "Tables",
    "read_people",
    "schedule",
    "start_of",
    "summary",
]
