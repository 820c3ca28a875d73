"""The options of ``wfm compare``; how callers behave is said by those of ``wfm staff``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.answering import agents_who_answer, queue_answered, times_as_they_were
from wfm.options.option import arguments, option
from wfm.options.people import PEOPLE
from wfm.options.readers import path, paths
from wfm.options.simulate import SimulateOptions


@dataclass(frozen=True, kw_only=True)
class CompareOptions(SimulateOptions):
    """How plans are compared: as weeks are simulated.

    Parameters
    ----------
    calls
        Changes of the calls, such as ``"tue=+15%, sat=-10%"``; ``all`` means every day.
    """

    calls: str | None = option(
        None,
        only_flag=True,
        metavar="CHANGES",
        panel="How callers behave",
        help="Changes of the calls, by weekday, date or all, such as 'tue=+15%, sat=-10%'.",
    )


@dataclass(frozen=True, kw_only=True)
class CompareFiles:
    """What `wfm compare` reads."""

    files: tuple[Path, ...] = arguments(
        reader=paths,
        metavar="PLANS",
        help="CSVs of rosters, schedules or requirements; all are compared with the first.",
    )
    forecast: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of the calls and AHT that they are to answer.",
    )
    agents: Path | None = agents_who_answer()
    absences: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of absences: who is known to be away in every plan; shrinkage is drawn for the "
        "others.",
    )
    aht_file: Path | None = times_as_they_were()
    queue: str | None = queue_answered()
