"""``wfm today``."""

import logging
from typing import TYPE_CHECKING

from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.saved import SavedTable
from wfm.options.today import TodayFiles, TodayOptions

if TYPE_CHECKING:
    pass

log = logging.getLogger(__name__)
EXAMPLE = "wfm today schedule.csv --requirement requirement.csv --from 13:00 --date 2026-12-09"


@command("today")
def today(
    options: TodayOptions, files: TodayFiles, saved: SavedTable, common: Common, config: Config
) -> None:
    """Say what to do with the rest of a day: what to move, whom to let go, whom to ask to stay.

    Examples
    --------
    wfm today schedule.csv --requirement requirement.csv --from 13:00 --date 2026-12-09
    wfm today schedule.csv --requirement noon.csv --from 13:00 --schedule-file moved.csv
    """
    from wfm import tables

    streams.check_apart(common.output, files.schedule_file)
    if files.requirement is None:
        raise streams.UsageError("give --requirement FILE: what to do depends on what is needed")

    read = optional_table(EXAMPLE, common, saved)
    schedule = streams.read_table(files.file, tables.SCHEDULE, EXAMPLE, common.decimal, saved)
    requirement = streams.read_table(
        files.requirement, tables.REQUIREMENT, EXAMPLE, common.decimal, saved
    )
    from wfm import scheduling
    from wfm.work.configuration.roster import plan_from

    with prefixed(config):
        plan = plan_from(config.content, options.law)
    given = scheduling.Tables(
        read(files.agents, tables.AGENTS),
        read(files.absences, tables.ABSENCES),
        read(files.wishes, tables.WISHES),
        of_queue(requirement, files.queue),
        read(files.previous, tables.SCHEDULE),
    )
    made = scheduling.today(schedule, given, plan, options)
    with streams.write_with(made.schedule, files.schedule_file):
        streams.write_table(made.table, common.format, common.output)
    for line in scheduling.today_summary(made):
        log.info("%s", line)
