"""What Python calls: a configuration, files and tables go in; a command adds the files around."""

from wfm.front.checks import check
from wfm.front.histories import read_history
from wfm.front.people import reschedule, schedule, today
from wfm.front.reports import report
from wfm.front.rosters import advise, roster

__all__ = [
    "advise",
    "check",
    "read_history",
    "report",
    "reschedule",
    "roster",
    "schedule",
    "today",
]
