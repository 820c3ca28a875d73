"""The options of ``wfm report``."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.option import arguments, option
from wfm.options.readers import paths

TITLE = "Staffing plan"


@dataclass(frozen=True, kw_only=True)
class ReportOptions:
    """What a report says besides its tables.

    Parameters
    ----------
    title
        What stands on top of it.
    day
        Day that is open where each is shown person by person: ``"mon"``, or ``"2026-12-07"``.
        None: the one that lacks most agents, else the busiest.
    queue
        Queue whose calls the roster or schedule answers, if there are several.
    """

    SECTION: ClassVar = "report"

    title: str = option(TITLE, metavar="TEXT", help="What stands on top of the report.")
    day: str | None = option(
        None,
        only_flag=True,
        metavar="DAY",
        help="Day that is open where each is shown person by person, such as mon or 2026-12-07; "
        "left out: the one that lacks most agents, else the busiest.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue whose calls the roster or schedule answers, if the forecast holds several.",
    )


@dataclass(frozen=True, kw_only=True)
class ReportFiles:
    """What `wfm report` reads."""

    files: tuple[Path, ...] = arguments(
        reader=paths,
        metavar="FILES",
        help="Tables of wfm, or folders of them: each is told by its columns; - or nothing: "
        "standard input.",
    )
