"""``wfm compare``."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wfm import interrupts
from wfm.cli import messages, streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table, read_plan
from wfm.cli.simulate import read_times, stopping
from wfm.config import Config
from wfm.options.callers import CallersOptions
from wfm.options.common import Common
from wfm.options.compare import CompareFiles, CompareOptions
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd

    from wfm.evaluation import AskedPlans
    from wfm.work.plan import Plan

log = logging.getLogger(__name__)
EXAMPLE = "wfm compare roster.csv other.csv --forecast forecast.csv"


@command("staff")
def compare(
    how: CompareOptions,
    files: CompareFiles,
    options: CallersOptions,
    saved: SavedTable,
    common: Common,
    config: Config,
) -> None:
    """Simulate plans on the same calls, side by side: cost, service, fairness, what differs.

    Examples
    --------
    wfm compare roster.csv other.csv --forecast forecast.csv --config sample_data/wfm.toml
    wfm compare roster.csv other.csv --forecast forecast.csv --absent 'mon=10%' --weeks 50
    """
    if files.forecast is None:
        raise streams.UsageError(f"--forecast: say which calls the plans are to answer: {EXAMPLE}")
    if len(files.files) < 2:
        raise streams.UsageError(f"one plan alone cannot be compared: name two or more: {EXAMPLE}")
    if [*map(str, (*files.files, files.forecast))].count("-") > 1:
        raise streams.UsageError("standard input holds one table: give the others as files")
    from wfm import tables

    forecast = streams.read_table(files.forecast, tables.FORECAST, EXAMPLE, common.decimal, saved)
    plans = _named(
        [(path, read_plan(path, EXAMPLE, saved, requirements=True)) for path in files.files]
    )
    from wfm.evaluation import AskedPlans
    from wfm.work.configuration.roster import plan_from

    with prefixed(config):
        groups = plan_from(config.content)
    read = optional_table(EXAMPLE, common, saved)
    asked = AskedPlans(
        plans=plans,
        forecast=forecast,
        queue=files.queue,
        aht_times=() if files.aht_file is None else read_times(files.aht_file),
        people=read(files.agents, tables.AGENTS),
        absences=read(files.absences, tables.ABSENCES),
        **{**vars(how), **vars(options)},
    )
    _compare(asked, groups, common)


def _compare(asked: "AskedPlans", groups: "Plan", common: Common) -> None:
    """Compare plans, and write what came of it."""
    from wfm.evaluation import compare_with

    total = asked.weeks * len(asked.plans)
    # From here on there is something to lose: Ctrl-C waits for a place to stop at.
    with interrupts.held():
        with messages.counting("simulating weeks") as shown:
            found = compare_with(asked, groups, stopping(shown, total))
        if found is not None:
            table = found.table
            if streams.is_table(common.format, common.output):
                table = table.dropna(axis="columns", how="all")  # such as costs of requirements
            streams.write_table(table, common.format, common.output)
        stopped = found is None or found.interrupted
        if stopped:
            interrupts.taken()
    if stopped:
        weeks = 0 if found is None else found.weeks
        log.warning("interrupted: %d of %d weeks were simulated of each plan", weeks, asked.weeks)
        raise typer.Exit(interrupts.exit_code())


def _named(given: "list[tuple[Path, pd.DataFrame]]") -> "dict[str, pd.DataFrame]":
    """Name plans after their files: by their paths where two files have one name."""
    short = [path.stem for path, _ in given]
    names = short if len(set(short)) == len(short) else [str(path) for path, _ in given]
    if len(set(names)) < len(names):
        names = [f"{name} {number}" for number, name in enumerate(names, 1)]
    return dict(zip(names, (table for _, table in given), strict=True))
