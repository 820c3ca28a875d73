"""Plans and calls as the simulation takes them: agents on the phones, and the calls of a week."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import units
from wfm.errors import OptionError
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.expected import Calls
from wfm.evaluation.worked import Worked
from wfm.simulation.draws import Demand
from wfm.simulation.laws import Handling, Patience
from wfm.simulation.windows import Agent, Plan, without
from wfm.staffing.one_channel import volume_cv
from wfm.units import Quantity
from wfm.weekdays import DAY

Floats = NDArray[np.float64]
# Before the first interval the centre fills for so long [h].
_LEAD_HOURS = 6
_WEEK_DAYS = 7
_USUAL = Handling()


@dataclass(frozen=True)
class Chance:
    """What chance does to calls.

    Parameters
    ----------
    handling
        How handling times vary.
    share_zero
        Share of callers who hang up at once where they would have to wait.
    """

    handling: Handling = _USUAL
    share_zero: float = 0.0


@dataclass(frozen=True)
class Ahead:
    """The weeks ahead: calls that are the same for every plan.

    Parameters
    ----------
    calls
        The calls that are expected; of several queues those of the first one.
    demand
        The same, as they are drawn.
    absent
        Share of the agents who are absent, in each interval.
    """

    calls: Calls
    demand: Demand
    absent: Floats

    @property
    def lead(self) -> int:
        """How many intervals are simulated before the first one."""
        return self.demand.lead

    def led(self, values: Floats) -> Floats:
        """Put the values of the lead before those of the forecast."""
        return np.asarray(values[_with_lead(self.calls, self.lead)])


def ahead_of(queues: Mapping[str, Calls], chance: Chance, *, absent: Floats | None = None) -> Ahead:
    """Lay the calls of a forecast out for simulation.

    Parameters
    ----------
    queues
        The forecasts of queues by their names, of the same intervals.
    chance
        How calls vary.
    absent
        Share of the agents who are absent on top of shrinkage, in each interval; None: none.
    """
    every = [*queues.values()]
    calls = every[0]
    rows = calls.rows
    lead = _lead(calls)
    order = _with_lead(calls, lead)
    weights = np.array([one.rows.calls for one in every])
    cv = np.array([_volume_cv(one) for one in every])
    days = clock_minutes(calls.frame, by_wall_clock=True) // DAY
    day = (days - days[0])[order]
    before = np.arange(lead) - lead
    day[:lead] = (before * calls.step) // DAY
    demand = Demand(
        queues=tuple(queues),
        step=rows.step,
        calls=weights[:, order],
        aht=np.array([one.rows.aht[order] for one in every]),
        day=day.astype(np.int64),
        lead=lead,
        handling=(chance.handling,) * len(every),
        patience=tuple(Patience(one.patience, chance.share_zero) for one in every),
        day_cv=_by_day(cv, weights, days),
    )
    nobody = np.zeros(rows.calls.size) if absent is None else absent
    return Ahead(calls, demand, nobody)


def read_handling(aht_cv: Quantity, times: tuple[float, ...] = ()) -> Handling:
    """Read how handling times vary: times as they were go before a variation."""
    if times:
        return Handling(times=times)
    if str(aht_cv).strip().lower() == "exponential":
        return Handling(None)
    cv = units.number(aht_cv, "aht_cv")
    if not 0.0 <= cv <= 10.0:
        raise OptionError("aht_cv", f"{aht_cv} is not from 0 to 10, or exponential")
    return Handling(cv)


def read_share_zero(value: Quantity) -> float:
    """Read the share of callers who do not wait at all."""
    share = units.fraction(value, "share_zero")
    if share >= 1.0:
        raise OptionError("share_zero", "1 leaves nobody who waits: it must be below 1")
    return share


def _volume_cv(calls: Calls) -> Floats:
    """Return how the volume varies in each interval."""
    cv = volume_cv(calls.rows, calls.options)
    return np.zeros(calls.rows.calls.size) if cv is None else cv


def _by_day(cv: Floats, calls: Floats, days: NDArray[np.int64]) -> Floats:
    """Return the variation of each day, a mean by calls; the day of the lead varies as the first.

    A lead without a day of its own leaves the last one over.
    """
    number = days - days[0]
    weight = calls + 1e-9
    own: Floats = np.bincount(number, (weight * cv).sum(axis=0)).astype(float)
    own /= np.bincount(number, weight.sum(axis=0))
    return np.concatenate([own[:1], own])


def _lead(calls: Calls) -> int:
    """Return how many intervals come before the first; none where a day is not whole."""
    a_day = DAY // calls.step
    return 60 * _LEAD_HOURS // calls.step if len(calls.frame) >= a_day else 0


def _with_lead(calls: Calls, lead: int) -> NDArray[np.int64]:
    """Take for the hours before those a week later, or a day later in a shorter forecast."""
    size = len(calls.frame)
    a_day = DAY // calls.step
    later = a_day * _WEEK_DAYS if size >= a_day * _WEEK_DAYS else a_day
    return np.concatenate([np.arange(later - lead, later), np.arange(size)])


def agents_of(worked: Worked, calls: Calls, name: str) -> Plan:
    """Return the agents of a roster or a schedule."""
    start = clock_minutes(calls.frame, by_wall_clock=False)[0]
    times = sorted(
        {t for duty in worked.duties for t in (duty.first, duty.last, *_flat(duty.away))}
    )
    seconds = dict(zip(times, _since(times, worked, calls, int(start)), strict=True))
    days = clock_minutes(calls.frame, by_wall_clock=True)[0] // DAY
    windows: dict[str, list[tuple[tuple[float, float], int]]] = {}
    for duty in worked.duties:
        away = [(seconds[a], seconds[b]) for a, b in duty.away]
        number = (duty.date - _date(int(days))).days
        for window in without([(seconds[duty.first], seconds[duty.last])], away):
            windows.setdefault(duty.agent, []).append((window, number))
    agents = []
    for agent, own in windows.items():
        own.sort()
        agents.append(Agent(agent, tuple(w for w, _ in own), tuple(d for _, d in own)))
    return Plan(name, tuple(agents))


def _flat(spans: Iterable[tuple[int, int]]) -> list[int]:
    return [moment for span in spans for moment in span]


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)


def _since(times: list[int], worked: Worked, calls: Calls, start: int) -> list[float]:
    """Seconds from the first interval to minutes of the clock of the duties."""
    if not worked.by_wall_clock:
        return [60.0 * (time - start) for time in times]
    wall = pd.DatetimeIndex(np.array(times, dtype="datetime64[m]").astype("datetime64[us]"))
    zone = calls.frame["interval_start"].dt.tz
    first = np.ones(len(times), dtype=bool)  # of the hour that comes twice, the first
    aware = wall.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    minutes = aware.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[m]")
    return [60.0 * (int(minute) - start) for minute in minutes.astype(np.int64)]


def agents_for(number: Floats, where: Ahead, name: str) -> Plan:
    """Return agents for numbers in each interval: agent i is there wherever more than i are.

    Parameters
    ----------
    number
        Agents of each interval of the forecast; fractions count up.
    where
        The weeks ahead.
    name
        What the plan is called.
    """
    count = np.ceil(where.led(number) - 1e-9).astype(int)
    edges, day = where.demand.edges, where.demand.day
    agents = []
    for i in range(int(count.max(initial=0))):
        there = np.flatnonzero(count > i)
        own = []
        # A duty ends with the day: who is absent is absent for a day.
        apart = np.flatnonzero((np.diff(there) > 1) | (np.diff(day[there]) != 0)) + 1
        for stretch in np.split(there, apart):
            first, last = stretch[0], stretch[-1]
            own.append(((float(edges[first]), float(edges[last + 1])), int(day[first])))
        agents.append(Agent(str(i + 1), tuple(w for w, _ in own), tuple(d for _, d in own)))
    return Plan(name, tuple(agents))
