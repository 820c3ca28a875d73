"""The tables of a roster."""

import numpy as np

from rostering.letters import PLAN, UNEVEN, team
from rostering.plans import block
from wfm import tables
from wfm.rostering import check
from wfm.rostering.roster_tables import coverage_table, roster_table, with_activities
from wfm.rostering.training import Session
from wfm.work.plan import Activity
from wfm.work.week import Week


def test_teams_and_lines_are_counted_from_one_and_every_day_has_its_row() -> None:
    table = roster_table(UNEVEN)
    assert len(table) == 7 * 6
    places = table[["team", "line", "weekday"]].drop_duplicates()
    assert len(places) == len(table)
    assert set(table["team"]) == {"1", "2"}
    assert (table["weekday"].min(), table["weekday"].max()) == (1, 7)


def test_a_row_says_all_of_a_duty_and_nothing_of_a_day_off() -> None:
    table = roster_table([team("n-----e")])
    night, off, early = (table.iloc[n] for n in (0, 1, 6))
    assert (night["start"], night["end"], night["meals"]) == ("22:00", "06:30", "02:00-02:30")
    assert (early["shift"], early["start"], early["meals"]) == ("early", "07:00", "11:00-11:30")
    assert off["shift"] == "OFF"
    assert not any(off[name] for name in ("start", "end", "meals", "breaks"))


def test_a_roster_table_is_read_as_it_was_written() -> None:
    table = roster_table(UNEVEN)
    again = tables.read(tables.to_csv(table), tables.ROSTER, "roster.csv")
    assert tables.to_csv(again) == tables.to_csv(table)


def test_activities_are_written_into_their_days() -> None:
    table = roster_table([team("e-----e")])
    coaching = Activity("coaching", 60)
    placed = [Session(coaching, 0, 0, 480, 0), Session(Activity("quiz", 15), 0, 0, 600, 0)]
    found = with_activities(table, placed)["activities"].tolist()
    assert found == ["08:00-09:00 coaching; 10:00-10:15 quiz", *[""] * 6]


def test_the_coverage_has_a_row_for_every_interval() -> None:
    need = block(8, 16, 3)
    table = coverage_table(Week(need, 30), need + 1)
    assert len(table) == 336
    assert table[["weekday", "time"]].iloc[[0, -1]].to_numpy().tolist() == [
        [1, "00:00"],
        [7, "23:30"],
    ]
    assert (table["difference"] == 1).all()
    np.testing.assert_array_equal(table["required"], need)


def test_the_fairness_table_says_what_each_team_is_like_to_work_in() -> None:
    table = roster_table([team("nnnn---", "eeee-e-"), team("eel----", "-------")])
    found = check(table, plan=PLAN)
    first, second = (row for _, row in found.fairness.iterrows())
    assert (first["longest_nights"], first["night_runs_outside"]) == (4, 0.5)
    # Sunday is off, and so is the Saturday of the first week.
    assert (first["lone_days_off"], first["lone_days_on"], first["split_weekends"]) == (1, 0.5, 0.5)
    assert (first["free_weekend_every"], first["no_two_days_off"]) == (2, 0.5)
    # From 07:00 twice to 13:00; the meals, four hours into the duties, move with them.
    assert second[["start_change", "large_changes", "steady"]].tolist() == [180, 0.5, 0]
    assert (second["pause_change"], second["hours_apart"], second["starts"]) == (180, 12, 2)
    assert found.comfort.agent_weeks == 4
    assert found.comfort.starts == {420, 780, 1320}
