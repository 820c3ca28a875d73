"""``wfm reschedule``."""

import logging
from typing import TYPE_CHECKING

import typer

from wfm.cli import schedule_files, streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.reschedule import RescheduleFiles, RescheduleOptions
from wfm.options.saved import SavedTable
from wfm.options.schedule_files import ScheduleOutputs

if TYPE_CHECKING:
    from wfm.reporting import Content
    from wfm.scheduling import Rescheduled, Tables
    from wfm.work.plan import Plan

log = logging.getLogger(__name__)
EXAMPLE = "wfm reschedule schedule.csv --absences sick.csv --config sample_data/wfm.toml"
NOT_ALLOWED = 4


@command("reschedule")
def reschedule(
    options: RescheduleOptions,
    files: RescheduleFiles,
    outputs: ScheduleOutputs,
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
    wfm reschedule schedule.csv --absences sick.csv -o new.xlsx --calendars calendars
    wfm reschedule schedule.csv --swap "Anna 2026-12-09, Ben 2026-12-11" --config wfm.toml
    """
    from wfm import tables

    only_shown = options.swap is not None and not files.apply
    _check(options, files, outputs, common)

    read = optional_table(EXAMPLE, common, saved)
    schedule = streams.read_table(files.file, tables.SCHEDULE, EXAMPLE, common.decimal, saved)
    requirement = read(files.requirement, tables.REQUIREMENT)
    from wfm import scheduling
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
    terms = scheduling.terms_of(options, schedule)
    if options.swap is None:
        made = scheduling.reschedule(schedule, given, plan, terms)
    else:
        made = scheduling.swap(schedule, given, plan, terms, options.swap)
    if only_shown or not made.refused:
        with streams.write_with(made.changes, files.changes_file):
            if only_shown:
                streams.write_table(made.changes, schedule_files.format_of(common), common.output)
            else:
                content = _content(made, given, plan, options, common)
                schedule_files.write(made.table, content, outputs, common)
    summary = scheduling.rescheduled_summary if options.swap is None else scheduling.swap_summary
    for line in summary(made):
        log.info("%s", line)
    if made.refused:
        raise typer.Exit(NOT_ALLOWED)


def _check(
    options: RescheduleOptions, files: RescheduleFiles, outputs: ScheduleOutputs, common: Common
) -> None:
    """Refuse what does not go together, before any work is done."""
    streams.check_apart(common.output, files.changes_file)
    schedule_files.check(outputs, common)
    if options.swap is None and files.absences is None:
        raise streams.UsageError("nothing to do: give --absences FILE, or --swap")
    if files.apply and options.swap is None:
        raise streams.UsageError("--apply: goes with --swap; without it, the schedule is written")
    if options.swap is None or files.apply:
        return
    for flag, given in (
        ("--calendars", outputs.calendars is not None),
        (f"-o {common.output}", schedule_files.is_workbook(common)),
    ):
        if given:
            raise streams.UsageError(
                f"{flag}: is of a whole schedule, and --swap alone writes only what would change: "
                "give --apply too"
            )


def _content(
    made: "Rescheduled", given: "Tables", plan: "Plan", options: RescheduleOptions, common: Common
) -> "Content":
    """Collect what the files of a schedule show."""
    from wfm import reporting

    return reporting.Content(
        made.days,
        made.coverage,
        agents=given.agents,
        absences=given.absences,
        violations=schedule_files.judged(made.days, given, plan, common),
        parameters=schedule_files.parameters(options),
        data=made.table,
    )
