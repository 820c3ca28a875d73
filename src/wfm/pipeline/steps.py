"""The steps of a plan, in their order: what each reads, what it makes, and what does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from wfm.config import TOP
from wfm.options.callers import CallersOptions
from wfm.options.forecast import ForecastOptions
from wfm.options.plan import Site
from wfm.options.read import ReadOptions
from wfm.options.report import ReportOptions
from wfm.options.roster import RosterOptions
from wfm.options.schedule import ScheduleOptions
from wfm.options.simulate import SimulateOptions
from wfm.options.staff import TableOptions
from wfm.pipeline.given import Asked
from wfm.pipeline.manifest import NAME

# What contract groups, shifts and rules are read from.
_SHIFTS = ("roster", "activity", "currency", "weekend", "country", "forecast.country")


@dataclass(frozen=True)
class Step:
    """A step of a plan: a function from tables to tables, and all that its result depends on.

    Parameters
    ----------
    name
        Its name.
    work
        The function, by its module in this package, which is imported when it has work.
    reads
        Tables of the folder that it reads.
    may_read
        Tables of the folder that it reads if the plan has them.
    of_site
        Tables that it reads in the folder of the site, whichever queue it is of.
    makes
        Files of the folder that it makes.
    takes
        Files from outside that it reads, by what they hold.
    options
        Dataclasses of the options that it reads, with the section of those that have none.
    sections
        Keys of the top of the configuration that it reads besides.
    flags
        Options of ``wfm plan`` by the names that they have here.
    of_each_queue
        Whether each queue has its own, in its folder.
    needs
        The file from outside without which there is no such step.
    """

    name: str
    work: str
    reads: tuple[str, ...] = ()
    may_read: tuple[str, ...] = ()
    of_site: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    options: Mapping[type, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    flags: Callable[[Asked], dict[str, object]] = lambda _: {}
    of_each_queue: bool = False
    needs: str = ""

    def place_of(self, name: str, folder: str) -> str:
        """Return where a table is that the step of a queue reads, in its folder or the site's."""
        return name if name in self.of_site else folder + name


def _site(asked: Asked) -> dict[str, object]:
    return {"timezone": asked.plan.timezone}


def _reading(asked: Asked) -> dict[str, object]:
    own = {one.name: getattr(asked.read, one.name) for one in fields(ReadOptions)}
    return {**own, **_site(asked), "aht_unit": asked.plan.aht_unit}


def _forecast(asked: Asked) -> dict[str, object]:
    weeks, start = asked.plan.weeks, asked.plan.start
    return {
        **_site(asked),
        "aht": asked.plan.aht,
        "horizon": None if weeks is None else f"{weeks}w",
        "start": None if start is None else str(start),
    }


def _schedule(asked: Asked) -> dict[str, object]:
    return {**_site(asked), "weeks": asked.plan.weeks, "start": asked.plan.start}


STEPS = (
    Step(
        "read",
        "calls.read",
        makes=("history.csv",),
        takes=("history", "profile"),
        options={ReadOptions: "read", Site: "forecast"},
        flags=_reading,
    ),
    Step(
        "forecast",
        "calls.forecast",
        reads=("history.csv",),
        makes=("forecast.csv",),
        takes=("events",),
        options={ForecastOptions: "forecast"},
        flags=_forecast,
    ),
    Step(
        "staff",
        "calls.staff",
        reads=("forecast.csv",),
        makes=("requirement.csv",),
        options={TableOptions: "staff"},
        flags=_site,
    ),
    Step(
        "roster",
        "people.roster",
        reads=("requirement.csv",),
        makes=("roster.csv", "coverage.csv"),
        options={RosterOptions: "roster"},
        sections=_SHIFTS,
        flags=lambda asked: {"time_limit": asked.plan.time_limit},
        of_each_queue=True,
    ),
    Step(
        "schedule",
        "people.schedule",
        reads=("roster.csv", "requirement.csv"),
        makes=("schedule.csv", "schedule_coverage.csv"),
        takes=("agents", "absences", "wishes", "previous"),
        options={ScheduleOptions: "schedule"},
        sections=_SHIFTS,
        flags=_schedule,
        of_each_queue=True,
        needs="agents",
    ),
    Step(
        "evaluate",
        "people.evaluate",
        reads=("roster.csv", "forecast.csv", "requirement.csv"),
        may_read=("schedule.csv", "schedule_coverage.csv"),
        makes=("evaluation.csv", "evaluation_periods.csv"),
        takes=("absences", "previous"),
        options={CallersOptions: "staff"},
        sections=_SHIFTS,
        flags=_site,
        of_each_queue=True,
    ),
    Step(
        "simulate",
        "people.simulate",
        reads=("roster.csv", "forecast.csv"),
        may_read=("schedule.csv", "schedule_coverage.csv"),
        makes=("simulation.csv", "simulation_periods.csv", "simulation_changes.csv"),
        takes=("absences", "previous"),
        options={SimulateOptions: "simulate", CallersOptions: "staff"},
        sections=_SHIFTS,
        flags=_site,
        of_each_queue=True,
    ),
    Step(
        "report",
        "showing.report",
        reads=(
            "forecast.csv",
            "requirement.csv",
            "roster.csv",
            "coverage.csv",
            "simulation.csv",
            "simulation_periods.csv",
            "simulation_changes.csv",
        ),
        may_read=("schedule.csv", "schedule_coverage.csv"),
        of_site=("history.csv",),
        makes=("report.html",),
        takes=("agents", "absences", "previous"),
        options={ReportOptions: "report", CallersOptions: "staff"},
        sections=TOP,
        flags=_site,
        of_each_queue=True,
    ),
)


def names_of_files() -> tuple[str, ...]:
    """Return the names of all files that a plan may write, in its folder or in those of queues."""
    return (NAME, *(name for step in STEPS for name in step.makes))
