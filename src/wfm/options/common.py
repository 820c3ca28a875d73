"""Options that several commands share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from wfm.options.option import option
from wfm.options.readers import OneOf, path, switch

Configuration = Mapping[str, Any] | str | Path | None
SITE = "The site"


class Format(StrEnum):
    """How a result is written."""

    auto = "auto"
    csv = "csv"
    json = "json"
    table = "table"


@dataclass(frozen=True, kw_only=True)
class Configured:
    """What every command and every function takes.

    Parameters
    ----------
    config
        The content of a ``wfm.toml`` or the path of one: what is not given here is as it says.
    """

    config: Configuration = option(
        None,
        only_flag=True,
        metavar="FILE",
        help="Configuration file; left out: ./wfm.toml, if there is one. Flags win over it.",
    )


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The clock of the site.

    Parameters
    ----------
    timezone
        IANA name of the zone of times without an offset; times with one are converted to it.
        None: UTC for times without an offset.
    """

    timezone: str | None = option(
        None,
        beside="calls",  # of one interval, which has no date
        on_top=True,
        metavar="ZONE",
        panel=SITE,
        help="Time zone of the site, such as Europe/London; left out: the table's, else UTC.",
    )


@dataclass(frozen=True, kw_only=True)
class HandlingTimes:
    """How handling times are written.

    Parameters
    ----------
    aht_unit
        Unit of the table's handling times, one of ``seconds, milliseconds, minutes, hours, days``,
        or ``mm.ss``: 4.48 is 4 minutes and 48 seconds.
        None: seconds, and those that can hardly be seconds are refused.
    """

    aht_unit: str | None = option(
        None,
        beside="calls",  # whose handling time is given with it
        metavar="UNIT",
        panel=SITE,
        help="Unit of the table's handling times: seconds, milliseconds, minutes, hours or days, "
        "or mm.ss, where 4.48 is 4 minutes 48 seconds; left out: as the table shows; asked "
        "about where it does not.",
    )


def _format(value: object, name: str) -> Format:
    return Format(OneOf(tuple(Format))(value, name))


def _mark(value: object, name: str) -> Literal["point", "comma"]:
    word = OneOf(("point", "comma"))(value, name)
    return "comma" if word == "comma" else "point"


@dataclass(frozen=True, kw_only=True)
class Spoken(Configured):
    """What every command takes, whatever it writes: how numbers are read, and what is said."""

    decimal: Literal["point", "comma"] | None = option(
        None,
        only_flag=True,
        reader=_mark,
        metavar="MARK",
        words=("point", "comma"),
        help="Decimal mark of the numbers read, point or comma, where a file does not show it.",
    )
    quiet: bool = option(False, reader=switch, short="-q", help="Only errors on standard error.")
    verbose: bool = option(
        False, reader=switch, short="-v", help="Also say on standard error what is read."
    )


@dataclass(frozen=True, kw_only=True)
class Common(Spoken):
    """What every command takes that writes a table."""

    format: Format = option(
        Format.auto,
        reader=_format,
        metavar="FORMAT",
        words=tuple(Format),
        help="csv, json or table; auto: a table on a terminal, CSV otherwise.",
    )
    output: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        short="-o",
        help="Write here, whole or not at all; a name that ends in .xlsx makes a workbook.",
    )
