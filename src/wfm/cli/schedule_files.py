"""The files of a schedule: a table, a workbook, calendars; all of them are written, or none."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import files, streams
from wfm.errors import InputError
from wfm.options.common import Common, Format
from wfm.options.option import options_of
from wfm.options.schedule_files import ScheduleOutputs

if TYPE_CHECKING:
    import pandas as pd

    from wfm.reporting import Content
    from wfm.scheduling import Tables
    from wfm.tables.schedule_rows import ScheduledDay
    from wfm.work.plan import Plan

# More than any calendar of a person.
_MOST_OF_A_CALENDAR = 1 << 24  # bytes


def check(outputs: ScheduleOutputs, common: Common) -> None:
    """Refuse what cannot be written, before any work is done.

    Raises
    ------
    UsageError
        If an option has no file that it speaks of, or the folder is none.
    """
    if outputs.sheets is not None and not is_workbook(common):
        raise streams.UsageError(
            "--sheets: says what sheets a workbook has: give -o schedule.xlsx too"
        )
    folder = outputs.calendars
    if folder is None:
        return
    files.check_folder(folder, "--calendars")


def write(
    table: "pd.DataFrame", content: "Content", outputs: ScheduleOutputs, common: Common
) -> None:
    """Write a schedule where it is wanted: printed or in a file, and as calendars.

    Parameters
    ----------
    table
        Its rows, as they are printed: `wfm.tables.SCHEDULE`.
    content
        The whole of it, and what belongs to it.
    outputs, common
        Where it is wanted.
    """
    from wfm import reporting

    with ExitStack() as stack:
        if outputs.calendars is not None:
            stack.enter_context(_calendars(outputs.calendars, content))
        if common.output is not None and is_workbook(common):
            data = reporting.workbook(content, outputs.sheets)
            with streams.refusing(common.output):
                files.write(common.output, [data])
        else:
            streams.write_table(table, format_of(common), common.output)


def is_workbook(common: Common) -> bool:
    """Whether a workbook is asked for, by the name of the file."""
    return files.is_workbook(common.output)


def judged(
    days: "Sequence[ScheduledDay]", given: "Tables", plan: "Plan", common: Common
) -> "pd.DataFrame | None":
    """Return what a judge finds of a schedule; None without a workbook, which alone shows it."""
    from wfm import scheduling

    if not is_workbook(common):
        return None
    return scheduling.check_days(days, given, plan).violations


def format_of(common: Common) -> Format:
    """Take JSON where the name of the file says so, and nothing else is asked for."""
    if common.format is Format.auto and common.output is not None:
        return Format.json if common.output.suffix.lower() == ".json" else Format.auto
    return common.format


@contextmanager
def _calendars(folder: Path, content: "Content") -> Iterator[None]:
    """Write the calendars into a folder at the end of a block, unless the block fails."""
    from wfm import reporting

    dates = content.dates
    period = (dates[0], dates[-1]) if dates else None
    made = reporting.calendars(content.days, _previous(folder), period)
    with streams.refusing(folder), ExitStack() as stack:
        folder.mkdir(exist_ok=True)
        for name, data in made.items():
            path = folder / name
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise InputError(f"{path}: is a link or no file: take it out of the folder")
            stack.enter_context(files.written(path, [data]))
        yield


def parameters(*options: object) -> list[tuple[str, str]]:
    """Return what a schedule was made with: the values of options that are no files."""
    found = []
    for given in options:
        for option in options_of(type(given)):
            value = getattr(given, option.name)
            if value is not None and not isinstance(value, Path):
                text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                found.append((option.name, text))
    return found


def _previous(folder: Path) -> dict[str, bytes]:
    """Read the calendars that a folder holds, as far as they are files of its own."""
    from wfm.reporting import ENDING

    if not folder.exists():
        return {}
    return {
        path.name: files.read(path, "calendar", _MOST_OF_A_CALENDAR)
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == ENDING and path.is_file() and not path.is_symlink()
    }
