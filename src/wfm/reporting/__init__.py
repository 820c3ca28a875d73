"""What people open: workbooks, calendars and reports, data in, bytes or text out."""

from wfm.reporting.calendars import ENDING, ZIP, calendars
from wfm.reporting.content import Content
from wfm.reporting.page.given import Given, Promise
from wfm.reporting.report import Report
from wfm.reporting.stage import Sheets, workbook

__all__ = [
    "ENDING",
    "ZIP",
    "Content",
    "Given",
    "Promise",
    "Report",
    "Sheets",
    "calendars",
    "workbook",
]
