"""``wfm report``."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
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
    """Refuse what is no page, workbook or folder of pictures, or cannot be written."""
    if path is None or str(path) == "-":
        return
    if _is_folder(path):
        filesystem.check_folder(path, "--output")
        return
    if path.suffix.lower() not in {*_PAGES, filesystem.WORKBOOK}:
        raise streams.UsageError(
            f"{path}: a report is a page, a workbook or a folder of pictures: give "
            f"{path.with_suffix('.html')}, {path.with_suffix('.xlsx')} or pictures/"
        )
    filesystem.check_place(path)


def _is_folder(path: Path) -> bool:
    """Whether a folder of pictures is asked for: one that is there, or a name without an ending."""
    return path.is_dir() or not path.suffix


@command("report", check_output=_check_output)
def report(
    options: ReportOptions, files: ReportFiles, saved: SavedTable, common: Common, config: Config
) -> None:
    """Show a plan to those who decide: a page that opens without a network, or a workbook.

    Tables are told by their columns. What they leave out is computed where it can be: what a
    roster or schedule covers, what callers can expect of it, and what the rules say. The ending of
    -o says what is written: .html, .xlsx, or a folder of SVG pictures.

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
    if common.output is not None and _is_folder(common.output) and str(common.output) != "-":
        _write_pictures(common.output, made.pictures)
    elif filesystem.is_workbook(common.output):
        assert common.output is not None
        with streams.refusing(common.output):
            filesystem.write(common.output, [made.workbook])
    else:
        streams.write_text(made.parts(), common.output)


def _write_pictures(folder: Path, pictures: Mapping[str, bytes]) -> None:
    """Write pictures into a folder: all of them, or none."""
    with streams.refusing(folder), ExitStack() as stack:
        folder.mkdir(exist_ok=True)
        for name, data in pictures.items():
            stack.enter_context(filesystem.written(folder / name, [data]))
    log.info("%d pictures in %s", len(pictures), folder)


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
