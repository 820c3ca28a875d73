"""People, their limits, absences and wishes as the problem that is searched."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.scheduling.calendar import Clocks, Period
from wfm.scheduling.history import starts_of
from wfm.scheduling.kinds import Contract, Kind
from wfm.scheduling.people import Absence, Agent, Wish, by_agent
from wfm.scheduling.search.network import Network, WeekendBegun, network_of
from wfm.scheduling.search.problem import Cover, Limit, Person, Problem
from wfm.tables.schedule_rows import ScheduledDay
from wfm.weekdays import OFF
from wfm.work.rules.rule import Rule
from wfm.work.rules.stints import DaysOff

# Days off in a row of which nobody has more: no most.
_NO_MOST = 30


@dataclass(frozen=True)
class Asked:
    """What a schedule of people is made from.

    Parameters
    ----------
    agents, absences, wishes, previous
        The people, when they are away, what they wish for, their days before.
    period
        The days.
    clocks
        Their clocks.
    fairness
        What the second undesired duty of a person (a night, a day of a weekend, a holiday) costs
        more than the first, the third more than the second, and so on; 0: nothing.
    holidays
        Public holidays of these days and of those before.
    """

    agents: tuple[Agent, ...]
    absences: tuple[Absence, ...]
    wishes: tuple[Wish, ...]
    previous: tuple[ScheduledDay, ...]
    period: Period
    clocks: Clocks
    fairness: float = 0.0
    holidays: frozenset[dt.date] = frozenset()


@dataclass(frozen=True)
class _Own:
    """An agent with the contract, the absences and the wishes."""

    agent: Agent
    contract: Contract
    absences: Sequence[Absence]
    wishes: Sequence[Wish]


@dataclass(frozen=True)
class DaysOffAtLeast(DaysOff):
    """A least number of days off in a row, and no most."""

    def step(self, state: int, weekday: int, band: object | None) -> int | None:  # noqa: ARG002
        """Count the days off up to the least."""
        if band is None:
            return min(state + 1, self.least)
        return None if 0 < state < self.least else 0


class _Networks:
    """The networks of all sets of rules, each made once."""

    def __init__(self) -> None:
        self.made: list[Network] = []
        self.first_bands: list[Contract] = []
        self._known: dict[tuple[int, tuple[Rule, ...]], int] = {}

    def number(self, agent: Agent, contract: Contract) -> int:
        """Return the number of the network of an agent's rules."""
        rules = tuple(_endless(rule) for rule in agent.rules(contract.group))
        key = contract.first_band, rules
        if key not in self._known:
            self._known[key] = len(self.made)
            weekends = WeekendBegun(weekend=contract.group.weekend)
            self.made.append(network_of((*rules, weekends), contract.bands))
            self.first_bands.append(contract)
        return self._known[key]


def stated(
    asked: Asked, contracts: Sequence[Contract], kinds: Sequence[Kind], cover: Cover
) -> tuple[Problem, list[str]]:
    """State the problem; return it, and what is to be said of it.

    Raises
    ------
    InputError
        If the rules leave somebody no days at all.
    """
    networks, broken = _Networks(), []
    previous: dict[str, list[ScheduledDay]] = {}
    for day in asked.previous:
        previous.setdefault(day.agent, []).append(day)
    ledger = _ledger(asked, contracts, previous)
    absences, wishes = by_agent(asked.absences), by_agent(asked.wishes)
    people, constant = [], 0.0
    for agent in asked.agents:
        contract = contract_of(agent, contracts, asked.clocks)
        number = networks.number(agent, contract)
        past = previous.get(agent.name, [])
        starts, dates = starts_of(networks.made[number], contract, past, asked.period)
        broken += [(agent.name, date) for date in dates]
        if not starts:
            raise InputError(f"agent {quoted(agent.name)}: the rules allow no days at all")
        away = absences.get(agent.name, [])
        own = _Own(agent, contract, away, wishes.get(agent.name, []))
        costs, off, unmet = _day_costs(asked, own, kinds)
        constant += unmet
        least, most = _paid(asked, own)
        limits, points = _limits(own), _point_costs(asked, ledger.get(agent.name, 0))
        weekends = agent.max_weekends
        people.append(Person(number, starts, costs, off, least, most, weekends, limits, points))
    problem = Problem(
        asked.period.first.weekday(),
        tuple(networks.made),
        tuple(
            tuple(range(c.first_band, c.first_band + len(c.bands))) for c in networks.first_bands
        ),
        np.array([kind.band for kind in kinds]),
        np.array([band.shift.paid for contract in contracts for band in contract.bands]),
        _points(asked, contracts),
        tuple(people),
        cover,
        constant,
    )
    return problem, _words(broken)


def contract_of(agent: Agent, contracts: Sequence[Contract], clocks: Clocks) -> Contract:
    """Return the contract of an agent."""
    return next(
        contract
        for contract in contracts
        if contract.group.name == agent.group
        and contract.zone == (agent.timezone or contract.group.zone or clocks.site)
    )


def _endless(rule: Rule) -> Rule:
    """Return a rule on days off whose most is none without it: far fewer nodes do."""
    match rule:
        case DaysOff(least=least, most=most) if most >= _NO_MOST:
            return DaysOffAtLeast(least, most, rule.citation, rule.name)
        case _:
            return rule


def _day_costs(
    asked: Asked, of: _Own, kinds: Sequence[Kind]
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return what each duty and each day off costs, by day, and what wishes cost if none is met."""
    days = asked.period.dates
    costs, off = np.zeros((len(days), len(kinds))), np.zeros(len(days))
    mine = np.array([kind.contract is of.contract for kind in kinds])
    costs[:, ~mine] = np.inf
    own = [(at, kind) for at, kind in enumerate(kinds) if kind.contract is of.contract]
    costs[:, [at for at, kind in own if of.agent.lacks(kind.shift.skills)]] = np.inf
    constant = 0.0
    for place, day in enumerate(days):
        if not of.agent.employed_on(day):
            costs[place] = np.inf
            continue
        costs[place, [at for at, k in own if day.weekday() not in k.shift.weekdays]] = np.inf
        if of.contract.changed:
            costs[place, [at for at, k in own if not k.is_on(day)]] = np.inf
        for absence in of.absences:
            taken = [at for at, kind in own if _is_away(absence, day, kind, asked.clocks)]
            costs[place, taken] = np.inf
        for wish in of.wishes:
            if wish.is_on(day):
                constant += _wished(wish, (costs[place], off, place), own)
    return costs, off, constant


def _is_away(absence: Absence, day: dt.date, kind: Kind, clocks: Clocks) -> bool:
    """Whether an absence takes a duty, or a part of it."""
    if absence.begins is None or absence.ends is None:
        return absence.first <= day <= absence.last
    clock = clocks.of_zone(kind.contract.zone)
    return clock.moment(day, kind.start) < absence.ends and absence.begins < clock.moment(
        day, kind.end
    )


def _wished(
    wish: Wish, day: tuple[np.ndarray, np.ndarray, int], own: Sequence[tuple[int, Kind]]
) -> float:
    """Put a wish into the costs of a day, and return what it costs if it is not met.

    A hard wish for a window leaves the day off as it is.
    """
    costs, off, place = day
    met = np.array([wish.is_met(k.shift.name, k.start, k.end) for _, k in own], dtype=bool)
    at = np.array([number for number, _ in own], dtype=np.int64)
    off_met = wish.is_met(OFF)
    if wish.hard:
        wrong = met if wish.weight < 0 else ~met
        costs[at[wrong]] = np.inf
        if wish.window is None and off_met == (wish.weight < 0):
            off[place] = np.inf
        return 0.0
    costs[at[met]] -= wish.weight
    off[place] -= wish.weight * off_met
    return max(0.0, wish.weight)


def _paid(asked: Asked, of: _Own) -> tuple[int, int]:
    """Return the least and the most paid time of the horizon [min].

    Where the table says nothing, the most is that of the contract; a paid day of absence counts as
    a fifth of a week.
    """
    agent, weekly = of.agent, of.contract.group.weekly_minutes
    if agent.weekly_hours is not None:
        weekly = round(agent.weekly_hours * 60)
    days = [day for day in asked.period.dates if agent.employed_on(day)]
    paid = [a for a in of.absences if a.paid and a.begins is None]
    weeks: dict[int, int] = {}
    for day in days:
        if any(a.first <= day <= a.last for a in paid):
            week = asked.period.week(day)
            weeks[week] = min(5, weeks.get(week, 0) + 1)
    most = weekly * len(days) // 7 - weekly * sum(weeks.values()) // 5
    if agent.max_hours is not None:
        most = round(agent.max_hours * 60)
    least = 0 if agent.min_hours is None else round(agent.min_hours * 60)
    return least, max(0, most)


def _limits(of: _Own) -> tuple[Limit, ...]:
    """Return the most duties of shifts."""
    agent, contract = of.agent, of.contract
    return tuple(
        Limit(
            tuple(
                contract.first_band + place
                for place, band in enumerate(contract.bands)
                if band.shift.name == name
            ),
            most,
        )
        for name, most in agent.shift_limits
        if any(band.shift.name == name for band in contract.bands)
    )


def _points(asked: Asked, contracts: Sequence[Contract]) -> np.ndarray:
    """Return which duties are undesired: nights, and those of a weekend or a holiday."""
    return np.array(
        [
            [
                int(band.night or _is_free_day(day, contract, asked))
                for contract in contracts
                for band in contract.bands
            ]
            for day in asked.period.dates
        ],
        dtype=np.int64,
    )


def _is_free_day(day: dt.date, contract: Contract, asked: Asked) -> bool:
    """Whether most people are off on a day: it is of the weekend, or a public holiday."""
    return day.weekday() in contract.group.weekend or day in asked.holidays


def _ledger(
    asked: Asked, contracts: Sequence[Contract], previous: dict[str, list[ScheduledDay]]
) -> dict[str, int]:
    """Return how many undesired duties more than the fewest each person had before.

    Whoever is new is taken to have had as many as the others.
    """
    if not asked.fairness:
        return {}
    had = {}
    for agent in asked.agents:
        if agent.name in previous:
            contract = contract_of(agent, contracts, asked.clocks)
            had[agent.name] = sum(
                day.on_duty and (_is_free_day(day.date, contract, asked) or _is_overnight(day))
                for day in previous[agent.name]
            )
    if not had:
        return {}
    fewest, usual = min(had.values()), round(sum(had.values()) / len(had))
    return {agent.name: had.get(agent.name, usual) - fewest for agent in asked.agents}


def _is_overnight(day: ScheduledDay) -> bool:
    return day.start is not None and day.end is not None and day.end.date() > day.start.date()


def _point_costs(asked: Asked, before: int) -> tuple[float, ...]:
    """Return the cost of each number of undesired duties: each costs more than the one before."""
    if not asked.fairness:
        return ()
    each = asked.fairness * np.arange(before, before + asked.period.days + 1)
    return tuple(np.concatenate([[0.0], np.cumsum(each[1:])]).tolist())


def _words(broken: Sequence[tuple[str, dt.date]]) -> list[str]:
    if not broken:
        return []
    people = sorted({name for name, _ in broken})
    shown = ", ".join(quoted(name) for name in people[:5])
    said = (
        f"the previous schedule breaks rules, or has unknown shifts, for {len(people)} agents "
        f"({shown}): for them the rules begin anew on the day after"
    )
    return [said]
