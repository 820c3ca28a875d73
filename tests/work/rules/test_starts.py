"""Rules on how far starts move within a stint."""

from rostering.plans import plan, requirement
from rostering.rotations import days
from wfm.rostering import roster
from wfm.work.rules.catalogue import StartChange, Steady


def test_a_change_is_measured_to_earlier_and_to_later_and_around_the_seam() -> None:
    starts = [360, 420, 360, 0, 0, 0, 480]
    found = list(StartChange(90).faults(days("EEE...E", starts)))
    assert found == [(0, "start moves from 08:00 to 06:00 the next day, at most 1.5 h")]
    assert len(list(StartChange(30).faults(days("EEE...E", starts)))) == 3
    assert list(StartChange(120).faults(days("EEE...E", starts))) == []


def test_a_day_off_ends_what_is_compared() -> None:
    assert list(StartChange(0).faults(days("E.E....", [360, 0, 480, 0, 0, 0, 0]))) == []


def test_bands_are_as_wide_as_starts_may_move() -> None:
    wide, narrow, single = (
        plan(rules={} if change is None else {"start_change": change}) for change in (None, 1, 0)
    )
    widths = [
        max(b.starts[-1] - b.starts[0] for b in p.bands(p.groups[0], 30))
        for p in (wide, narrow, single)
    ]
    assert widths == [240, 60, 0]


def test_a_change_is_loosened_by_half_hours() -> None:
    assert list(StartChange(60).looser(2)) == [("starts that move by 2 h", StartChange(120))]
    assert list(StartChange(1430).looser(1)) == []


def test_a_steady_shift_has_one_start_on_consecutive_days() -> None:
    rule = Steady("early")
    moved = days("EE.L...", [360, 420, 0, 840, 0, 0, 0])
    assert list(rule.faults(moved)) == [
        (1, "start of 'early' moves from 06:00 to 07:00 the next day")
    ]
    assert list(Steady("late").faults(moved)) == []
    assert rule.words() == "steady 'early'"


def test_a_steady_shift_is_configured_with_the_shift() -> None:
    shifts = [
        {"name": "early", "starts": "06:00-08:00", "steady": True},
        {"name": "late", "starts": "13:00-15:00"},
    ]
    made = plan(group=[{"name": "all", "shift": shifts}])
    widths = [band.starts[-1] - band.starts[0] for band in made.bands(made.groups[0], 30)]
    assert widths == [0, 0, 0, 0, 0, 120]


def test_a_roster_keeps_one_start_through_each_stint() -> None:
    need = [0] * 12 + [2] * 4 + [4] * 20 + [2] * 8 + [0] * 4
    shifts = [{"name": "day", "starts": "06:00-13:30"}]
    steady = plan(
        rules={"days_on": [2, 5], "start_change": "0h"}, group=[{"name": "all", "shift": shifts}]
    )
    found = roster(requirement(need * 7), steady)
    table = found.table.sort_values(["team", "line", "weekday"])
    for _, team in table.groupby("team"):
        starts = team["start"].tolist()
        for before, after in zip([starts[-1], *starts], starts, strict=False):
            assert "OFF" in (before, after) or before == after or not (before and after)
