"""``wfm roster``."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wfm import interrupts
from wfm.cli import messages, options, streams

if TYPE_CHECKING:
    import pandas as pd

    from wfm.rostering import Plan

log = logging.getLogger(__name__)
# Longest time for advice [s], besides the time limit.
_ADVICE_SECONDS = 30.0
EXAMPLE = "wfm roster requirement.csv --config sample_data/wfm.toml"

Law = Annotated[
    str | None,
    typer.Option(
        metavar="NAMES",
        help="Working-time law to keep besides the configuration's rules, such as eu-wtd or "
        "eu-wtd,de-arbzg; see docs/reference/presets.md.",
    ),
]
Week = Annotated[
    str,
    typer.Option(metavar="WHICH", help="Week to cover: max or mean of the requirement's weeks."),
]
Queue = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Queue of the requirement to cover, if it holds several."),
]


def roster(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="REQUIREMENT", help="CSV of agents per interval; - or nothing: standard input."
        ),
    ] = None,
    coverage_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write agents required and scheduled here too."),
    ] = None,
    queue: Queue = None,
    law: Law = None,
    rotation_weeks: Annotated[
        int | None,
        typer.Option(
            min=1, max=520, metavar="N", show_default="8", help="About how many lines a team has."
        ),
    ] = None,
    closed: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN",
            show_default="never",
            help="Whether agents may be on duty while the site is closed (nobody is required for "
            "more than two hours): never (unless there is no other way) or allowed.",
        ),
    ] = None,
    week: Week = "max",
    time_limit: Annotated[
        str, typer.Option(metavar="TIME", help="Longest search, such as 60s or 5m.")
    ] = "60s",
    gap: Annotated[
        str,
        typer.Option(metavar="SHARE", help="Stop when the cost is proved to be within this share."),
    ] = "0.0005",
    fairness: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            help="The most that evening out the teams may add to the cost; even is within 0.25 "
            "nights and 0.1 worked weekends per agent and week; 0: only what costs nothing.",
        ),
    ] = "0.005",
    elastic: Annotated[
        bool,
        typer.Option(
            "--elastic",
            help="If no roster covers everything, write the best one; its gaps are named and "
            "are in the coverage.",
        ),
    ] = False,
    start_from: Annotated[
        Path | None,
        typer.Option(
            metavar="ROSTER",
            help="CSV of a roster to start from, of this plan or another. If it keeps all rules "
            "and covers the week, the result is never worse; if not, the search begins near it.",
        ),
    ] = None,
    what_if: Annotated[
        str | None,
        typer.Option(
            metavar="CHANGES",
            help="Compare rosters instead, the plan's and one for each change, such as "
            "'part_time.max_agents=+1, rules.weekends_on=1, requirement=+5%'. All start from the "
            "same roster, and each has the whole time limit.",
        ),
    ] = None,
    advice: Annotated[
        bool,
        typer.Option(
            "--advice",
            help="Say what the shifts waste against the ideal and what would save most, once the "
            "roster is written; takes at most 30 s more, or the time limit if that is shorter.",
        ),
    ] = False,
    decimal: options.Decimal = None,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Build the rotating roster that covers every interval at the least cost.

    Examples
    --------
    wfm roster requirement.csv --config sample_data/wfm.toml -o roster.csv
    wfm forecast sample_data/calls.csv | wfm staff | wfm roster --time-limit 20s
    """
    from wfm import tables

    streams.check_apart(output, coverage_file)
    requirement = options.of_queue(
        streams.read_table(file, tables.REQUIREMENT, EXAMPLE, decimal), queue
    )
    start = None if start_from is None else streams.read_table(start_from, tables.ROSTER, EXAMPLE)
    with options.explained(ctx):
        from wfm import rostering, units

        with options.configured(ctx):
            plan = rostering.plan_from(ctx.obj["config"], law)
        if rotation_weeks is not None:
            plan = replace(plan, rotation_weeks=rotation_weeks)
        if closed is not None:
            plan = rostering.with_closed(plan, closed)
    if what_if is not None:
        _compare(ctx, requirement, start, format_, output)
        return
    # From here on there is something to lose: Ctrl-C waits for a place to stop at.
    with options.explained(ctx), interrupts.held():
        with messages.progress() as shown:
            result = rostering.roster(
                requirement,
                plan,
                week=week,
                time_limit=units.seconds(time_limit, "time_limit"),
                gap=units.fraction(gap, "gap"),
                fairness=units.fraction(fairness, "fairness"),
                elastic=elastic,
                start_from=start,
                progress=shown,
            )
        with streams.write_with(result.coverage, coverage_file):
            streams.write_table(result.table, format_, output, "rotation")
        # Last, so that it is what a terminal shows when the teams have gone by.
        for line in rostering.summary(result):
            log.info("%s", line)
        if advice and result.status != "interrupted" and not result.hours_short:
            seconds = min(_ADVICE_SECONDS, units.seconds(time_limit, "time_limit"))
            _advise(requirement, plan, week, seconds, result.table)
    if result.status == "interrupted":
        raise typer.Exit(interrupts.exit_code())


def _compare(
    ctx: typer.Context,
    requirement: "pd.DataFrame",
    start: "pd.DataFrame | None",
    format_: streams.Format,
    output: Path | None,
) -> None:
    """Write the costs of changes in place of a roster; options are those of the command."""
    from wfm import rostering, units

    given = ctx.params
    for name in ("coverage_file", "advice", "elastic"):
        if given[name]:
            flag = "--" + name.replace("_", "-")
            raise streams.UsageError(
                f"--what-if compares rosters, each of which covers all: leave {flag} out"
            )
    config = dict(ctx.obj["config"])
    section = dict(config.get("roster", {}))
    for name in ("rotation_weeks", "closed"):
        if given[name] is not None:
            section[name] = given[name]
    if given["law"] is not None:
        section["law"] = [name.strip() for name in given["law"].split(",")]
    with options.explained(ctx), interrupts.held():
        with messages.progress() as shown:
            found = rostering.what_if(
                requirement,
                given["what_if"],
                {**config, "roster": section},
                week=given["week"],
                time_limit=units.seconds(given["time_limit"], "time_limit"),
                gap=units.fraction(given["gap"], "gap"),
                fairness=units.fraction(given["fairness"], "fairness"),
                start_from=start,
                progress=shown,
            )
        streams.write_table(found.table, format_, output, "plain")
    if found.interrupted:
        raise typer.Exit(interrupts.exit_code())
    if found.error is not None:
        raise found.error


def _advise(
    requirement: "pd.DataFrame", plan: "Plan", week: str, seconds: float, made: "pd.DataFrame"
) -> None:
    """Say what would save most; whatever happens, the roster is written and stays a success."""
    from wfm import rostering

    try:
        advised = rostering.advise(
            requirement, plan, week=week, time_limit=seconds, start_from=made
        )
    except KeyboardInterrupt:
        log.warning("no advice: interrupted; the roster is written")
    except Exception as error:
        line = " ".join(str(error).split())
        log.warning("no advice: %s; the roster is written", line)
    else:
        for line in str(advised).splitlines():
            log.info("%s", line)
    interrupts.taken()
