"""``wfm check``."""

import logging

import typer

from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.roster import of_queue
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.roster import CheckFiles, CheckOptions
from wfm.options.saved import SavedTable

log = logging.getLogger(__name__)
EXAMPLE = "wfm check roster.csv --requirement requirement.csv --config sample_data/wfm.toml"
VIOLATIONS_FOUND = 4


@command("roster")
def check(
    options: CheckOptions, files: CheckFiles, saved: SavedTable, common: Common, config: Config
) -> None:
    """Judge a roster, whoever made it: rules, coverage, hours and fairness.

    Prints the violations and ends with exit code 4 if there are any, else with 0.

    Examples
    --------
    wfm check roster.csv --config sample_data/wfm.toml --requirement requirement.csv
    wfm check roster.csv --config sample_data/wfm.toml --law eu-wtd --requirement requirement.csv
    """
    from wfm import tables

    streams.check_apart(common.output, files.coverage_file, files.fairness_file)
    if files.coverage_file is not None and files.requirement is None:
        raise streams.UsageError("--coverage-file: give --requirement FILE, which is what to cover")
    roster = streams.read_table(files.file, tables.ROSTER, EXAMPLE, saved=saved)
    needed = None
    if files.requirement is not None:
        needed = streams.read_table(
            files.requirement, tables.REQUIREMENT, EXAMPLE, common.decimal, saved
        )
        needed = of_queue(needed, files.queue)
    from wfm import rostering

    with prefixed(config):
        plan = rostering.plan_from(config.content, options.law)
    found = rostering.check(roster, needed, plan, week=options.week)
    with (
        streams.write_with(found.coverage, files.coverage_file),
        streams.write_with(found.fairness, files.fairness_file),
    ):
        streams.write_table(found.violations, common.format, common.output)
    for line in rostering.check_summary(found):
        log.info("%s", line)
    if len(found.violations):
        raise typer.Exit(VIOLATIONS_FOUND)
