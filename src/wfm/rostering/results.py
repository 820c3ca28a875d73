"""What rostering gives: tables and figures."""

from dataclasses import dataclass

import pandas as pd

from wfm.rostering.comfort.measures import Comfort
from wfm.rostering.difference import Difference
from wfm.rostering.judge.roster import Judged
from wfm.rostering.proofs import Proof
from wfm.rostering.roster_tables import comforts, coverage_table, fairness_table
from wfm.rostering.search.search import Found
from wfm.work.opening import there_while_closed
from wfm.work.plan import Plan
from wfm.work.week import Week


@dataclass(frozen=True)
class Changes:
    """What is otherwise than in the roster that was to be kept.

    Parameters
    ----------
    difference
        Duties and lines that have changed.
    cost
        What it costs more than the cheapest roster [cost units a week].
    """

    difference: Difference
    cost: float


@dataclass(frozen=True)
class Roster:
    """A roster that its judge found without fault.

    Parameters
    ----------
    table
        Duties of each team, line and weekday (columns of the roster table).
    coverage
        Required and scheduled agents of each interval of the week (coverage table).
    fairness
        Hours, nights, Sundays, weekends and turns to an earlier start per agent and week of each
        team, and the figures of its comfort (fairness table).
    agents, teams
        Their numbers.
    paid_hours
        Contract hours of all agents [h a week].
    cost_unit
        What `cost` is counted in: the plan's currency, "hours of pay", or "" where neither fits.
    cost, bound
        Its cost, and what no roster can be below [cost units a week]; see the notes of `roster`
        on contracts that whole duties do not fill. Where agents were allowed
        to be missing: no roster that misses no more agents.
    gap
        Their distance as a share of the cost.
    status
        ``"optimal"``: nothing cheaper exists; ``"within gap"``: it is as near to the bound as was
        asked for; ``"time limit"`` or ``"interrupted"``: the best one found until then.
    repeats
        Whether the same input gives the same roster again; not where a clock ended any part of
        the search.
    hours_over, hours_short
        Agent-hours above and below the requirement [h a week].
    closed_hours
        Agent-hours on duty, meals included, while the site is closed [h a week].
    nights, weekends
        Nights and worked weekends per agent and week, of the team with the least and the most.
    needed_share
        Share of the paid hours that the requirement needs.
    hint
        What else would do, in a line; mostly empty.
    comfort
        What the roster is like to work in.
    proof
        What is proved of the plan, to be kept; None where that was not asked for.
    changes
        What is otherwise than in the roster to start from; None where stability was not asked for.
    """

    table: pd.DataFrame
    coverage: pd.DataFrame
    fairness: pd.DataFrame
    agents: int
    teams: int
    paid_hours: float
    cost_unit: str
    cost: float
    bound: float
    gap: float
    status: str
    repeats: bool
    hours_over: float
    hours_short: float
    closed_hours: float
    nights: tuple[float, float]
    weekends: tuple[float, float]
    needed_share: float
    comfort: Comfort
    hint: str = ""
    proof: Proof | None = None
    changes: Changes | None = None


@dataclass(frozen=True)
class Checked:
    """What the judge finds in a roster.

    Parameters
    ----------
    violations
        Its faults: rule, article, team, line, weekday and what is wrong; none, if it is clean.
    coverage
        Required and scheduled agents of each interval of the week; None without a requirement.
    fairness
        Hours, nights, Sundays, weekends and turns per agent and week of each team, and the figures
        of its comfort.
    comfort
        What the roster is like to work in.
    unjudged
        ``meals``, ``breaks``: what shifts of the roster have and its table does not say.
    """

    violations: pd.DataFrame
    coverage: pd.DataFrame | None
    fairness: pd.DataFrame
    comfort: Comfort
    unjudged: tuple[str, ...] = ()


def roster_from(
    table: pd.DataFrame,
    found: Found,
    judged: Judged,
    plan: Plan,
    week: Week,
) -> Roster:
    """Put the figures of a judged roster together."""
    difference = judged.weeks - week.required
    sizes = {number: judged.agents(number) for number in judged.teams}
    closed = there_while_closed(week, judged.clocked, judged.shares)
    paid = sum(sizes[n] * judged.groups[n].weekly_minutes / 60 for n in sizes)
    felt = comforts(judged)
    fairness = fairness_table(judged, felt)
    gap = (found.cost - found.bound) / found.cost if found.cost else 0.0
    needed = week.hours
    return Roster(
        table=table,
        coverage=coverage_table(week, judged.scheduled),
        fairness=fairness,
        agents=sum(sizes.values()),
        teams=len(sizes),
        paid_hours=paid,
        cost_unit=plan.cost_unit,
        cost=found.cost,
        bound=found.bound,
        gap=max(0.0, gap),
        status=found.ended,
        repeats=found.repeats,
        hours_over=float(difference.clip(min=0).sum()) * week.step / 60 / len(judged.weeks),
        hours_short=float((-difference).clip(min=0).sum()) * week.step / 60 / len(judged.weeks),
        closed_hours=float(closed.sum()) / 60,
        nights=_range(fairness["nights"]),
        weekends=_range(fairness["weekends"]),
        needed_share=needed / paid if paid else 0.0,
        comfort=sum(felt.values(), Comfort()),
        proof=found.proof,
    )


def _range(values: pd.Series) -> tuple[float, float]:
    return (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
