"""``wfm roster``."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wfm import interrupts, quoting
from wfm.cli import files as filesystem
from wfm.cli import messages, streams
from wfm.cli.command import command, prefixed
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.roster import RosterFiles, RosterOptions
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd

    from wfm.rostering import Plan, Proof

log = logging.getLogger(__name__)
# Longest time for advice [s], besides the time limit.
_ADVICE_SECONDS = 30.0
_MOST_OF_A_PROOF = 1 << 16  # bytes
EXAMPLE = "wfm roster requirement.csv --config sample_data/wfm.toml"


@command("roster")
def roster(
    options: RosterOptions, files: RosterFiles, saved: SavedTable, common: Common, config: Config
) -> None:
    """Build the rotating roster that covers every interval at the least cost.

    Examples
    --------
    wfm roster requirement.csv --config sample_data/wfm.toml -o roster.csv
    wfm forecast sample_data/calls.csv | wfm staff | wfm roster --time-limit 20s
    """
    from wfm import tables

    streams.check_apart(common.output, files.coverage_file, files.proof)
    requirement = streams.read_table(files.file, tables.REQUIREMENT, EXAMPLE, common.decimal, saved)
    requirement = of_queue(requirement, files.queue)
    start = None
    if options.stability is not None and files.start_from is None:
        raise streams.UsageError(
            "--stability: it is that of a roster that there is: name it with --start-from"
        )
    if files.start_from is not None:
        start = streams.read_table(files.start_from, tables.ROSTER, EXAMPLE)
    from wfm import rostering

    with prefixed(config):
        plan = rostering.plan_of(config.content, options)
    if files.what_if is not None:
        _compare(requirement, start, options, files, common, config)
        return
    run = rostering.run_of(options)
    known = _known(files.proof, elastic=options.elastic)
    # From here on there is something to lose: Ctrl-C waits for a place to stop at.
    with interrupts.held():
        with messages.progress() as shown:
            result = rostering.roster(
                requirement,
                plan,
                week=run.week,
                time_limit=run.time_limit,
                gap=run.gap,
                fairness=run.fairness,
                elastic=run.elastic,
                comfort=run.comfort,
                start_from=start,
                stability=run.stability,
                proof=known,
                progress=shown,
            )
        if known is not None and result.proof is not None:
            _keep(known, result.proof, files.proof)
        with streams.write_with(result.coverage, files.coverage_file):
            streams.write_table(result.table, common.format, common.output, "rotation")
        # Last, so that it is what a terminal shows when the teams have gone by.
        for line in rostering.summary(result):
            log.info("%s", line)
        if files.advice and result.status != "interrupted" and not result.hours_short:
            seconds = min(_ADVICE_SECONDS, run.time_limit)
            _advise(requirement, plan, run.week, seconds, result.table)
    if result.status == "interrupted":
        raise typer.Exit(interrupts.exit_code())


def of_queue(table: "pd.DataFrame", queue: str | None) -> "pd.DataFrame":
    """Take the rows of one queue; all of them where none is named."""
    if queue is None:
        return table
    names = list(table["queue"].unique()) if "queue" in table else []
    if queue not in names:
        known = f"its queues are {', '.join(names[:10])}" if names else "it has no column queue"
        raise streams.UsageError(f"--queue: '{queue}' is not in the requirement: {known}")
    return table[table["queue"] == queue]


def _known(path: Path | None, *, elastic: bool) -> "Proof | None":
    """Read what an earlier run proved; nothing from a new file, None where none is kept."""
    from wfm.rostering import Proof, proof_from

    if path is None:
        return None
    if elastic:
        raise streams.UsageError(
            "--proof: with --elastic the bound is one of that roster alone: leave one of them out"
        )
    if not path.exists():
        return Proof()
    text = filesystem.read(path, "file of --proof", _MOST_OF_A_PROOF).decode("utf-8", "replace")
    return proof_from(text, str(path))


def _keep(known: "Proof", proof: "Proof", path: Path | None) -> None:
    """Keep what is proved now, and say where what was proved before is of something else."""
    if known.program and known.program != proof.program:
        log.warning(
            "%s: is of another plan or requirement: it was not used, and is written anew",
            quoting.escaped(str(path)),
        )
    streams.write_text([proof.text()], path)


def _compare(
    requirement: "pd.DataFrame",
    start: "pd.DataFrame | None",
    options: RosterOptions,
    files: RosterFiles,
    common: Common,
    config: Config,
) -> None:
    """Write the costs of changes in place of a roster."""
    from wfm import rostering

    given = {
        "--coverage-file": files.coverage_file is not None,
        "--proof": files.proof is not None,
        "--advice": files.advice,
        "--elastic": options.elastic,
        "--stability": options.stability is not None,
    }
    for flag, is_given in given.items():
        if is_given:
            raise streams.UsageError(
                f"--what-if compares rosters, each of which covers all: leave {flag} out"
            )
    run = rostering.run_of(options)
    with interrupts.held():
        with messages.progress() as shown:
            found = rostering.what_if(
                requirement,
                files.what_if or "",
                rostering.with_options(config.content, options),
                week=run.week,
                time_limit=run.time_limit,
                gap=run.gap,
                fairness=run.fairness,
                start_from=start,
                progress=shown,
            )
        streams.write_table(found.table, common.format, common.output, "plain")
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
