"""What the words in a layout name: measures, totals, queues."""

from functools import lru_cache

from wfm.ingestion.totals import is_total as _is_total
from wfm.ingestion.words import Meaning, meaning
from wfm.weekday_names import readings

_MEASURES = {
    *("calls", "answered", "lost", "flow_in", "flow_out", "outbound"),
    *("handling", "talk", "hold", "wrap", "ring", "other"),
}


@lru_cache(maxsize=10_000)
def meaning_of(text: str) -> Meaning:
    """Return what a word says that the numbers beside it are."""
    return meaning(text)


def is_measure(cell: object) -> bool:
    """Whether a cell names what numbers are: calls, handling times, and the like."""
    if not isinstance(cell, str) or not cell.strip() or meaning_of(cell).role not in _MEASURES:
        return False
    return not readings([cell])  # Thu and Di are words of other languages, too


def is_total(cell: object) -> bool:
    """Whether a cell is the word of a row or column that adds others up, or of a share."""
    if not isinstance(cell, str):
        return False
    return _is_total(cell) or cell.strip() in {"%", "Ø", "Σ", "∑"}
