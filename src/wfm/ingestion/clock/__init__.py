"""Dates and times as they stand in exports, into the starts of intervals."""

from wfm.ingestion.clock.changes import ClockChange, doubled_hours, missing_hours
from wfm.ingestion.clock.dates import DateOrder, is_date_of_digits
from wfm.ingestion.clock.forms import Form, form_of, is_midnight
from wfm.ingestion.clock.reading import ClockHints, Starts, read_starts

__all__ = [
    "ClockChange",
    "ClockHints",
    "DateOrder",
    "Form",
    "Starts",
    "doubled_hours",
    "form_of",
    "is_date_of_digits",
    "is_midnight",
    "missing_hours",
    "read_starts",
]
