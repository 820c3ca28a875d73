"""From counts of agents on patterns to teams."""

import io
from pathlib import Path
from typing import Any

import pandas as pd

from rostering.plans import block, plan
from running import Command
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search
from wfm.rostering.teams.crews import crew_teams
from wfm.rostering.teams.lines import Team
from wfm.work.week import Week

PATTERN = "day day OFF OFF"


def teams(agents: int, **keys: Any) -> list[Team]:
    """Return the teams of a pattern that keeps so many agents there from 08:00 to 20:00."""
    day = {"name": "day", "starts": ["08:00"], "presence_hours": 12, "meals": [], **keys}
    made = plan(rules={}, group=[{"name": "crew", "patterns": [PATTERN], "shift": [day]}])
    built = program(made, Week(block(8, 20, agents), 30))
    found = search(built, seconds=30, gap=0.0)
    return crew_teams(built.crews, found.columns, built.slot)


def test_agents_who_work_alike_share_a_team_each_on_a_line_of_its_own() -> None:
    (team,) = teams(1)
    assert (team.lines, team.size) == (4, 2)
    days = [n for n, there in enumerate(team.occupied) if there]
    assert (days[1] - days[0]) == 2


def test_two_agents_on_a_line_are_two_teams() -> None:
    made = teams(3)
    assert sum(team.size for team in made) == 6
    assert len(made) > 1


def test_a_team_with_an_agent_on_each_line_says_no_more() -> None:
    made = teams(2)
    assert [team.occupied for team in made if team.size == team.lines] in ([], [()])


def test_each_agent_has_its_own_meal() -> None:
    meal = {"minutes": 30, "from_hours": 4, "to_hours": 6}
    for team in teams(1, paid_hours=11.5, meals=[meal]):
        for cell in filter(None, team.days):
            assert 4 * 60 <= cell.pauses[0] - cell.start <= 6 * 60


def test_four_crews_cover_a_post(wfm: Command, shared_dir: Path) -> None:
    case = shared_dir / "cases" / "cycle_4_on_4_off"
    ran = wfm("roster", case / "req.csv", "--config", case / "pattern.toml")
    assert "4 agents in 1 team, 168 paid hours a week" in ran.err
    table = pd.read_csv(io.StringIO(ran.out))
    assert table.groupby("line")["occupied"].first().sum() == 4
