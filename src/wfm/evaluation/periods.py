"""Intervals and duties summed up by day, week, weekend and night."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.evaluation.counting import Presence
from wfm.evaluation.service import Service, summed
from wfm.evaluation.worked import Worked, WorkedDuty
from wfm.weekdays import DAY
from wfm.work.plan import Plan

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_NOON = DAY // 2


@dataclass(frozen=True)
class Sums:
    """What is summed up, interval by interval.

    Parameters
    ----------
    days
        Date of each interval by the wall clock, as days since 1970.
    minutes
        Time of day of each [min after midnight].
    hours
        Length of an interval [h].
    calls
        Calls of each.
    presence
        Who is there.
    agents
        Agents on the phones, after shrinkage.
    required
        Agents to be scheduled.
    over, short
        Agents above and below that, each queue by itself.
    service
        How callers fare with these agents.
    """

    days: NDArray[np.int64]
    minutes: NDArray[np.int64]
    hours: float
    calls: Floats
    presence: Presence
    agents: Floats
    required: Floats
    over: Floats
    short: Floats
    service: Service


def periods_table(sums: Sums, worked: Worked, plan: Plan) -> pd.DataFrame:
    """Lay out the whole, and each week, day, weekend and night."""
    records = []
    for kind, dates, inside, duties in _periods(sums, worked, plan):
        # The night's window is a part of its duties: what they are paid is not for it alone.
        pay = (0.0, 0.0) if kind == "night" else _pay(worked, dates)
        record = {"period": kind, **_figures(sums, inside, duties, pay, dates)}
        if kind == "night":
            record |= {"efficiency": np.nan, "calls_per_agent": np.nan}
        records.append(record)
    frame = pd.DataFrame(records, columns=[column.name for column in tables.PERIODS.columns])
    for name in ("abandonment", "blocked"):
        if frame[name].isna().all():
            frame = frame.drop(columns=name)
    return tables.conform(frame, tables.PERIODS)


_Dates = Sequence[dt.date]
_Period = tuple[str, _Dates, Flags, list[WorkedDuty]]


def _periods(sums: Sums, worked: Worked, plan: Plan) -> Iterator[_Period]:
    """Yield each period: its kind, its days, its intervals and its duties."""
    dates = [_date(day) for day in np.unique(sums.days)]
    weekend = plan.groups[0].weekend

    def of(kind: str, some: _Dates, is_in: Callable[[WorkedDuty], bool]) -> _Period:
        inside = np.isin(sums.days, [_number(day) for day in some])
        chosen = set(some)
        return kind, some, inside, [d for d in worked.duties if d.date in chosen and is_in(d)]

    yield of("total", dates, lambda _: True)
    for some in _parted(dates, lambda day: dates[(day - dates[0]).days // 7 * 7]):
        yield of("week", some, lambda _: True)
    for day in dates:
        yield of("day", [day], lambda _: True)
    free = [day for day in dates if day.weekday() in weekend]
    for some in _parted(free, lambda day: day - dt.timedelta(days=day.weekday())):
        yield of("weekend", some, lambda duty: duty.weekend)
    # The first night may have begun on the evening before.
    for day in (dates[0] - dt.timedelta(days=1), *dates):
        duties = [duty for duty in worked.duties if duty.night == day]
        inside = _of_night(sums, plan, day)
        if inside.any() and (duties or sums.calls[inside].any()):
            yield "night", [day], inside, duties


def _parted(dates: Iterable[dt.date], by: Callable[[dt.date], dt.date]) -> list[list[dt.date]]:
    parts: dict[dt.date, list[dt.date]] = {}
    for day in dates:
        parts.setdefault(by(day), []).append(day)
    return list(parts.values())


def _of_night(sums: Sums, plan: Plan, day: dt.date) -> Flags:
    """Whether each interval begins in the night of a day, which may be after its midnight."""
    first, last = plan.night
    later = 1 if first < _NOON else 0
    minute = (sums.days - _number(day) - later) * DAY + sums.minutes
    return np.asarray((first <= minute) & (minute < last))


def _pay(worked: Worked, dates: _Dates) -> tuple[float, float]:
    """Return what is paid on some days without a duty: hours and cost."""
    some = [pay for pay in worked.unworked if pay.date in set(dates)]
    return sum(pay.hours for pay in some), sum(pay.cost for pay in some)


def _figures(
    sums: Sums,
    inside: Flags,
    duties: Sequence[WorkedDuty],
    unworked: tuple[float, float],
    dates: _Dates,
) -> dict[str, object]:
    calls = float(sums.calls[inside].sum())
    paid = sum(duty.paid for duty in duties) / 60 + unworked[0]
    cost = sum(duty.cost for duty in duties) + unworked[1]
    needed = float(sums.required[inside].sum()) * sums.hours
    return {
        "first_day": dates[0].isoformat(),
        "days": len(dates),
        "calls": calls,
        "duties": len(duties),
        "paid_hours": paid,
        "unworked_hours": unworked[0],
        "phone_hours": float(sums.agents[inside].sum()) * sums.hours,
        "required_hours": needed,
        "over_hours": float(sums.over[inside].sum()) * sums.hours,
        "short_hours": float(sums.short[inside].sum()) * sums.hours,
        "efficiency": needed / paid if paid else np.nan,
        **summed(sums.calls[inside], sums.agents[inside], sums.service.of(inside)),
        "cost": cost,
        "cost_per_call": cost / calls if calls else np.nan,
        "calls_per_agent": calls / len(duties) if duties else np.nan,
    }


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(day))


def _number(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days
