"""Who works how much: hours, nights and weekends of each team, or of each person."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from wfm import tables
from wfm.reporting.page.bars import bars, low_bars
from wfm.reporting.page.duties import Drawn, drawn, is_dated
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Panel, Picture
from wfm.units import written
from wfm.weekdays import DAY, SATURDAY

# People below one another in a drawing.
_MOST_ROWS = 40
_TEAM = (
    ("hours", "h paid per agent and week", 2),
    ("nights", "per agent and week", 4),
    ("weekends", "worked, per agent and week", 4),
    ("sundays", "per agent and week", 4),
)
_PERSON = (
    ("hours", "h paid", 2),
    ("duties", "", 0),
    ("nights", "", 0),
    ("weekends", "with a duty", 0),
)
# Goes with the hours: in the numbers behind, and not drawn.
_NOT_DRAWN = "duties"


def shares(given: Given) -> Iterator[Picture]:
    """Draw who works how much."""
    if is_dated(given):
        rows = _people(given, drawn(given))
        if rows:
            several = len({group for _, group, _ in rows}) > 1
            yield _picture("agent", "agents of a group" if several else "agents", _PERSON, rows)
        return
    found = given.table(tables.FAIRNESS)
    if found is not None:
        yield _of_teams(found)


def _of_teams(found: pd.DataFrame) -> Picture:
    several = len(set(found["group"])) > 1
    names = [
        f"{team} {group}" if several else str(team)
        for team, group in zip(found["team"], found["group"], strict=True)
    ]
    columns = [name for name, _, _ in _TEAM]
    rows = [
        (name, str(group), [float(v) for v in values])
        for name, group, values in zip(
            names, found["group"], found[columns].itertuples(index=False, name=None), strict=True
        )
    ]
    return _picture("team", "teams of a group" if several else "teams", _TEAM, rows)


def _people(given: Given, days: Sequence[Drawn]) -> list[tuple[str, str, list[float]]]:
    """Count the duties of each person."""
    first, last = given.night
    duties = [day for day in days if day.on_duty]
    hours: defaultdict[str, float] = defaultdict(float)
    nights: Counter[str] = Counter()
    weekends: set[tuple[str, dt.date]] = set()
    for day in duties:
        hours[day.who] += day.hours
        covers = any(
            day.start <= first + later and last + later <= day.end for later in (0, DAY, 2 * DAY)
        )
        nights[day.who] += covers
        if day.date.weekday() >= SATURDAY:
            weekends.add((day.who, day.date - dt.timedelta(days=day.date.weekday())))
    worked = Counter(day.who for day in duties)
    weekends_of = Counter(who for who, _ in weekends)
    group: Mapping[str, str] = {day.who: day.team for day in days}
    return [
        (
            who,
            group[who],
            [float(hours[who]), float(worked[who]), float(nights[who]), float(weekends_of[who])],
        )
        for who in dict.fromkeys(day.who for day in days)
    ]


def _picture(
    what: str,
    among: str,
    measures: Sequence[tuple[str, str, int]],
    rows: Sequence[tuple[str, str, list[float]]],
) -> Picture:
    heads = (Head(what), *(Head(*measure) for measure in measures))
    behind: list[tuple[Cell, ...]] = [(name, *values) for name, _, values in rows]
    return Picture(
        "shares",
        "Hours, nights and weekends",
        _finding(among, measures, rows),
        f"What each {what} works.",
        tuple(_panels(measures, rows)),
        Behind(heads, behind),
        layout="middle",
        things=f"{what}s",
        on_paper=tuple(_on_paper(measures, rows)) if len(rows) > _MOST_ROWS else (),
    )


def _panels(
    measures: Sequence[tuple[str, str, int]], rows: Sequence[tuple[str, str, list[float]]]
) -> Iterator[Panel]:
    for place, (name, unit, decimals) in enumerate(measures):
        if name == _NOT_DRAWN:
            continue
        highest = max(values[place] for _, _, values in rows)
        title = f"{name.capitalize()}, {unit}" if unit else name.capitalize()
        for begin in range(0, len(rows), _MOST_ROWS):
            some = rows[begin : begin + _MOST_ROWS]
            part = f" ({some[0][0]} to {some[-1][0]})" if len(rows) > _MOST_ROWS else ""
            pairs = [(row, values[place]) for row, _, values in some]
            yield bars(f"{title}{part}", pairs, min(decimals, 2), highest)


def _on_paper(
    measures: Sequence[tuple[str, str, int]], rows: Sequence[tuple[str, str, list[float]]]
) -> Iterator[Panel]:
    """Draw many in low rows, all measures of one beside one another."""
    shown = [place for place, (name, _, _) in enumerate(measures) if name != _NOT_DRAWN]
    heads = [(measures[place][0], min(measures[place][2], 2)) for place in shown]
    named = [(name, [values[place] for place in shown]) for name, _, values in rows]
    return low_bars(heads, named)


def _finding(
    among: str,
    measures: Sequence[tuple[str, str, int]],
    rows: Sequence[tuple[str, str, list[float]]],
) -> str:
    """Say how far apart those of one contract are."""
    apart = []
    for place, (name, _, _) in enumerate(measures):
        if name not in {"nights", "weekends"}:
            continue
        by_group: dict[str, list[float]] = {}
        for _, group, values in rows:
            by_group.setdefault(group, []).append(values[place])
        widest = max(max(values) - min(values) for values in by_group.values())
        apart.append((name, widest))
    parts = [
        f"{name} differ by up to {written(widest, 2)}" if widest >= 0.005 else f"{name} are alike"
        for name, widest in apart
    ]
    first, *others = parts
    return ", ".join((f"{first.capitalize()} among {among}", *others))
