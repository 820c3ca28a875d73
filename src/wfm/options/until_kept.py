"""The options of ``wfm simulate --until-kept``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.option import option
from wfm.options.readers import path
from wfm.units import Quantity

_PANEL = "Until the promise is kept"


@dataclass(frozen=True, kw_only=True)
class UntilKept:
    """Changing a plan until its promise is kept, and what is written besides."""

    until_kept: Quantity | None = option(
        None,
        only_flag=True,
        metavar="SHARE",
        panel=_PANEL,
        help="Change the plan until so many of the weeks keep the promise, such as 0.9: raise and "
        "lower the requirement, roster again, in at most five rounds. Writes the roster; of a "
        "requirement, the requirement.",
    )
    requirement_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=_PANEL,
        help="Write the requirement that led to the roster of --until-kept here.",
    )
    rounds_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=_PANEL,
        help="Write the rounds of --until-kept here.",
    )
