"""What of an old team a new roster may keep."""

from dataclasses import replace

from rostering.stability.days import built, judged, of_days, teams, week
from wfm.rostering.judge.roster import Judged, Violation
from wfm.rostering.program.program import program
from wfm.rostering.stability.old_teams import judged_lines, lines_of, old_teams
from wfm.rostering.teams.lines import Team


def test_a_team_without_faults_stays_as_it_was() -> None:
    for team in teams():
        assert team.as_it_was
        assert [cell is None for cell in team.cells] == [day is None for day in team.days]


def test_a_team_that_breaks_a_rule_may_not_stay_but_its_duties_may() -> None:
    name = next(iter(judged().teams))
    fault = Violation("days_on", "", name, 1, 1, "too many")
    first = old_teams(replace(judged(), violations=(fault,)), built())[0]
    assert (first.name, first.as_it_was) == (name, False)
    assert first.cells == teams()[0].cells


def test_duties_that_the_plan_does_not_know_may_not_stay() -> None:
    late = of_days()
    shift = replace(late.groups[0].shifts[0], windows=((510, 510),))
    late = replace(late, groups=(replace(late.groups[0], shifts=(shift,)),))
    groups = dict.fromkeys(judged().groups, late.groups[0])
    seen: Judged = replace(judged(), groups=groups)
    for team in old_teams(seen, program(late, week())):
        kept = [cell.start for cell in team.cells if cell is not None]
        assert set(kept) <= {510}
        assert not team.as_it_was or len(kept) == team.duties


def test_lines_are_compared_alike_as_teams_and_as_the_judge_sees_them() -> None:
    made = [Team(team.group.group, team.cells) for team in teams()]
    assert lines_of(made) == judged_lines(judged())
