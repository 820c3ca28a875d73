"""A day of a roster or a schedule: a row for each duty, meals and breaks in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from wfm.views.looks import Legend, Look
from wfm.views.plain import plain
from wfm.views.shown.duties import ACTIVITY, BREAK, MEAL, Duty, duties_of, looks_of_duties
from wfm.views.shown.grid import cut, labels_of
from wfm.views.shown.timeline import date_of
from wfm.views.weeks import WEEKDAYS

# Minutes that a sign may stand for.
_SIGNS = (5, 10, 15, 30, 60, 120, 240)
_WORDS = {MEAL: "meal", BREAK: "break", ACTIVITY: "activity"}


def day_of_duties(frame: pd.DataFrame) -> RenderableType:
    """Draw the duties that start on a few days, a row each, those that start first on top."""
    duties = duties_of(frame)
    worked = [d for d in duties if d.is_worked]
    if not worked:
        return Text("Nobody works then.")
    if any(duty.start is None for duty in worked):  # shifts without times: there is no day to draw
        return plain(frame)
    looks = looks_of_duties(duties)
    dated = "agent" in frame
    parts: list[RenderableType] = []
    for day in sorted({duty.day for duty in worked}):
        own = sorted((d for d in worked if d.day == day), key=lambda d: (d.start or 0, d.end or 0))
        name = f"{WEEKDAYS[day % 7]} {date_of(day)}" if dated else WEEKDAYS[day % 7]
        count = "1 duty" if len(own) == 1 else f"{len(own)} duties"
        parts += [Text(f"{name}: {count} begin", style="bold")]
        parts += [Gantt(own, looks, ("agent",) if dated else ("team", "line")), Text()]
    return Group(*parts[:-1])


@dataclass(frozen=True)
class Gantt:
    """Duties of one day against the clock.

    Parameters
    ----------
    duties
        All with times, in the order of the rows.
    looks
        How each shift is shown.
    head
        What the rows are.
    """

    duties: Sequence[Duty]
    looks: dict[str, Look]
    head: tuple[str, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it: a sign stands for as few minutes as there is room for."""
        first = min(duty.start or 0 for duty in self.duties) // 60 * 60
        last = -(-max(duty.end or 0 for duty in self.duties) // 60) * 60
        labels = labels_of([duty.who for duty in self.duties], self.head)
        widest = max(map(cell_len, labels))
        label = min(widest, options.max_width // 2)
        room = options.max_width - label - 1
        minutes = next((m for m in _SIGNS if -(-(last - first) // m) <= room), _SIGNS[-1])
        columns = min(room, -(-(last - first) // minutes))
        head, *names = (cut(text, label) for text in labels)
        yield self._legend(minutes)
        yield Text(f"{head} {_hours(first, minutes, columns)}", style="bold")
        for name, duty in zip(names, self.duties, strict=True):
            line = Text(f"{name} ")
            for place in range(columns):
                line.append(*self._sign(duty, first + place * minutes, minutes))
            line.rstrip()
            yield line

    def _sign(self, duty: Duty, begin: int, minutes: int) -> tuple[str, str]:
        """Return what stands for a few minutes of a duty, and its style."""
        end = begin + minutes
        if (duty.start or 0) >= end or (duty.end or 0) <= begin:
            return " ", ""
        away = [mark for a, b, mark in duty.away if a < end and b > begin]
        look = self.looks[duty.shift]
        return (away[0], f"bold {look.style}") if away else (look.mark, look.fill)

    def _legend(self, minutes: int) -> Legend:
        marks = {mark for duty in self.duties for _, _, mark in duty.away}
        words = [f"{mark} {word}" for mark, word in _WORDS.items() if mark in marks]
        used = {duty.shift for duty in self.duties}
        looks = [look for shift, look in self.looks.items() if shift in used]
        return Legend(looks, [*words, f"a sign is {minutes} minutes"])


def _hours(first: int, minutes: int, columns: int) -> str:
    """Write hours above their columns, as many as there is room for."""
    line = ""
    every = next(
        (h for h in (1, 2, 3, 6, 12) if h * 60 // minutes >= 3 and h * 60 % minutes == 0), 24
    )
    for hour in range(first // 60, 49):
        place = (hour * 60 - first) // minutes
        word = str(hour % 24)
        if hour % every or place < 0 or place + len(word) > columns:
            continue
        if place > len(line) or not line:
            line = line.ljust(place) + word
    return line
