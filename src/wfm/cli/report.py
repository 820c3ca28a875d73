"""``wfm report``."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import files as filesystem
from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.histories import expanded
from wfm.cli.plans import header_of
from wfm.config import Config
from wfm.errors import InputError
from wfm.options.common import Common, Format
from wfm.options.report import ReportFiles, ReportOptions
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd

    from wfm.tables import Table

log = logging.getLogger(__name__)
EXAMPLE = "wfm report forecast.csv requirement.csv roster.csv -o report.html"
_PAGES = {".html", ".htm"}
# What a folder is searched for.
_TABLES = {".csv", ".xlsx"}


def _check_output(path: Path | None) -> None:
    """Refuse what is neither a page nor a workbook, or cannot be written."""
    if path is None or str(path) == "-":
        return
    if path.suffix.lower() not in {*_PAGES, filesystem.WORKBOOK}:
        raise streams.UsageError(f"{path}: a report is a page: give {path.with_suffix('.html')}")
    filesystem.check_place(path)


@command("report", check_output=_check_output)
def report(
    options: ReportOptions, files: ReportFiles, saved: SavedTable, common: Common, config: Config
) -> None:
    """Show a plan to those who decide, on one page that opens without a network.

    Tables are told by their columns. What they leave out is computed where it can be: what a
    roster or schedule covers, what callers can expect of it, and what the rules say.

    Examples
    --------
    wfm report forecast.csv requirement.csv roster.csv -o report.html --config sample_data/wfm.toml
    wfm report plan/ -o report.html --title 'Spring plan' --day mon
    """
    if common.format is not Format.auto:
        raise streams.UsageError(
            f"--format {common.format}: a report is a page: leave it out, and give -o report.html"
        )
    if common.output is None and streams.is_table(Format.auto, None):
        raise streams.UsageError(
            f"a page is no text for a terminal: give -o report.html: {EXAMPLE}"
        )
    given = dict(_read(files.files, saved, common))
    from wfm.front.reports import report_of, told_apart

    with prefixed(config):
        made = report_of(told_apart(given), options, config)
    streams.write_text(made.parts(), common.output)


def _read(
    paths: Sequence[Path], saved: SavedTable, common: Common
) -> "Iterator[tuple[str, pd.DataFrame]]":
    """Yield the tables of files and folders, with their names."""
    wanted: list[Path | None] = [*expanded(paths)]
    for path in wanted or [None]:
        if path is not None and path.is_dir():
            yield from _of_folder(path, saved, common)
            continue
        data, source = streams.read_bytes(path, EXAMPLE, "table")
        found = _table(data, source, saved, common)
        if found is None:
            raise InputError(
                f"{source}: is no table that wfm writes: give its forecast, requirement, roster, "
                "schedule or the like"
            )
        yield source, found


def _of_folder(
    folder: Path, saved: SavedTable, common: Common
) -> "Iterator[tuple[str, pd.DataFrame]]":
    """Yield the tables of a folder; what is none of wfm's is left out."""
    there = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in _TABLES]
    number = 0
    for path in there:
        if not path.is_file():
            continue
        data, source = streams.read_bytes(path, EXAMPLE, "table")
        found = _table(data, source, saved, common)
        if found is None:
            log.info("%s: left out: it is no table that wfm writes", source)
            continue
        number += 1
        yield source, found
    if not number:
        raise InputError(f"{folder}: holds no table of wfm: give the folder of a plan")


def _table(data: bytes, source: str, saved: SavedTable, common: Common) -> "pd.DataFrame | None":
    """Read a table of wfm; None where it is none."""
    from wfm import tables

    names = header_of(data)
    known = None if names is None else tables.which_table(names)
    if known is not None:
        return streams.table_of(data, source, known, common.decimal, saved)
    # A workbook, or a text that only its reader understands.
    for table in _most_telling(tables.TABLES):
        try:
            return streams.table_of(data, source, table, common.decimal, saved)
        except InputError:
            continue
    return None


def _most_telling(known: "Sequence[Table]") -> "list[Table]":
    """Put tables first that ask for most columns: fewer others look like them."""
    return sorted(
        known, key=lambda table: -sum(column.given == "always" for column in table.columns)
    )
