"""``wfm reschedule``."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.reschedule import RescheduleFiles, RescheduleOptions
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd

    from wfm.tables import Table

log = logging.getLogger(__name__)
EXAMPLE = "wfm reschedule schedule.csv --absences sick.csv --config sample_data/wfm.toml"
NOT_ALLOWED = 4


@command("reschedule")
def reschedule(
    options: RescheduleOptions,
    files: RescheduleFiles,
    saved: SavedTable,
    common: Common,
    config: Config,
) -> None:
    """Change a schedule as little as can be: somebody is away, or two people want to swap.

    With --swap only the days that would change are written, unless --apply is given; a swap that
    breaks a rule ends with exit code 4.

    Examples
    --------
    wfm reschedule schedule.csv --absences sick.csv --config sample_data/wfm.toml -o new.csv
    wfm reschedule schedule.csv --swap "Anna 2026-12-09, Ben 2026-12-11" --config wfm.toml
    """
    from wfm import tables

    streams.check_apart(common.output, files.changes_file)
    if options.swap is None and files.absences is None:
        raise streams.UsageError("nothing to do: give --absences FILE, or --swap")
    if files.apply and options.swap is None:
        raise streams.UsageError("--apply: goes with --swap; without it, the schedule is written")

    def read(path: Path | None, table: "Table") -> "pd.DataFrame | None":
        if path is None:
            return None
        return streams.read_table(path, table, EXAMPLE, common.decimal, saved)

    schedule = streams.read_table(files.file, tables.SCHEDULE, EXAMPLE, common.decimal, saved)
    requirement = read(files.requirement, tables.REQUIREMENT)
    from wfm import scheduling
    from wfm.work.configuration.roster import plan_from

    given = scheduling.Tables(
        read(files.agents, tables.AGENTS),
        read(files.absences, tables.ABSENCES),
        read(files.wishes, tables.WISHES),
        None if requirement is None else of_queue(requirement, files.queue),
    )
    with prefixed(config):
        plan = plan_from(config.content, options.law)
    terms = scheduling.terms_of(options, schedule)
    if options.swap is None:
        made = scheduling.reschedule(schedule, given, plan, terms)
    else:
        made = scheduling.swap(schedule, given, plan, terms, options.swap)
    only_shown = options.swap is not None and not files.apply
    if only_shown or not made.refused:
        with streams.write_with(made.changes, files.changes_file):
            written = made.changes if only_shown else made.table
            streams.write_table(written, common.format, common.output)
    summary = scheduling.rescheduled_summary if options.swap is None else scheduling.swap_summary
    for line in summary(made):
        log.info("%s", line)
    if made.refused:
        raise typer.Exit(NOT_ALLOWED)
