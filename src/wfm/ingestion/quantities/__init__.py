"""Numbers and durations as they stand in exports, into floats and seconds."""

from wfm.ingestion.quantities.durations import DurationHints, Durations, read_durations
from wfm.ingestion.quantities.numbers import (
    Numbers,
    is_whole,
    mark_of,
    read_numbers,
    stands_for_none,
)

__all__ = [
    "DurationHints",
    "Durations",
    "Numbers",
    "is_whole",
    "mark_of",
    "read_durations",
    "read_numbers",
    "stands_for_none",
]
