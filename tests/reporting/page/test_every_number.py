"""Every cell of every table of the page is that of the plan's tables: no column is left out.

What a page should hold is worked out here once more, from the tables alone; a picture that nothing
is worked out for fails.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pytest

import wfm
from pages import ROSTER, Read, as_columns, everything, number
from schedules import schedule as scheduled
from test_evaluation import MONDAY
from wfm import tables
from wfm.reporting import Report
from wfm.tables import Table
from wfm.tables.schedule_rows import schedule_table

Rows = list[list[object]]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
COSTS = ["agents", "duties", "paid_hours", "unworked_hours", "cost", "night_cost", "weekend_cost"]
SIMULATED = [
    "service_level",
    "service_level_low",
    "service_level_high",
    "kept",
    "asa_seconds",
    "occupancy",
]
EVERYTHING = {
    *("forecast", "calls", "need", "days", "difference", "service", "simulated", "grid", "day"),
    *("shares", "costs", "compared", "scenarios", "changes", "simulated-changes", "rounds"),
    *("violations", "parameters"),
}


@pytest.fixture(scope="module")
def made() -> Report:
    return everything()


@pytest.fixture(scope="module", params=["as tables", "as columns"])
def page(made: Report, request: pytest.FixtureRequest) -> Read:
    """Read the page as it is, and as it is written where tables would make it too large."""
    written = as_columns(made) if request.param == "as columns" else made.page
    assert (" data-columns=" in written) == (request.param == "as columns")
    return Read(written)


def test_nothing_is_drawn_that_is_not_compared(page: Read) -> None:
    assert set(page.tables) == EVERYTHING


def test_the_forecast(made: Report, page: Read) -> None:
    past, ahead = made.given.tables["history"], made.given.tables["forecast"]
    columns = ["calls", "calls_low", "calls_high", "aht_seconds"]
    wanted: Rows = [[s, c, None, None, None, None] for s, c in rows_of(past, ["calls"])]
    wanted += [[s, None, *cells] for s, *cells in rows_of(ahead, columns)]
    assert len(page.tables["forecast"][0]) == 6
    same(page.tables["forecast"][1:], wanted, 4)


@pytest.mark.parametrize(
    ("picture", "table", "column", "decimals"),
    [
        ("calls", "forecast", "calls", 4),
        ("need", "requirement", "agents_scheduled", 4),
        ("difference", "evaluation", "difference", 2),
        ("service", "evaluation", "service_level", 4),
    ],
)
def test_a_map(
    made: Report, page: Read, picture: str, table: str, column: str, decimals: int
) -> None:
    frame = made.given.tables[table].dropna(subset=column)
    weight = frame["calls"] if column == "service_level" else pd.Series(1.0, frame.index)
    start = frame["interval_start"]
    by = [start.dt.day_of_week, start.dt.strftime("%H:%M")]
    mean = (frame[column] * weight).groupby(by).sum() / weight.groupby(by).sum()
    shown = page.tables[picture]
    wanted: Rows = [
        [name, *(mean.get((day, at), math.nan) for at in shown[0][1:])]
        for day, name in enumerate(DAYS)
    ]
    assert [head[:5] for head in shown[0][1:]] == sorted(set(start.dt.strftime("%H:%M")))
    same(shown[1:], wanted, decimals)


def test_each_day(made: Report, page: Read) -> None:
    columns = ["required", "scheduled", "difference"]
    same(page.tables["days"][1:], rows_of(made.given.tables["evaluation"], columns), 4)


def test_the_simulation(made: Report, page: Read) -> None:
    simulated = made.given.tables[tables.SIMULATED.name]
    assert len(page.tables["simulated"][0]) == 1 + len(SIMULATED)
    same(page.tables["simulated"][1:], rows_of(simulated, SIMULATED), 6)


def test_the_rotation(page: Read) -> None:
    wanted: Rows = []
    for (team, line), rows in ROSTER.groupby(["team", "line"], sort=False):
        cells = [
            shift if shift == "OFF" else f"{shift} {start}-{end}"
            for shift, start, end in zip(rows["shift"], rows["start"], rows["end"], strict=True)
        ]
        wanted.append([f"{team}, line {line}", *cells])
    assert page.tables["grid"][0] == ["team and line", *DAYS]
    same(page.tables["grid"][1:], wanted, 0)


def test_each_duty_of_the_days(page: Read) -> None:
    worked = ROSTER[ROSTER["shift"] != "OFF"].to_dict("records")
    wanted = [
        [
            DAYS[row["weekday"] - 1],
            f"{row['team']}, line {row['line']}",
            *(row[name] for name in ("shift", "start")),
            "30:00" if row["end"] == "06:00" else row["end"],
            *(row["meals"], "", ""),
        ]
        for row in worked
    ]
    assert sorted(map(_by_the_clock, page.tables["day"][1:])) == sorted(map(_by_the_clock, wanted))


def _by_the_clock(row: Sequence[object]) -> list[str]:
    """Write times after midnight as on the clock, however the page counts them."""
    return [str(cell).replace("30:00", "06:00") for cell in row]


def test_shares_costs_and_violations(made: Report, page: Read) -> None:
    given = made.given.tables
    fairness = given[tables.FAIRNESS.name][["team", "hours", "nights", "weekends", "sundays"]]
    same(page.tables["shares"][1:], fairness.to_numpy().tolist(), 4)
    costs = given[tables.COSTS.name][["group", *COSTS]]
    same(page.tables["costs"][1:], costs.to_numpy().tolist(), 2)
    found = given[tables.VIOLATIONS.name]
    shown = [c.name for c in tables.VIOLATIONS.columns if c.name in found.dropna(axis=1, how="all")]
    assert len(page.tables["violations"][0]) == len(shown)
    same(page.tables["violations"][1:], found[shown].to_numpy().tolist(), 4)


@pytest.mark.parametrize(
    ("picture", "table"),
    [
        ("changes", tables.CHANGES),
        ("simulated-changes", tables.SIMULATED_CHANGES),
        ("rounds", tables.ROUNDS),
        ("compared", tables.COMPARED),
        ("scenarios", tables.SCENARIOS),
    ],
)
def test_a_table_that_is_shown_whole(made: Report, page: Read, picture: str, table: Table) -> None:
    frame = made.given.tables[table.name]
    names = [column.name for column in table.columns if column.name in frame]
    shown = page.tables[picture]
    if picture in {"compared", "scenarios", "simulated-changes"}:
        shown = [list(cells) for cells in zip(*shown, strict=True)]
    assert [head.split("  ")[0] for head in shown[0]][:1] == [names[0].replace("_", " ")]
    assert len(shown[0]) == len(names)
    for place, name in enumerate(names):
        cells: Rows = [[value] for value in frame[name].tolist()]
        same([[row[place]] for row in shown[1:]], cells, table.column(name).decimals)


def test_parameters_are_all_that_is_configured(page: Read) -> None:
    shown = dict(page.tables["parameters"][1:])
    group = "roster.group 1"
    assert {name: value for name, value in shown.items() if not name.startswith("version")} == {
        "currency": "EUR",
        "staff.shrinkage": "0.2",
        "staff.max_occupancy": "1",
        f"{group}.name": "crew",
        f"{group}.weekly_hours": "40",
        f"{group}.presence_hours": "8",
        f"{group}.paid_hours": "8",
        f"{group}.meals": "none",
        f"{group}.cost_per_hour": "10",
        f"{group}.night_premium": "0.5",
        f"{group}.sunday_premium": "0.25",
        f"{group}.shift 1.name": "day",
        f"{group}.shift 1.starts": "08:00",
        f"{group}.shift 2.name": "night",
        f"{group}.shift 2.starts": "22:00",
    }


def test_a_schedule_shows_each_person_and_duty() -> None:
    days = scheduled(["Anna", "Ben"], MONDAY, weeks=1, zone="UTC")
    page = Read(wfm.report([schedule_table(days)], config={"timezone": "UTC"}).page)
    duties = [day for day in days if day.start is not None and day.end is not None]
    of_person: Rows = []
    for agent in ("Anna", "Ben"):
        own = [day for day in days if day.agent == agent]
        cells = [
            day.shift if day.start is None else f"{day.shift} {day.start:%H:%M}" for day in own
        ]
        of_person.append([agent, *cells])
    shown = [[row[0], *(cell.partition("-")[0] for cell in row[1:])]
             for row in page.tables["grid"][1:]]  # fmt: skip
    assert shown == of_person
    wanted = sorted(
        [f"{day.date:%a} {day.date.day} Jun", day.agent, day.shift, f"{day.start:%H:%M}"]
        for day in duties
    )
    assert sorted(row[:4] for row in page.tables["day"][1:]) == wanted
    spans = [row[5] for row in page.tables["day"][1:]]
    assert all(len(span.split(" ")) == len(duties[0].meals) for span in spans)
    hours = [sum(day.hours for day in duties if day.agent == who) for who in ("Anna", "Ben")]
    assert [number(row[1]) for row in page.tables["shares"][1:]] == hours


def rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> Rows:
    """Write the rows of a table as the page names them: the interval in words, then the cells."""
    starts = frame["interval_start"].dt.strftime("%a %Y-%m-%d %H:%M")
    cells = frame[list(columns)].itertuples(index=False, name=None)
    return [[start, *row] for start, row in zip(starts, cells, strict=True)]


def same(shown: Sequence[Sequence[str]], wanted: Iterable[Sequence[object]], decimals: int) -> None:
    """Compare cell by cell: texts as they are, numbers to the last of so many decimals."""
    wanted = list(wanted)
    assert [len(row) for row in shown] == [len(row) for row in wanted]
    for cells, values in zip(shown, wanted, strict=True):
        for cell, value in zip(cells, values, strict=True):
            if value is None or value != value:  # noqa: PLR0124 - not a number
                assert cell == ""
            elif isinstance(value, str):
                assert cell == value
            else:
                assert isinstance(value, int | float | np.number)
                assert abs(number(cell) - float(value)) <= 0.5 * 10**-decimals + 1e-9, (cell, value)
