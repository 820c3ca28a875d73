"""A schedule in files that people open: workbooks and calendars, data in, bytes out."""

from wfm.reporting.calendars import ENDING, ZIP, calendars
from wfm.reporting.content import Content
from wfm.reporting.stage import Sheets, workbook

__all__ = ["ENDING", "ZIP", "Content", "Sheets", "calendars", "workbook"]
