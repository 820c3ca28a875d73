"""``wfm staff``."""

import logging

from wfm.cli import streams
from wfm.cli.command import command
from wfm.config import Config
from wfm.options.common import Common
from wfm.options.saved import SavedTable
from wfm.options.staff import InsteadOfRequirement, StaffOptions

log = logging.getLogger(__name__)
EXAMPLE = "wfm staff forecast.csv --service-level 0.8 --threshold 20s"


@command("staff")
def staff(
    options: StaffOptions,
    instead: InsteadOfRequirement,
    saved: SavedTable,
    common: Common,
    config: Config,
) -> None:
    """Size the agents that each interval needs.

    Examples
    --------
    wfm staff forecast.csv --config sample_data/wfm.toml -o requirement.csv
    wfm staff forecast.csv --asa 15s --max-occupancy 1
    wfm forecast sample_data/calls.csv | wfm staff
    wfm staff --calls 450 --aht 270 --around 3
    """
    if options.calls is not None:
        _calculate(options, instead, common)
        return
    from wfm import tables

    table = streams.read_table(instead.file, tables.FORECAST, EXAMPLE, common.decimal, saved)
    from wfm import staffing

    if instead.what_if is None:
        result = staffing.staff_with(table, options)
        streams.write_table(result, common.format, common.output, "agents")
        return
    scenarios = staffing.what_if_with(table, instead.what_if, options, instead)
    streams.write_table(scenarios, common.format, common.output, "plain")
    if currency := config.content.get("currency"):
        log.info("cost is in %s", currency)


def _calculate(options: StaffOptions, instead: InsteadOfRequirement, common: Common) -> None:
    """Size one interval."""
    if instead.file is not None:
        raise streams.UsageError(
            f"--calls: {options.calls} calls are one interval: leave out {instead.file}"
        )
    if instead.what_if is not None:
        raise streams.UsageError("--what-if: compares tables: leave out --calls and give a FILE")
    from wfm import staffing

    result = staffing.calculate_with(options)
    streams.write_table(result, common.format, common.output, "plain")
