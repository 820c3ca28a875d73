"""``wfm backtest``."""

from dataclasses import replace

from wfm.cli import messages, streams
from wfm.cli.command import command
from wfm.cli.forecast import events_of, refuse_failures
from wfm.cli.histories import read_history, ready
from wfm.options.common import Common, Format
from wfm.options.forecast import AhtBacktest, BacktestOptions
from wfm.options.read import HistoryFiles

EXAMPLE = "wfm backtest sample_data/calls.csv --timezone Europe/London --country GB"


@command("forecast")
def backtest(
    options: BacktestOptions, instead: AhtBacktest, read: HistoryFiles, common: Common
) -> None:
    """Judge models by forecasting the past: how far each of them was off.

    The figures are explained in docs/reference/accuracy.md. As a table it ends with a picture of
    the last week, actual against forecast with its band.

    Examples
    --------
    wfm backtest sample_data/calls.csv --models auto,mean
    wfm backtest sample_data/calls.csv --aht --format table
    """
    with ready(1 if instead.aht else options.jobs, read):
        found = read_history(
            read,
            EXAMPLE,
            decimal=common.decimal,
            timezone=options.timezone,
            aht_unit=instead.aht_unit,
            checked=not options.keep_going,
        )
        history = found.frame
        options = replace(options, events=events_of(options, read, common))
        from wfm import forecasting

        if instead.aht:
            scores = forecasting.backtest_aht(
                history,
                origins=options.origins,
                timezone=options.timezone,
                aht_unit=found.aht_unit,
            )
        else:
            with messages.counting("queues") as count:
                scores = forecasting.backtest_with(history, options, count)
    streams.write_table(scores, common.format, common.output)
    refuse_failures(scores)
    if not instead.aht and common.output is None and streams.is_table(common.format, common.output):
        first = str(options.models).split(",", maxsplit=1)[0]
        week = forecasting.last_week(history, options, first)
        streams.write_table(week, Format.table, None, "week_picture")
