"""Rosters with the weekdays across."""

import logging

import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.tables.weekgrid import is_grid, unfolded

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def grid(*rows: str, days: list[str] = DAYS, **columns: list[str]) -> pd.DataFrame:
    """Letters, one a day, a row a line; a dot is a blank cell."""
    cells = [["" if letter == "." else letter for letter in row] for row in rows]
    return pd.DataFrame(cells, columns=days).assign(**columns)


def lines(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Letters of each line in the order of the weekdays, `-` for a day off."""
    ordered = unfolded(frame).sort_values(["team", "line", "weekday"])
    found: dict[tuple[str, int], str] = {}
    for team, line, shift in zip(*(ordered[n] for n in ("team", "line", "shift")), strict=True):
        found[team, line] = found.get((team, line), "") + shift.replace("OFF", "-")
    return found


@pytest.mark.parametrize("names", [DAYS, ["line", *DAYS], ["monday", *DAYS[1:], "team"]])
def test_weekdays_across_are_a_grid(names: list[str]) -> None:
    assert is_grid(names)


@pytest.mark.parametrize("names", [DAYS[1:], [*DAYS, "Monday"], ["team", "line", "weekday"]])
def test_what_lacks_a_weekday_or_has_one_twice_is_none(names: list[str]) -> None:
    assert not is_grid(names)


def test_each_row_is_a_line() -> None:
    assert lines(grid("EEEEE--", "--LLLLL")) == {("1", 1): "EEEEE--", ("1", 2): "--LLLLL"}


def test_teams_are_named_once_or_in_every_row() -> None:
    one = grid("EEEEE--", "LLLLL--", "NNNN---", team=["a", "", "b"])
    one["team"] = one["team"].where(one["team"] != "")
    assert lines(one) == {("a", 1): "EEEEE--", ("a", 2): "LLLLL--", ("b", 1): "NNNN---"}


def test_a_week_that_begins_on_sunday_runs_into_the_next() -> None:
    """The Sunday that begins a row is the last day of the line before."""
    sunday_first = grid("1EEEEE-", "2LLLLL-", days=[DAYS[6], *DAYS[:6]])
    assert lines(sunday_first) == {("1", 1): "EEEEE-2", ("1", 2): "LLLLL-1"}


def test_blank_cells_are_days_off_and_that_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "wfm"):
        found = lines(grid("EEEE..-"))
    assert found == {("1", 1): "EEEE---"}
    assert "2 blank cells are taken for days off" in caplog.text


def test_days_out_of_order_are_refused() -> None:
    mixed = grid("EEEEE--", days=["Tue", "Mon", *DAYS[2:]])
    with pytest.raises(InputError, match=r"the days Tue, Mon, .* do not follow one another"):
        unfolded(mixed)


def test_days_alone_are_refused() -> None:
    with pytest.raises(InputError, match="no line or person stands below the days"):
        unfolded(grid())
