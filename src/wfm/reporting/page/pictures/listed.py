"""What is best read as a table: plans compared, what would change, violations, parameters."""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from wfm import tables
from wfm.reporting.page.given import Given
from wfm.reporting.page.picture import Behind, Cell, Head, Picture
from wfm.tables import Column, Table
from wfm.work.wording import counted

_LONGEST_UNIT = 24  # characters
_MOST_BESIDE = 6  # changes that stand one beside the other
_POINT_SHOWN = 0.0005  # service level from which a difference is written as one


def compared(given: Given) -> Iterator[Picture]:
    """Show plans side by side."""
    found = given.table(tables.COMPARED)
    if found is None:
        return
    known = found.dropna(subset="service_level")
    title = "No calls tell the plans apart"
    if len(known):
        best = _first(known, "service_level", most=True)
        title = f"{best['plan']} answers most calls in time: {best['service_level']:.1%}"
    picture = _listed(
        "compared",
        "Plans compared",
        title,
        "Plans on the same simulated calls; differences are from the first.",
        found,
        tables.COMPARED,
    )
    yield replace(picture, turned=True)


def what_if(given: Given) -> Iterator[Picture]:
    """Show what would change the agents, the cost or the service level."""
    found = given.table(tables.SCENARIOS)
    if found is not None:
        cheapest = _first(found, "cost")
        title = f"{cheapest['scenario']} costs least: {cheapest['delta_cost']:+,.0f}"
        if cheapest["scenario"] == found["scenario"].iloc[0] or not _saves(cheapest["delta_cost"]):
            title = "No scenario costs less than the plan as it is"
        words = "What each scenario asks for; differences are from the first."
        picture = _listed("scenarios", "What if", title, words, found, tables.SCENARIOS)
        yield replace(picture, turned=True)
    found = given.table(tables.CHANGES)
    if found is not None:
        known = found.dropna(subset=["delta_cost"])
        title = "What changes of the roster would cost or save"
        if len(known):
            best = _first(known, "delta_cost")
            title = f"{best['change']} saves most: {best['delta_cost']:+,.0f} a week"
            if not _saves(best["delta_cost"]):
                title = "No change of the roster saves anything"
        words = "Rosters of changed rules and shifts, a week each."
        yield _listed("changes", "Changes of the roster", title, words, found, tables.CHANGES)
    found = given.table(tables.SIMULATED_CHANGES)
    if found is not None and found["difference"].notna().any():
        title = _moved(found.iloc[1:])
        words = "Service levels of changed plans on the same simulated calls, as shares of them."
        table = tables.SIMULATED_CHANGES
        picture = _listed("simulated-changes", "What changes would do", title, words, found, table)
        yield replace(picture, turned=len(found) <= _MOST_BESIDE)
    found = given.table(tables.ROUNDS)
    if found is not None:
        # The plan that is kept is the cheapest one that keeps its promise, not the last one.
        rounds = counted(len(found) - 1, "round")
        title = f"{rounds}: {found['promise'].max():.0%} of the weeks keep the promise at best"
        words = "The plan, changed round by round until its promise is kept."
        yield _listed("rounds", "Rounds", title, words, found, tables.ROUNDS)


def _moved(changes: pd.DataFrame) -> str:
    """Say which change helps most, or does most harm; the plan as it is is none."""
    known = changes.dropna(subset="difference")
    if known.empty:
        return "Nothing is changed"
    best, worst = _first(known, "difference", most=True), _first(known, "difference")
    if best["difference"] >= _POINT_SHOWN:
        points = f"{best['difference'] * 100:.1f} points"
        return f"The service level rises most with {best['change']}: by {points}"
    if worst["difference"] <= -_POINT_SHOWN:
        points = f"{-worst['difference'] * 100:.1f} points"
        return f"The service level falls most with {worst['change']}: by {points}"
    return "No change moves the service level"


def _saves(cost: float) -> bool:
    """Tell whether a difference of costs is a saving that is seen when it is written."""
    return cost < -0.5


def _first(found: pd.DataFrame, column: str, *, most: bool = False) -> dict[Hashable, Any]:
    """Return the row with the least of a column, or the most."""
    ordered = found.sort_values(column, ascending=not most, kind="stable")
    return ordered.to_dict("records")[0]


def violations(given: Given) -> Iterator[Picture]:
    """Show what the rules say of the plan, with the article that asks for it."""
    for table in (tables.DATED_VIOLATIONS, tables.VIOLATIONS):
        found = given.tables.get(table.name)
        if found is None:
            continue
        number = len(found)
        title = "The plan keeps every rule"
        if number:
            rules = found["rule"].value_counts(sort=False)
            named = ", ".join(f"{rule} {count}" for rule, count in rules.items())
            title = f"{counted(number, 'violation')} of the rules: {named}"
        words = "What a judge finds that shares nothing with what made the plan."
        picture = _listed("violations", "Rules", title, words, found, table)
        yield replace(picture, concern=number > 0)
        return


def parameters(given: Given) -> Iterator[Picture]:
    """Show what the plan was made with."""
    pairs = [(name, value) for name, value in given.parameters]
    pairs += [(f"version of {name}", value) for name, value in given.versions]
    if not pairs:
        return
    yield Picture(
        "parameters",
        "Parameters and versions",
        f"Made with {counted(len(given.parameters), 'setting')} of the configuration",
        "What is configured; what is left out is as the manual says.",
        (),
        Behind((Head("name"), Head("value")), pairs),
    )


def _listed(
    name: str,
    topic: str,
    title: str,
    words: str,
    found: pd.DataFrame,
    table: Table,
) -> Picture:
    shown = found.dropna(axis="columns", how="all") if len(found) else found
    columns = [column for column in table.columns if column.name in shown]
    heads = tuple(Head(c.name.replace("_", " "), _unit(c), c.decimals) for c in columns)
    rows: list[tuple[Cell, ...]] = [
        tuple(_cell(value) for value in row)
        for row in shown[[c.name for c in columns]].itertuples(index=False, name=None)
    ]
    behind = Behind(heads, rows)
    return Picture(name, topic, title, words, (), behind)


def _unit(column: Column) -> str:
    """Return a unit that is short enough to stand below a name."""
    return column.unit if len(column.unit) <= _LONGEST_UNIT else ""


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return "" if value == "nan" else value
    number = float(str(value))
    return None if number != number else number  # noqa: PLR0124 - not a number
