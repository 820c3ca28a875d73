"""The page of a report as tests read it."""

import json
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import wfm
from test_evaluation import PLAN, forecast_of, roster_of
from wfm import tables
from wfm.reporting import Report
from wfm.reporting.page import behind
from wfm.tables import Table

ROSTER = roster_of(["DDDDD..", "NNNN...", "..DDDDD"], meals="12:00-12:30")
# A forecast that differs from one interval to the next, so that a cell out of place is seen.
FORECAST = forecast_of(14).assign(
    calls=[round(1 + n % 48 / 10 + n % 7, 4) for n in range(14 * 48)],
    calls_low=0.5,
    calls_high=lambda frame: frame["calls"] * 2,
)


class Read(HTMLParser):
    """A page as it is read: the tables of its figures, words, and what would run.

    Of a large page the tables are made of its columns, as its script makes them.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.titles: dict[str, str] = {}
        self.runs: list[str] = []
        self.words: list[str] = []
        self._figure, self._inside = "", ""
        self._places: set[str] = set()
        self._made_of: dict[str, list[int]] = {}
        self._data = ""
        self.feed(page)
        columns = json.loads(self._data or "[]")
        for figure, places in self._made_of.items():
            self.tables[figure] = _table([columns[place] for place in places])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") == "application/json"
        self._inside = "data" if is_data else tag
        place = given.get("id")
        if place:
            assert place not in self._places
            self._places.add(place)
        if tag == "figure":
            self._figure = str(given["id"])
            self.tables[self._figure] = []
        if made_of := given.get("data-columns"):
            self._made_of[self._figure] = [int(place) for place in made_of.split(" ")]
        if tag == "tr":
            self.tables[self._figure].append([])
        if tag in {"td", "th"}:
            self.tables[self._figure][-1].append("")
        acts = [
            name for name in given if name.startswith("on") or name in {"src", "href", "srcdoc"}
        ]
        links = [name for name in acts if not str(given[name]).startswith("#")]
        self.runs += [f"{tag} {name}" for name in links] + (
            [tag] if self._inside == "script" else []
        )

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self._data += data
            return
        self.words.append(data)
        if self._inside in {"td", "th"}:
            self.tables[self._figure][-1][-1] += data.strip()
        if self._inside == "h3" and self._figure:
            self.titles[self._figure] = data

    def numbers(self, figure: str) -> list[list[float]]:
        """Return the cells of a table but for its first column and row."""
        return [[number(cell) for cell in row[1:]] for row in self.tables[figure][1:]]


def _table(columns: list[tuple[str, str, str | list[str]]]) -> list[list[str]]:
    """Lay columns out as rows below their heads."""
    cells = [said.split(" ") if isinstance(said, str) else said for _, _, said in columns]
    return [
        [name for name, _, _ in columns],
        *([each[place] for each in cells] for place in range(len(cells[0]))),
    ]


def number(cell: str) -> float:
    return float(cell.replace(",", "")) if cell else np.nan


def odd(table: Table, rows: int, **given: pd.Series) -> pd.DataFrame:
    """Write a table whose every number is another one, as precise as its column is."""
    columns: dict[str, object] = {}
    for place, column in enumerate(table.columns, 1):
        values = [((place * 37 + row * 11) % 89 + 1) / 97 for row in range(rows)]
        if column.kind == "count":
            columns[column.name] = [round(100 * value) for value in values]
        elif column.kind == "number":
            columns[column.name] = [round(value, column.decimals) for value in values]
        else:
            columns[column.name] = [f"{column.name} {row}" for row in range(rows)]
    frame = pd.DataFrame(columns).drop(columns="queue", errors="ignore").assign(**given)
    return tables.conform(frame, table)


def everything() -> Report:
    """Draw all that a report can hold of a roster."""
    start = FORECAST["interval_start"].iloc[0]
    past = forecast_of(14).assign(calls=[float(n % 50) for n in range(14 * 48)])
    past["interval_start"] -= past["interval_start"].iloc[-1] - start + pd.Timedelta("30min")
    simulated = odd(tables.SIMULATED, 96, interval_start=FORECAST["interval_start"][:96])
    others = [odd(t, 5) for t in (tables.CHANGES, tables.SIMULATED_CHANGES, tables.ROUNDS)]
    return wfm.report(
        [
            *(FORECAST, past, wfm.staff(FORECAST, config=PLAN), ROSTER, *others),
            *(simulated, odd(tables.COMPARED, 3), odd(tables.SCENARIOS, 3)),
        ],
        config=PLAN,
    )


def as_columns(made: Report) -> str:
    """Write a page as it is written where tables of its numbers would make it too large."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(behind, "MOST", 0)
        return made.page
