"""What agents feel of a roster, counted by hand on small rotations."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rostering.rotations import FIXED, days
from wfm.rostering.comfort.measures import Comfort, comfort_of
from wfm.weekdays import SATURDAY, SUNDAY
from wfm.work.rules.rule import Days, Duty

WEEKEND = (SATURDAY, SUNDAY)


def felt(letters: str, starts: str = "") -> Comfort:
    """Measure a rotation of letters, seven a line; `starts` are hours, one for each letter."""
    hours = [int(hour) * 60 if hour != "." else 0 for hour in starts.split()]
    return comfort_of(days(letters, hours), WEEKEND)


# --- starts -------------------------------------------------------------------------------------


def test_the_start_moves_from_one_duty_day_to_the_next() -> None:
    week = felt("EEE.EE.", "6 7 9 . 6 6 .")
    assert week.changes == 3
    assert week.change_minutes == 60 + 120 + 0
    assert week.large_changes == 1
    assert week.mean_change == 60
    assert week.large_share == pytest.approx(1 / 3)


def test_from_sunday_to_the_first_day_of_the_rotation_it_moves_too() -> None:
    assert felt("E.....E", "6 . . . . . 9").change_minutes == 180


def test_a_stint_around_the_seam_is_one() -> None:
    two = felt("EE....E EE....E", "6 6 . . . . 7  6 6 . . . . 6")
    assert two.stints == 2
    assert two.steady_stints == 1
    assert two.steady_share == 0.5


def test_work_without_end_is_one_stint() -> None:
    every = felt("EEEEEEE", "6 6 6 6 6 6 6")
    assert (every.stints, every.steady_stints, every.lone_days_off) == (1, 1, 0)


def test_a_stint_is_earlier_than_the_last_duty_before_it() -> None:
    # From 14:00 to 06:00, and around the seam from 06:00 to 14:00.
    assert felt("LL..EE.").earlier == 1
    assert felt("EE....L", "6 9 . . . . 6").earlier == 1  # the only stint: 09:00, then 06:00
    assert felt("EE.....").earlier == 0


def test_distinct_starts_are_counted_over_teams() -> None:
    both = felt("EE.....") + felt("EELL...")
    assert both.starts == {360, 840}


# --- rest and nights ----------------------------------------------------------------------------


def test_a_rest_under_twelve_hours_is_a_quick_return() -> None:
    # A late duty ends at 22:30: 7.5 h until 06:00. A night ends at 06:30: 7.5 h until 14:00.
    assert felt("LE.....").quick_returns == 1
    assert felt("NL.....").quick_returns == 1
    assert felt("EL..NN.").quick_returns == 0
    assert felt("E.....L").quick_returns == 1


def test_twelve_hours_of_rest_are_none() -> None:
    assert felt("EE.....", "13 9 . . . . .").quick_returns == 1  # 21:30 to 09:00: 11.5 h
    late = [replace(duty, end=21 * 60) if duty else None for duty in days("LE.....")]
    late[1] = Duty("early", 9 * 60, 17 * 60, 480, night=False)
    assert comfort_of(late, WEEKEND).quick_returns == 0


@pytest.mark.parametrize(
    ("letters", "nights", "longest", "runs", "odd"),
    [
        ("NN.NNN.", 5, 3, 2, 0),
        ("N..NN..", 3, 2, 2, 1),
        ("NN...NN", 4, 4, 1, 1),  # around the seam
        ("EN.LNN.", 3, 2, 2, 1),
        ("NNNNNNN", 7, 7, 1, 1),
        ("EE.....", 0, 0, 0, 0),
    ],
)
def test_nights_come_in_runs(letters: str, nights: int, longest: int, runs: int, odd: int) -> None:
    week = felt(letters)
    found = (week.nights, week.longest_nights, week.night_runs, week.night_runs_outside)
    assert found == (nights, longest, runs, odd)


def test_of_several_teams_the_longest_run_counts() -> None:
    assert (felt("NN.....") + felt("NNNN...")).longest_nights == 4


# --- days off and weekends ----------------------------------------------------------------------


def test_a_day_alone_is_lone_on_and_off_duty() -> None:
    week = felt("E.EE..E")  # Sunday and Monday are one stint
    assert (week.lone_days_on, week.lone_days_off) == (0, 1)
    assert felt("E.E.E..").lone_days_on == 3
    assert felt("EEEEEE.").lone_days_off == 1


def test_a_weekend_is_split_where_one_day_is_worked() -> None:
    four = felt(".....EE .....E. ......E .......")
    assert (four.worked_weekends, four.split_weekends) == (3, 2)


def test_the_weekend_is_that_of_the_plan() -> None:
    friday = comfort_of(days("....E.."), (4, 5))
    assert (friday.worked_weekends, friday.split_weekends) == (1, 1)
    assert comfort_of(days("....E.."), (4,)).split_weekends == 0


@pytest.mark.parametrize(
    ("worked", "gaps", "longest"),
    [
        ("..", (1, 1), 1),
        ("W.", (2,), 2),
        ("W.W.", (2, 2), 2),
        ("WW..", (1, 3), 3),
        (".WW.", (1, 3), 3),
        ("WW", (), None),
    ],
)
def test_free_weekends_are_so_many_weeks_apart(
    worked: str, gaps: tuple[int, ...], longest: int | None
) -> None:
    found = felt("".join(".....EE" if week == "W" else "EE....." for week in worked))
    assert found.free_weekend_gaps == gaps
    assert found.weeks_to_free_weekend == longest


def test_two_days_off_together_lie_between_monday_and_sunday() -> None:
    assert felt("EE..EEE").weeks_without_two_days_off == 0
    # Sunday and Monday are off, but in two weeks.
    assert felt(".EEEEE. .EE.EE.").weeks_without_two_days_off == 2


# --- hours and pauses ---------------------------------------------------------------------------


def test_weeks_of_like_hours_are_near_the_mean_of_the_team() -> None:
    assert felt("EEEE... EEEE...").week_minutes_apart == 0
    assert felt("EEE.... EEEEE..").week_minutes_apart == 2 * 480


def test_a_meal_moves_between_duties_that_have_as_many() -> None:
    week = [
        replace(duty, pauses=pauses) if duty else None
        for duty, pauses in zip(
            days("EEE.E.."), [(600,), (630,), (660, 700), (), (600,), (), ()], strict=True
        )
    ]
    found = comfort_of(week, WEEKEND)
    assert (found.pauses, found.pause_minutes, found.mean_pause_change) == (1, 30, 30)


# --- adding up, and agents who are fewer than lines ---------------------------------------------


def test_nobody_feels_nothing() -> None:
    nobody = Comfort()
    assert nobody + felt("EE..NN.") == felt("EE..NN.")
    assert (nobody.mean_change, nobody.steady_share, nobody.per_agent(0)) == (0, 1, 0)
    assert comfort_of(days("......."), WEEKEND).weeks_to_free_weekend == 1


def test_an_agent_has_the_figures_of_all_lines_whichever_are_occupied() -> None:
    letters = days("NN.E.EE EE..E..")
    whole = comfort_of(letters, WEEKEND)
    half = comfort_of(letters, WEEKEND, occupied=[True, False])
    many = comfort_of(letters, WEEKEND, occupied=[3, 1])
    for some in (half, many):
        assert some.per_agent(some.lone_days_off, 4) == whole.per_agent(whole.lone_days_off, 4)
        assert some.mean_change == whole.mean_change
        assert some.longest_nights == whole.longest_nights == 2
    assert (half.agent_weeks, many.agent_weeks) == (1, 4)
    assert (half + many).nights == 1 + 4


def _duty(kind: str, half_hour: int) -> Duty:
    band, start = FIXED[kind], 30 * half_hour
    return Duty(kind, start, start + band.shift.presence, band.shift.paid, band.night)


DUTIES = st.none() | st.builds(_duty, st.sampled_from(sorted(FIXED)), st.integers(0, 47))


def _weeks(longest: int) -> st.SearchStrategy[Days]:
    lines = st.integers(1, longest)
    return lines.flatmap(lambda n: st.lists(DUTIES, min_size=7 * n, max_size=7 * n))


@given(_weeks(4), st.integers(0, 3))
def test_it_does_not_matter_with_which_line_a_rotation_begins(rotation: Days, turn: int) -> None:
    first = 7 * (turn % (len(rotation) // 7))
    turned = (*rotation[first:], *rotation[:first])
    assert comfort_of(turned, WEEKEND) == comfort_of(rotation, WEEKEND)


@given(_weeks(3))
def test_a_rotation_walked_twice_is_one_of_two_such_teams(rotation: Days) -> None:
    assume(not all(rotation))  # a run without end is counted once
    once = comfort_of(rotation, WEEKEND)
    twice = comfort_of([*rotation, *rotation], WEEKEND)
    assert twice.stints == 2 * once.stints
    assert twice.earlier == 2 * once.earlier
    assert twice.quick_returns == 2 * once.quick_returns
    assert twice.free_weekend_gaps == (once + once).free_weekend_gaps


@given(_weeks(3))
def test_parts_are_no_more_than_wholes(rotation: Days) -> None:
    found = comfort_of(rotation, WEEKEND)
    assert found.large_changes <= found.changes
    assert found.steady_stints <= found.stints
    assert found.lone_days_on <= found.stints
    assert found.night_runs_outside <= found.night_runs <= found.nights
    assert found.split_weekends <= found.worked_weekends <= found.agent_weeks
    assert found.changes + found.stints >= sum(duty is not None for duty in rotation)
    assert sum(found.free_weekend_gaps) in {0, found.agent_weeks}
