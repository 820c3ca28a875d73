"""``wfm check``."""

import logging
from typing import TYPE_CHECKING

import typer

from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table, read_plan
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.roster import CheckFiles, CheckOptions
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd


log = logging.getLogger(__name__)
EXAMPLE = "wfm check roster.csv --requirement requirement.csv --config sample_data/wfm.toml"
VIOLATIONS_FOUND = 4


@command("roster")
def check(
    options: CheckOptions, files: CheckFiles, saved: SavedTable, common: Common, config: Config
) -> None:
    """Judge a roster or a schedule, whoever made it: rules, coverage, hours and fairness.

    Prints the violations and ends with exit code 4 if there are any, else with 0. A table with the
    columns agent and date is a schedule: it is judged on dates.

    Examples
    --------
    wfm check roster.csv --config sample_data/wfm.toml --requirement requirement.csv
    wfm check roster.csv --config sample_data/wfm.toml --law eu-wtd --requirement requirement.csv
    """
    from wfm import tables

    streams.check_apart(common.output, files.coverage_file, files.fairness_file)
    if files.coverage_file is not None and files.requirement is None:
        raise streams.UsageError("--coverage-file: give --requirement FILE, which is what to cover")

    read = optional_table(EXAMPLE, common, saved)
    plan = read_plan(files.file, EXAMPLE, saved)
    is_schedule = "agent" in plan
    _check_files(files, is_schedule=is_schedule)
    needed = read(files.requirement, tables.REQUIREMENT)
    if needed is not None:
        needed = of_queue(needed, files.queue)
    if is_schedule:
        people = (
            read(files.agents, tables.AGENTS),
            read(files.absences, tables.ABSENCES),
            read(files.wishes, tables.WISHES),
            read(files.previous, tables.SCHEDULE),
        )
        _schedule(plan, needed, people, options, files, common, config)
    else:
        _roster(plan, needed, options, files, common, config)


def _check_files(files: CheckFiles, *, is_schedule: bool) -> None:
    """Refuse files that say nothing of the table that is judged."""
    if is_schedule and files.fairness_file is not None:
        raise streams.UsageError("--fairness-file: is of a roster, and this is a schedule")
    for name in ("agents", "absences", "wishes", "previous"):
        if not is_schedule and getattr(files, name) is not None:
            raise streams.UsageError(f"--{name}: is of a schedule, and this is a roster")


def _roster(
    table: "pd.DataFrame",
    needed: "pd.DataFrame | None",
    options: CheckOptions,
    files: CheckFiles,
    common: Common,
    config: Config,
) -> None:
    """Judge a roster."""
    from wfm import rostering

    with prefixed(config):
        plan = rostering.plan_from(config.content, options.law)
    found = rostering.check(table, needed, plan, week=options.week)
    with (
        streams.write_with(found.coverage, files.coverage_file),
        streams.write_with(found.fairness, files.fairness_file),
    ):
        streams.write_table(found.violations, common.format, common.output)
    _end(rostering.check_summary(found), len(found.violations))


def _schedule(
    table: "pd.DataFrame",
    needed: "pd.DataFrame | None",
    people: "tuple[pd.DataFrame | None, ...]",
    options: CheckOptions,
    files: CheckFiles,
    common: Common,
    config: Config,
) -> None:
    """Judge a schedule."""
    from wfm import scheduling
    from wfm.work.configuration.roster import plan_from

    agents, absences, wishes, previous = people
    with prefixed(config):
        plan = plan_from(config.content, options.law)
    given = scheduling.Tables(agents, absences, wishes, needed, previous)
    found = scheduling.check(table, given, plan)
    with streams.write_with(found.coverage, files.coverage_file):
        streams.write_table(found.violations, common.format, common.output)
    _end(scheduling.check_summary(found), len(found.violations))


def _end(lines: list[str], violations: int) -> None:
    for line in lines:
        log.info("%s", line)
    if violations:
        raise typer.Exit(VIOLATIONS_FOUND)
