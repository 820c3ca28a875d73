"""The tables of people, which several commands take."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.option import option
from wfm.options.readers import path

PEOPLE = "People"


@dataclass(frozen=True, kw_only=True)
class PeopleFiles:
    """The tables of people."""

    agents: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of agents: names, groups, teams and lines, personal limits; left out: agents "
        "without names.",
    )
    absences: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of absences: who is away from when to when, and why.",
    )
    previous: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="SCHEDULE",
        panel=PEOPLE,
        help="CSV of the schedule before this one: rules hold across the seam.",
    )
