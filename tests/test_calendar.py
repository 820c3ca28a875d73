"""What is known of countries: public holidays, weekends, states with holidays of their own."""

from datetime import date

import holidays
import pandas as pd
import pytest

from running import Command
from wfm import calendar, tables
from wfm.errors import OptionError

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def test_holidays_of_a_part_of_a_country_are_more() -> None:
    germany = calendar.holidays_between("DE", *YEAR)
    assert date(2026, 10, 3) in germany
    assert set(germany) < set(calendar.holidays_between("DE-BY", *YEAR))
    with pytest.raises(OptionError, match="no holidays known for 'ZZ'"):
        calendar.holidays_between("ZZ", *YEAR)
    with pytest.raises(OptionError, match="'XX' is not known in DE"):
        calendar.holidays_between("DE-XX", *YEAR)


def test_parts_with_more_holidays_than_the_country() -> None:
    december = date(2026, 12, 24), date(2026, 12, 31)
    assert calendar.holidays_of_parts("au", *december)["AU-NSW"] == date(2026, 12, 28)
    assert calendar.holidays_of_parts("DE", *december) == {}
    assert calendar.holidays_of_parts("JP", *YEAR) == {}


@pytest.mark.parametrize(
    ("country", "days"),
    [("GB", (5, 6)), ("il", (4, 5)), ("AE", (5, 6)), ("IR", (4,)), ("BN", (4, 6)), ("HK", (6,))],
)
def test_weekends(country: str, days: tuple[int, ...]) -> None:
    assert calendar.weekend(country) == days


def test_every_country_has_a_weekend() -> None:
    for country in holidays.list_supported_countries(include_aliases=False):
        days = calendar.weekend(country)
        assert days == tuple(sorted(set(days)))
        assert 1 <= len(days) <= 2


def requirement_of_december() -> str:
    times = pd.date_range("2026-12-21", "2026-12-31 23:30", freq="30min", tz="Australia/Sydney")
    frame = pd.DataFrame({"interval_start": times, "calls": 10.0, "aht_seconds": 180.0})
    return tables.to_csv(tables.conform(frame, tables.FORECAST))


def test_closed_on_holidays_of_a_country_whose_states_have_more_says_to_name_one(
    wfm: Command,
) -> None:
    said = "closed AU: holidays of the whole country only; 9 of its states or regions have more"
    ran = wfm("staff", "--closed", "AU", stdin=requirement_of_december())
    assert ran.code == 0
    assert f"{said}, as AU-ACT on 2026-12-28: name yours, as AU-ACT" in ran.lines
    ran = wfm("staff", "--closed", "AU-NSW", stdin=requirement_of_december())
    assert ran.code == 0
    assert "closed AU" not in ran.err
    rows = [row for row in ran.out.splitlines() if row.startswith("2026-12-28")]
    assert len(rows) == 48
    assert all(row.endswith(",closed") for row in rows)


@pytest.mark.parametrize("name", ["mon", "SAT", "jan", "weekend", "date"])
def test_a_name_that_the_package_has_for_something_else_is_no_country(
    wfm: Command, name: str
) -> None:
    ran = wfm("staff", "--closed", name, stdin=requirement_of_december())
    assert ran.code == 2
    assert f"--closed: no holidays known for '{name}': write a code such as GB or DE" in ran.err


def test_holidays_of_most_parts_are_those_a_whole_country_lacks() -> None:
    found = calendar.holidays_of_most_parts("GB", date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 4, 6) in found
    assert "Easter Monday" in found[date(2026, 4, 6)]
    assert calendar.holidays_of_most_parts("FR", date(2026, 1, 1), date(2026, 12, 31)) == {}
