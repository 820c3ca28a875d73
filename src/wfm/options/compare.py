"""The options of ``wfm compare``; how callers behave is said by those of ``wfm staff``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.option import arguments, option
from wfm.options.readers import Whole, path, paths

_SIMULATION = "The simulated weeks"
MOST_WEEKS = 100_000


@dataclass(frozen=True, kw_only=True)
class CompareOptions:
    """How plans are compared.

    Parameters
    ----------
    absent
        Agents who are absent besides shrinkage, such as ``"mon=10%"`` or ``"2026-12-07=5%"``.
    calls
        Changes of the calls, such as ``"tue=+15%, sat=-10%"``; ``all`` means every day.
    weeks
        Weeks to simulate.
    seed
        Seed of all chance: plans of one seed meet the same calls.
    aht_cv
        Coefficient of variation of lognormal handling times; or ``"exponential"``.
    jobs
        Processes that work at the same time; the result is the same to the byte.
    queue
        Queue of the forecast, if it holds several.
    """

    absent: str | None = option(
        None,
        only_flag=True,
        metavar="CHANGES",
        panel=_SIMULATION,
        help="Agents absent besides shrinkage, by weekday, date or all, such as 'mon=10%'.",
    )
    calls: str | None = option(
        None,
        only_flag=True,
        metavar="CHANGES",
        panel=_SIMULATION,
        help="Changes of the calls, by weekday, date or all, such as 'tue=+15%, sat=-10%'.",
    )
    weeks: int = option(
        200,
        only_flag=True,
        reader=Whole(2, MOST_WEEKS),
        metavar="N",
        panel=_SIMULATION,
        help="Weeks to simulate.",
    )
    seed: int = option(
        1,
        only_flag=True,
        reader=Whole(0, 2**31),
        metavar="N",
        panel=_SIMULATION,
        help="Seed of all chance: plans of one seed meet the same calls.",
    )
    aht_cv: float | str = option(
        1.0,
        only_flag=True,
        metavar="CV",
        panel=_SIMULATION,
        help="Variation of lognormal handling times; or exponential.",
    )
    jobs: int = option(
        1,
        only_flag=True,
        reader=Whole(1, 256),
        metavar="N",
        panel=_SIMULATION,
        help="Processes that work at the same time; the result is the same.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue of the forecast, if it holds several; --pool all takes them as one.",
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
