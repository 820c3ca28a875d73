"""What stands above the pictures: the figures that people decide by, in plain words."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import pandas as pd

from wfm import tables, timestamps
from wfm.reporting.page.covered import covered, missing, missing_by_absences, step_of
from wfm.reporting.page.duties import drawn, is_dated
from wfm.reporting.page.given import Given, Promise, by_queue
from wfm.reporting.page.picture import Picture
from wfm.reporting.page.promise import judged_weeks
from wfm.reporting.page.words import percent, period_words
from wfm.tables.allowed import allowed
from wfm.units import written
from wfm.work.wording import agent_hours, counted

_MOST_CONCERNS = 8
_MOST_QUEUES = 8  # that have figures and sentences of their own above the pictures
_UNLIKE = 0.01  # service level by which formula and simulation differ before that is explained
# What decides how many agents are needed, in words.
_BINDING = {
    "service_level": "the service level",
    "asa": "the speed of answer",
    "occupancy": "the highest occupancy",
    "abandonment": "the callers who hang up",
    "minimum": "the least number of agents",
    "closed": "closed hours",
}


@dataclass(frozen=True)
class Figure:
    """A figure: its name, its value, and what is to be said beside it."""

    name: str
    value: str
    beside: str = ""


@dataclass(frozen=True)
class Summary:
    """What stands above the pictures.

    Parameters
    ----------
    title, period
        What the page is of, and of which days.
    figures
        What people decide by.
    sentences
        What else is to be known.
    concerns
        What to look at.
    made
        What made the page.
    queues
        All queues, those first that are most to be looked at.
    """

    title: str
    period: str
    figures: Sequence[Figure]
    sentences: Sequence[str]
    concerns: Sequence[str]
    made: str
    queues: Sequence[str] = ()


def summarised(given: Given, pictures: Sequence[Picture]) -> Summary:
    """Sum up what is given."""
    found = [picture for picture in pictures if picture.concern]
    concerns = [
        f"{picture.queue}: {picture.title}" if picture.queue else picture.title
        for picture in found[:_MOST_CONCERNS]
    ]
    if len(found) > _MOST_CONCERNS:
        concerns.append(f"and {len(found) - _MOST_CONCERNS} more, below")
    versions = ", ".join(f"{name} {version}" for name, version in given.versions)
    ranked = _ranked(given, pictures)
    named = {"", *ranked[:_MOST_QUEUES]}
    return Summary(
        given.title,
        _period(given),
        list(_figures(given, named)),
        [*_sentences(given, named), *_others(ranked)],
        concerns,
        f"Made by {versions}." if versions else "",
        ranked,
    )


def _ranked(given: Given, pictures: Sequence[Picture]) -> list[str]:
    """Order queues: by the agent-hours that they lack, what else is of concern, and their calls."""
    queues = dict.fromkeys(picture.queue for picture in pictures if picture.queue)
    short = {queue: float(missing(rows).sum()) * step_of(rows) for queue, rows in covered(given)}
    concerns = Counter(picture.queue for picture in pictures if picture.concern)
    ahead = given.forecast
    numbers = () if ahead is None else by_queue(ahead)
    calls = {queue: float(rows["calls"].sum()) for queue, rows in numbers}
    return sorted(
        queues,
        key=lambda queue: (-short.get(queue, 0.0), -concerns[queue], -calls.get(queue, 0.0)),
    )


def _period(given: Given) -> str:
    dates: list[dt.date] = []
    if is_dated(given):
        dates = [day.date for day in drawn(given)]
    else:
        for table in (tables.EVALUATED, tables.SIMULATED, tables.DATED_COVERAGE):
            found = given.table(table)
            if found is not None:
                dates = _ends(found)
                break
        else:
            ahead = given.forecast
            needed = given.table(tables.REQUIREMENT)
            found = ahead if ahead is not None else needed
            dates = [] if found is None else _ends(found)
    return period_words(min(dates), max(dates)) if dates else "A week, as it repeats"


def _ends(frame: pd.DataFrame) -> list[dt.date]:
    return [
        start.date() for start in (frame["interval_start"].min(), frame["interval_start"].max())
    ]


def _figures(given: Given, named: Set[str]) -> Iterator[Figure]:
    yield from _people(given)
    total = _total(given)
    if total is not None:
        weeks = float(total["days"]) / 7
        by, a_week = (weeks, " a week") if weeks > 1 else (1.0, "")
        yield Figure(f"Paid hours{a_week}", written(float(total["paid_hours"]) / by, 1))
        each = total["cost_per_call"]
        a_call = "" if pd.isna(each) else f"{written(float(each), 2)} a call"
        beside = "; ".join(filter(None, (given.cost_unit, a_call)))
        yield Figure(f"Cost{a_week}", written(float(total["cost"]) / by, 0), beside)
        if pd.notna(total["efficiency"]):
            yield Figure("Paid hours that are needed", f"{total['efficiency']:.1%}")
        if pd.notna(total["service_level"]):
            simulated = _simulated_level(given)
            beside = "" if simulated is None else f"; {simulated:.1%} in simulated weeks"
            yield Figure(
                "Service level expected",
                f"{total['service_level']:.1%}",
                f"{_asked(Promise(given.target, given.threshold))}{beside}",
            )
    yield from _promise(given, named)
    yield from _gap(given, named)


def _people(given: Given) -> Iterator[Figure]:
    days = drawn(given)
    if days:
        people = len({day.who for day in days if day.here})
        if is_dated(given):
            yield Figure("Agents", written(people), "on the schedule")
        else:
            teams = len({day.team for day in days})
            yield Figure("Agents", written(people), f"in {counted(teams, 'team')}")
        return
    needed = given.table(tables.REQUIREMENT)
    if needed is not None:
        most = needed.groupby("interval_start")["agents_scheduled"].sum().max()
        yield Figure("Agents at the most", written(float(most), 1), "at the same time")


def _total(given: Given) -> pd.Series | None:
    found = given.table(tables.PERIODS)
    if found is None:
        return None
    whole = found[found["period"] == "total"]
    return None if whole.empty else whole.iloc[0]


def _simulated_level(given: Given) -> float | None:
    """Return the service level of all simulated weeks of all queues; None where there is none."""
    found = given.table(tables.SIMULATED_PERIODS)
    if found is None or len(set(found.get("queue", ""))) > 1:
        return None
    whole = found.loc[found["period"] == "total", "service_level"].dropna()
    return None if whole.empty else float(whole.iloc[0])


def _asked(promise: Promise) -> str:
    if promise.target is None:
        return f"within {promise.threshold:g} s"
    return f"asked: {percent(promise.target)} within {promise.threshold:g} s"


def _promise(given: Given, named: Set[str]) -> Iterator[Figure]:
    found = given.table(tables.SIMULATED_PERIODS)
    if found is None:
        return
    queues = list(found["queue"].unique()) if "queue" in found else [""]
    for queue in queues:
        weeks = judged_weeks(queue, given)
        if weeks.empty or queue not in named:
            continue
        name = f" of {queue}" if len(queues) > 1 else ""
        first, kept = weeks.iloc[0], weeks["kept"]
        beside = f"95 % sure: {first['kept_low']:.0%} to {first['kept_high']:.0%}"
        if len(weeks) > 1:
            beside = f"by week: {kept.min():.0%} to {kept.max():.0%}"
        if queue in given.promises:
            beside = f"{_asked(given.promises[queue])}; {beside}"
        yield Figure(f"Weeks that keep the promise{name}", f"{kept.mean():.0%}", beside)


def _gap(given: Given, named: Set[str]) -> Iterator[Figure]:
    parts = list(covered(given))
    if len(parts) > _MOST_QUEUES:
        short = sum(float(missing(rows).sum()) * step_of(rows) / 60 for _, rows in parts)
        yield Figure("Agent-hours short", written(short, 1), f"in {len(parts):,d} queues")
    for queue, rows in parts:
        if queue not in named:
            continue
        hours = step_of(rows) / 60
        short = float(missing(rows).sum()) * hours
        over = float(rows["difference"].clip(lower=0).sum()) * hours
        away = float(allowed(rows, _need_of(given, queue)).sum()) * hours
        of_queue = f", {queue}" if queue else ""
        beside = f"{written(over, 1)} above the need"
        if round(away, 1):
            part = "all" if away > short - 0.05 else written(away, 1)
            beside = f"{part} of it known absences that the need allows for; {beside}"
        yield Figure(f"Agent-hours short{of_queue}", written(short, 1), beside)


def _need_of(given: Given, queue: str) -> pd.DataFrame | None:
    """Return the requirement of a queue, or of the only one."""
    needed = given.table(tables.REQUIREMENT)
    if needed is None or not queue or "queue" not in needed:
        return needed
    return needed[needed["queue"] == queue]


def _sentences(given: Given, named: Set[str]) -> Iterator[str]:
    ahead = given.forecast
    if ahead is not None:
        parts = [(queue, float(rows["calls"].sum())) for queue, rows in by_queue(ahead)]
        whole = written(sum(number for _, number in parts), 0)
        days = len(set(timestamps.wall_clock(ahead["interval_start"]).astype("datetime64[D]")))
        of_queues = f" in {len(parts)} queues" if len(parts) > 1 else ""
        verb = "call is" if whole == "1" else "calls are"
        yield f"{whole} {verb} expected in {counted(days, 'day')}{of_queues}."
    yield from _unlike(given)
    needed = given.table(tables.REQUIREMENT)
    if needed is not None and "binding" in needed:
        yield from _binding(needed)
    for queue, rows in covered(given):
        if queue not in named:
            continue
        short = missing(rows)
        below = int((short > 0).sum())
        of_queue = f"{queue}: " if queue else ""
        hours = float(short.sum()) * step_of(rows) / 60
        if below:
            number = f"{below:,d} of {counted(len(rows), 'interval')}"
            yield (
                f"{of_queue}In {number} fewer agents are there than are needed: "
                f"{agent_hours(hours)} in all.{_by_absences(rows, _need_of(given, queue))}"
            )
        else:
            yield f"{of_queue}In every interval there are at least the agents that are needed."


def _others(ranked: Sequence[str]) -> Iterator[str]:
    """Say where to read of queues that are not named above the pictures."""
    left = len(ranked) - _MOST_QUEUES
    if left > 0:
        others = "the other one" if left == 1 else f"the other {left:,d}"
        yield (
            f"The {_MOST_QUEUES} queues most to be looked at stand here; what is found of {others} "
            "stands with their pictures."
        )


def _by_absences(rows: pd.DataFrame, needed: pd.DataFrame | None) -> str:
    """Say how much is missing because of absences that are known, which shrinkage is for."""
    hours = float(missing_by_absences(rows).sum()) * step_of(rows) / 60
    if not hours:
        return ""
    words = f" Known absences make {agent_hours(hours)} of it"
    away = float(allowed(rows, needed).sum()) * step_of(rows) / 60
    if not round(away, 1):
        return f"{words}."
    what = "them already" if away > hours - 0.05 else f"{agent_hours(away)} of them already"
    return f"{words}: the need allows for {what}, for it holds the whole shrinkage."


def _unlike(given: Given) -> Iterator[str]:
    """Say why the simulation and the formula differ, where they do."""
    total, simulated = _total(given), _simulated_level(given)
    if total is None or simulated is None or pd.isna(total["service_level"]):
        return
    if abs(float(total["service_level"]) - simulated) >= _UNLIKE:
        yield (
            f"By formula {total['service_level']:.1%} of the calls are answered in time, in the "
            f"simulated weeks {simulated:.1%}: the formula takes the forecast for certain, in the "
            "simulation numbers of calls, handling times and absences vary."
        )


def _binding(needed: pd.DataFrame) -> Iterator[str]:
    """Say what decides the number of agents."""
    counts = needed.loc[needed["binding"].notna() & (needed["binding"] != ""), "binding"]
    shares = counts.value_counts(normalize=True, sort=True)
    if shares.empty:
        return
    named = [
        f"{_BINDING.get(str(name), str(name))} in {share:.0%}"
        for name, share in shares.items()
        if share >= 0.005
    ]
    yield f"What decides how many agents are needed: {', '.join(named)} of the intervals."
