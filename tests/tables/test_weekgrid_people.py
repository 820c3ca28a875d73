"""Rosters with the weekdays across: whose names, people, several weeks."""

import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.tables.weekgrid import find_days, is_grid, unfolded

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def grid(header: list[str], *rows: str) -> pd.DataFrame:
    return pd.DataFrame([row.split(",") for row in rows], columns=header)


def walk(frame: pd.DataFrame) -> dict[str, str]:
    """Return the days of each team in their order, a letter a day."""
    rows = frame.sort_values(["line", "weekday"])
    return {str(team): "".join(part["shift"].str[0]) for team, part in rows.groupby("team")}


@pytest.mark.parametrize(
    "names",
    [
        "Woche Mo Di Mi Do Fr Sa So Std.",
        "Nom lundi mardi mercredi jeudi vendredi samedi dimanche",
        "Semana Lun. Mar. Mié. Jue. Vie. Sáb. Dom.",
        "姓名 周一 周二 周三 周四 周五 周六 周日",
        "姓名 星期一 星期二 星期三 星期四 星期五 星期六 星期日",
        "ФИО Пн Вт Ср Чт Пт Сб Вс",
        "Nimi E T K N R L P",
        "Tên T2 T3 T4 T5 T6 T7 CN",
        "Name M T W T F S S",
        "Name Mon,02.02. Tue,03.02. Wed,04.02. Thu,05.02. Fri,06.02. Sat,07.02. Sun,08.02.",
    ],
)
def test_days_have_names_in_many_languages(names: str) -> None:
    found = find_days(names.split())
    assert found is not None
    assert (found.places, found.weekdays) == ((1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5, 6, 7))


def test_other_tables_are_no_grids() -> None:
    assert not is_grid(["team", "line", "weekday", "shift", "start", "end"])
    assert not is_grid(["interval_start", "agents"])


def test_lines_of_a_rotation_follow_one_another() -> None:
    for header in ("Week", "Line", "No.", "", "Woche"):
        rows = ("Week 1,E,E,E,E,E,O,O", "Week 2,L,L,L,L,L,O,O")
        assert walk(unfolded(grid([header, *DAYS], *rows))) == {"1": "EEEEEOOLLLLLOO"}


def test_people_are_teams_of_one() -> None:
    rows = ("Anna,E,E,E,E,E,O,O", "Bert,L,L,L,L,L,O,O")
    for header in ("Name", "Mitarbeiter", "姓名", "", "Wer"):
        assert walk(unfolded(grid([header, *DAYS], *rows))) == {
            "Anna": "EEEEEOO",
            "Bert": "LLLLLOO",
        }
    numbered = ("Agent 1,E,E,E,E,E,O,O", "Agent 2,L,L,L,L,L,O,O")
    assert len(walk(unfolded(grid(["Agent", *DAYS], *numbered)))) == 2


def test_a_person_may_have_several_weeks() -> None:
    below = grid(["Name", *DAYS], "Anna,E,E,E,E,E,O,O", ",L,L,L,L,L,O,O")
    beside = grid(["Name", *DAYS, *DAYS], "Anna,E,E,E,E,E,O,O,L,L,L,L,L,O,O")
    assert walk(unfolded(below)) == walk(unfolded(beside)) == {"Anna": "EEEEEOOLLLLLOO"}


def test_rows_of_several_weeks_are_rotations_of_their_own() -> None:
    rows = ("1,E,E,E,E,E,O,O,L,L,L,L,L,O,O", "2,L,L,L,L,L,O,O,E,E,E,E,E,O,O")
    found = walk(unfolded(grid(["Line", *DAYS, *DAYS], *rows)))
    assert found == {"1": "EEEEEOOLLLLLOO", "2": "LLLLLOOEEEEEOO"}


def test_teams_have_names_and_merged_cells() -> None:
    rows = ("Blue,1,E,E,E,E,E,O,O", ",2,L,L,L,L,L,O,O", "Red,1,N,N,N,N,N,O,O")
    found = walk(unfolded(grid(["Team", "Week", *DAYS], *rows)))
    assert found == {"Blue": "EEEEEOOLLLLLOO", "Red": "NNNNNOO"}


def test_days_without_a_column_are_off() -> None:
    found = unfolded(grid(["Name", *DAYS[:5]], "Anna,E,E,E,E,E"))
    assert walk(found) == {"Anna": "EEEEEOO"}


def test_a_week_may_begin_on_sunday() -> None:
    header = ["Week", DAYS[-1], *DAYS[:-1]]
    found = walk(unfolded(grid(header, "1,O,E,E,E,E,E,O", "2,N,L,L,L,L,L,O")))
    # The Sunday of the second row is the end of the first line.
    assert found == {"1": "EEEEEONLLLLLOO"}


def test_days_that_do_not_follow_one_another_are_refused() -> None:
    with pytest.raises(InputError, match="do not follow one another"):
        unfolded(grid(["Tue", "Mon", *DAYS[2:]], "E,E,E,E,E,O,O"))


def test_remarks_and_headers_that_stand_again_are_no_lines() -> None:
    rows = ("Anna,E,E,E,E,E,O,O", "E = 06:00-14:30,,,,,,,", f"Name,{','.join(DAYS)}", "Bert,,,,,,,")
    found = walk(unfolded(grid(["Name", *DAYS], *rows)))
    assert found == {"Anna": "EEEEEOO", "Bert": "OOOOOOO"}


def test_headings_sums_and_blank_rows_are_no_people() -> None:
    rows = ("Team A,,,,,,,", "Anna,E,E,E,E,E,O,O", ",,,,,,,", "KW 13,,,,,,,", "Bert,L,L,L,L,L,O,O")
    found = walk(unfolded(grid(["Name", *DAYS], *rows, "Summe,2,2,2,2,2,0,0")))
    assert found == {"Anna": "EEEEEOO", "Bert": "LLLLLOO"}


def test_a_heading_names_the_team_of_the_lines_below() -> None:
    rows = (
        "Team A,,,,,,,",
        "1,E,E,E,E,E,O,O",
        "2,L,L,L,L,L,O,O",
        "Team B,,,,,,,",
        "1,N,N,N,N,N,O,O",
    )
    found = walk(unfolded(grid(["Line", *DAYS], *rows)))
    assert found == {"Team A": "EEEEEOOLLLLLOO", "Team B": "NNNNNOO"}


def test_parts_of_a_name_tell_people_apart_together() -> None:
    rows = ("Smith,Ann,A,E,E,E,E,E,O,O", "Smith,Bob,A,L,L,L,L,L,O,O")
    found = walk(unfolded(grid(["Last name", "First name", "Team", *DAYS], *rows)))
    assert found == {"Smith Ann": "EEEEEOO", "Smith Bob": "LLLLLOO"}


def test_names_beside_a_team_are_people() -> None:
    rows = ("Blue,Anna,E,E,E,E,E,O,O", ",Bert,L,L,L,L,L,O,O")
    for header in ("Berater", "", "Who"):
        found = walk(unfolded(grid(["Team", header, *DAYS], *rows)))
        assert found == {"Anna": "EEEEEOO", "Bert": "LLLLLOO"}
