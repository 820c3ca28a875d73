"""What the teams of a group share, in figures and words."""

from rostering.letters import UNEVEN, team
from wfm.rostering.fairness.shares import long_teams, shares


def test_shares_are_counted_per_agent_and_week() -> None:
    (found,) = shares(UNEVEN)
    assert (found.nights, found.weekends, found.longest) == (4 / 3, 0, 3)
    assert not found.even(2)
    assert "differ by 1.33 nights (even: up to 0.25)" in found.words(2, 3)
    assert "--rotation-weeks 3 would balance them" in found.words(2, 3)


def test_teams_much_longer_than_asked_for_are_said_in_one_line_a_group() -> None:
    week = "eeee---"
    assert list(long_teams([team(*[week] * 12)], 8)) == []
    line, *more = long_teams([team(*[week] * lines) for lines in (8, 13, 20)], 8)
    assert not more
    assert "team 3 has 20 lines where about 8 were asked for, and 1 more have over 12" in line
    assert line.endswith("--rotation-weeks 14 allows them")
    assert list(long_teams([team(*[week] * 20)], 14)) == []
