"""Rest between duties, in a week, and sequences that are forbidden."""

from dataclasses import replace

import pytest

from rostering.cases import RESTS, Case, check_case
from rostering.rotations import FIXED, days, legal
from wfm.work.rules.rests import Forbidden, MinRest, WeeklyRest
from wfm.work.rules.rule import Duty


@pytest.mark.parametrize("case", RESTS, ids=str)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(case: Case) -> None:
    check_case(case)


def test_the_network_of_a_long_weekly_rest_still_has_rotations() -> None:
    # Five duties and two days off: 48 h and the daily rest of 11 h fit at wide starts too.
    assert legal([WeeklyRest(59 * 60)], "EEEEE..", wide=True)
    assert not legal([WeeklyRest(59 * 60)], "EEEEEE.", wide=True)


def test_a_rest_goes_round_the_seam_of_the_rotation() -> None:
    """A late Sunday of the last line comes before the early Monday of the first."""
    ((place, text),) = MinRest(660).faults(days("E.....L"))
    assert (place, text) == (0, "rest of 7.5 h before the duty, at least 11 h")


def test_one_rest_of_many_hours_is_kept_over_days_off() -> None:
    assert list(MinRest(36 * 60).faults(days("E.E...."))) == []
    assert list(MinRest(48 * 60).faults(days("E.E....")))


def test_nobody_works_two_duties_at_once_whatever_is_left_out() -> None:
    assert MinRest(660).left_out() == (MinRest(0),)


def test_a_network_of_bands_is_exact_where_no_rest_depends_on_starts() -> None:
    early = FIXED["E"]
    assert MinRest(660).is_exact([early], [])
    wide = replace(early, starts=(6 * 60, 14 * 60))  # 7.5 to 23.5 h from one to the next
    assert not MinRest(660).is_exact([wide], [])
    assert MinRest(660).is_exact([wide], [Forbidden((("early", "early"),))])


def test_each_sequence_may_be_allowed_by_itself() -> None:
    both = Forbidden((("night", "early"), ("late", "OFF", "early")))
    assert dict(both.looser(1)) == {
        "night then early": Forbidden((("late", "OFF", "early"),)),
        "late then OFF then early": Forbidden((("night", "early"),)),
    }
    assert list(both.looser(2)) == []
    assert both.shift_names() == {"night", "early", "late"}


def test_what_forbids_more_covers_what_forbids_less() -> None:
    few, more = Forbidden((("night", "early"),)), Forbidden((("night", "early"), ("late", "early")))
    assert more.covers(few)
    assert not few.covers(more)


def test_only_the_sequences_that_are_in_the_way_are_kept() -> None:
    rule = Forbidden((("a", "b"), ("b", "c"), ("c", "a")))
    assert rule.fewest(lambda fewer: fewer.forbids(("b", "c"))) == Forbidden((("b", "c"),))


def test_a_rest_over_a_clock_change_has_its_true_length() -> None:
    # From 22:30 to 10:00 the clock shows 11.5 h; it goes forward by an hour in between.
    late = Duty("late", 840, 1350, 480, night=False)
    day = Duty("day", 600, 1110, 480, night=False, ahead=(60, 60))
    week = [late, day, None, None, None, None, None]
    (fault,) = MinRest(11 * 60).on_dates(week, [True] * 7)
    assert fault == (1, "rest of 10.5 h before the duty, at least 11 h")
