"""``wfm check``."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from wfm.cli import options, streams
from wfm.cli.roster import Law, Queue, Week

log = logging.getLogger(__name__)
EXAMPLE = "wfm check roster.csv --requirement requirement.csv --config sample_data/wfm.toml"
VIOLATIONS_FOUND = 4


def check(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="ROSTER", help="CSV of a roster; - or nothing: standard input."),
    ] = None,
    requirement: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="CSV of agents per interval that it should cover; left out: the rules alone.",
        ),
    ] = None,
    coverage_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write agents required and scheduled here."),
    ] = None,
    fairness_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write hours, nights, Sundays and weekends of each team here."
        ),
    ] = None,
    queue: Queue = None,
    law: Law = None,
    week: Week = "max",
    decimal: options.Decimal = None,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Judge a roster, whoever made it: rules, coverage, hours and fairness.

    Prints the violations and ends with exit code 4 if there are any, else with 0.

    Examples
    --------
    wfm check roster.csv --config sample_data/wfm.toml --requirement requirement.csv
    wfm check roster.csv --config sample_data/wfm.toml --law eu-wtd --requirement requirement.csv
    """
    from wfm import tables

    streams.check_apart(output, coverage_file, fairness_file)
    if coverage_file is not None and requirement is None:
        raise streams.UsageError("--coverage-file: give --requirement FILE, which is what to cover")
    roster = streams.read_table(file, tables.ROSTER, EXAMPLE)
    needed = None
    if requirement is not None:
        needed = streams.read_table(requirement, tables.REQUIREMENT, EXAMPLE, decimal)
        needed = options.of_queue(needed, queue)
    with options.explained(ctx):
        from wfm import rostering

        with options.configured(ctx):
            plan = rostering.plan_from(ctx.obj["config"], law)
        found = rostering.check(roster, needed, plan, week=week)
    with (
        streams.write_with(found.coverage, coverage_file),
        streams.write_with(found.fairness, fairness_file),
    ):
        streams.write_table(found.violations, format_, output)
    for line in rostering.check_summary(found):
        log.info("%s", line)
    if len(found.violations):
        raise typer.Exit(VIOLATIONS_FOUND)
