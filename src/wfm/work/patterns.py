"""Fixed patterns of days on and off, and the closed rotations that they make.

A pattern of any length repeats itself; from one Monday on, as many of its repetitions as make whole
weeks are a closed rotation, whose lines begin on other days of the pattern. Of 8 days, 7
repetitions are 8 lines, and each day of the pattern is one on which a line begins: whoever is to be
days apart from others walks the same lines, weeks apart. Of 14 days, a rotation has 2 lines, and
there are 7 different ones.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wfm.weekdays import OFF


@dataclass(frozen=True)
class Pattern:
    """Days that follow one another in a fixed order, again and again.

    Parameters
    ----------
    words
        For each day the name of a shift, or OFF; the last is followed by the first.
    """

    words: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Pattern":
        """Return the pattern of some days: the part of them that repeats itself."""
        n = len(words)
        shortest = next(
            k for k in range(1, n + 1) if n % k == 0 and [*words] == [*words[:k]] * (n // k)
        )
        return cls(tuple(words[:shortest]))

    @property
    def length(self) -> int:
        """Days until it repeats itself."""
        return len(self.words)

    @property
    def lines(self) -> int:
        """Lines of its closed rotations."""
        return math.lcm(self.length, 7) // 7

    @property
    def rotations(self) -> int:
        """Number of closed rotations that differ: one begins on each of its first days."""
        return math.gcd(self.length, 7)

    @property
    def shifts(self) -> tuple[str, ...]:
        """Names of its shifts, in the order in which they come up."""
        return tuple(dict.fromkeys(word for word in self.words if word != OFF))

    def closed(self, first: int) -> tuple[str, ...]:
        """Return the days of the closed rotation that begins on a day of it, counted from 0."""
        return tuple(self.words[(first + day) % self.length] for day in range(7 * self.lines))

    def begins(self, first: int, line: int) -> int:
        """Return the day of it on which a line of a rotation begins, both counted from 0."""
        return (first + 7 * line) % self.length

    def written(self) -> str:
        """Write its days."""
        return " ".join(self.words)


def misfit(shifts: Sequence[str], patterns: Sequence[Pattern]) -> tuple[int, str] | None:
    """Say where the days of a closed rotation leave the pattern that they are nearest to.

    Parameters
    ----------
    shifts
        For each day the name of its shift, or OFF.
    patterns
        The patterns that they may follow, at least one.

    Returns
    -------
    tuple or None
        Position of the first day that differs, and what the pattern has there; None where the
        days follow a pattern.
    """
    nearest: tuple[int, int, str] | None = None
    for pattern in patterns:
        for first in range(pattern.length):
            due = [pattern.words[(first + day) % pattern.length] for day in range(len(shifts))]
            wrong = [
                day for day, pair in enumerate(zip(shifts, due, strict=True)) if len({*pair}) > 1
            ]
            if not wrong and len(shifts) % pattern.length == 0:
                return None
            place = wrong[0] if wrong else 0
            if nearest is None or len(wrong) < nearest[0]:
                nearest = (len(wrong), place, due[place])
    assert nearest is not None
    return nearest[1:]
