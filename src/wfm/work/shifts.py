"""Shifts: named kinds of duty with their starts, meals and breaks.

What the words mean is said in docs/contributing/glossary.md.
"""

from dataclasses import dataclass

from wfm.weekdays import DAY


@dataclass(frozen=True)
class Pause:
    """A meal or a break inside a duty.

    Parameters
    ----------
    minutes
        Its length [min].
    earliest, latest
        First and last moment at which it may start, counted from the duty's start [min].
    paid
        Whether it is a break, which is paid, or a meal, which is not.
    """

    minutes: int
    earliest: int
    latest: int
    paid: bool = False


@dataclass(frozen=True)
class Shift:
    """A named band of duties.

    Parameters
    ----------
    name
        The name that rules and rosters speak of.
    windows
        First and last time of day at which a duty may start, both included [min].
    presence
        From a duty's start to its end [min].
    paid
        Paid part of it [min].
    pauses
        Meals and breaks in the order in which they are taken.
    min_gap
        Least time between any two of them [min].
    weekdays
        Days of the week on which its duties start; 0 = Monday.
    skills
        What an agent has to be able to do to work it.
    ahead_of_site
        How far the clock that its starts are read on is ahead of the site's in the week that is
        planned [min].
    """

    name: str
    windows: tuple[tuple[int, int], ...]
    presence: int = 510
    paid: int = 480
    pauses: tuple[Pause, ...] = (Pause(30, 180, 300),)
    min_gap: int = 60
    weekdays: tuple[int, ...] = tuple(range(7))
    skills: tuple[str, ...] = ()
    ahead_of_site: int = 0

    def midnight(self, day: int) -> int:
        """Return when a day begins on its clock [min after the site's midnight before day 0]."""
        return day * DAY - self.ahead_of_site

    def starts(self, step: int) -> tuple[int, ...]:
        """Return every start [min after midnight].

        In each window one at its first time, one every `step` minutes after it, and one at its
        last time.
        """
        found: set[int] = set()
        for first, last in self.windows:
            found.update((*range(first, last + 1, step), last))
        return tuple(sorted(found))


@dataclass(frozen=True)
class Band:
    """Duties of one shift that are alike for every rule.

    Parameters
    ----------
    shift
        The shift they belong to.
    starts
        Times of day at which they may start [min].
    night
        Whether they cover the night.
    open
        Whether rules let pass what they allow at some of the starts, not only at every one.
    """

    shift: Shift
    starts: tuple[int, ...]
    night: bool
    open: bool = False

    @property
    def before(self) -> int:
        """The start that a rest before the duty is measured to [min]."""
        return self.starts[-1] if self.open else self.starts[0]

    @property
    def after(self) -> int:
        """The start of the duty whose end a rest after it is measured from [min]."""
        return self.starts[0] if self.open else self.starts[-1]
