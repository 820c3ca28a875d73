"""Scheduling: people on dates, from a roster that is laid on the calendar; schedules judged."""

from wfm.scheduling.checking import CheckedSchedule, check, check_days, check_summary
from wfm.scheduling.direct import Aims, aims_of, people
from wfm.scheduling.judge import unknown_hours
from wfm.scheduling.making import made_of
from wfm.scheduling.options import People, Start, Tables, read_people, start_of
from wfm.scheduling.rescheduled import Rescheduled, rescheduled_summary, swap_summary
from wfm.scheduling.rescheduling import reschedule, swap
from wfm.scheduling.results import Schedule, summary
from wfm.scheduling.stage import schedule
from wfm.scheduling.terms import Terms, terms_of
from wfm.scheduling.today import Today, today, today_summary
from wfm.scheduling.uncovered import uncovered

__all__ = [
    "Aims",
    "CheckedSchedule",
    "People",
    "Rescheduled",
    "Schedule",
    "Start",
    "Tables",
    "Terms",
    "Today",
    "aims_of",
    "check",
    "check_days",
    "check_summary",
    "made_of",
    "people",
    "read_people",
    "reschedule",
    "rescheduled_summary",
    "schedule",
    "start_of",
    "summary",
    "swap",
    "swap_summary",
    "terms_of",
    "today",
    "today_summary",
    "uncovered",
    "unknown_hours",
]
