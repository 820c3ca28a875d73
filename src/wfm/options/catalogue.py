"""Every dataclass of options, and the keys that they make of the sections of ``wfm.toml``."""

from wfm.options.callers import CallersOptions
from wfm.options.common import Common, Spoken
from wfm.options.compare import CompareFiles, CompareOptions
from wfm.options.evaluate import EvaluateFiles
from wfm.options.forecast import AhtBacktest, BacktestOptions, ForecastOptions, InsteadOfForecast
from wfm.options.inspect import InspectOptions
from wfm.options.option import Option, options_of
from wfm.options.plan import PlanFiles, PlanOptions
from wfm.options.read import HistoryFiles
from wfm.options.reforecast import ReforecastFiles, ReforecastOptions
from wfm.options.report import ReportFiles, ReportOptions
from wfm.options.reschedule import RescheduleFiles, RescheduleOptions
from wfm.options.roster import CheckFiles, CheckOptions, RosterFiles, RosterOptions
from wfm.options.saved import SavedTable
from wfm.options.schedule import ScheduleFiles, ScheduleOptions
from wfm.options.schedule_files import ScheduleOutputs
from wfm.options.show import ShowFiles
from wfm.options.simulate import QueuesOption, SimulateFiles, SimulateOptions
from wfm.options.staff import InsteadOfRequirement, StaffOptions
from wfm.options.today import TodayFiles, TodayOptions
from wfm.options.until_kept import UntilKept

DECLARED: tuple[type, ...] = (
    ForecastOptions,
    InsteadOfForecast,
    BacktestOptions,
    AhtBacktest,
    ReforecastOptions,
    ReforecastFiles,
    HistoryFiles,
    InspectOptions,
    StaffOptions,
    InsteadOfRequirement,
    RosterOptions,
    RosterFiles,
    CheckOptions,
    CheckFiles,
    ScheduleOptions,
    ScheduleFiles,
    ScheduleOutputs,
    CallersOptions,
    QueuesOption,
    EvaluateFiles,
    CompareOptions,
    CompareFiles,
    SimulateOptions,
    SimulateFiles,
    UntilKept,
    RescheduleOptions,
    RescheduleFiles,
    TodayOptions,
    TodayFiles,
    ReportOptions,
    ReportFiles,
    PlanOptions,
    PlanFiles,
    ShowFiles,
    SavedTable,
    Spoken,
    Common,
)

# Sections that hold more than options: what reads that refuses what nothing reads.
READ_ELSEWHERE = ("roster",)


def sections() -> list[str]:
    """Return the sections of a configuration, in the order in which they are declared."""
    named = [option.section for declared in DECLARED for option in options_of(declared)]
    return list(dict.fromkeys(name for name in named if name))


def keys_of(section: str) -> dict[str, Option]:
    """Return the options that are keys of a section; those of all commands are keys of all."""
    return {
        option.name: option
        for declared in DECLARED
        for option in options_of(declared)
        if option.is_key and option.section in (section, "")
    }
