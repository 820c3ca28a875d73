"""Teams with quotas of nights and worked weekends."""

from typing import Any

from rostering.letters import GROUP, PLAN, UNEVEN, duties
from wfm.rostering.fairness.quotas import Quota, Wanted, group_network, same_duties
from wfm.rostering.teams.lines import Team


def test_the_same_duties_are_shared_out_by_quotas() -> None:
    where = group_network(PLAN, GROUP, 30)
    wanted = Wanted([3, 3], Quota(0.0, (0.0, 7.0)), Quota(0.5, (0.0, 1.0)))
    found = same_duties(where, UNEVEN, wanted, seconds=60)
    assert found is not None
    assert [t.nights for t in found] == [2, 2]
    assert duties(found) == duties(UNEVEN)
    for t in found:
        assert all(fault == [] for fault in _faults(t))


def _faults(t: Team) -> list[list[Any]]:
    from wfm.work.rules.catalogue import Duty

    days = [
        Duty(cell.band.shift.name, cell.start, cell.start + 510, 480, cell.band.night)
        if cell
        else None
        for cell in t.days
    ]
    return [list(rule.faults(days)) for rule in GROUP.rules]


def test_quotas_that_no_teams_have_are_not_met() -> None:
    where = group_network(PLAN, GROUP, 30)
    # Nights come two or more in a row: four of them do not make three teams.
    wanted = Wanted([2, 2, 2], Quota(0.1, (0.0, 7.0)), Quota(1.0, (0.0, 1.0)))
    assert same_duties(where, UNEVEN, wanted, seconds=60) is None
