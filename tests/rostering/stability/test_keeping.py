"""A roster for a new requirement keeps what it can of the old one, for little enough."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

from rostering.plans import block, plan, requirement, rules
from wfm.errors import InputError
from wfm.rostering import Plan, Roster, check, roster, summary
from wfm.rostering.stability.keeping import fresh_names

WEEK = block(8, 16, 5) + block(10, 14, 2) + block(12, 20, 2)
TEAMS_OF_FOUR = 4


def of_days(**keys: object) -> Plan:
    """Return a plan without nights and with teams of four."""
    changed = rules(nights_on=None, days_off_after_nights=None, **keys.pop("rules", {}))  # type: ignore[arg-type]
    group = {"name": "days", "shift": [{"name": "day", "starts": "07:00-12:00"}]}
    return plan(rules=changed, group=[group], rotation_weeks=TEAMS_OF_FOUR, **keys)


@cache
def old() -> Roster:
    """Return the roster that is worked so far."""
    return roster(requirement(WEEK), of_days(), gap=0.0)


def kept(need: np.ndarray, share: float, asked: Plan | None = None, **keys: object) -> Roster:
    """Roster a new requirement with as little change as a share of the cost allows."""
    asked = asked or of_days()
    given = {"time_limit": 150.0, "explain": False, **keys}
    made = roster(
        requirement(need),
        asked,
        start_from=old().table,
        stability=share,
        **given,  # type: ignore[arg-type]
    )
    assert check(made.table, requirement(need), asked).violations.empty
    assert made.changes is not None
    assert made.changes.difference.duties == counted(old().table, made.table)
    assert made.bound <= made.cost
    return made


def counted(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """Count changed duties by themselves: the best matching of lines, those without one free."""

    def lines(table: pd.DataFrame) -> list[list[tuple[str, str, str]]]:
        table = table.sort_values(["team", "line", "weekday"])
        cells = [*zip(table["shift"], table["start"], table["meals"], strict=True)]
        cells = [("OFF", "", "") if cell[0] == "OFF" else cell for cell in cells]
        return [cells[first : first + 7] for first in range(0, len(cells), 7)]

    one, other = lines(before), lines(after)
    free = [("OFF", "", "")] * 7
    size = max(len(one), len(other))
    one, other = (some + [free] * (size - len(some)) for some in (one, other))
    apart = np.array([[sum(a != b for a, b in zip(x, y, strict=True)) for y in other] for x in one])
    return int(apart[linear_sum_assignment(apart)].sum())


def test_nothing_changes_where_nothing_has_to() -> None:
    same = kept(WEEK, 0.0)
    assert (same.cost, same.status) == (old().cost, "optimal")
    pd.testing.assert_frame_equal(same.table, old().table)
    said = "\n".join(summary(same))
    assert "0 duties changed" in said
    assert "stability: free, the cheapest costs as much" in said


def test_an_agent_more_in_one_interval_changes_few_duties() -> None:
    need = WEEK.copy()
    need[2 * 48 + 24] += 1
    made = kept(need, 0.0)
    assert made.changes is not None
    assert made.cost == roster(requirement(need), of_days(), gap=0.0).cost
    assert made.changes.difference.duties <= 6
    assert made.changes.difference.lines_kept >= old().agents - 6


@pytest.mark.slow
def test_teams_that_stay_keep_their_names_and_new_ones_get_names_of_their_own() -> None:
    need = WEEK + block(9, 17, 3)
    made = kept(need, 0.0)
    assert made.changes is not None
    names = set(old().table["team"])
    assert names <= set(made.table["team"])
    assert made.changes.difference.lines_kept >= old().agents / 2
    assert fresh_names({"2", "night crew", "9" * 5_000}, 2) == ["3", "4"]


@pytest.mark.slow
def test_what_is_not_needed_goes_and_a_larger_share_changes_no_more() -> None:
    need = np.maximum(WEEK - block(8, 20, 1), 0)
    changed = []
    for share in (0.0, 0.5):
        made = kept(need, share)
        assert made.changes is not None
        assert made.cost <= (1 + share) * (made.cost - made.changes.cost) + 1e-6
        changed.append(made.changes.difference.duties)
    assert changed[1] == 0
    assert changed[0] > 0


@pytest.mark.slow
def test_days_that_new_rules_forbid_change_and_others_stay() -> None:
    longest = of_days(rules={"days_on": [2, 4]})
    made = kept(WEEK, 0.1, longest)
    assert made.changes is not None
    assert 0 < made.changes.difference.duties < made.changes.difference.of_duties


@pytest.mark.slow
def test_nobody_comes_while_the_site_is_closed() -> None:
    need = np.where(block(8, 18, 1) > 0, WEEK, 0)
    assert kept(need, 0.05).closed_hours == 0


@pytest.mark.slow
def test_upper_limits_hold() -> None:
    need = WEEK.copy()
    need[24] += 1
    kept(need, 0.05, of_days(max_over=4))


@pytest.mark.slow
def test_the_same_input_gives_the_same_roster() -> None:
    need = WEEK + block(10, 12, 1, days=range(2))
    one, two = kept(need, 0.01), kept(need, 0.01)
    pd.testing.assert_frame_equal(one.table, two.table)


def test_an_interrupt_leaves_a_roster() -> None:
    need = WEEK + block(10, 12, 1, days=range(2))
    asked = iter(range(1_000_000))
    made = kept(need, 0.0, progress=lambda _told: next(asked) > 20)
    assert made.status == "interrupted"


def test_without_an_old_roster_nothing_can_stay() -> None:
    with pytest.raises(InputError, match="give it as start_from"):
        roster(requirement(WEEK), of_days(), stability=0.01)


def test_beside_patterns_an_old_roster_that_will_not_do_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shift = {"name": "day", "starts": ["08:00"]}
    crew = {"name": "crews", "patterns": ["day day OFF OFF"], "shift": [shift]}
    need = requirement(block(9, 10, 1))
    asked = plan(rules={}, group=[crew])
    first = roster(need, asked, time_limit=20)
    with caplog.at_level("WARNING"):
        more = requirement(block(9, 10, 2))
        made = roster(more, asked, time_limit=20, start_from=first.table, stability=0.01)
    assert made.changes is not None
    assert "beside fixed patterns the cheapest roster takes its place" in caplog.text


def of_two_groups() -> Plan:
    """Return a plan of full-timers and part-timers, without nights."""
    changed = rules(nights_on=None, days_off_after_nights=None)
    full = {"name": "full", "min_agents": 4, "shift": [{"name": "day", "starts": "07:00-12:00"}]}
    short = {"name": "short", "starts": "08:00-13:00", "presence_hours": 5, "paid_hours": 5}
    part = {"name": "part", "min_agents": 4, "weekly_hours": 25, "meals": [], "shift": [short]}
    return plan(rules=changed, group=[full, part], rotation_weeks=TEAMS_OF_FOUR)


def of_group(made: Roster, name: str) -> pd.DataFrame:
    """Return the rows of the teams of a contract group."""
    teams = made.fairness.loc[made.fairness["group"] == name, "team"]
    return made.table[made.table["team"].isin(teams)]


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.0, 0.02])
def test_two_groups_in_quarter_hours_change_little_for_their_share(share: float) -> None:
    asked = of_two_groups()
    need = np.repeat(block(8, 16, 3) + block(10, 14, 1), 2)
    more = need.copy()
    more[2 * 96 + 44 : 2 * 96 + 52] += 1
    before, after = (requirement(one, step=15) for one in (need, more))
    first = roster(before, asked, gap=0.05, time_limit=60, fairness=0)
    made = roster(
        after,
        asked,
        gap=0.05,
        time_limit=60,
        start_from=first.table,
        stability=share,
        explain=False,
    )
    assert made.changes is not None
    assert made.changes.cost <= share * (made.cost - made.changes.cost) + 1e-6
    assert check(made.table, after, asked).violations.empty
    changed = sum(counted(of_group(first, name), of_group(made, name)) for name in ("full", "part"))
    assert made.changes.difference.duties == changed
    assert changed <= made.changes.difference.of_duties / 5
