"""``wfm simulate``."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wfm import interrupts, units
from wfm.cli import files as filesystem
from wfm.cli import messages, streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table, read_plan
from wfm.cli.until_kept import asked_of, check_outputs, keep_until
from wfm.config import Config
from wfm.errors import InputError, OptionError
from wfm.options.callers import CallersOptions
from wfm.options.common import Common, Format
from wfm.options.saved import SavedTable
from wfm.options.simulate import SimulateFiles, SimulateOptions
from wfm.options.until_kept import UntilKept
from wfm.quoting import quoted

if TYPE_CHECKING:
    import pandas as pd

    from wfm.evaluation import AskedSimulation, Simulation
    from wfm.work.plan import Plan

log = logging.getLogger(__name__)
EXAMPLE = "wfm simulate roster.csv --forecast forecast.csv --config sample_data/wfm.toml"
_MOST_OF_TIMES = 1 << 26  # bytes


@command("staff")
def simulate(
    options: SimulateOptions,
    callers: CallersOptions,
    files: SimulateFiles,
    keep: UntilKept,
    saved: SavedTable,
    common: Common,
    config: Config,
) -> None:
    """Simulate the week that was planned, call by call, to see whether its promise is kept.

    Examples
    --------
    wfm simulate roster.csv --forecast forecast.csv --config sample_data/wfm.toml
    wfm simulate requirement.csv --weeks 400 --volume-cv 0.1 --by day
    wfm simulate roster.csv --forecast forecast.csv --until-kept 0.9 -o kept.csv
    """
    _check(files, keep)
    plan = read_plan(files.file, EXAMPLE, saved, requirements=True)
    from wfm import tables

    forecast: pd.DataFrame | None = None
    if files.forecast is not None:
        forecast = streams.read_table(
            files.forecast, tables.FORECAST, EXAMPLE, common.decimal, saved
        )
    elif "agents_scheduled" not in plan:
        raise streams.UsageError(f"--forecast: say which calls the plan is to answer: {EXAMPLE}")
    times = () if files.aht_file is None else read_times(files.aht_file)
    if keep.until_kept is not None:
        promise = asked_of(plan, forecast, keep, options, callers, files, times)
        keep_until(promise, keep, common, config)
        return
    from wfm.evaluation import AskedSimulation
    from wfm.work.configuration.roster import plan_from

    with prefixed(config):
        groups = plan_from(config.content)
    read = optional_table(EXAMPLE, common, saved)
    asked = AskedSimulation(
        plan=plan,
        forecast=forecast,
        queue=files.queue,
        aht_times=times,
        people=read(files.agents, tables.AGENTS),
        absences=read(files.absences, tables.ABSENCES),
        **{**vars(options), **vars(callers)},
    )
    _simulate(asked, groups, files, common)


def _simulate(
    asked: "AskedSimulation", groups: "Plan", files: SimulateFiles, common: Common
) -> None:
    """Simulate a plan, write what came of it, and say it."""
    from wfm.evaluation import simulate_with

    # From here on there is something to lose: Ctrl-C waits for a place to stop at.
    with interrupts.held():
        with messages.counting("simulating weeks") as shown:
            found = simulate_with(asked, groups, stopping(shown, asked.weeks))
        if found is not None:
            _write(found, files.by, common)
            for line in (*found.notes, *found.summary):
                log.info("%s", line)
        stopped = found is None or found.interrupted
        if stopped:
            interrupts.taken()
    if found is not None and stopped:
        log.warning("interrupted: %d of %d weeks were simulated", found.weeks, asked.weeks)
    if stopped:
        raise typer.Exit(interrupts.exit_code())


def _check(files: SimulateFiles, keep: UntilKept) -> None:
    """Refuse what does not go together, before anything is read."""
    if str(files.forecast) == "-" and (files.file is None or str(files.file) == "-"):
        raise streams.UsageError("--forecast: standard input holds the plan: give a FILE")
    for flag, path, instead in (
        ("--agents", files.agents, "give skills to groups"),
        ("--absences", files.absences, "give the share that is away with --absent"),
    ):
        if path is not None and keep.until_kept is not None:
            raise streams.UsageError(
                f"{flag}: goes not with --until-kept, which makes a roster in which nobody has a "
                f"place yet: {instead}, and simulate what comes of it with {flag}"
            )
    check_outputs(keep)


def stopping(shown: Callable[[int, int], None] | None, weeks: int) -> Callable[[int], bool]:
    """Return what shows how many weeks are done, and says whether somebody wants to stop."""

    def done(number: int) -> bool:
        if shown is not None:
            shown(number, weeks)
        return interrupts.pressed()

    return done


def read_times(path: Path) -> tuple[float, ...]:
    """Read a file of handling times, a number a line [s]; a first line may name them.

    Raises
    ------
    InputError
        If a line is no time above 0.
    """
    data = filesystem.read(path, "file of --aht-file", _MOST_OF_TIMES)
    found = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        text = line.strip().rstrip(",;")
        if not text:
            continue
        try:
            value = units.number(text, "aht_file")
        except OptionError:
            if number == 1:
                continue
            value = 0.0
        if not 0.0 < value <= units.LONGEST_CALL:
            raise InputError(
                f"{path}, line {number}: {quoted(text)} is no handling time: write seconds above 0"
            )
        found.append(value)
    if not found:
        raise InputError(f"{path}: no handling times: write a number a line [s]")
    return tuple(found)


def _write(found: "Simulation", by: str, common: Common) -> None:
    """Write one of the tables, or all of them as JSON."""
    from wfm import tables

    if common.format is Format.json and by == "interval":
        parts = [
            f'"{name}": {tables.to_json(frame).rstrip()}'
            for name, frame in (
                ("periods", found.periods),
                ("changes", found.changes),
                ("intervals", found.intervals),
            )
        ]
        streams.write_text(["{\n", ",\n".join(parts), "\n}\n"], common.output)
        return
    if streams.is_table(common.format, common.output) and not filesystem.is_workbook(common.output):
        from wfm import views

        streams.draw(views.simulation(found, by), common.output)
        return
    streams.write_table(found.by(by), common.format, common.output)
