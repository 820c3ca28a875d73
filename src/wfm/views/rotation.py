"""The teams of a roster: a line a row, the days across."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from wfm.quoting import escaped
from wfm.views.weeks import WEEKDAYS, Week, Weeks
from wfm.work.marks import marks_of

# Colours that stay apart for colour-blind readers, on light and dark terminals.
_STYLES = ("cyan", "green", "yellow", "magenta", "blue", "red")
_AWAY = (("m", "meal", "meals"), ("b", "break", "breaks"), ("a", "", "activities"))


def rotation(roster: pd.DataFrame) -> RenderableType:
    """Draw the teams of a roster, what takes agents off the phones below their duties."""
    if roster.empty:
        return Text("Nobody is needed: the roster has no agents.")
    names = [str(name) for name in dict.fromkeys(roster["shift"]) if name != "OFF"]
    marks = marks_of(names)
    shifts = {
        name: _Shift(escaped(name), marks[name], _STYLES[i % len(_STYLES)])
        for i, name in enumerate(names)
    }
    return _Rotation(roster, shifts)


@dataclass(frozen=True)
class _Shift:
    """How a shift is shown: by a letter and a colour."""

    name: str
    mark: str
    style: str


@dataclass(frozen=True)
class _Rotation:
    roster: pd.DataFrame
    shifts: dict[str, _Shift]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it with as many words as there is room for."""
        duty: _Duty
        for duty in (_with_names, _on_a_line, _upright):
            teams = [
                _team(str(name), rows, duty, self.shifts)
                for name, rows in self.roster.groupby("team", sort=False)
            ]
            drawn = Weeks(teams, abreast=False)
            if drawn.width <= options.max_width:
                break
        yield self._legend(duty)
        yield drawn

    def _legend(self, duty: "_Duty") -> Text:
        legend = Text("Each agent works the next line every week; after the last comes the first.")
        if "occupied" in self.roster:
            legend += "\nIn the first week agents are on the lines marked *."
        if duty is _with_names:
            return legend
        legend += "\n"
        for shift in self.shifts.values():
            legend += Text(f"{shift.mark}={shift.name}", style=shift.style) + "  "
        away = [
            f"{mark}={word or 'activity'} begins"
            for mark, word, column in _AWAY
            if column in self.roster and self.roster[column].fillna("").ne("").any()
        ]
        return legend + Text(", ".join(["·=off", *away]), style="dim")


_Duty = Callable[[pd.Series, _Shift], Text]


def _team(name: str, rows: pd.DataFrame, duty: "_Duty", shifts: dict[str, _Shift]) -> Week:
    lines = []
    agents = 0
    vacant = "occupied" in rows and not rows["occupied"].all()
    for line, week in rows.groupby("line"):
        there = not vacant or bool(week["occupied"].all())
        agents += there
        cells = {int(row["weekday"]): _day(row, duty, shifts) for _, row in week.iterrows()}
        lines.append(
            [
                Text(f"{line}*" if vacant and there else str(line)),
                *(cells.get(day, Text()) for day in range(1, 8)),
            ]
        )
    number = "1 agent" if agents == 1 else f"{agents} agents"
    number += f" on {len(lines)} lines" if vacant else ""
    title = Text(f"Team {escaped(name).removeprefix('Team ')}: {number}", style="bold")
    return Week(title, ("line", *WEEKDAYS), lines, numeric=False)


def _day(row: pd.Series, duty: "_Duty", shifts: dict[str, _Shift]) -> Text:
    if row["shift"] == "OFF":
        return Text("·", style="dim")
    return duty(row, shifts[str(row["shift"])])


def _with_names(row: pd.Series, shift: _Shift) -> Text:
    """Write everything out, for a wide terminal."""
    lines = [Text(f"{shift.name} {row['start']}-{row['end']}", style=shift.style)]
    for _, word, column in _AWAY:
        for span, name in _spans(row, column):
            lines.append(Text(f"{escaped(name) or word} {span}", style="dim"))
    return Text("\n").join(lines)


def _on_a_line(row: pd.Series, shift: _Shift) -> Text:
    """Write a duty in a line."""
    start, end = _brief(row["start"]), _end(row["end"])
    return _marked(row, [Text(f"{shift.mark} {start}-{end}", style=shift.style)])


def _upright(row: pd.Series, shift: _Shift) -> Text:
    """Write a duty's end below its start, for a narrow terminal."""
    first, last = f"{shift.mark} {_brief(row['start'])}", f"- {_end(row['end'])}"
    return _marked(row, [Text(first, style=shift.style), Text(last, style=shift.style)])


def _marked(row: pd.Series, lines: list[Text]) -> Text:
    for mark, _, column in _AWAY:
        for span, _ in _spans(row, column):
            lines.append(Text(f"{mark} {_brief(span.split('-')[0])}", style="dim"))
    return Text("\n").join(lines)


def _spans(row: pd.Series, column: str) -> Iterator[tuple[str, str]]:
    """Yield from when until when an agent is away, and the name of what for."""
    value = row.get(column)
    if not isinstance(value, str):
        return
    for item in value.split(";") if column == "activities" else value.split():
        span, _, name = item.strip().partition(" ")
        if span:
            yield span, name


def _end(clock: str) -> str:
    return "24" if clock == "00:00" else _brief(clock)


def _brief(clock: str) -> str:
    """Write 09:00 as 9 and 17:30 as 17:30, so that a week fits into 80 columns."""
    hours, minutes = clock.split(":")
    return f"{int(hours)}" if minutes == "00" else f"{int(hours)}:{minutes}"
