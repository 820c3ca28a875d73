"""``wfm schedule``."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import schedule_files, streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.errors import InputError
from wfm.options.common import Common
from wfm.options.saved import SavedTable
from wfm.options.schedule import ScheduleFiles, ScheduleOptions
from wfm.options.schedule_files import ScheduleOutputs

if TYPE_CHECKING:
    import pandas as pd

    from wfm.reporting import Content
    from wfm.scheduling import Schedule, Tables
    from wfm.tables import Table

log = logging.getLogger(__name__)
EXAMPLE = "wfm schedule roster.csv --start 2026-12-07 --config sample_data/wfm.toml"


@command("schedule")
def schedule(
    options: ScheduleOptions,
    files: ScheduleFiles,
    outputs: ScheduleOutputs,
    saved: SavedTable,
    common: Common,
    config: Config,
) -> None:
    """Say who works when, on dates, with leave and wishes: a roster on the calendar, or no roster.

    A roster is laid on the calendar. Given a requirement instead, or posts with --cover, people are
    scheduled directly.

    Examples
    --------
    wfm schedule roster.csv --config sample_data/wfm.toml --start 2026-12-07 --weeks 8
    wfm schedule roster.csv --start 2026-12-07 -o schedule.xlsx --calendars calendars
    wfm schedule required.csv --config sample_data/wfm.toml --agents agents.csv --start 2026-12-07
    """
    from wfm import tables

    streams.check_apart(common.output, files.coverage_file)
    schedule_files.check(outputs, common)

    read = optional_table(EXAMPLE, common, saved)
    roster, asked = _main_table(files, common, saved)
    requirement = read(files.requirement, tables.REQUIREMENT) if asked is None else asked
    if files.coverage_file is not None and requirement is None:
        raise streams.UsageError("--coverage-file: give --requirement FILE, which is what to cover")
    from wfm import scheduling
    from wfm.work.configuration.roster import plan_from

    given = scheduling.Tables(
        read(files.agents, tables.AGENTS),
        read(files.absences, tables.ABSENCES),
        read(files.wishes, tables.WISHES),
        None if requirement is None else of_queue(requirement, files.queue),
        read(files.previous, tables.SCHEDULE),
        read(files.cover, tables.COVER),
    )
    with prefixed(config):
        plan = plan_from(config.content, options.law)
    made = scheduling.made_of(roster, given, options, plan)
    content = _content(made, roster, given, options)
    content = replace(content, violations=schedule_files.judged(made.days, given, plan, common))
    with streams.write_with(made.coverage, files.coverage_file):
        schedule_files.write(made.table, content, outputs, common)
    for line in scheduling.summary(made):
        log.info("%s", line)


def _content(
    made: "Schedule", roster: "pd.DataFrame | None", given: "Tables", options: ScheduleOptions
) -> "Content":
    """Collect what the files of a schedule show, before it is judged."""
    from wfm import reporting

    return reporting.Content(
        made.days,
        made.coverage,
        roster,
        given.agents,
        made.team_of,
        given.absences,
        parameters=schedule_files.parameters(options),
        data=made.table,
    )


def _main_table(
    files: ScheduleFiles, common: Common, saved: SavedTable
) -> "tuple[pd.DataFrame | None, pd.DataFrame | None]":
    """Read a roster, or a requirement; with --cover neither."""
    found: tuple[pd.DataFrame | None, pd.DataFrame | None] = (None, None)
    if files.cover is None:
        found = _roster_or_requirement(files.file, common, saved)
    elif files.file is not None:
        raise streams.UsageError(f"{files.file}: give either that table or --cover, not both")
    if found[0] is None and files.agents is None:
        raise streams.UsageError("--agents: give FILE, the people who are to cover it")
    return found


def _roster_or_requirement(
    path: Path | None, common: Common, saved: SavedTable
) -> "tuple[pd.DataFrame | None, pd.DataFrame | None]":
    """Read a table that is either."""
    from wfm import tables

    data, source = streams.read_bytes(path, EXAMPLE)

    def as_(table: "Table") -> "pd.DataFrame":
        return streams.table_of(data, source, table, common.decimal, saved)

    try:
        return as_(tables.ROSTER), None
    except InputError as error:
        try:
            return None, as_(tables.REQUIREMENT)
        except InputError:
            raise error from None
