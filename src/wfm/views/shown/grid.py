"""Rosters and schedules as grids: a row a line or person, a cell a day, coloured by shift."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from wfm.quoting import escaped
from wfm.units import hhmm
from wfm.views.looks import Legend, Look
from wfm.views.shown.duties import Duty, duties_of, looks_of_duties
from wfm.views.shown.timeline import date_of
from wfm.views.weeks import WEEKDAYS
from wfm.weekdays import OFF

_Cell = Callable[[Duty, Look], str]
# Names of people are cut to so many characters at the least where the window is narrow.
_LEAST_NAME = 4


def duty_grid(frame: pd.DataFrame) -> RenderableType:
    """Draw a roster or a schedule, a row a line or person."""
    duties = duties_of(frame)
    return Grid(duties, looks_of_duties(duties), dated="agent" in frame)


def _whole(duty: Duty, look: Look) -> str:
    if duty.start is None or duty.end is None:
        return look.name
    return f"{look.mark} {hhmm(duty.start)}-{hhmm(duty.end)}"


def _brief(duty: Duty, look: Look) -> str:
    if duty.start is None:
        return look.name
    hour, minute = divmod(duty.start % 1440, 60)
    return f"{look.mark}{f'{hour:>2}' if not minute else f'{hour}:{minute:02d}'}"


def _mark(_: Duty, look: Look) -> str:
    return look.mark


_FORMS: tuple[_Cell, ...] = (_whole, _brief, _mark)


@dataclass(frozen=True)
class Grid:
    """Duties by row and day.

    Parameters
    ----------
    duties
        In the order of the rows.
    looks
        How each shift is shown.
    dated
        Whether their days are dates, and their rows people.
    """

    duties: Sequence[Duty]
    looks: dict[str, Look]
    dated: bool

    @cached_property
    def rows(self) -> dict[tuple[str, ...], dict[int, list[Duty]]]:
        """The duties of each row and day."""
        found: dict[tuple[str, ...], dict[int, list[Duty]]] = {}
        for duty in self.duties:
            found.setdefault(duty.who, {}).setdefault(duty.day, []).append(duty)
        return found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it: as much of each duty as there is room for, whole weeks beside one another."""
        labels = labels_of(list(self.rows), ("agent",) if self.dated else ("team", "line"))
        form, size = self._form(max(map(cell_len, labels)), options.max_width)
        label = min(
            max(map(cell_len, labels)), max(_LEAST_NAME, options.max_width - 7 * (size + 1))
        )
        labels = [cut(text, label) for text in labels]
        abreast = max(1, (options.max_width - label) // (7 * (size + 1)))
        weeks = sorted({duty.day // 7 for duty in self.duties})
        yield Legend(list(self.looks.values()), self._further())
        for first in range(0, len(weeks), abreast):
            yield Text()
            yield from self._part(labels, weeks[first : first + abreast], form, size)

    def _form(self, label: int, width: int) -> tuple[_Cell, int]:
        """Choose the form of the cells that says most and fits; return it and its width."""
        worked = {(d.shift, d.start, d.end): d for d in self.duties if d.is_worked}.values()
        for form in _FORMS:
            cells = (cell_len(form(duty, self.looks[duty.shift])) for duty in worked)
            size = max([1, *cells])
            if label + 7 * (size + 1) <= width:
                return form, size
        return _mark, size

    def _part(
        self, labels: Sequence[str], weeks: Sequence[int], form: _Cell, size: int
    ) -> Iterator[Text]:
        """Draw some weeks of all rows."""
        head, *names = labels
        if self.dated:
            titles = (f"{date_of(7 * week)!s:<{7 * (size + 1)}}" for week in weeks)
            yield Text(" " * (cell_len(head) + 1) + "".join(titles).rstrip(), style="bold")
        days = (f"{name if size >= 3 else name[0]:<{size}}" for name in WEEKDAYS * len(weeks))
        yield Text(f"{head} " + " ".join(days).rstrip(), style="bold")
        for name, duties in zip(names, self.rows.values(), strict=True):
            line = Text(name)
            for day in (7 * week + place for week in weeks for place in range(7)):
                line.append(" ").append_text(self._cell(duties.get(day, []), form, size))
            yield line

    def _cell(self, duties: Sequence[Duty], form: _Cell, size: int) -> Text:
        worked = [duty for duty in duties if duty.is_worked]
        if worked:
            look = self.looks[worked[0].shift]
            text = form(worked[0], look) if len(worked) == 1 else "+"
            return Text(set_cell_size(text, size), style=look.fill)
        away = any(duty.shift.upper() != OFF for duty in duties)
        sign = ("leave" if size >= 5 else "x") if away else "·" if duties or self.dated else " "
        return Text(f"{sign:<{size}}", style="dim")

    def _further(self) -> list[str]:
        """Say what other signs mean."""
        words = ["· off"]
        if any(not duty.is_worked and duty.shift.upper() != OFF for duty in self.duties):
            words.append("x leave")
        if any(
            sum(duty.is_worked for duty in day) > 1
            for days in self.rows.values()
            for day in days.values()
        ):
            words.append("+ several duties")
        return words


def labels_of(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> list[str]:
    """Write the head of the rows and their names, all as wide as the widest."""
    cells = [head, *(tuple(map(escaped, row)) for row in rows)]
    widths = [max(cell_len(row[place]) for row in cells) for place in range(len(head))]
    return [
        " ".join(set_cell_size(part, width) for part, width in zip(row, widths, strict=True))
        for row in cells
    ]


def cut(text: str, width: int) -> str:
    """Cut a name that is wider than its column, and show that it is cut."""
    if cell_len(text.rstrip()) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"
