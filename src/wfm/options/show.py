"""The options of ``wfm show``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.option import argument, option
from wfm.options.readers import path


@dataclass(frozen=True, kw_only=True)
class ShowFiles:
    """What `wfm show` draws."""

    file: Path | None = argument(
        reader=path,
        metavar="FILE",
        help="CSV or workbook of any table of wfm: its columns say which; - or nothing: standard "
        "input.",
    )
    day: str | None = option(
        None,
        only_flag=True,
        metavar="DAY",
        help="Draw one day in full: a weekday, such as mon, or a date, such as 2026-12-07.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Draw this queue alone, if the table holds several.",
    )
