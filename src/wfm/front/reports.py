"""A report as Python calls it: tables in, a page, a workbook or pictures out."""

import datetime as dt
import logging
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import config as configuration
from wfm import evaluation, rostering, scheduling, tables, timestamps
from wfm.chosen import choose
from wfm.config import Config
from wfm.errors import InputError
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.report import ReportOptions
from wfm.options.staff import TableOptions
from wfm.reporting import Given, Promise, Report
from wfm.staffing.targets import service_target
from wfm.tables import Table
from wfm.tables.schedule_rows import read_schedule
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan

log = logging.getLogger(__name__)

_LIBRARIES = ("numpy", "pandas", "scipy", "pulp", "highspy")


@dataclass(frozen=True)
class AskedReport(ReportOptions, Configured):
    """A report as Python asks for it.

    Parameters
    ----------
    frames
        Tables of wfm, each told by its columns: a forecast, a requirement, a roster and so on.
    """

    frames: Sequence[pd.DataFrame]


@with_keywords(AskedReport)
def report(asked: AskedReport) -> Report:
    """Show a plan to those who decide: pictures that state what they find, with their numbers.

    What the tables leave out is computed where it can be: the coverage and the rules' violations
    of a roster or a schedule, and what callers can expect of it.

    Returns
    -------
    wfm.reporting.Report
        Its `page` is HTML, `workbook` and `pictures` are bytes of files.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If a table is none of wfm's, two are of one kind, or nothing can be drawn.
    """
    named = {f"table {n}": frame for n, frame in enumerate(asked.frames, 1)}
    return report_of(told_apart(named), asked, configuration.load(asked.config))


def told_apart(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tell tables apart by their columns.

    Parameters
    ----------
    frames
        The tables, by the names of their files.

    Returns
    -------
    dict
        Checked tables, by the names of what they hold; beside a roster and a schedule none that may
        be of the roster.

    Raises
    ------
    InputError
        If one is no table of wfm, or two are of one kind.
    """
    found: dict[str, pd.DataFrame] = {}
    place: dict[str, str] = {}
    for source, frame in frames.items():
        table = tables.which_table([str(name) for name in frame.columns])
        if table is None:
            raise InputError(f"{source}: is no table of wfm: name one such as roster.csv")
        if table.name in found:
            raise InputError(
                f"{place[table.name]} and {source}: both are a {table.name}: name one of them"
            )
        place[table.name] = source
        found[table.name] = tables.check(frame, table)
    _leave_out_those_of_the_roster(found)
    return found


def report_of(
    given: Mapping[str, pd.DataFrame], asked: ReportOptions, config: Config, only: str = ""
) -> Report:
    """Complete tables that were told apart, and make a report of them; see `report`.

    Parameters
    ----------
    given
        The tables.
    asked
        What the report says besides.
    config
        The configuration.
    only
        The queue of tables that do not name their only one.
    """
    plan = plan_from(config.content)
    found = _with_calls(given, config)
    judged = choose(TableOptions, {}, config, "staff").options
    whole = Given(
        {},
        title=asked.title,
        day=asked.day or "",
        night=plan.night,
        cost_unit=plan.cost_unit,
        parameters=tuple(_parameters(config.content)),
        versions=tuple(_versions()),
    )
    whole = _evaluated(found, whole, plan, judged, asked.queue)
    whole = replace(whole, promises=dict(_promises(judged, config, only)))
    _checked(found, plan, has_rules="roster" in config.content)
    made = Report(replace(whole, tables=found))
    if all(picture.name == "parameters" for picture in made.drawn):
        names = ", ".join(given) or "nothing"
        raise InputError(
            f"there is nothing to draw of what is given ({names}): give a forecast, a requirement, "
            "a roster or a schedule"
        )
    return made


def _with_calls(given: Mapping[str, pd.DataFrame], config: Config) -> dict[str, pd.DataFrame]:
    """Give the past its offsets; where nothing is ahead, take it for a forecast without a band."""
    found = dict(given)
    past = found.get(tables.HISTORY.name)
    if past is None:
        return found
    zone = config.content.get("timezone")
    starts, kept = timestamps.localise(
        past["interval_start"], past["calls"], None if zone is None else str(zone)
    )
    past = past[kept].assign(interval_start=starts)
    found[tables.HISTORY.name] = past
    if _first(found, tables.FORECAST, tables.REQUIREMENT) is None:
        log.info("calls without a band: taken for a forecast")
        del found[tables.HISTORY.name]
        found[tables.FORECAST.name] = tables.check(past, tables.FORECAST)
    return found


def _leave_out_those_of_the_roster(found: dict[str, pd.DataFrame]) -> None:
    """Take away what was found of a roster where there is a schedule that is made of it."""
    if tables.SCHEDULE.name in found and tables.ROSTER.name in found:
        for table in (tables.EVALUATED, tables.PERIODS, tables.COSTS):
            if found.pop(table.name, None) is not None:
                log.info(
                    "%s left out: it may be of the roster, and a schedule is shown", table.name
                )


def _evaluated(
    found: dict[str, pd.DataFrame],
    given: Given,
    plan: Plan,
    options: TableOptions,
    queue: str | None,
) -> Given:
    """Judge the plan against the calls, unless somebody has."""
    target = _target(options)
    given = replace(given, target=target[0], threshold=target[1])
    calls = _first(found, tables.FORECAST, tables.REQUIREMENT)
    worked = _first(found, tables.SCHEDULE, tables.ROSTER)
    if calls is None or worked is None or tables.EVALUATED.name in found:
        return given
    if "calls" not in calls or "aht_seconds" not in calls:
        return given
    if tables.SCHEDULE.name in found:
        calls = _of_known_calls(worked, calls)
    asked = evaluation.AskedEvaluation(
        plan=worked,
        forecast=calls[[c.name for c in tables.FORECAST.columns if c.name in calls]],
        requirement=found.get(tables.REQUIREMENT.name),
        queue=queue,
        **vars(options),
    )
    try:
        judged = evaluation.evaluate_with(asked, plan)
    except InputError as error:
        log.warning("what callers can expect is left out: %s", error)
        return given
    found[tables.EVALUATED.name] = judged.intervals
    found[tables.PERIODS.name] = judged.periods
    found[tables.COSTS.name] = judged.costs
    return replace(given, target=judged.service_level, threshold=judged.threshold)


def _target(options: TableOptions) -> tuple[float | None, float]:
    """Return the promise that the configuration holds."""
    asked = options.service_level, options.threshold, options.asa, options.max_occupancy
    target = service_target(*asked)
    return target.service_level, target.threshold


def _promises(options: TableOptions, config: Config, only: str) -> Iterator[tuple[str, Promise]]:
    """Yield the promises that queues have for themselves when they are simulated."""
    said = config.section("simulate").get("queues", {})
    for queue, own in said.items() if isinstance(said, Mapping) else ():
        given = {name: own[name] for name in ("service_level", "threshold") if name in own}
        if given:
            yield ("" if queue == only else queue), Promise(*_target(replace(options, **given)))


def _checked(found: dict[str, pd.DataFrame], plan: Plan, *, has_rules: bool) -> None:
    """Judge the plan by its rules, where there are any, and see what it covers."""
    schedule, roster = found.get(tables.SCHEDULE.name), found.get(tables.ROSTER.name)
    needed = found.get(tables.REQUIREMENT.name)
    if needed is not None and "queue" in needed and len(set(needed["queue"])) > 1:
        needed = None
    covered = found.get(tables.DATED_COVERAGE.name)
    if needed is None and covered is not None:
        needed = covered.rename(columns={"required": "agents_scheduled"})
    try:
        if schedule is not None:
            people = found.get(tables.AGENTS.name), found.get(tables.ABSENCES.name)
            of_dates = scheduling.check(schedule, scheduling.Tables(*people, None, needed), plan)
            if of_dates.coverage is not None:
                own = of_dates.coverage
                found[tables.DATED_COVERAGE.name] = _of_known_hours(schedule, own, covered)
            if has_rules:
                _keep(found, tables.DATED_VIOLATIONS, of_dates.violations)
        elif roster is not None:
            of_week = rostering.check(roster, needed, plan)
            _keep(found, tables.COVERAGE, of_week.coverage)
            _keep(found, tables.FAIRNESS, of_week.fairness)
            if has_rules:
                _keep(found, tables.VIOLATIONS, of_week.violations)
    except InputError as error:
        log.warning("what the rules say is left out: %s", error)
        return
    if not has_rules and (schedule is not None or roster is not None):
        log.info("no [roster] in the configuration: what is given is not judged by rules")


def _of_known_hours(
    schedule: pd.DataFrame, own: pd.DataFrame, given: pd.DataFrame | None
) -> pd.DataFrame:
    """Return what a schedule covers, but for hours in which nobody knows who is there.

    Parameters
    ----------
    schedule
        The schedule.
    own
        What it covers by itself.
    given
        What it covers as somebody says who may know the days beside it; None: nobody.
    """
    if given is None:
        return own[_is_known(schedule, own["interval_start"])]
    kept = _is_known(schedule, given["interval_start"])
    by_itself = dict(
        zip(timestamps.wall_clock(own["interval_start"]), own["scheduled"], strict=True)
    )
    walls = timestamps.wall_clock(given["interval_start"])
    scheduled = given["scheduled"].to_numpy()
    for stretch in _stretches(~kept):
        if any(scheduled[n] > by_itself.get(walls[n], scheduled[n]) for n in stretch):
            kept[stretch] = True
    return given[kept]


def _of_known_calls(schedule: pd.DataFrame, calls: pd.DataFrame) -> pd.DataFrame:
    """Return the calls of the time in between, in which it is known who is there."""
    starts = calls["interval_start"]
    begin, end = 0, len(calls)
    for stretch in _stretches(~_is_known(schedule, starts)):
        is_morning = starts.iloc[stretch[0]].time() == dt.time.min
        begin, end = (stretch[-1] + 1, end) if is_morning else (begin, stretch[0])
    return calls.iloc[begin:end]


def _stretches(marked: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return where marks stand, one after the other."""
    places = np.flatnonzero(marked)
    return [part for part in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(part)]


def _is_known(schedule: pd.DataFrame, starts: pd.Series) -> NDArray[np.bool_]:
    """Tell of intervals whether it is known who is there; see `scheduling.unknown_hours`."""
    return ~scheduling.unknown_hours(read_schedule(schedule), (), starts)


def _keep(found: dict[str, pd.DataFrame], table: Table, frame: pd.DataFrame | None) -> None:
    if frame is not None:
        found.setdefault(table.name, frame)


def _first(found: Mapping[str, pd.DataFrame], *wanted: Table) -> pd.DataFrame | None:
    return next((found[table.name] for table in wanted if table.name in found), None)


def _parameters(content: Mapping[str, object], place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the keys of a configuration with their values, those of tables one by one."""
    for key, value in content.items():
        name = f"{place}.{key}" if place else str(key)
        if isinstance(value, Mapping):
            yield from _parameters(value, name)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, item in enumerate(value, 1):
                yield from _parameters(item, f"{name} {number}")
        elif isinstance(value, list):
            yield name, _listed(value)
        else:
            yield name, str(value)


def _listed(value: Sequence[object]) -> str:
    """Write a list for people, as ``day, early; late, early`` where it holds lists."""
    if any(isinstance(item, list) for item in value):
        return "; ".join(_listed(item) if isinstance(item, list) else str(item) for item in value)
    return ", ".join(map(str, value)) or "none"


def _versions() -> Iterator[tuple[str, str]]:
    """Yield what computes: names and versions."""
    yield "wfm", version("wfm")
    yield "Python", platform.python_version()
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:  # such as PuLP's solver of its own
            continue
