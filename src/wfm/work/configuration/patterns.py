"""Read the fixed patterns of a contract group."""

import difflib
import math
from collections.abc import Collection, Mapping
from typing import Any

from wfm.errors import InputError, refuse_controls
from wfm.quoting import shown
from wfm.weekdays import OFF
from wfm.work.patterns import Pattern
from wfm.work.shifts import Shift

# Far above any plan, and few enough to be refused or planned within the time limit.
_MOST_PATTERNS, _MOST_DAYS = 20, 366


def read_patterns(value: Any, shifts: Collection[str], where: str) -> tuple[Pattern, ...]:
    """Read patterns: texts of shift names and OFF, or lists of such words.

    Parameters
    ----------
    value
        Their list.
    shifts
        Names of the shifts of the group.
    where
        Path of the key in the configuration.
    """
    if not isinstance(value, (list, tuple)) or not value:
        raise InputError(f'{where}: write a list of texts such as ["day day OFF OFF"]')
    if len(value) > _MOST_PATTERNS:
        raise InputError(f"{where}: {len(value)} patterns: at most {_MOST_PATTERNS} are allowed")
    read = [_pattern(item, shifts, f"{where}[{i}]") for i, item in enumerate(value, 1)]
    return tuple(dict.fromkeys(read))


def _pattern(item: Any, shifts: Collection[str], where: str) -> Pattern:
    words = item.split() if isinstance(item, str) else item
    listed = isinstance(words, (list, tuple)) and all(isinstance(word, str) for word in words)
    if not listed or not words:
        raise InputError(
            f"{where}: {shown(item)} is not a pattern: write the shift of each day, or OFF, as "
            '"day day OFF OFF"'
        )
    if len(words) > _MOST_DAYS:
        raise InputError(f"{where}: {len(words)} days: at most {_MOST_DAYS} are allowed")
    return _of_shifts(
        [_word(word, shifts, f"{where}, day {i}") for i, word in enumerate(words, 1)], where
    )


def _of_shifts(words: list[str], where: str) -> Pattern:
    if set(words) == {OFF}:
        raise InputError(f"{where}: the pattern has no duty")
    return Pattern.of(words)


def _word(word: str, shifts: Collection[str], where: str) -> str:
    refuse_controls(word, where)
    word = word.strip()
    if word.upper() == OFF:
        return OFF
    if word not in shifts:
        near = difflib.get_close_matches(word, [*sorted(shifts), OFF], n=1, cutoff=0)
        raise InputError(f"{where}: no shift is called {shown(word)}; the nearest one is {near[0]}")
    return word


def average_week(patterns: Collection[Pattern], shifts: Collection[Shift]) -> int:
    """Return the paid time of an average week of the longest of some patterns [min]."""
    paid: Mapping[str, int] = {OFF: 0} | {shift.name: shift.paid for shift in shifts}
    return max(
        math.ceil(sum(paid[word] for word in pattern.words) * 7 / pattern.length)
        for pattern in patterns
    )
