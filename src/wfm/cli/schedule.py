"""``wfm schedule``."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import schedule_files, streams
from wfm.cli.command import command, prefixed
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.saved import SavedTable
from wfm.options.schedule import ScheduleFiles, ScheduleOptions
from wfm.options.schedule_files import ScheduleOutputs

if TYPE_CHECKING:
    import pandas as pd

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
    """Lay a roster on the calendar: who works when, on dates, with leave and wishes.

    Examples
    --------
    wfm schedule roster.csv --config sample_data/wfm.toml --start 2026-12-07 --weeks 8
    wfm schedule roster.csv --config sample_data/wfm.toml --start 2026-12-07 -o schedule.csv
    wfm schedule roster.csv --start 2026-12-07 -o schedule.xlsx --calendars calendars
    """
    from wfm import tables

    streams.check_apart(common.output, files.coverage_file)
    schedule_files.check(outputs, common)
    if files.coverage_file is not None and files.requirement is None:
        raise streams.UsageError("--coverage-file: give --requirement FILE, which is what to cover")

    def read(path: Path | None, table: "Table") -> "pd.DataFrame | None":
        if path is None:
            return None
        return streams.read_table(path, table, EXAMPLE, common.decimal, saved)

    roster = streams.read_table(files.file, tables.ROSTER, EXAMPLE, common.decimal, saved)
    requirement = read(files.requirement, tables.REQUIREMENT)
    from wfm import reporting, scheduling
    from wfm.work.configuration.roster import plan_from

    given = scheduling.Tables(
        read(files.agents, tables.AGENTS),
        read(files.absences, tables.ABSENCES),
        read(files.wishes, tables.WISHES),
        None if requirement is None else of_queue(requirement, files.queue),
        read(files.previous, tables.SCHEDULE),
    )
    with prefixed(config):
        plan = plan_from(config.content, options.law)
    made = scheduling.schedule(
        roster, given, scheduling.start_of(options, given), plan, show_off=options.show_off
    )
    content = reporting.Content(
        made.days,
        made.coverage,
        roster,
        given.agents,
        made.team_of,
        given.absences,
        parameters=schedule_files.parameters(options),
    )
    with streams.write_with(made.coverage, files.coverage_file):
        schedule_files.write(made.table, content, outputs, common)
    for line in scheduling.summary(made):
        log.info("%s", line)
