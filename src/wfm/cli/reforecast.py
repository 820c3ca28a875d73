"""``wfm reforecast``."""

from dataclasses import replace

from wfm.cli import messages, streams
from wfm.cli.command import command
from wfm.cli.forecast import events_of, refuse_failures
from wfm.cli.histories import read_history, ready
from wfm.options.common import Common
from wfm.options.read import HistoryFiles
from wfm.options.reforecast import ReforecastFiles, ReforecastOptions

EXAMPLE = "wfm reforecast forecast.csv calls.csv today.csv"


@command("forecast")
def reforecast(
    options: ReforecastOptions, files: ReforecastFiles, read: HistoryFiles, common: Common
) -> None:
    """Forecast the rest of the running day, and the days after it, from what has come.

    HISTORY holds the past and today, in one file or in several. How far a deviation goes on is
    learnt from that past, for each queue and time of day; where it shows no gain, the forecast is
    left alone.

    Examples
    --------
    wfm reforecast forecast.csv calls.csv today.csv --as-of 12:30 -o noon.csv
    wfm reforecast forecast.csv calls.csv --explain --format table
    """
    if files.forecast is None:
        raise streams.UsageError(f"name the forecast that was made before the day: {EXAMPLE}")
    if str(files.forecast) == "-" and (not read.files or "-" in map(str, read.files)):
        raise streams.UsageError("standard input holds one table: give the other as a file")
    from wfm import tables

    forecast = streams.read_table(files.forecast, tables.FORECAST, EXAMPLE, common.decimal)
    with ready(options.jobs, read):
        found = read_history(
            read,
            EXAMPLE,
            decimal=common.decimal,
            timezone=options.timezone,
            aht_unit=options.aht_unit,
            checked=not options.keep_going,
        )
        options = replace(options, aht_unit=found.aht_unit, events=events_of(options, read, common))
        from wfm import forecasting

        work = forecasting.explain_reforecast_with if files.explain else forecasting.reforecast_with
        with messages.counting("queues") as count:
            result = work(forecast, found.frame, options, count)
    streams.write_table(result, common.format, common.output, "plain" if files.explain else "calls")
    refuse_failures(result)
