"""What rostering gives, in a few lines of words."""

import pandas as pd

from wfm.rostering.comfort.measures import Comfort
from wfm.rostering.results import Changes, Checked, Roster
from wfm.units import written
from wfm.work.plan import HOURS_OF_PAY
from wfm.work.wording import agent_hours, agents, counted, tenths

_TINY = 1e-6
# What the agents of a group share, in words.
_SHARED = {
    "hours": "hours",
    "nights": "nights",
    "sundays": "Sundays",
    "weekends": "weekends",
    "turns": "turns to an earlier start",
}


def summary(roster: Roster) -> list[str]:
    """Say in a few lines what a roster is."""
    if not roster.agents and not roster.hours_short:
        return ["nobody is needed: the roster has no agents"]
    in_hours = roster.cost_unit == HOURS_OF_PAY
    unit = f" {roster.cost_unit}" if roster.cost_unit and not in_hours else ""
    kinds = {
        "optimal": "proved optimal",
        "within gap": f"within {roster.gap:.2%} of the bound",
        "time limit": f"within {roster.gap:.2%} of the bound when time ran out",
        "interrupted": f"within {roster.gap:.2%} of the bound when it was interrupted",
    }
    proof = kinds[roster.status]
    if not roster.repeats and roster.status == "optimal":
        proof += "; another run may find a different one of the same cost"
    elif not roster.repeats:
        proof += ": another run may differ"
    over_and_short = (
        f"{agent_hours(roster.hours_over)} above the requirement and "
        f"{tenths(roster.hours_short)} short; "
        f"the requirement needs {roster.needed_share:.1%} of the paid hours"
    )
    counted_in = f"; cost is in {HOURS_OF_PAY}" if in_hours else ""
    cost = (
        f"cost {written(roster.cost)}{unit}, lower bound {written(roster.bound)}{unit} "
        f"(no roster can cost less): {proof}{counted_in}"
    )
    who = f"{agents(roster.agents)} in {counted(roster.teams, 'team')}"
    return [
        f"{who}, {written(roster.paid_hours)} paid hours a week",
        cost,
        over_and_short,
        *(_changes(roster.changes, roster, unit) if roster.changes else []),
        *([roster.hint] if roster.hint else []),
        *(_shares(str(name), rows) for name, rows in roster.fairness.groupby("group")),
        *_comfort(roster.comfort),
    ]


def _changes(changes: Changes, roster: Roster, unit: str) -> list[str]:
    """Say how much of an old roster is otherwise, and what it cost to change no more."""
    found = changes.difference
    least = roster.cost - changes.cost
    share = changes.cost / least if least else 0.0
    price = f"{written(changes.cost)}{unit} more than the cheapest ({share:.2%})"
    duties = f"{found.duties:,d} {'duty' if found.duties == 1 else 'duties'}"
    lines = f"{found.lines_kept:,d} of {found.of_lines:,d} lines as they were"
    return [
        f"{duties} changed, of {found.of_duties:,d} before; {lines}",
        f"stability: {price if changes.cost > _TINY else 'free, the cheapest costs as much'}",
    ]


def _shares(group: str, teams: pd.DataFrame) -> str:
    """Say what the agents of a group share, from the team with the least to that with the most."""
    shares = [
        f"{_from_to(teams[name])} {words}"
        for name, words in (("nights", "nights"), ("weekends", "worked weekends"))
    ]
    number = agents(int(teams["agents"].sum()))
    return f"{group}: {number}; per agent and week, by team: {' and '.join(shares)}"


def _from_to(shares: pd.Series) -> str:
    least, most = f"{shares.min():.2f}", f"{shares.max():.2f}"
    return "no" if most == "0.00" else least if least == most else f"{least} to {most}"


def check_summary(checked: Checked) -> list[str]:
    """Say in a few lines what the judge found, and what it could not look at."""
    count, coverage = len(checked.violations), checked.coverage
    found = f"{count or 'no'} violation{'' if count == 1 else 's'}"
    if coverage is None:
        lines = [f"{found} of the rules; coverage is not judged: no requirement was given"]
    else:
        short = coverage.loc[coverage["difference"] < 0, "difference"]
        worst = f", the worst by {agents(-int(short.min()))}" if len(short) else ""
        lines = [f"{found}; {len(short)} of {len(coverage)} intervals are short{worst}"]
    if checked.unjudged:
        away = " and ".join(checked.unjudged)
        seen = "" if coverage is None else ", and coverage counts agents at them as on the phones"
        lines.append(f"the roster does not show {away}, so they are not judged{seen}")
    for group, teams in checked.fairness.groupby("group", sort=False):
        figures = ", ".join(f"{_from_to(teams[name])} {words}" for name, words in _SHARED.items())
        number = f"{agents(int(teams['agents'].sum()))} in {counted(len(teams), 'team')}"
        lines.append(f"{group}: {number}; per agent and week, by team: {figures}")
    return [*lines, *_comfort(checked.comfort)]


def _comfort(felt: Comfort) -> list[str]:
    """Say what a roster is like to work in, in lines of up to 60 letters."""
    if not felt.stints:
        return []
    off, split, quick = (
        written(felt.per_agent(count, weeks=4), 1)
        for count in (felt.lone_days_off, felt.split_weekends, felt.quick_returns)
    )
    nights = f"up to {felt.longest_nights} in a row" if felt.nights else "none"
    move, steady = written(felt.mean_change, 1), written(100 * felt.steady_share, 1)
    return [
        f"starts move by {move} min a day; one start in {steady}% of stints",
        f"nights: {nights}; rests under 12 h: {quick} in 4 weeks",
        f"an agent in 4 weeks: {off} lone days off, {split} split weekends",
    ]
