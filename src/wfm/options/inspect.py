"""The options of ``wfm inspect``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.common import Clock, HandlingTimes
from wfm.options.option import option
from wfm.options.readers import path


@dataclass(frozen=True, kw_only=True)
class InspectOptions(Clock, HandlingTimes):
    """What is shown of a history.

    Parameters
    ----------
    save
        Configuration to which the section [read] is added that makes the same reading permanent.
    """

    save: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Make this reading permanent: add its options to a configuration, such as wfm.toml, "
        "and leave alone what stands there.",
    )
