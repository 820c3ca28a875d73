"""Tables drawn for people: grids of a week, rotations, summaries."""

from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
import pandas as pd
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Colours that stay apart for colour-blind readers, on light and dark terminals.
_SHIFT_STYLES = ("cyan", "green", "yellow", "magenta", "blue", "red")
_BLOCKS = " ▁▂▃▄▅▆▇█"
_LEAST_TEXT = 4
# overflow="fold": on a narrow terminal a cell goes on in the next row, nothing is cut off.


def plain(frame: pd.DataFrame) -> RenderableType:
    """Draw a table as it is, numbers to the right."""
    return _Plain(frame)


class _Plain:
    """A table whose names and texts go on in the next row before a number does."""

    def __init__(self, frame: pd.DataFrame) -> None:
        numeric = [frame[name].dtype.kind in "if" for name in frame]
        self.justify: list[Literal["left", "right"]] = ["right" if n else "left" for n in numeric]
        self.names = [str(name) for name in frame]
        self.rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False)]
        self.least = [
            max((row[i].cell_len for row in self.rows), default=1) if n else _LEAST_TEXT
            for i, n in enumerate(numeric)
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        """Draw it as wide as there is room."""
        fits = sum(self.least) + len(self.least) - 1 <= options.max_width
        table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=True)
        for name, justify, least in zip(self.names, self.justify, self.least, strict=True):
            table.add_column(
                Text(name), justify=justify, overflow="fold", min_width=least if fits else None
            )
        for row in self.rows:
            table.add_row(*row)
        yield table


def _cell(value: object) -> Text:
    # Text, for rich would take a name such as [east] for a style.
    if bool(pd.isna(value)):  # type: ignore[call-overload]
        return Text()
    return Text(f"{value:g}" if isinstance(value, float) else str(value))


def calls(frame: pd.DataFrame) -> RenderableType:
    """Draw a forecast: calls per interval of each week."""
    return _weeks(frame, "calls", lambda value: f"{value:.1f}" if value < 100 else f"{value:.0f}")


def agents(frame: pd.DataFrame) -> RenderableType:
    """Draw a requirement: agents to schedule per interval of each week."""
    return _weeks(frame, "agents_scheduled", lambda value: f"{value:g}")


def _weeks(frame: pd.DataFrame, column: str, show: Callable[[float], str]) -> RenderableType:
    parts: list[RenderableType] = []
    queues = frame["queue"] if "queue" in frame else pd.Series("", index=frame.index)
    for queue, rows in frame.groupby(queues, sort=False):
        local = rows["interval_start"].dt.tz_localize(None)
        monday = local.dt.normalize() - pd.to_timedelta(local.dt.day_of_week, unit="D")
        for first, week in rows.groupby(monday):
            title = f"{f'{queue}: ' if queue else ''}{column}, week of {first:%Y-%m-%d}"
            parts.append(_grid(week, local.loc[week.index], column, show, title))
    return Group(*parts)


def _grid(
    week: pd.DataFrame, local: pd.Series, column: str, show: Callable[[float], str], title: str
) -> Table:
    """Draw one week, times down and days across, with a bar for each day's height."""
    table = Table(
        title=Text(title),
        box=None,
        pad_edge=False,
        header_style="bold",
        title_justify="left",
    )
    table.add_column("", min_width=5)
    for name in WEEKDAYS:
        table.add_column(name, justify="right", overflow="fold")
    # The hour that a clock change repeats stands twice on one day: both are shown.
    cells = week.groupby([local.dt.strftime("%H:%M"), local.dt.day_of_week])[column].agg(list)
    top = max(float(week[column].max()), 1e-9)
    for time in sorted(local.dt.strftime("%H:%M").unique()):
        row = [Text(time, style="bold")]
        for day in range(7):
            values = cells.get((time, day), [])
            bar = _BLOCKS[round(8 * max(values) / top)] if values else " "
            row.append(Text("/".join(show(v) for v in values)) + Text(bar, style="cyan"))
        table.add_row(*row)
    total = week.groupby(local.dt.day_of_week)[column].sum()
    if column == "calls":
        table.add_row("day", *(f"{total[d]:.0f} " if d in total else "" for d in range(7)))
    return table


def rotation(roster: pd.DataFrame) -> RenderableType:
    """Draw the teams of a roster: a line a row, the days across, meals below the duty."""
    shifts = [name for name in dict.fromkeys(roster["shift"]) if name != "OFF"]
    styles = {name: _SHIFT_STYLES[i % len(_SHIFT_STYLES)] for i, name in enumerate(shifts)}
    legend = Text("Each agent works the next line every week; the last line goes on to the first. ")
    for name in shifts:
        legend += Text(f" {name}", style=styles[name])
    legend += Text("  m: meal begins, b: break begins", style="dim")
    return Group(legend, *(_team(rows, styles) for _, rows in roster.groupby("team")))


def _team(rows: pd.DataFrame, styles: dict[str, str]) -> Table:
    table = Table(
        title=f"\nTeam {rows['team'].iloc[0]}: {rows['line'].nunique()} agents",
        box=None,
        pad_edge=False,
        header_style="bold",
        title_justify="left",
        title_style="bold",
    )
    table.add_column("line", justify="right", min_width=4)
    for day in WEEKDAYS:
        table.add_column(day, overflow="fold")
    for line, week in rows.groupby("line"):
        duties = [_duty(row, styles) for _, row in week.sort_values("weekday").iterrows()]
        table.add_row(str(line), *duties)
    return table


def _duty(row: pd.Series, styles: dict[str, str]) -> Text:
    if row["shift"] == "OFF":
        return Text("·", style="dim")
    duty = Text(f"{_brief(row['start'])}-{_brief(row['end'])}", style=styles[row["shift"]])
    for letter, column in (("m", "meals"), ("b", "breaks")):
        for pause in "" if pd.isna(row[column]) else str(row[column]).split():
            duty += Text(f"\n{letter} {_brief(pause.split('-')[0])}", style="dim")
    return duty


def _brief(clock: str) -> str:
    """Write 09:00 as 9 and 17:30 as 17:30, so that a week fits into 80 columns."""
    hours, minutes = clock.split(":")
    return f"{int(hours)}" if minutes == "00" else f"{int(hours)}:{minutes}"


_PICTURE_ROWS = 7


def week_picture(week: pd.DataFrame) -> RenderableType:
    """Draw a week of calls, actual against forecast and its band, a panel for each day."""
    queues = week["queue"] if "queue" in week else pd.Series("", index=week.index)
    parts: list[RenderableType] = []
    for queue, rows in week.groupby(queues, sort=False):
        top = max(float(rows[["actual", "calls", "calls_high"]].max().max()), 1e-9)
        title = f"\n{f'{queue}: ' if queue else ''}calls, last week: "
        parts.append(Text(title) + Text("• actual", style="yellow") + "  ─ forecast  ░ band")
        local = rows["interval_start"].dt.tz_localize(None)
        for day, hours in rows.groupby(local.dt.normalize()):
            parts.append(Text(f"{day:%a %Y-%m-%d}, up to {top:.0f}", style="bold"))
            parts.append(_day_picture(hours, top))
    return Group(*parts)


def _day_picture(day: pd.DataFrame, top: float) -> Text:
    """Draw one day: a column for each interval, the highest call count on top."""
    columns = ["calls_low", "calls_high", "calls", "actual"]
    # NaN, an interval that was not recorded, falls into no row.
    rows = np.minimum(
        np.floor(day[columns].to_numpy(dtype=float) / top * _PICTURE_ROWS), _PICTURE_ROWS - 1
    )
    picture = Text()
    for row in reversed(range(_PICTURE_ROWS)):
        for low, high, calls, actual in rows:
            if actual == row:
                picture.append("•", style="yellow")
            elif calls == row:
                picture.append("─")
            elif low <= row <= high:
                picture.append("░", style="dim")
            else:
                picture.append(" ")
        picture.append("\n")
    quarter = len(day) // 4
    hours = "".join(str(hour).ljust(quarter) for hour in (0, 6, 12, 18))
    return picture + Text(hours, style="dim")


def check_summary(violations: pd.DataFrame, coverage: pd.DataFrame, fairness: pd.DataFrame) -> str:
    """Say in a few lines what the judge found."""
    count = len(violations)
    found = f"{count or 'no'} violation{'s' if count > 1 else ''}"
    short = coverage.loc[coverage["difference"] < 0, "difference"]
    worst = f", the worst by {-short.min()} agents" if len(short) else ""
    lines = [f"{found}; {len(short)} of {len(coverage)} intervals are short{worst}"]
    for group, teams in fairness.groupby("group", sort=False):
        figures = ", ".join(
            f"{column} {teams[column].min():.2f} to {teams[column].max():.2f}"
            for column in ("hours", "nights", "sundays", "weekends", "turns")
        )
        lines.append(
            f"{group}: {teams['agents'].sum()} agents in {len(teams)} teams; "
            f"per agent and week of a team: {figures}"
        )
    return "\n".join(lines)
