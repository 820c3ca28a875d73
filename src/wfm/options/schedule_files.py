"""The options of the files that a schedule is written to, of every command that makes one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wfm.options.option import option
from wfm.options.readers import OneOf, path

_FILES = "Files for people"


def _sheets(value: object, name: str) -> Literal["teams", "people"] | None:
    word = OneOf(("teams", "people"))(value, name)
    return "people" if word == "people" else "teams"


@dataclass(frozen=True, kw_only=True)
class ScheduleOutputs:
    """What a schedule is written to, besides its table."""

    calendars: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="DIR",
        panel=_FILES,
        help="Write a calendar for each agent (iCalendar) into this folder, and a zip of them. "
        "Calendars that are there are updated: changed duties, cancelled ones.",
    )
    sheets: Literal["teams", "people"] | None = option(
        None,
        only_flag=True,
        reader=_sheets,
        metavar="WHICH",
        words=("teams", "people"),
        panel=_FILES,
        help="Give each team or each person a sheet, too, in the workbook of -o schedule.xlsx.",
    )
