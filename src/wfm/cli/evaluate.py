"""``wfm evaluate``."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import files as filesystem
from wfm.cli import streams
from wfm.cli.command import command, prefixed
from wfm.cli.plans import optional_table, read_plan
from wfm.config import Config
from wfm.options.callers import CallersOptions
from wfm.options.common import Common, Format
from wfm.options.evaluate import EvaluateFiles
from wfm.options.saved import SavedTable
from wfm.options.simulate import QueuesOption

if TYPE_CHECKING:
    from wfm.evaluation import Evaluation

log = logging.getLogger(__name__)
EXAMPLE = "wfm evaluate roster.csv --forecast forecast.csv --config sample_data/wfm.toml"


@command("staff")
def evaluate(
    options: CallersOptions,
    queues: QueuesOption,
    files: EvaluateFiles,
    saved: SavedTable,
    common: Common,
    config: Config,
) -> None:
    """Judge a roster or a schedule by formula: service, efficiency and cost, before it is worked.

    Examples
    --------
    wfm evaluate roster.csv --forecast forecast.csv --config sample_data/wfm.toml
    wfm evaluate roster.csv --forecast forecast.csv --by day --format csv
    """
    check_forecast(files.file, files.forecast, EXAMPLE)
    plan = read_plan(files.file, EXAMPLE, saved)
    from wfm import tables

    forecast = streams.read_table(files.forecast, tables.FORECAST, EXAMPLE, common.decimal, saved)
    read = optional_table(EXAMPLE, common, saved)
    requirement = read(files.requirement, tables.REQUIREMENT)
    from wfm.evaluation import AskedEvaluation, evaluate_with
    from wfm.work.configuration.roster import plan_from

    with prefixed(config):
        groups = plan_from(config.content)
    asked = AskedEvaluation(
        plan=plan,
        forecast=forecast,
        requirement=requirement,
        queue=files.queue,
        people=read(files.agents, tables.AGENTS),
        **{**vars(queues), **vars(options)},
    )
    found = evaluate_with(asked, groups)
    is_page = _write(found, files.by, common)
    for line in (*found.notes, *(() if is_page else found.summary)):
        log.info("%s", line)
    for line in found.warnings:
        log.warning("%s", line)


def check_forecast(plan: Path | None, forecast: Path | None, example: str) -> None:
    """Refuse a command without a forecast, and two tables on standard input."""
    if forecast is None:
        raise streams.UsageError(f"--forecast: say which calls the plan is to answer: {example}")
    if str(forecast) == "-" and (plan is None or str(plan) == "-"):
        raise streams.UsageError("--forecast: standard input holds the plan: give a FILE")


def _write(found: "Evaluation", by: str, common: Common) -> bool:
    """Write the page, the whole as JSON, or one of the tables; return whether it is the page."""
    from wfm import tables

    one_table = by != "interval" or filesystem.is_workbook(common.output)
    if streams.is_table(common.format, common.output) and not one_table:
        from wfm import views

        streams.draw(views.evaluation(found), common.output)
        return True
    if common.format is Format.json and by == "interval":
        parts = (
            f'"{name}": {tables.to_json(frame).rstrip()}'
            for name, frame in (
                ("periods", found.periods),
                ("costs", found.costs),
                ("queues", found.queues),
                ("intervals", found.intervals),
            )
        )
        streams.write_text(["{\n", ",\n".join(parts), "\n}\n"], common.output)
    else:
        streams.write_table(found.by(by), common.format, common.output)
    return False
