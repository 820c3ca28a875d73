"""``wfm simulate --until-kept``."""

from typing import TYPE_CHECKING

import typer

from wfm import interrupts
from wfm.cli import streams
from wfm.config import Config
from wfm.options.callers import CallersOptions
from wfm.options.common import Common
from wfm.options.simulate import SimulateFiles, SimulateOptions
from wfm.options.until_kept import UntilKept

if TYPE_CHECKING:
    import pandas as pd

    from wfm.evaluation import AskedPromise


def check_outputs(keep: UntilKept) -> None:
    """Refuse files of the rounds where there are none.

    Raises
    ------
    UsageError
        If one is asked for without ``--until-kept``.
    """
    for flag, path in (
        ("--requirement-file", keep.requirement_file),
        ("--rounds-file", keep.rounds_file),
    ):
        if path is not None and keep.until_kept is None:
            raise streams.UsageError(f"{flag}: goes with --until-kept: give that too, such as 0.9")


def asked_of(
    plan: "pd.DataFrame",
    forecast: "pd.DataFrame | None",
    keep: UntilKept,
    options: SimulateOptions,
    callers: CallersOptions,
    files: SimulateFiles,
    aht_times: tuple[float, ...] = (),
) -> "AskedPromise":
    """Collect what is asked for."""
    from wfm.evaluation import AskedPromise

    assert keep.until_kept is not None
    return AskedPromise(
        plan=plan,
        forecast=plan if forecast is None else forecast,
        share=keep.until_kept,
        aht_times=aht_times,
        queue=files.queue,
        **{**vars(options), **vars(callers)},
    )


def keep_until(asked: "AskedPromise", keep: UntilKept, common: Common, config: Config) -> None:
    """Change a plan until its promise is kept, and write it with what led to it."""
    from wfm.evaluation import until_kept_with

    streams.check_apart(common.output, keep.requirement_file, keep.rounds_file)
    # From here on there is something to lose: Ctrl-C waits for a place to stop at.
    with interrupts.held():
        found = until_kept_with(asked, config)
        with (
            streams.write_with(found.requirement, keep.requirement_file),
            streams.write_with(found.rounds, keep.rounds_file),
        ):
            if "line" in found.table:
                streams.write_table(found.table, common.format, common.output, "rotation")
            else:
                streams.write_table(found.table, common.format, common.output, "agents")
        if found.interrupted:
            interrupts.taken()
    if found.interrupted:
        raise typer.Exit(interrupts.exit_code())
