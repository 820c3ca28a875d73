"""``wfm inspect``."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import files, histories, streams
from wfm.cli.command import command
from wfm.errors import InputError
from wfm.options.common import Common, Format
from wfm.options.inspect import InspectOptions
from wfm.options.read import HistoryFiles, ReadOptions

if TYPE_CHECKING:
    import pandas as pd

    from wfm.ingestion.findings import QueueFindings
    from wfm.ingestion.histories import History

log = logging.getLogger(__name__)
EXAMPLE = "wfm inspect sample_data/calls.csv --timezone Europe/London"
_File = tuple[bytes, str]


@command("forecast", prints=True)
def inspect(options: InspectOptions, read: HistoryFiles, common: Common) -> None:
    """Show what a history holds, how it is read, and what is odd about it.

    A page for a person: what the columns were taken for, period and step, clock changes, calls,
    handling times, gaps, outages, spikes, closed hours and a picture of the week. With -o it
    writes the clean table, too; --format csv prints that table instead, json the findings.

    Examples
    --------
    wfm inspect sample_data/calls.csv --timezone Europe/London
    wfm inspect sample_data/calls.csv -o history.xlsx
    """
    from wfm import tables
    from wfm.ingestion.asking import Question

    tables.read_unit(options.aht_unit)
    if options.save is not None:
        files.check_place(options.save)
    how = replace(
        read,
        decimal=common.decimal or read.decimal,
        timezone=options.timezone,
        aht_unit=options.aht_unit,
    )
    given = histories.files_of(read, EXAMPLE)
    try:
        history = histories.read_files(given, how, EXAMPLE)
    except Question as asked:
        if common.format in {Format.auto, Format.table}:
            from wfm.views import inspected

            streams.draw(inspected.unread(given, how, asked), None)
        raise
    clean, question = _in_seconds(history.frame, history.aht_unit, options.timezone)
    _show(common.format, given, history, clean, question)
    if question is not None:
        raise question
    if common.output is not None or common.format is Format.csv:
        streams.write_table(clean, Format.csv, common.output)
    if options.save is not None:
        _save(options.save, history, how)


def _in_seconds(
    history: "pd.DataFrame", unit: str | None, timezone: str | None
) -> "tuple[pd.DataFrame, InputError | None]":
    """Bring a history to its zone and its handling times to seconds; else say what to ask."""
    from wfm.ingestion import cleaning

    zoned = cleaning.in_zone(history, timezone)
    try:
        return cleaning.in_seconds(zoned, unit), None
    except InputError as error:
        return zoned, error


def _show(
    format_: Format,
    given: "Sequence[_File]",
    history: "History",
    clean: "pd.DataFrame",
    question: InputError | None,
) -> None:
    """Print what is known as a page or as JSON."""
    from wfm.ingestion.findings import findings

    found = findings(clean)
    if format_ is Format.json:
        streams.write_text([_as_json(given, history, found, question)], None)
    elif format_ is not Format.csv:
        from wfm.views import inspected

        streams.draw(inspected.page(given, history, found, question), None)


def _as_json(
    given: "Sequence[_File]",
    history: "History",
    found: "Sequence[QueueFindings]",
    question: InputError | None,
) -> str:
    """Write what is known for programs."""
    from wfm.ingestion.as_json import as_json

    record = {
        "files": [source for _, source in given],
        "parts": history.parts,
        "queues": found,
        "question": None if question is None else str(question),
    }
    return as_json(record)


def _save(path: Path, history: "History", how: ReadOptions) -> None:
    """Write the options of a reading to a configuration."""
    from wfm.ingestion.saving import as_options
    from wfm.toml_keys import with_keys

    before = path.read_bytes() if path.exists() else b""
    sections = {"read": as_options(history.parts, how)}
    if how.timezone is not None:
        sections[""] = {"timezone": how.timezone}
    if how.aht_unit is not None:
        sections["forecast"] = {"aht_unit": how.aht_unit}
    sections = {name: keys for name, keys in sections.items() if keys}
    if not sections:
        log.info("nothing to save in %s: the file is read without options, as it stands", path)
        return
    files.write(path, [with_keys(before, sections, str(path))])
