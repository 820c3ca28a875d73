"""A schedule in files that people open: calendars, data in, bytes out."""

from wfm.reporting.calendars import calendars

__all__ = ["calendars"]
