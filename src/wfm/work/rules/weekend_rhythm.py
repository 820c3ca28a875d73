"""Rules on how weekends are worked: whole ones, and every second one."""

# ruff: noqa: ARG002 - all rules are asked in the same way

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from wfm.weekdays import SATURDAY, SUNDAY
from wfm.work.rules.rule import Days, Fault, Rule, State, Switch
from wfm.work.rules.weekends import FreeWeekends, worked_weekends
from wfm.work.shifts import Band

_OUTSIDE, _FREE, _WORKED = range(3)
_NEVER, _MAY, _MUST_NOT = range(3)


@dataclass(frozen=True)
class WholeWeekends(Switch):
    """Weekends on which a duty starts on every day or on none."""

    citation: str = ""
    name: str = "whole_weekends"
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)
    loose: ClassVar[str] = "weekends with a day on and a day off"

    def first(self) -> State:
        """Begin with nothing known of the weekend."""
        return _OUTSIDE

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Do on each day of a weekend as on its first one."""
        if not self.on or weekday not in self.weekend:
            return state  # type: ignore[no-any-return]
        today = _FREE if band is None else _WORKED
        if state not in (_OUTSIDE, today):
            return None
        return _OUTSIDE if weekday == self.weekend[-1] else today

    def faults(self, days: Days) -> Iterator[Fault]:
        """Look for weekends that are worked in part."""
        if not self.on:
            return
        for week in range(0, len(days), 7):
            worked = [day for day in self.weekend if days[week + day] is not None]
            if 0 < len(worked) < len(self.weekend):
                found = f"{len(worked)} of the weekend's {len(self.weekend)} days worked"
                yield week + worked[0], f"{found}, allowed all or none"

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Leave out weekends of which not every day is known."""
        for place, message in super().on_dates(days, known):
            monday = place - place % 7
            if all(known[monday + day] for day in self.weekend):
                yield place, message

    def with_weekend(self, weekend: tuple[int, ...]) -> Rule:
        """Return it with these weekdays as the weekend."""
        return replace(self, weekend=weekend)


@dataclass(frozen=True)
class EverySecondWeekend(Switch):
    """Every second weekend is free, in a fixed rhythm; between them it may be worked or not.

    So worked weekends are an even number of weeks apart, around the rotation too.
    """

    citation: str = ""
    name: str = "every_second_weekend"
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)

    def first(self) -> State:
        """Begin without a worked weekend, and so without a rhythm."""
        return (_NEVER, False)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Take up the rhythm with the first worked weekend, and keep it."""
        if not self.on or weekday not in self.weekend:
            return state  # type: ignore[no-any-return]
        turn, worked = state
        if band is not None and turn == _MUST_NOT:
            return None
        worked = worked or band is not None
        if weekday != self.weekend[-1]:
            return (turn, worked)
        if turn == _NEVER:
            return (_MUST_NOT if worked else _NEVER, False)
        return (_MAY if turn == _MUST_NOT else _MUST_NOT, False)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the weeks from each worked weekend to the next one."""
        if self.on:
            yield from self._faults(days, closed=True)

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Count no weeks around."""
        if self.on:
            yield from self._faults(days, closed=False)

    def _faults(self, days: Days, *, closed: bool) -> Iterator[Fault]:
        worked = [w for w, is_worked in enumerate(worked_weekends(days, self.weekend)) if is_worked]
        lines = len(days) // 7
        around = [week + lines for week in worked[:1]] if closed else []
        for before, after in pairwise([*worked, *around]):
            if (after - before) % 2:
                weeks = f"{after - before} week{'s' if after - before > 1 else ''}"
                place = after % lines * 7 + self.weekend[0]
                yield place, f"weekend worked {weeks} after the last one, allowed 2, 4, 6 and so on"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Ask for a free weekend in two without a rhythm, then in three, and so on."""
        if self.on:
            weekends = 1 + steps
            words = f"1 free weekend in {weekends}, in no rhythm"
            yield words, FreeWeekends(1, weekends, weekend=self.weekend)

    def with_weekend(self, weekend: tuple[int, ...]) -> Rule:
        """Return it with these weekdays as the weekend."""
        return replace(self, weekend=weekend)
